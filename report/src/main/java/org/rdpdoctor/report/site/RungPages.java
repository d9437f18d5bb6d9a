package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak.Degrades;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.facts.Layer;

/// The pages of the rungs, and of what can break on them.
final class RungPages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  RungPages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.of(
            Ladder.RUNGS.stream().map(this::rung),
            knowledge.catalogue().breaks().stream().map(this::known),
            Stream.of(index()))
        .flatMap(leaves -> leaves);
  }

  private Leaf rung(Layer layer) {
    Topic page = topics.of(layer);
    List<KnownBreak> breaks = of(layer);
    var sections = new ArrayList<Html>();
    for (KnownBreak known : breaks) {
      Topic broken = topics.of(Kind.BREAK, known.id());
      sections.add(Html.tag("h3").of(Parts.link(page, broken)));
      sections.add(causes(page, known.id()));
    }
    List<Topic> named = onRung(Kind.CODE, layer);
    String purpose = CodePages.sentenceCase(layer.purpose());
    Html body =
        Html.all(
            Html.tag("p", "eyebrow")
                .text("Rung " + Ladder.number(layer) + " of " + Ladder.RUNGS.size()),
            Parts.title(CodePages.sentenceCase(layer.id())),
            Html.tag("p", "lead").text(purpose + "."),
            neighbours(page, layer),
            sections.isEmpty()
                ? Html.NOTHING
                : Html.all(Parts.heading("What can break here"), Html.all(sections)),
            parts.listed("What dialogs say", page, onRung(Kind.MESSAGE, layer)),
            parts.listed("Events", page, onRung(Kind.EVENT, layer)),
            parts.listed("Codes", page, named));
    return new Leaf(
        page,
        purpose + ": what breaks Remote Desktop there",
        "Rung "
            + layer.id()
            + " of a Remote Desktop connection, "
            + layer.purpose()
            + ": what can break there, why, which codes and events tell of it, and what to do.",
        body);
  }

  private List<Topic> onRung(Kind kind, Layer layer) {
    return topics.of(kind).stream()
        .filter(topic -> topic.layer().equals(Optional.of(layer)))
        .sorted(Comparator.comparingInt(Topic::rank))
        .toList();
  }

  private Html neighbours(Topic page, Layer layer) {
    int at = Ladder.RUNGS.indexOf(layer);
    var links = new ArrayList<Html>();
    if (at > 0) {
      Topic before = topics.of(Ladder.RUNGS.get(at - 1));
      links.add(Html.all(Html.text("before it "), Parts.link(page, before)));
    }
    if (at + 1 < Ladder.RUNGS.size()) {
      Topic after = topics.of(Ladder.RUNGS.get(at + 1));
      links.add(Html.all(Html.text("after it "), Parts.link(page, after)));
    }
    return Html.tag("p", "neighbours").of(Html.joined(" · ", links));
  }

  private Leaf known(KnownBreak known) {
    Topic page = topics.of(Kind.BREAK, known.id());
    Html body =
        Html.all(
            parts.eyebrow(page),
            Parts.title(known.title()),
            Html.tag("p", "lead").text(told(known.degrades())),
            shares(page, known),
            signs("What shows it", known, true),
            signs("What speaks against it", known, false),
            parts.related(page, Kind.CODE, Kind.EVENT, Kind.MESSAGE, Kind.PROPERTY, Kind.UPDATE),
            Html.tag("h2").with("id", "command-line").text("On the command line"),
            Parts.command("rdpdoctor check HOST"));
    String causes =
        causesOf(known.id()).stream()
            .limit(3)
            .map(KnownCause::title)
            .reduce((a, b) -> a + "; " + b)
            .orElse("");
    return new Leaf(page, known.title(), known.title() + ". Why: " + causes + ".", body);
  }

  private static String told(Degrades degrades) {
    return switch (degrades) {
      case Degrades.Always() -> "Connections come about all the same, and are worse for it.";
      case Degrades.Never() -> "With this, the connection fails.";
      case Degrades.If _ -> "The connection fails, or comes about and is worse for it.";
    };
  }

  private Html shares(Topic page, KnownBreak known) {
    List<KnownCause> causes = causesOf(known.id());
    if (causes.isEmpty()) {
      return Html.NOTHING;
    }
    var rows = new ArrayList<Html>();
    double sum = 0;
    for (KnownCause cause : causes) {
      double share = share(cause, known.id());
      sum += share;
      rows.add(row(share, Parts.link(page, topics.of(Kind.CAUSE, cause.id()))));
    }
    if (sum < 1) {
      rows.add(row(1 - sum, Html.text("none of these")));
    }
    return Html.all(
        Parts.heading("Why"),
        Html.tag("p").text("Of 100 connections that show it, before anything else is known:"),
        Html.tag("ul", "shares").of(rows));
  }

  private static Html row(double share, Html what) {
    return Html.tag("li")
        .of(
            Html.tag("meter")
                .with("min", "0")
                .with("max", "100")
                .with("value", Long.toString(Math.round(share * 100)))
                .with("aria-hidden", "true")
                .alone(),
            Html.tag("b").text(share * 100 < 1 ? "<1" : Long.toString(Math.round(share * 100))),
            Html.text(" "),
            Html.tag("span").of(what));
  }

  private static double share(KnownCause cause, String breakId) {
    return cause.priors().getOrDefault(breakId, 0.0);
  }

  private List<KnownCause> causesOf(String breakId) {
    return knowledge.catalogue().causes().explaining(breakId).stream()
        .sorted(
            Comparator.comparingDouble((KnownCause cause) -> -share(cause, breakId))
                .thenComparing(KnownCause::id))
        .toList();
  }

  private Html causes(Topic page, String breakId) {
    List<Html> items =
        causesOf(breakId).stream()
            .map(cause -> Parts.link(page, topics.of(Kind.CAUSE, cause.id())))
            .map(link -> Html.tag("li").of(link))
            .toList();
    return items.isEmpty() ? Html.NOTHING : Html.tag("ul").of(items);
  }

  private static Html signs(String heading, KnownBreak known, boolean speaksFor) {
    List<Html> items =
        known.signs().stream()
            .filter(sign -> sign.speaksFor() == speaksFor)
            .map(RungPages::sign)
            .toList();
    return items.isEmpty()
        ? Html.NOTHING
        : Html.all(Parts.heading(heading), Html.tag("ul", "signs").of(items));
  }

  private static Html sign(KnownSign sign) {
    String strength = sign.strength().name().toLowerCase(Locale.ROOT);
    return Html.tag("li", "sign " + strength)
        .of(
            Html.tag("p").of(Prose.sign(sign.text(), Signals.known(sign.condition()))),
            Html.tag("p", "says").of(Html.tag("b").text(strength)));
  }

  private List<KnownBreak> of(Layer layer) {
    return knowledge.catalogue().breaks().stream().filter(known -> known.layer() == layer).toList();
  }

  private Leaf index() {
    Topic page = topics.of(Kind.CHAPTER, Kind.BREAK.name());
    var sections = new ArrayList<Html>();
    for (Layer rung : Ladder.RUNGS) {
      List<Topic> breaks =
          of(rung).stream().map(known -> topics.of(Kind.BREAK, known.id())).toList();
      if (!breaks.isEmpty()) {
        sections.add(
            Html.tag("h2").with("id", rung.id()).of(Parts.link(page, topics.of(rung), rung.id())));
        sections.add(parts.list(page, breaks));
      }
    }
    String lead =
        knowledge.catalogue().breaks().size()
            + " ways in which a Remote Desktop connection breaks, as far as the connection itself"
            + " shows it, in the order in which a connection is made.";
    return new Leaf(
        page,
        "How Remote Desktop breaks: all breaks",
        lead,
        Html.all(Parts.title(page.name()), Html.tag("p", "lead").text(lead), Html.all(sections)));
  }
}
