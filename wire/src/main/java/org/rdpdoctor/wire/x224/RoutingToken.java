package org.rdpdoctor.wire.x224;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// `routingToken`, or the `cookie` in its place: the line before the negotiation request, by which
/// balancers choose a server. A server ignores it.
///
/// @param line without its CR LF; one character for each byte
@SpecifiedIn("MS-RDPBCGR 2.2.1.1")
public record RoutingToken(String line) {
  /// The longest that fits: the length indicator of X.224 ends at 254, and 6 bytes of header, CR LF
  /// and the negotiation request have to fit as well.
  public static final int LONGEST = 238;

  private static final String MSTS = "Cookie: msts=";
  private static final String MSTSHASH = "Cookie: mstshash=";
  private static final int LONGEST_NAME = 64;

  /// What a line is, by how it begins.
  public enum Kind {
    /// `Cookie: msts=`: which server, by its address.
    MSTS,
    /// `Cookie: mstshash=`: who asks.
    MSTSHASH,
    /// `tsv://`: which collection or desktop, for a Connection Broker.
    TSV,
    /// `mth://`: the same, for Azure Virtual Desktop.
    MTH,
    OTHER;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// As bytes give it, with or without an end of line. Nothing if it cannot be sent: it is empty,
  /// longer than [#LONGEST], or more than one line.
  public static Optional<RoutingToken> of(Bytes bytes) {
    String text = bytes.decode(StandardCharsets.ISO_8859_1);
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\0' || isLineEnd(text.charAt(end - 1)))) {
      end--;
    }
    String line = text.substring(0, end);
    boolean sendable =
        !line.isBlank()
            && line.length() <= LONGEST
            && line.chars().noneMatch(c -> isLineEnd((char) c) || c == 0);
    return sendable ? Optional.of(new RoutingToken(line)) : Optional.empty();
  }

  private static boolean isLineEnd(char c) {
    return c == '\r' || c == '\n';
  }

  public Kind kind() {
    if (begins(MSTSHASH)) {
      return Kind.MSTSHASH;
    }
    if (begins(MSTS)) {
      return Kind.MSTS;
    }
    if (begins("tsv://")) {
      return Kind.TSV;
    }
    return begins("mth://") ? Kind.MTH : Kind.OTHER;
  }

  private boolean begins(String prefix) {
    return line.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /// What it names, where that can be told: the address and port in `msts=`, the user in
  /// `mstshash=`, what stands behind `tsv://`. Empty if it names nothing that one could read.
  public String names() {
    return switch (kind()) {
      case MSTS -> server().orElse("");
      case MSTSHASH -> shortened(line.substring(MSTSHASH.length()));
      case TSV, MTH -> shortened(line.substring("tsv://".length()));
      case OTHER -> "";
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
  }

  /// The server in `msts=`: address and port are numbers whose bytes stand in network order, read
  /// as little-endian ones; a third number is reserved.
  private Optional<String> server() {
    String[] parts = line.substring(MSTS.length()).split("\\.", -1);
    if (parts.length < 2) {
      return Optional.empty();
    }
    long address = number(parts[0], 0xFFFFFFFFL);
    long port = number(parts[1], 0xFFFF);
    if (address < 0 || port < 0) {
      return Optional.empty();
    }
    return Optional.of(
        "%d.%d.%d.%d:%d"
            .formatted(
                address & 0xFF,
                address >> 8 & 0xFF,
                address >> 16 & 0xFF,
                address >> 24,
                (port & 0xFF) << 8 | port >> 8));
  }

  /// -1 if it is none, or more than `most`.
  private static long number(String text, long most) {
    boolean digits =
        !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    long value = digits ? Long.parseLong(text) : -1;
    return value <= most ? value : -1;
  }

  /// False for a cookie that only says who asks, as clients send it that have no token.
  public boolean leads() {
    return kind() != Kind.MSTSHASH;
  }
}
