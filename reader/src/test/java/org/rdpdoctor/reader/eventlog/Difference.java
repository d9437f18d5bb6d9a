package org.rdpdoctor.reader.eventlog;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.rdpdoctor.reader.eventlog.draft.Times;

/// Why another reader has another text for a field.
///
/// @param isForm whether it is the same value, printed in another way
record Difference(String name, boolean isForm, BiPredicate<String, String> test) {
  /// evtxexport fills hex with zeros to the width of the type; Windows does not.
  private static final Difference ZEROS =
      new Difference(
          "ZEROS",
          true,
          (ours, theirs) ->
              ours.startsWith("0x") && theirs.startsWith("0x") && hex(ours) == hex(theirs));

  /// A size is hex for Windows (MS-EVEN6 3.1.4.7.3, SizeTType) and decimal for evtxexport.
  private static final Difference SIZE =
      new Difference(
          "SIZE",
          true,
          (ours, theirs) ->
              ours.startsWith("0x")
                  && theirs.matches("\\d{1,18}")
                  && hex(ours) == Long.parseLong(theirs));

  /// evtxexport prints the low 31 bits of a negative number behind the sign.
  private static final Difference NEGATIVE =
      new Difference(
          "NEGATIVE",
          true,
          (ours, theirs) ->
              ours.matches("-\\d{1,10}")
                  && theirs.matches("-\\d{1,10}")
                  && (Long.parseLong(ours) & 0x7FFFFFFF) == -Long.parseLong(theirs));

  /// XML makes one character of a line end in text.
  private static final Difference LINE_END =
      new Difference(
          "LINE_END",
          true,
          (ours, theirs) -> ours.replace("\r\n", "\n").equals(theirs.replace("\r\n", "\n")));

  /// evtxexport leaves out a value that is nothing but a line end.
  private static final Difference BLANK =
      new Difference("BLANK", true, (ours, theirs) -> theirs.isEmpty() && ours.isBlank());

  /// The same moment, with fewer digits or another zone sign; dissect rounds within a microsecond.
  private static final Difference TIME = new Difference("TIME", true, Difference::sameTime);

  /// Hex of bytes and identifiers in small letters.
  private static final Difference CASE =
      new Difference(
          "CASE",
          true,
          (ours, theirs) -> ours.toUpperCase(Locale.ROOT).equals(theirs.toUpperCase(Locale.ROOT)));

  /// dissect prints a GUID's bytes as they are stored, without the order of its first three parts.
  private static final Difference GUID =
      new Difference(
          "GUID",
          true,
          (ours, theirs) ->
              isGuid(ours) && isGuid(theirs) && swapped(theirs).equalsIgnoreCase(ours));

  /// dissect prints truth as a number.
  private static final Difference TRUTH =
      new Difference(
          "TRUTH",
          true,
          (ours, theirs) ->
              ours.equals(theirs.equals("0") ? "false" : "true") && theirs.matches("\\d+"));

  /// Where a program wrote neither 0 nor 1, dissect looks at the first byte of four alone.
  private static final Difference IRREGULAR_TRUTH =
      new Difference(
          "IRREGULAR_TRUTH", false, (ours, theirs) -> ours.equals("true") && theirs.equals("0"));

  /// dissect prints bytes and ANSI text as Python writes them.
  private static final Difference PYTHON =
      new Difference(
          "PYTHON",
          true,
          (ours, theirs) ->
              theirs.matches("(?s)b['\"].*") && python(theirs).equalsIgnoreCase(ours));

  /// dissect leaves escapes of XML in a text as they are.
  private static final Difference ESCAPED =
      new Difference(
          "ESCAPED",
          true,
          (ours, theirs) ->
              theirs.contains("&quot;") && theirs.replace("&quot;", "\"").equals(ours));

  /// dissect calls what is not there `None`.
  private static final Difference NONE =
      new Difference("NONE", true, (ours, theirs) -> theirs.equals("None") && ours.isEmpty());

  static final List<Difference> ALL =
      List.of(
          ZEROS,
          SIZE,
          NEGATIVE,
          LINE_END,
          BLANK,
          TIME,
          CASE,
          GUID,
          TRUTH,
          IRREGULAR_TRUTH,
          PYTHON,
          ESCAPED,
          NONE);

  @Override
  public String toString() {
    return name;
  }

  boolean explains(String ours, String theirs) {
    return test.test(ours, theirs);
  }

  private static String python(String bytes) {
    return bytes.substring(2, bytes.length() - 1).translateEscapes();
  }

  private static long hex(String text) {
    return Long.parseUnsignedLong(text, 2, text.length(), 16);
  }

  private static boolean sameTime(String ours, String theirs) {
    var one = Times.parse(ours);
    var other = Times.parse(theirs);
    return one.isPresent()
        && other.isPresent()
        && Duration.between(one.get(), other.get()).abs().toNanos() < 3_000;
  }

  private static boolean isGuid(String text) {
    return text.matches("\\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?");
  }

  private static String swapped(String guid) {
    String bare = guid.replaceAll("[{}-]", "");
    byte[] bytes = HexFormat.of().parseHex(bare);
    int[] order = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    var text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append(i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "");
      text.append(HexFormat.of().toHexDigits(bytes[order[i]]));
    }
    return guid.startsWith("{") ? "{" + text + "}" : text.toString();
  }
}
