package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.report.Wording;

/// The pages of tests: what to try, and what each outcome proves.
final class TestPages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  TestPages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.concat(
        knowledge.catalogue().tests().all().stream().map(this::test), Stream.of(index()));
  }

  private Leaf test(KnownTest test) {
    Topic page = topics.of(Kind.TEST, test.id());
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("Takes", Html.text("about " + seconds(test.cost().seconds())));
    facts.put(
        "Needs",
        Html.text(String.join(", ", test.cost().needs().stream().map(Wording::need).toList())));
    Html steps =
        test.steps().isEmpty()
            ? Html.NOTHING
            : Html.tag("ol", "steps")
                .of(
                    test.steps().stream()
                        .map(step -> Html.tag("li").of(Prose.step(step)))
                        .toList());
    Html body =
        Html.all(
            parts.eyebrow(page),
            Parts.title(test.title()),
            Html.tag("p", "lead").of(Prose.of(test.question())),
            Prose.paragraph(CodePages.sentenceCase(Prose.closed(test.why()))),
            Parts.facts(facts),
            steps,
            test.command().map(Parts::command).orElse(Html.NOTHING),
            Parts.heading("What each outcome proves"),
            Html.all(test.outcomes().stream().map(outcome -> outcome(page, outcome)).toList()));
    return new Leaf(page, test.title(), test.question() + " " + test.why(), body);
  }

  private Html outcome(Topic page, KnownTest.Outcome outcome) {
    var lines = new ArrayList<Html>();
    outcome.given().entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Double> entry) -> isCause(entry.getKey()))
                .reversed()
                .thenComparing(Map.Entry::getValue, Comparator.reverseOrder()))
        .forEach(
            entry ->
                lines.add(
                    Html.tag("li")
                        .of(
                            Html.tag("b").text(Chances.ofHundred(entry.getValue())),
                            Html.text(" with "),
                            named(page, entry.getKey()))));
    return Html.all(
        Html.tag("h3").of(Prose.of(outcome.text())),
        lines.isEmpty()
            ? Html.tag("p").text("As often as none of the others comes out.")
            : Html.tag("ul").of(lines));
  }

  private boolean isCause(String id) {
    return topics.find(Kind.CAUSE, id).isPresent();
  }

  private Html named(Topic page, String id) {
    Optional<Topic> cause = topics.find(Kind.CAUSE, id);
    if (cause.isPresent()) {
      return Parts.link(page, cause.get());
    }
    return Stream.of(Fix.Side.values())
        .filter(side -> side.name().equalsIgnoreCase(id))
        .findFirst()
        .map(side -> Html.text("a cause " + Wording.side(side)))
        .orElse(Html.text("any other cause"));
  }

  private static String seconds(int seconds) {
    return seconds < 120 ? seconds + " seconds" : Math.round(seconds / 60.0) + " minutes";
  }

  private Leaf index() {
    Topic page = topics.of(Kind.CHAPTER, Kind.TEST.name());
    List<Topic> tests = topics.of(Kind.TEST);
    String lead = tests.size() + " tests that tell causes apart.";
    return new Leaf(
        page,
        page.name(),
        lead,
        Html.all(
            Parts.title(page.name()), Html.tag("p", "lead").text(lead), parts.list(page, tests)));
  }
}
