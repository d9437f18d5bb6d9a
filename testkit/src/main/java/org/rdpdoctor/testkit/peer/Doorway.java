package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import org.rdpdoctor.testkit.certificate.Identity;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.TlsScript;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;

/// A connection that begins with TLS, or has none at all: what a peer of another protocol than RDP
/// stands in.
public final class Doorway {
  private final Line line;
  private final Optional<TlsStage.Protocol> tls;

  private Doorway(Line line, Optional<TlsStage.Protocol> tls) {
    this.line = line;
    this.tls = tls;
  }

  /// No TLS.
  public static Doorway plain(Socket socket) throws IOException {
    return new Doorway(
        new Line(socket, socket.getInputStream(), socket.getOutputStream(), new Deaf()),
        Optional.empty());
  }

  /// Acts out the script; nothing if that ends the connection.
  @SuppressWarnings("exports") // only peers of this module have identities
  public static Optional<Doorway> tls(Socket socket, TlsScript script, Identity identity)
      throws IOException, DecodeException {
    return new TlsStage(plain(socket).line, identity)
        .act(script)
        .map(session -> new Doorway(session.line(), Optional.of(session.protocol())));
  }

  public InputStream in() {
    return line.in();
  }

  public OutputStream out() {
    return line.out();
  }

  public void say(Bytes bytes) throws IOException {
    line.say(bytes);
  }

  /// From now on the client may be silent for as long as it likes.
  public void waitForever() throws IOException {
    line.waitForever();
  }

  /// Ends TLS as well where the end is to be an orderly one.
  public void leave(Ending ending) throws IOException {
    if (ending == Ending.CLOSE && tls.isPresent()) {
      tls.get().close();
    }
    line.leave(ending);
  }

  /// Keeps nothing of what is heard.
  private static final class Deaf implements Ledger {
    @Override
    public void heard(Bytes bytes) {
      // What was said inside TLS is what counts here.
    }

    @Override
    public void reached(Stage stage) {
      // The stages of RDP are not those of another protocol.
    }
  }
}
