package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.report.PlanWording;
import org.rdpdoctor.report.Wording;

/// The pages of fixes: every way to do it and to take it back, what it needs and what proves it.
final class FixPages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  FixPages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.concat(
        CatalogueTopics.fixes(knowledge).stream().map(this::fix), Stream.of(index()));
  }

  /// A fix on the page of its cause: its usual way.
  static Html inShort(Topic page, Fix fix, Topic own) {
    int more = fix.ways().size() - 1;
    return Html.tag("section", "fix " + risk(fix))
        .of(
            Html.tag("h3").of(Parts.link(page, own)),
            circumstances(fix),
            way(fix.ways().getFirst()),
            more == 0
                ? Html.NOTHING
                : Html.tag("p").of(Parts.link(page, own, Wording.counted(more, "more way"))),
            proof(fix));
  }

  private Leaf fix(Fix fix) {
    Topic page = topics.of(Kind.FIX, fix.id());
    List<Html> ways = fix.ways().stream().map(FixPages::titled).toList();
    Html body =
        Html.all(
            parts.eyebrow(page, Html.text(Wording.side(fix.side()))),
            Parts.title(fix.title()),
            circumstances(fix),
            Html.all(ways),
            Parts.heading("What proves it"),
            proof(fix),
            parts.listed("Helps with", page, parts.links().of(page, Kind.CAUSE)),
            parts.related(page, Kind.CODE, Kind.EVENT, Kind.PROPERTY));
    String steps = String.join(" ", fix.ways().getFirst().steps());
    return new Leaf(
        page, fix.title(), fix.title() + " (" + Wording.circumstances(fix) + "). " + steps, body);
  }

  private static Html titled(Fix.Way way) {
    return Html.all(
        Html.tag("h2").text(CodePages.sentenceCase(PlanWording.by(way.by()))), way(way));
  }

  private static Html way(Fix.Way way) {
    return Html.all(
        Html.tag("ol", "steps").of(steps(way.steps())),
        Html.tag("p", "undo").text("The way back"),
        Html.tag("ul", "steps").of(steps(way.undo())));
  }

  private static List<Html> steps(List<String> steps) {
    return steps.stream().map(step -> Html.tag("li").of(Prose.step(step))).toList();
  }

  private static Html circumstances(Fix fix) {
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("Where", Html.text(Wording.circumstances(fix)));
    facts.put("Needs", Html.text(PlanWording.needs(fix)));
    facts.put("Weakens", Prose.of(PlanWording.weakens(fix)));
    return Parts.facts(facts);
  }

  private static Html proof(Fix fix) {
    Html expected = Html.tag("p", "proof").of(Html.text("Proof: "), Prose.of(fix.proof().expect()));
    return fix.proof()
        .run()
        .map(command -> Html.all(expected, Parts.command(command)))
        .orElse(expected);
  }

  private static String risk(Fix fix) {
    return switch (fix.risk()) {
      case NONE -> "no-risk";
      case LOW -> "low-risk";
      case HIGH -> "high-risk";
    };
  }

  private Leaf index() {
    Topic page = topics.of(Kind.CHAPTER, Kind.FIX.name());
    var sections = new ArrayList<Html>();
    for (Fix.Side side : Fix.Side.values()) {
      List<Topic> of =
          CatalogueTopics.fixes(knowledge).stream()
              .filter(fix -> fix.side() == side)
              .map(fix -> topics.of(Kind.FIX, fix.id()))
              .toList();
      sections.add(parts.listed(CodePages.sentenceCase(Wording.side(side)), page, of));
    }
    String lead =
        topics.of(Kind.FIX).size()
            + " fixes, each with its risk, its way back and the test that proves it, by where"
            + " they are made.";
    return new Leaf(
        page,
        "What to change: all fixes",
        lead,
        Html.all(Parts.title(page.name()), Html.tag("p", "lead").text(lead), Html.all(sections)));
  }
}
