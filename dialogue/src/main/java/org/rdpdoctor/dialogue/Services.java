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
          new Known("xmpp", text -> mentions(text, "<stream:", "<?xml")));

  private record Known(String service, Predicate<String> matches) {}

  private Services() {}

  /// The service that sent `heard`, if it can be told.
  static Optional<ForeignService> recognise(Peer peer, Bytes heard, String sent, Duration at) {
    return name(heard)
        .map(
            service -> {
              String banner = banner(heard);
              return new ForeignService(
                  peer.address(),
                  peer.port(),
                  service,
                  banner,
                  peer.evidence(sent, "“" + banner + "”", at));
            });
  }

  private static Optional<String> name(Bytes heard) {
    String text = heard.first(512).decode(StandardCharsets.ISO_8859_1);
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

  private static String banner(Bytes heard) {
    String line = heard.first(BANNER_LENGTH).preview(BANNER_LENGTH);
    int end = heard.indexOf(Bytes.of(0x0A));
    return end >= 0 && end < line.length()
        ? line.substring(0, end).replaceAll("\\.+$", "").strip()
        : line.strip();
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
