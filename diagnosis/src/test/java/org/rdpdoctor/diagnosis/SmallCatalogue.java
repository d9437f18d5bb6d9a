package org.rdpdoctor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rdpdoctor.diagnosis.knowledge.CatalogueSource;
import org.rdpdoctor.facts.Observation;

/// Two breaks, shown by `connect-refused` and `stayed-open-unasked`, with the causes that a test
/// gives them.
final class SmallCatalogue {
  private static final String BREAKS =
      """
      - id: tcp.closed
        title: Closed
        degrades: false
        signs:
          - when: {connect-refused: {}}
            strength: decisive
            text: It refused
      - id: tcp.rejected
        title: Rejected
        degrades: true
        signs:
          - when: {stayed-open-unasked: {}}
            strength: decisive
            text: It stayed open
      """;

  private static final String FIX =
      """
      id: f
      title: Fix
      side: server
      risk: low
      needs: []
      temporary: false
      ways:
        - {by: hand, steps: [a], undo: [b]}
      proof: {expect: c}
      """;

  private final Map<String, String> files =
      new HashMap<>(Map.of("breaks/tcp.yaml", BREAKS, "fixes/server/f.yaml", FIX));

  /// A cause of `tcp.closed` with one sign, or none.
  SmallCatalogue with(String id, int percent, String condition, int ratio, String expected) {
    return with(id, percent, condition.isEmpty() ? Map.of() : Map.of(condition, ratio), expected);
  }

  /// @param signs ratios by `when: …` or `against: …`
  SmallCatalogue with(String id, int percent, Map<String, Integer> signs, String expected) {
    return with(id, "{tcp.closed: %d}".formatted(percent), signs, expected);
  }

  SmallCatalogue with(String id, String breaks, Map<String, Integer> signs, String expected) {
    var text = new StringBuilder();
    signs.forEach(
        (condition, ratio) ->
            text.append(
                "\n  - %s\n    ratio: %d\n    reason: so\n    text: It is seen%s"
                    .formatted(condition, ratio, expected.isEmpty() ? "" : "\n    " + expected)));
    files.put(
        "causes/tcp/" + id + ".yaml",
        """
        id: %s
        title: It is %s
        layer: tcp
        side: server
        breaks: %s
        certainty: proof
        because: It is so.
        signs:%s
        fixes: [f]
        see: [a]
        """
            .formatted(id, id, breaks, text.isEmpty() ? " []" : text));
    return this;
  }

  /// A test whose outcome `so` is 90 to 10 for a cause.
  void test(String id, String cause) {
    files.put(
        "tests/" + id + ".yaml",
        """
        id: %s
        title: Look
        kind: ask
        question: Is it so?
        why: It tells
        cost: {seconds: 10, needs: []}
        outcomes:
          - {id: so, text: It is so, given: {%s: 90, other: 10}}
          - {id: not, text: It is not so}
        """
            .formatted(id, cause));
  }

  double probability(String cause, Observation... facts) {
    return diagnose(Situation.of(List.of(facts))).causes().stream()
        .filter(each -> each.id().equals(cause))
        .mapToDouble(Diagnosis.Cause::probability)
        .sum();
  }

  Reasoning why(String id, Observation... facts) {
    var situation = Situation.of(List.of(facts)).asking(List.of(new Inquiry(id, true)));
    return diagnose(situation).reasonings().getFirst();
  }

  Diagnosis diagnose(Situation situation) {
    var source = CatalogueSource.of(files);
    assertThat(source.faults()).isEmpty();
    return new Diagnostician(source.catalogue()).diagnose(situation);
  }
}
