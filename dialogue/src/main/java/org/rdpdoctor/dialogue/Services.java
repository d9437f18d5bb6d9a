package org.rdpdoctor.dialogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.wire.Bytes;

/// Recognises other services than RDP by the first bytes that they send.
final class Services {
  private static final int BANNER_LENGTH = 80;

  /// Whoever has sent this much shall be known by it.
  private static final int ENOUGH = 512;

  /// With fewer bytes a line end may just as well be a number.
  private static final int TELLING = 9;

  /// How long the rest of a banner may take that came in pieces.
  private static final Duration SETTLING = Duration.ofMillis(300);

  private static final Bytes LINE_END = Bytes.of('\n');

  private static final String UNKNOWN = "something unknown";

  /// First match wins; the order puts the exact ones before the guesses.
  private static final List<Known> KNOWN =
      List.of(
          new Known("ssh", startsWith("SSH-")),
          new Known("vnc", startsWith("RFB ")),
          new Known("http", startsWith("HTTP/")),
          new Known("rtsp", startsWith("RTSP/")),
          new Known("sip", startsWith("SIP/")),
          new Known("smtp", text -> text.startsWith("220") && mentions(text, "smtp", "mail")),
          new Known("ftp", text -> text.startsWith("220") && mentions(text, "ftp")),
          new Known("smtp or ftp", startsWith("220")),
          new Known("smtp", text -> text.startsWith("421") || text.startsWith("554")),
          new Known("imap", text -> text.startsWith("* OK") || text.startsWith("* BYE")),
          new Known("pop3", startsWith("+OK")),
          new Known("redis", text -> text.startsWith("-ERR") || text.startsWith("-NOAUTH")),
          new Known("memcached", startsWith("ERROR\r\n")),
          new Known("amqp", startsWith("AMQP")),
          new Known("http", text -> mentions(text, "<html", "<!doctype html", "bad request")),
          new Known("xmpp", text -> mentions(text, "<stream:", "<?xml")),
          new Known("mysql", text -> mentions(text, "mysql", "mariadb")));

  private record Known(String service, Predicate<String> matches) {}

  private Services() {}

  /// False once `heard` holds a whole line, or can be told by its bytes, or is long enough.
  static boolean mayGoOn(Bytes heard) {
    boolean isLine = heard.size() >= TELLING && heard.indexOf(LINE_END) >= 0;
    return heard.size() < ENOUGH && !isLine && binary(heard).isEmpty();
  }

  /// How long to wait for more of a banner that has begun.
  static Duration settling(Duration left) {
    return left.compareTo(SETTLING) < 0 ? left : SETTLING;
  }

  /// The service that sent `heard`, if it can be told.
  static Optional<ForeignService> recognise(Peer peer, Bytes heard, String sent, Duration at) {
    return name(heard).map(service -> speaking(peer, service, heard, sent, at));
  }

  /// Whoever speaks first is no RDP server, even if it cannot be told what else it is.
  static ForeignService speakingFirst(Peer peer, Bytes heard, String sent, Duration at) {
    return speaking(peer, name(heard).orElse(UNKNOWN), heard, sent, at);
  }

  private static ForeignService speaking(
      Peer peer, String service, Bytes heard, String sent, Duration at) {
    String banner = banner(heard);
    return new ForeignService(
        peer.address(), peer.port(), service, banner, peer.evidence(sent, "“" + banner + "”", at));
  }

  private static Optional<String> name(Bytes heard) {
    String text = heard.first(ENOUGH).decode(StandardCharsets.ISO_8859_1);
    for (Known known : KNOWN) {
      if (known.matches.test(text)) {
        return Optional.of(known.service);
      }
    }
    return binary(heard);
  }

  private static Optional<String> binary(Bytes heard) {
    if (heard.size() >= 3 && heard.at(1) == 3 && isTlsContent(heard.at(0)) && heard.at(2) <= 4) {
      return Optional.of("tls");
    }
    if (heard.size() >= 8 && heard.slice(5, 8).equals(Bytes.ascii("SMB"))) {
      return Optional.of("smb");
    }
    // MySQL: 3 bytes length, sequence 0, protocol 10, server version as text
    if (heard.size() > 8 && heard.at(3) == 0 && heard.at(4) == 10 && heard.at(2) == 0) {
      return Optional.of("mysql");
    }
    // Telnet: IAC WILL/WONT/DO/DONT
    if (heard.size() >= 3 && heard.at(0) == 0xFF && heard.at(1) >= 0xFB) {
      return Optional.of("telnet");
    }
    // TDS: tabular response, end of message
    if (heard.size() >= 8 && heard.at(0) == 4 && heard.at(1) <= 1 && heard.at(4) == 0) {
      return Optional.of("mssql");
    }
    return Optional.empty();
  }

  /// Alert or handshake record (RFC 8446 5.1).
  private static boolean isTlsContent(int type) {
    return type == 21 || type == 22;
  }

  /// The first line of text, or the beginning of what is no text.
  private static String banner(Bytes heard) {
    int end = binary(heard).isPresent() ? -1 : heard.indexOf(LINE_END);
    Bytes line = end < 0 ? heard : heard.first(end);
    boolean returned = end > 0 && line.at(end - 1) == '\r';
    return (returned ? line.first(end - 1) : line).preview(BANNER_LENGTH).strip();
  }

  private static Predicate<String> startsWith(String prefix) {
    return text -> text.startsWith(prefix);
  }

  private static boolean mentions(String text, String... words) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
