package org.rdpdoctor.probe;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;

/// TLS inside a line, with real cryptography (Bouncy Castle in its non-blocking mode): what CredSSP
/// needs, and the only way to see a certificate under TLS 1.3.
final class TlsTunnel implements Line {
  private static final int CHUNK = 16 * 1024;

  private final Line line;
  private final TlsClientProtocol protocol = new TlsClientProtocol();
  private final WitnessingCrypto crypto;
  private final ProbingTlsClient client;
  private Optional<Exception> failure = Optional.empty();
  private final Pushback unread = new Pushback();

  TlsTunnel(Line line, Optional<String> serverName) {
    this.line = line;
    this.crypto = new WitnessingCrypto(new SecureRandom(), line.secrets());
    this.client = new ProbingTlsClient(crypto, serverName);
  }

  /// Begins a handshake with nobody, so that the first real one finds everything loaded: done while
  /// the first packets are on their way, it costs no time.
  static void prepare() {
    try {
      var nobody = new TlsClientProtocol();
      nobody.connect(
          new ProbingTlsClient(
              new WitnessingCrypto(new SecureRandom(), SecretsLog.NONE), Optional.empty()));
      nobody.close();
    } catch (IOException | RuntimeException e) {
      // the real handshake will tell
    }
  }

  /// How a handshake ended.
  sealed interface Shaken {
    record Complete() implements Shaken {}

    record Alert(int code) implements Shaken {}

    record Ended(Ending how) implements Shaken {}

    record Silent(Duration waited) implements Shaken {}

    /// We ended it: the alert that we raised, and why.
    record Refused(int alert, String reason) implements Shaken {}
  }

  Shaken shake(Duration patience) {
    Duration began = now();
    try {
      protocol.connect(client);
      flush();
      while (!client.complete()) {
        Duration left = patience.minus(now().minus(began));
        if (!left.isPositive()) {
          return new Shaken.Silent(now().minus(began));
        }
        switch (line.listen(left)) {
          case Heard.Data(Bytes bytes, _) -> {
            protocol.offerInput(bytes.toArray());
            flush();
          }
          case Heard.Silence(_, _) -> {
            return new Shaken.Silent(now().minus(began));
          }
          case Heard.End(Ending how, _) -> {
            Optional<Integer> warning = client.alertReceived();
            return warning.isPresent()
                ? new Shaken.Alert(warning.get()) // some servers only warn, and leave
                : new Shaken.Ended(how);
          }
        }
      }
      return new Shaken.Complete();
    } catch (TlsFatalAlertReceived e) {
      return new Shaken.Alert(e.getAlertDescription());
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle answers some hostile bytes with unchecked exceptions: the peer's doing
      flushQuietly();
      return new Shaken.Refused(alertOf(e), reasonOf(e));
    }
  }

  ProbingTlsClient client() {
    return client;
  }

  /// True if the server's signature over its key exchange was tried with the key in its
  /// certificate, and did not fit.
  boolean signatureDenied() {
    return crypto.signatureDenied();
  }

  private static int alertOf(Exception e) {
    return e instanceof TlsFatalAlert alert ? alert.getAlertDescription() : 80;
  }

  private static String reasonOf(Exception e) {
    String message = String.valueOf(e.getMessage());
    Throwable cause = e.getCause();
    return cause == null || cause.getMessage() == null
        ? message
        : message + " (" + cause.getMessage() + ")";
  }

  @Override
  public void say(Bytes message) {
    try {
      protocol.writeApplicationData(message.toArray(), 0, message.size());
      flush();
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(e);
    }
  }

  @Override
  public Heard listen(Duration patience) {
    return unread.take(now()).orElseGet(() -> line.sift(patience, this::receive, this::ready));
  }

  private Optional<Heard> ready() {
    Bytes ready = decrypted();
    if (!ready.isEmpty()) {
      return Optional.of(new Heard.Data(ready, now()));
    }
    return failure.isPresent() || protocol.isClosed()
        ? Optional.of(new Heard.End(Ending.CLOSED, now()))
        : Optional.empty();
  }

  private void receive(Bytes bytes) {
    try {
      protocol.offerInput(bytes.toArray());
      flush();
    } catch (IOException | RuntimeException e) { // hostile bytes, as in the handshake
      failure = Optional.of(e);
    }
  }

  /// Why we ended TLS after the handshake, if we did.
  Optional<String> trouble() {
    return failure.map(TlsTunnel::reasonOf);
  }

  /// The fatal alert that the peer has sent since the handshake, if it has.
  Optional<Integer> alertReceived() {
    return client.alertReceived();
  }

  /// The chain that the peer has shown, its own certificate first.
  List<Bytes> chain() {
    return client.chain();
  }

  private Bytes decrypted() {
    int count = Math.min(protocol.getAvailableInputBytes(), CHUNK);
    if (count <= 0) {
      return Bytes.EMPTY;
    }
    byte[] chunk = new byte[count];
    int read = protocol.readInput(chunk, 0, count);
    return Bytes.copyOf(chunk, 0, read);
  }

  private void flush() {
    int count = protocol.getAvailableOutputBytes();
    if (count > 0) {
      byte[] chunk = new byte[count];
      protocol.readOutput(chunk, 0, count);
      line.say(Bytes.copyOf(chunk));
    }
  }

  private void flushQuietly() {
    try {
      flush();
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
  }

  @Override
  public Duration now() {
    return line.now();
  }

  @Override
  public void unread(Bytes bytes) {
    unread.put(bytes);
  }

  /// Says goodbye as TLS wants it; the line itself stays with its owner.
  @Override
  public void close() {
    try {
      protocol.close();
      flush();
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(e);
    }
  }
}
