package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.report.Wording;

/// The pages of causes: why, how often, what speaks for and against it, what to do.
final class CausePages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  CausePages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.concat(knowledge.causes().stream().map(this::cause), Stream.of(index()));
  }

  private Leaf cause(KnownCause cause) {
    Topic page = topics.of(Kind.CAUSE, cause.id());
    Html body =
        Html.all(
            parts.eyebrow(page, Html.text(Wording.side(cause.side()))),
            Parts.title(cause.title()),
            lead(cause.because()),
            frequency(page, cause),
            signs(Parts.heading("What speaks for it"), cause, true),
            signs(Parts.heading("What speaks against it"), cause, false),
            fixes(page, cause),
            decided(page),
            parts.related(page, Kind.CODE, Kind.MESSAGE, Kind.EVENT, Kind.PROPERTY, Kind.CLIENT),
            siblings(page, cause),
            Prose.sources(cause.see()));
    return new Leaf(page, cause.title(), cause.title() + ". " + cause.because(), body);
  }

  private static Html lead(String because) {
    return Html.tag("p", "lead").of(Prose.of(because.strip()));
  }

  private Html frequency(Topic page, KnownCause cause) {
    var lines = new ArrayList<Html>();
    cause
        .priors()
        .forEach(
            (id, share) ->
                lines.add(
                    Html.tag("li")
                        .of(
                            Html.tag("b").text(Chances.ofHundred(share)),
                            Html.text(" connections that show “"),
                            Parts.link(page, topics.of(Kind.BREAK, id)),
                            Html.text("” have this cause"))));
    return Html.all(
        Parts.heading("How often, and how sure"),
        Html.tag("ul").of(lines),
        Html.tag("p").text(Chances.told(cause.certainty())));
  }

  private static Html signs(Html heading, KnownCause cause, boolean speaksFor) {
    List<Html> items =
        cause.signs().stream()
            .filter(sign -> sign.speaksFor() == speaksFor)
            .sorted((a, b) -> Double.compare(b.ratio(), a.ratio()))
            .map(CausePages::sign)
            .toList();
    return items.isEmpty() ? Html.NOTHING : Html.all(heading, Html.tag("ul", "signs").of(items));
  }

  private static Html sign(KnownSign sign) {
    String strength = sign.strength().name().toLowerCase(Locale.ROOT);
    String often =
        Chances.times(sign.ratio())
            + (sign.speaksFor()
                ? " as often with this cause as with others of the same break."
                : " as often with other causes of the same break as with this.");
    var expected = new ArrayList<Html>();
    sign.expected()
        .ifPresent(
            share ->
                expected.add(
                    Html.tag("p", "says")
                        .text(
                            "Seen in "
                                + Chances.ofHundred(share)
                                + " cases of it in which it was looked for.")));
    return Html.tag("li", "sign " + strength)
        .of(
            Html.tag("p").of(Prose.sign(sign.text(), Signals.known(sign.condition()))),
            Html.tag("p", "says")
                .of(
                    Html.tag("b").text(strength),
                    Html.text(": "),
                    Html.text(often + (sign.reason().isEmpty() ? "" : " ")),
                    Prose.of(Prose.closed(sign.reason()))),
            Html.all(expected));
  }

  private Html fixes(Topic page, KnownCause cause) {
    return Html.all(
        Parts.heading("What to do"),
        Html.all(
            cause.fixes().stream()
                .map(fix -> FixPages.inShort(page, fix, topics.of(Kind.FIX, fix.id())))
                .toList()));
  }

  private Html decided(Topic page) {
    return parts.listed("What would decide", page, parts.links().of(page, Kind.TEST));
  }

  /// The other causes of the same breaks, the usual ones first.
  private Html siblings(Topic page, KnownCause cause) {
    Map<String, Double> shares = new LinkedHashMap<>();
    Set<String> breaks = Set.copyOf(cause.breaks());
    for (KnownCause other : knowledge.causes()) {
      other
          .priors()
          .forEach(
              (id, share) -> {
                if (breaks.contains(id) && !other.id().equals(cause.id())) {
                  shares.merge(other.id(), share, Math::max);
                }
              });
    }
    List<Topic> others =
        shares.entrySet().stream()
            .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
            .map(entry -> topics.of(Kind.CAUSE, entry.getKey()))
            .collect(Collectors.toList());
    return parts.listed("What else breaks the same", page, others);
  }

  private Leaf index() {
    Topic page = topics.of(Kind.CHAPTER, Kind.CAUSE.name());
    var sections = new ArrayList<Html>();
    CatalogueTopics.byRung(knowledge)
        .forEach((rung, causes) -> sections.add(section(page, rung, causes)));
    String lead =
        knowledge.causes().size()
            + " reasons why a Remote Desktop connection fails or is worse than it should be, in"
            + " the order in which a connection is made.";
    return new Leaf(
        page,
        "Why Remote Desktop fails: all causes",
        lead,
        Html.all(Parts.title(page.name()), Html.tag("p", "lead").text(lead), Html.all(sections)));
  }

  private Html section(Topic page, Layer rung, List<KnownCause> causes) {
    if (causes.isEmpty()) {
      return Html.NOTHING;
    }
    List<Topic> of = causes.stream().map(cause -> topics.of(Kind.CAUSE, cause.id())).toList();
    return Html.all(
        Html.tag("h2").with("id", rung.id()).of(Parts.link(page, topics.of(rung), rung.id())),
        parts.list(page, of));
  }
}
