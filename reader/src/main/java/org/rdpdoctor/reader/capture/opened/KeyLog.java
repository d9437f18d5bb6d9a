package org.rdpdoctor.reader.capture.opened;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.ClientHello;

/// Secrets as browsers, curl, OpenSSL and others log them: a label, the client's random or
/// another name of the connection, and the secret, in hex, one on each line ([the SSLKEYLOGFILE
/// format](https://www.rfc-editor.org/rfc/rfc9850)).
final class KeyLog {
  /// More than any run of a capture needs; each takes some 250 bytes of memory.
  static final int MOST_SECRETS = 200_000;

  /// Longer than any line with a secret.
  private static final int LONGEST_LINE = 1024;

  private static final int MOST_NOTES = 20;
  private static final int MASTER_SIZE = 48;
  private static final int PRE_MASTER_START = 8;

  /// As `openssl s_client` prints it.
  private static final Pattern OF_SESSION =
      Pattern.compile("RSA Session-ID:([0-9A-Fa-f]{2,64}) Master-Key:([0-9A-Fa-f]{96})");

  private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");

  private final Map<Bytes, Secrets> byRandom = new ConcurrentHashMap<>();
  private final Map<Bytes, Secret> preMasters = new ConcurrentHashMap<>();
  private final Map<Bytes, Secret> sessions = new ConcurrentHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private int size;
  private int unread;

  boolean isEmpty() {
    return size == 0;
  }

  /// How many secrets it holds.
  int size() {
    return size;
  }

  /// What could not be read of it, and where.
  List<String> notes() {
    return List.copyOf(notes);
  }

  Optional<Secrets> secrets(Bytes clientRandom) {
    return Optional.ofNullable(byRandom.get(clientRandom));
  }

  /// The premaster secret of an `RSA` line.
  Optional<Secret> preMaster(Bytes encrypted) {
    return Optional.ofNullable(preMasters.get(encrypted.first(PRE_MASTER_START)));
  }

  /// The master secret of a session.
  Optional<Secret> session(Bytes id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /// Reads every line, however long the log is.
  ///
  /// @param name of the log, for the notes
  void read(Reader log, String name) throws IOException {
    var line = new StringBuilder();
    boolean tooLong = false;
    int number = 1;
    unread = 0;
    for (int next = log.read(); next >= 0; next = log.read()) {
      if (next == '\n') {
        take(line, tooLong, name, number);
        line.setLength(0);
        tooLong = false;
        number++;
      } else if (line.length() < LONGEST_LINE) {
        line.append((char) next);
      } else {
        tooLong = true;
      }
    }
    take(line, tooLong, name, number);
    if (unread > MOST_NOTES) {
      notes.add("%s: %d more lines are no secrets".formatted(name, unread - MOST_NOTES));
    }
  }

  private void take(CharSequence written, boolean tooLong, String name, int number) {
    String line = written.toString().strip();
    if (line.startsWith("#") || (line.isEmpty() && !tooLong)) {
      return;
    }
    if (size >= MOST_SECRETS) {
      if (size == MOST_SECRETS) {
        notes.add(
            "%s: only %d secrets are kept, none from line %d on".formatted(name, size, number));
        size++;
      }
      return;
    }
    if ((tooLong || !understood(line)) && unread++ < MOST_NOTES) {
      notes.add("%s: line %d is no secret".formatted(name, number));
    }
  }

  private boolean understood(String line) {
    Matcher session = OF_SESSION.matcher(line);
    if (session.matches()) {
      sessions.put(Bytes.hex(session.group(1)), secret(session.group(2)));
      size++;
      return true;
    }
    String[] words = line.split("[ \t]+", -1);
    if (words.length != 3 || !isHex(words[1]) || !isHex(words[2])) {
      return false;
    }
    Bytes name = Bytes.hex(words[1]);
    return switch (words[0]) {
      case "CLIENT_RANDOM" -> put(name, Secrets.Kind.MASTER, words[2]);
      case "PMS_CLIENT_RANDOM" -> put(name, Secrets.Kind.PRE_MASTER, words[2]);
      case "CLIENT_HANDSHAKE_TRAFFIC_SECRET" -> put(name, Secrets.Kind.CLIENT_HANDSHAKE, words[2]);
      case "SERVER_HANDSHAKE_TRAFFIC_SECRET" -> put(name, Secrets.Kind.SERVER_HANDSHAKE, words[2]);
      case "CLIENT_TRAFFIC_SECRET_0" -> put(name, Secrets.Kind.CLIENT_TRAFFIC, words[2]);
      case "SERVER_TRAFFIC_SECRET_0" -> put(name, Secrets.Kind.SERVER_TRAFFIC, words[2]);
      case "RSA" -> putPreMaster(name, words[2]);
      // Secrets of other uses, and labels that are yet to come, are no mistakes.
      default -> words[0].matches("[A-Z][A-Z0-9_]*");
    };
  }

  private boolean put(Bytes random, Secrets.Kind kind, String hex) {
    int length = hex.length() / 2;
    boolean fits =
        switch (kind) {
          case MASTER -> length == MASTER_SIZE;
          case PRE_MASTER -> length <= LONGEST_LINE;
          case CLIENT_HANDSHAKE, SERVER_HANDSHAKE, CLIENT_TRAFFIC, SERVER_TRAFFIC ->
              length == Hash.SHA256.size() || length == Hash.SHA384.size();
        };
    if (random.size() != ClientHello.RANDOM_SIZE || !fits) {
      return false;
    }
    byRandom.computeIfAbsent(random, _ -> new Secrets()).put(kind, secret(hex));
    size++;
    return true;
  }

  private boolean putPreMaster(Bytes encryptedStart, String hex) {
    if (encryptedStart.size() != PRE_MASTER_START || hex.length() != 2 * MASTER_SIZE) {
      return false;
    }
    preMasters.put(encryptedStart, secret(hex));
    size++;
    return true;
  }

  private static Secret secret(String hex) {
    return Secret.of(HexFormat.of().parseHex(hex));
  }

  private static boolean isHex(String word) {
    return HEX.matcher(word).matches();
  }
}
