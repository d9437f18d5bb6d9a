package org.rdpdoctor.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;

/// What requests and answers have in common: a first line, fields, and the empty line that ends
/// them.
///
/// Lines may end with a bare line feed and empty lines may stand before the first, as RFC 9112 2.2
/// lets readers bear; a carriage return inside a line reads as a space.
@SpecifiedIn("RFC 9112 2.1")
public final class HttpHead {
  /// The most bytes that a head may have: more than any server of this world accepts or sends.
  public static final int MOST = 64 * 1024;

  private static final int LF = '\n';
  private static final int CR = '\r';
  private static final String LINE = "field-line";

  private final List<Line> lines;

  private HttpHead(List<Line> lines) {
    this.lines = lines;
  }

  /// A line without its end, and where it begins.
  record Line(String text, int offset) {}

  /// How many bytes of what was heard are a whole head, its empty line included; nothing while it
  /// goes on. What goes on for [#MOST] bytes is given at that length, and decoding says what is
  /// wrong with it.
  public static OptionalInt end(Bytes heard) {
    int most = Math.min(heard.size(), MOST);
    boolean begun = false;
    int lineStart = 0;
    for (int i = 0; i < most; i++) {
      if (heard.at(i) == LF) {
        boolean empty = i == lineStart || i == lineStart + 1 && heard.at(lineStart) == CR;
        if (empty && begun) {
          return OptionalInt.of(i + 1);
        }
        begun |= !empty;
        lineStart = i + 1;
      }
    }
    return heard.size() >= MOST ? OptionalInt.of(MOST) : OptionalInt.empty();
  }

  /// False as soon as these bytes cannot begin an answer of an HTTP/1 server, so that nobody has to
  /// wait for the end of a head that is none.
  public static boolean mayBeResponse(Bytes heard) {
    int start = 0;
    while (start < heard.size() && (heard.at(start) == CR || heard.at(start) == LF)) {
      start++;
    }
    int known = Math.min(heard.size() - start, VERSION_PREFIX.length());
    return heard.slice(start, start + known).equals(Bytes.ascii(VERSION_PREFIX).first(known));
  }

  static final String VERSION_PREFIX = "HTTP/";

  static HttpHead read(Bytes head) throws DecodeException {
    var lines = new ArrayList<Line>();
    int start = 0;
    for (int i = 0; i < head.size(); i++) {
      if (head.at(i) == LF) {
        int end = i > start && head.at(i - 1) == CR ? i - 1 : i;
        if (end > start) {
          lines.add(new Line(text(head.slice(start, end)), start));
        } else if (!lines.isEmpty()) {
          return new HttpHead(lines);
        }
        start = i + 1;
      }
    }
    throw malformed("head", Math.min(start, head.size()), "without the empty line that ends it");
  }

  private static String text(Bytes line) {
    return line.decode(StandardCharsets.ISO_8859_1).replace('\r', ' ');
  }

  Line first() {
    return lines.getFirst();
  }

  /// The fields in their order; a line that begins with white space goes on with the one before it.
  List<HttpField> fields() throws DecodeException {
    var fields = new ArrayList<HttpField>();
    for (Line line : lines.subList(1, lines.size())) {
      if (isBlank(line.text().charAt(0))) {
        if (fields.isEmpty()) {
          throw malformed(LINE, line.offset(), "a continuation of nothing");
        }
        HttpField before = fields.removeLast();
        String joined = (before.value() + " " + line.text().strip()).strip();
        fields.add(new HttpField(before.name(), joined));
      } else {
        fields.add(field(line));
      }
    }
    return List.copyOf(fields);
  }

  /// White space before the colon is against RFC 9112 5.1 and stripped, as proxies do.
  private static HttpField field(Line line) throws DecodeException {
    int colon = line.text().indexOf(':');
    String name = colon < 0 ? "" : line.text().substring(0, colon).strip();
    if (name.isEmpty()) {
      throw malformed(LINE, line.offset(), "without a name and a colon");
    }
    return new HttpField(name, line.text().substring(colon + 1).strip());
  }

  static Bytes write(String firstLine, List<HttpField> fields) {
    var text = new StringBuilder(firstLine).append("\r\n");
    for (HttpField field : fields) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return Bytes.latin1(text.append("\r\n").toString());
  }

  static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }

  static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }

  /// `HTTP/1.1`, `HTTP/1.0`, and `HTTP/1` for what it is worth.
  static boolean isVersion(String word) {
    if (!word.startsWith(VERSION_PREFIX)) {
      return false;
    }
    String number = word.substring(VERSION_PREFIX.length());
    return isDigits(number.replaceFirst("\\.", "")) && number.length() <= 3;
  }

  static DecodeException malformed(String field, int offset, String trouble) {
    return new DecodeException(new DecodeFault.Malformed(field, offset, trouble));
  }
}
