package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A device that lets X.224 through to the server and opens the TLS behind it, with a certificate
/// that its own authority issued: what inspection devices do, from the client's view.
final class TlsInterceptor implements AutoCloseable {
  private static final char[] PASSWORD = "interceptor".toCharArray();

  private final Door door;
  private final Callable<Socket> server;
  private final SSLContext shown;
  private final SSLContext believed;
  private final Workplace workplace = Workplace.of("interceptor");

  /// @param door where clients come in
  /// @param server opens a connection to the server behind
  TlsInterceptor(ServerSocket door, Callable<Socket> server, String host) {
    this.server = server;
    try {
      shown = SSLContext.getInstance("TLS");
      shown.init(keys(host).getKeyManagers(), null, null);
      believed = SSLContext.getInstance("TLS");
      believed.init(null, new TrustManager[] {new Believing()}, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    this.door = new Door(door, this::lead);
  }

  /// A certificate of an authority that nobody else knows.
  private KeyManagerFactory keys(String host) throws GeneralSecurityException {
    String openssl = InstalledProgram.find("openssl", "openssl");
    String folder = workplace.folder() + "/";
    workplace.write("names.txt", "subjectAltName=DNS:" + host + "\n");
    List.of(
            "req -x509 -nodes -newkey rsa:2048 -days 30 -keyout #ca.key -out #ca.pem -subj"
                + " /O=Perimeter/CN=Perimeter-Inspection",
            "req -new -nodes -newkey rsa:2048 -keyout #host.key -out #host.csr -subj /CN=" + host,
            "x509 -req -in #host.csr -CA #ca.pem -CAkey #ca.key -CAcreateserial -days 30"
                + " -extfile #names.txt -out #host.pem",
            "pkcs12 -export -inkey #host.key -in #host.pem -out #host.p12 -passout pass:"
                + new String(PASSWORD))
        .forEach(
            words ->
                SelfSigned.run(
                    workplace,
                    List.of((openssl + " " + words.replace("#", folder)).split(" ", -1))));
    try {
      KeyStore store = KeyStore.getInstance(workplace.file("host.p12").toFile(), PASSWORD);
      var keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, PASSWORD);
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lead(Socket client, Door at) throws Exception {
    try (Socket behind = at.behind(server.call())) {
      behind.getOutputStream().write(Door.packet(client.getInputStream()).toArray());
      client.getOutputStream().write(Door.packet(behind.getInputStream()).toArray());
      try (SSLSocket here = layered(shown, client, false);
          SSLSocket there = layered(believed, behind, true)) {
        here.startHandshake();
        there.startHandshake();
        Door.join(here, there);
      }
    }
  }

  private static SSLSocket layered(SSLContext context, Socket socket, boolean client)
      throws IOException {
    var layer =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), 0, true);
    layer.setUseClientMode(client);
    return layer;
  }

  /// The device takes any server for what it says.
  private static final class Believing implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  static Callable<Socket> to(Namespace from, String address, int port) {
    return () -> from.inside(() -> new Socket(InetAddress.ofLiteral(address), port));
  }

  @Override
  public void close() {
    door.close();
    workplace.close();
  }
}
