package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rdpdoctor.facts.SavedFact;

/// What differs between two checks of the same server by itself, and therefore says nothing.
///
/// Left out are: evidence, which tells of one run; every time (`…Millis`), which [Measures] looks
/// at; what was counted of this run's own packets; bytes that hang on the length of the name; which
/// DNS server a place asks; times and sizes inside of texts; the order of lists.
final class Noise {
  private static final String ALL = "*";

  /// Counts of one run, or what [Measures] compares by a rule of its own.
  private static final Map<String, Set<String>> IGNORED =
      Map.ofEntries(
          Map.entry("round-trip", Set.of(ALL)),
          Map.entry("loss-estimated", Set.of(ALL)),
          Map.entry("tcp-measured", Set.of(ALL)),
          Map.entry("server-clock", Set.of(ALL)),
          Map.entry("rounds-varied", Set.of(ALL)),
          Map.entry("rounds-agreed", Set.of(ALL)),
          Map.entry("syn-repeated", Set.of("repeats")),
          Map.entry("connects-varied", Set.of("connected", "refused", "unanswered")),
          Map.entry("service-stopped", Set.of("served")),
          Map.entry("segments-repeated", Set.of("packets", "repeated", "percent")),
          Map.entry("large-segments-lost", Set.of("size", "repeated")),
          Map.entry("answer-torn", Set.of("packetsBehind")),
          Map.entry("large-answer-missing", Set.of("piece")),
          Map.entry("large-packet-unanswered", Set.of("answered", "unanswered")),
          Map.entry("bytes-trickled", Set.of("bytes")),
          Map.entry("end-timed", Set.of("percent")),
          Map.entry("nothing-taken", Set.of("bytes")),
          Map.entry("request-unacknowledged", Set.of("bytes")),
          Map.entry("negotiation-unfinished", Set.of("heard")),
          Map.entry("hello-form-matters", Set.of("answeredSize", "unansweredSize")),
          Map.entry("dns-answered", Set.of("server")),
          Map.entry("dns-unanswered", Set.of("server")),
          Map.entry("dns-partly-unanswered", Set.of("server")),
          Map.entry("dns-refused", Set.of("server")),
          Map.entry("spoke-after-reset", Set.of("packets")),
          Map.entry("gateway-certificate-expired", Set.of("days")),
          Map.entry("gateway-certificate-expiring", Set.of("days")),
          Map.entry("udp-answered", Set.of("attempt")),
          Map.entry("udp-unanswered", Set.of("attempts")),
          Map.entry("udp-unreadable", Set.of("size")));

  /// In whichever fact they stand.
  private static final Set<String> IGNORED_EVERYWHERE = Set.of("helloSize", "preview", "untested");

  /// Fields that say what was asked, not what was answered: facts that differ in one of these are
  /// of different questions.
  private static final Set<String> QUESTIONS =
      Set.of(
          "offered",
          "hello",
          "usual",
          "cookie",
          "question",
          "after",
          "elsewhere",
          "form",
          "what",
          "scheme",
          "transport",
          "request",
          "url",
          "kind");

  private static final Pattern MEASURED_IN_TEXT =
      Pattern.compile("\\d+(?:[.,]\\d+)?[ \\u00a0]?(?:ms|µs|s|min|h|days|bytes|packets)\\b");

  private Noise() {}

  /// The table, for the test that holds it against the vocabulary.
  static Map<String, Set<String>> ignored() {
    return IGNORED;
  }

  static boolean isIgnored(String word) {
    return IGNORED.getOrDefault(word, Set.of()).contains(ALL);
  }

  static boolean isQuestion(String field, String rung) {
    return QUESTIONS.contains(field) || (field.equals("name") && rung.equals("name"));
  }

  /// A fact without its noise.
  ///
  /// @param view whose own address and name are the same as anybody else's
  static Map<String, String> shapeOf(SavedFact fact, View view) {
    Set<String> ignored = IGNORED.getOrDefault(fact.word(), Set.of());
    var shape = new TreeMap<String, String>();
    fact.fields()
        .forEach(
            (field, value) -> {
              if (!field.endsWith("Millis")
                  && !ignored.contains(field)
                  && !IGNORED_EVERYWHERE.contains(field)) {
                shape.put(field, still(value, view));
              }
            });
    return shape;
  }

  /// A sentence without its times and sizes, and without the address that was used.
  static String still(String sentence, View view) {
    String named =
        view.address().isEmpty() ? sentence : sentence.replace(view.address(), "the server");
    return MEASURED_IN_TEXT.matcher(named).replaceAll("…");
  }

  private static String still(SavedFact.Value value, View view) {
    return switch (value) {
      case SavedFact.Text(String text) when isOwn(text, view) -> "the server's";
      case SavedFact.Text(String text) -> MEASURED_IN_TEXT.matcher(text).replaceAll("…");
      case SavedFact.Texts(List<String> texts) ->
          texts.stream().sorted().collect(Collectors.joining(", "));
      case SavedFact.Whole whole -> whole.words();
      case SavedFact.Flag flag -> flag.words();
    };
  }

  /// That the address differs is said once, where the name is.
  private static boolean isOwn(String text, View view) {
    return !text.isEmpty() && text.equals(view.address());
  }
}
