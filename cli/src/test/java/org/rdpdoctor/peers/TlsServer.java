package org.rdpdoctor.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A TLS server that knows nothing of RDP: what [TlsBehindX224] leads to.
public final class TlsServer implements Peer {
  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private TlsServer(
      Workplace workplace, int port, Map<String, String> environment, List<String> command) {
    this.workplace = workplace;
    this.port = port;
    this.process = ServerProcess.start(workplace, port, environment, command);
  }

  /// `openssl s_server`, with old versions and weak ciphers allowed as far as it has them.
  public static TlsServer openssl(List<String> certificate, String... options) {
    String program = InstalledProgram.find("openssl", "openssl");
    var workplace = Workplace.of("openssl");
    int port = LoopbackPort.free();
    var identity = SelfSigned.of(workplace, "openssl.example", certificate);
    var command = new ArrayList<>(List.of(program, "s_server", "-accept", ADDRESS + ":" + port));
    command.addAll(List.of("-cert", identity.certificate().toString()));
    command.addAll(List.of("-key", identity.key().toString()));
    command.add("-www"); // without it the server ends with its first connection
    command.addAll(Arrays.asList(options));
    return new TlsServer(workplace, port, OldTls.allowedBy(workplace), command);
  }

  /// NSS's `selfserv`, which still has SSL 3.0, RC4 and 3DES.
  static TlsServer nss(String... options) {
    String program = InstalledProgram.find("selfserv", "libnss3-tools");
    String certificates = InstalledProgram.find("certutil", "libnss3-tools");
    var workplace = Workplace.of("nss");
    int port = LoopbackPort.free();
    String database = "sql:" + workplace.folder();
    String noise = workplace.write("noise", "any bytes do for a test certificate").toString();
    SelfSigned.run(workplace, List.of(certificates, "-N", "-d", database, "--empty-password"));
    var certify = new ArrayList<>(List.of(certificates, "-S", "-x", "-d", database, "-z", noise));
    certify.addAll(List.of("-n", "peer", "-s", "CN=nss.example", "-t", ",,"));
    certify.addAll(List.of("-k", "rsa", "-g", "2048", "-v", "1"));
    SelfSigned.run(workplace, certify);
    var command = new ArrayList<>(List.of(program, "-d", database, "-n", "peer"));
    command.addAll(List.of("-p", Integer.toString(port)));
    command.addAll(Arrays.asList(options));
    return new TlsServer(workplace, port, Map.of(), command);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String log() {
    return workplace.read(ServerProcess.OUTPUT);
  }

  @Override
  public void close() {
    process.close();
    workplace.close();
  }
}
