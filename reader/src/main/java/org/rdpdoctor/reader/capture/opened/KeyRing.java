package org.rdpdoctor.reader.capture.opened;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.rdpdoctor.reader.capture.Opener;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.gcc.RsaPublicKey;
import org.rdpdoctor.wire.gcc.ServerCertificate;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.security.SessionCiphers;

/// Everything that opens encrypted conversations: TLS key logs, those inside captures too, and
/// private keys of servers.
///
/// May be used by several threads; keys may be added while it is used.
public final class KeyRing implements Opener.Source {
  /// Sessions that may be resumed without another exchange of keys.
  private static final int MOST_SESSIONS = 4096;

  private final KeyLog log = new KeyLog();
  private final List<ServerKey> serverKeys = new CopyOnWriteArrayList<>();
  private final Map<Bytes, Secret> sessions = Collections.synchronizedMap(new Recent());

  /// Adds a TLS key log, as `SSLKEYLOGFILE` asks many programs to write one.
  ///
  /// @return how many secrets it added
  /// @throws IOException if it cannot be read
  public int addKeyLog(Path file) throws IOException {
    // Hex is ASCII; other bytes must not stop the reading.
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      synchronized (log) {
        int before = log.size();
        log.read(reader, String.valueOf(file.getFileName()));
        return log.size() - before;
      }
    }
  }

  /// Adds a key log that was found elsewhere, such as in a Decryption Secrets Block of pcapng.
  ///
  /// @param where it was found, for the notes
  public void addKeyLog(String text, String where) {
    try {
      synchronized (log) {
        log.read(new StringReader(text), where);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text can always be read
    }
  }

  /// Adds the private RSA keys of a file: PEM, DER, PKCS #12, or xrdp's `rsakeys.ini`.
  ///
  /// @param password asked only if the file needs one; its array is wiped
  /// @throws IOException if there is no such key in it, which its message says in one sentence
  ///     without a full stop
  public void addServerKey(Path file, Supplier<Optional<char[]>> password) throws IOException {
    serverKeys.addAll(ServerKeyFile.read(file, password));
  }

  /// True if nothing can be opened.
  public boolean isEmpty() {
    return log.isEmpty() && serverKeys.isEmpty();
  }

  /// How many secrets and private keys there are, for a screen.
  public String summary() {
    int secrets = log.size();
    int keys = serverKeys.size();
    return "%d secret%s, %d private key%s"
        .formatted(secrets, secrets == 1 ? "" : "s", keys, keys == 1 ? "" : "s");
  }

  /// What could not be read, and where.
  public List<String> notes() {
    synchronized (log) {
      return List.copyOf(log.notes());
    }
  }

  @Override
  public Optional<Opener> forHello(Bytes clientRandom) {
    return isEmpty() ? Optional.empty() : Optional.of(new TlsOpener(this));
  }

  @Override
  public Optional<Bytes> clientRandom(ServerSecurityData server, Bytes encryptedClientRandom) {
    try {
      RsaPublicKey key = ServerCertificate.decode(server.serverCertificate()).key();
      return serverKey(key.modulus())
          .flatMap(own -> own.random(encryptedClientRandom, SessionCiphers.RANDOM_SIZE));
    } catch (DecodeException _) {
      return Optional.empty(); // the dialogue tells of an unreadable key
    }
  }

  Optional<ServerKey> serverKey(BigInteger modulus) {
    return serverKeys.stream().filter(key -> key.modulus().equals(modulus)).findFirst();
  }

  boolean hasServerKeys() {
    return !serverKeys.isEmpty();
  }

  boolean hasKeyLog() {
    return !log.isEmpty();
  }

  Optional<Secrets> secrets(Bytes clientRandom) {
    return log.secrets(clientRandom);
  }

  Optional<Secret> loggedPreMaster(Bytes encrypted) {
    return log.preMaster(encrypted);
  }

  /// The master secret of a session that was opened before.
  ///
  /// @param id its id or ticket
  Optional<Secret> session(Bytes id) {
    return Optional.ofNullable(sessions.get(id)).or(() -> log.session(id));
  }

  void remember(Bytes id, Secret master) {
    sessions.put(id, master);
  }

  /// The last sessions only.
  private static final class Recent extends LinkedHashMap<Bytes, Secret> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Bytes, Secret> eldest) {
      return size() > MOST_SESSIONS;
    }
  }
}
