package org.rdpdoctor.peers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How one `rdpdoctor check` ended.
///
/// @param json the report as it was printed
/// @param millis of the whole process
record NetworkCheck(int exit, String json, String errors, long millis) {
  private static final Pattern FIRST_BREAK =
      Pattern.compile("\"breaks\": ?\\[\\s*\\{\\s*\"id\": ?\"([^\"]+)\"");

  /// Verdict, broken rung and first break in one line, such as `failing tcp: tcp.closed`.
  String answer() {
    String verdict = text("verdict");
    if (!json.contains("\"verdict\"")) {
      return "exit " + exit + ": " + errors.strip();
    }
    Matcher found = FIRST_BREAK.matcher(json);
    String layer = text("brokenLayer");
    return verdict
        + (layer.isEmpty() ? "" : " " + layer)
        + (found.find() ? ": " + found.group(1) : "")
        + (exit == exitOf(verdict) ? "" : " with exit " + exit);
  }

  private static int exitOf(String verdict) {
    return switch (verdict) {
      case "healthy" -> 0;
      case "degraded" -> 1;
      case "failing" -> 2;
      default -> 3;
    };
  }

  /// From the first look to the report, as it says itself: without the start of the Java machine.
  long elapsedMillis() {
    Matcher found = Pattern.compile("\"elapsedMillis\": ?(\\d+)").matcher(json);
    return found.find() ? Long.parseLong(found.group(1)) : Long.MAX_VALUE;
  }

  /// Whether a fact of this type was seen.
  boolean saw(String type) {
    return Pattern.compile("\"type\": ?\"" + type + "\"").matcher(json).find();
  }

  /// A number of the first fact of this type.
  int number(String type, String field) {
    Matcher found =
        Pattern.compile("\"type\": ?\"" + type + "\"[^{}]*?\"" + field + "\": ?(\\d+)")
            .matcher(json);
    if (!found.find()) {
      throw new AssertionError("no " + field + " of " + type + " in " + json);
    }
    return Integer.parseInt(found.group(1));
  }

  private String text(String key) {
    Matcher found = Pattern.compile("\"" + key + "\": ?\"([^\"]*)\"").matcher(json);
    return found.find() ? found.group(1) : "";
  }
}
