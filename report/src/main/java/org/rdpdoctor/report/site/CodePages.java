package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.codes.Code;
import org.rdpdoctor.diagnosis.codes.CodeFamily;
import org.rdpdoctor.diagnosis.codes.Dispute;
import org.rdpdoctor.diagnosis.codes.Dossier;
import org.rdpdoctor.diagnosis.codes.Explainer;
import org.rdpdoctor.diagnosis.codes.Explanation;
import org.rdpdoctor.diagnosis.codes.Phrase;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Pasted;
import org.rdpdoctor.facts.Pasted.Grounds;
import org.rdpdoctor.facts.Pasted.Numeral;
import org.rdpdoctor.facts.Pasted.Role;
import org.rdpdoctor.facts.Pasted.Symbol;
import org.rdpdoctor.report.ExplanationWording;
import org.rdpdoctor.report.Wording;

/// The pages of codes, their families and the sentences of dialogs: what `explain` says of them.
final class CodePages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;
  private final Explainer explainer;
  private final List<Phrase> phrases;

  CodePages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
    this.explainer = new Explainer(knowledge.codes());
    this.phrases = knowledge.codes().phrases();
  }

  Stream<Leaf> all() {
    return Stream.of(
            knowledge.codes().codes().stream().map(this::code),
            knowledge.codes().families().stream().map(this::family),
            phrases.stream().map(this::phrase))
        .flatMap(leaves -> leaves);
  }

  private Leaf code(Code code) {
    CodeFamily family = knowledge.codes().family(code.family());
    Topic page = topics.of(Kind.CODE, CodeTopics.id(code));
    Topic whose = topics.of(Kind.FAMILY, family.id());
    Explanation explanation = explained(code, family);
    List<Phrase> said = phrases.stream().filter(phrase -> isAbout(phrase, code)).toList();
    Html body =
        Html.all(
            parts.eyebrow(page, Parts.link(page, whose, family.title())),
            heading(code),
            Html.tag("p", "lead").of(Prose.of(code.meaning())),
            Parts.facts(facts(page, code, family)),
            code.note().isEmpty() ? Html.NOTHING : Prose.paragraph(code.note()),
            explanation.dossier().map(dossier -> dossier(page, dossier)).orElse(Html.NOTHING),
            said.isEmpty()
                ? Html.NOTHING
                : parts.listed(
                    ExplanationWording.SENTENCE,
                    page,
                    said.stream().map(phrase -> topics.of(Kind.MESSAGE, phrase.id())).toList()),
            Html.all(explanation.disputes().stream().map(CodePages::dispute).toList()),
            notes(ExplanationWording.MISTAKEN, explanation.traps()),
            elsewhere(page, code),
            parts.related(
                page,
                Kind.BREAK,
                Kind.CAUSE,
                Kind.FIX,
                Kind.EVENT,
                Kind.CODE,
                Kind.PROPERTY,
                Kind.UPDATE),
            Html.tag("h2").with("id", "command-line").text("On the command line"),
            Parts.command(command(code)),
            Prose.sources(code.sources()));
    String name = code.name().equals("-") ? "" : " " + code.name();
    String shown = CodeTopics.shown(code);
    String number =
        code.value().isPresent() && shown.startsWith("0x")
            ? " (" + code.value().getAsLong() + ")"
            : "";
    return new Leaf(
        page,
        shown + number + (shown.equals(code.name()) ? "" : name) + ": " + family.title(),
        shown + number + ": " + code.meaning() + " " + family.title() + ".",
        body);
  }

  private static Html heading(Code code) {
    Html number = Html.tag("span", "code").text(CodeTopics.shown(code));
    boolean named = !code.name().equals("-") && !code.code().equals("-");
    return Html.tag("h1")
        .of(
            number,
            named
                ? Html.all(Html.text(" "), Html.tag("span", "symbol").text(code.name()))
                : Html.NOTHING);
  }

  private Map<String, Html> facts(Topic page, Code code, CodeFamily family) {
    var facts = new LinkedHashMap<String, Html>();
    OptionalLong value = code.value();
    if (value.isPresent()) {
      long number = value.getAsLong();
      String negative =
          Numbers.negative(number).stream().mapToObj(Long::toString).findFirst().orElse("");
      facts.put("Hexadecimal", Html.tag("code").text(Numbers.hexadecimal(number)));
      facts.put("Decimal", Html.tag("code").text(Long.toString(number)));
      facts.put("Signed", negative.isEmpty() ? Html.NOTHING : Html.tag("code").text(negative));
    }
    facts.put("Also known as", Html.text(String.join(", ", code.aliases())));
    facts.put("Met in", Prose.of(family.met()));
    facts.put("Known", parts.term(page, code.confidence().id()));
    return facts;
  }

  /// What `rdpdoctor explain` is given, and what it finds.
  private Explanation explained(Code code, CodeFamily family) {
    var numerals = new ArrayList<Numeral>();
    var symbols = new ArrayList<Symbol>();
    OptionalLong value = code.value();
    if (value.isPresent()) {
      OptionalLong none = OptionalLong.empty();
      boolean hexadecimal = code.code().startsWith("0x");
      OptionalLong decimal = hexadecimal ? none : OptionalLong.of(Long.parseLong(code.code()));
      numerals.add(
          new Numeral(
              code.code(), decimal, hexadecimal ? value : none, Role.UNKNOWN, Grounds.NONE, ""));
    } else {
      symbols.add(new Symbol(code.name(), false));
    }
    var pasted = new Pasted(CodeTopics.shown(code), numerals, symbols, false);
    return explainer.explain(pasted, List.of(family));
  }

  private static String command(Code code) {
    return code.value().isPresent()
        ? "rdpdoctor explain --family " + code.family() + " " + code.code()
        : "rdpdoctor explain " + code.name();
  }

  private Html dossier(Topic page, Dossier dossier) {
    return Html.all(
        Parts.heading(ExplanationWording.PROVES),
        Prose.paragraph(dossier.documented()),
        Prose.paragraph(dossier.reading()),
        dossier.candidates().isEmpty() ? Html.NOTHING : candidates(page, dossier),
        Parts.heading(ExplanationWording.TELLS_APART),
        Parts.command(dossier.command()));
  }

  private Html candidates(Topic page, Dossier dossier) {
    Map<Layer, List<Html>> layers = new LinkedHashMap<>();
    for (Dossier.Candidate candidate : dossier.candidates()) {
      Optional<Topic> cause = topics.find(Kind.CAUSE, candidate.cause());
      layers
          .computeIfAbsent(candidate.layer(), _ -> new ArrayList<>())
          .add(
              Html.tag("li")
                  .of(
                      cause
                          .map(known -> Parts.link(page, known, candidate.because()))
                          .orElseGet(() -> Prose.of(candidate.because()))));
    }
    var rungs = new ArrayList<Html>();
    layers.forEach(
        (layer, items) ->
            rungs.add(
                Html.tag("li").of(Parts.link(page, topics.of(layer)), Html.tag("ul").of(items))));
    return Html.all(
        Parts.heading(ExplanationWording.MAY_BE_BEHIND), Html.tag("ol", "rungs").of(rungs));
  }

  private static Html dispute(Dispute dispute) {
    List<Html> claims =
        dispute.claims().stream()
            .map(claim -> Html.tag("li").of(Prose.of(ExplanationWording.claim(claim))))
            .toList();
    return Html.all(
        Parts.heading(ExplanationWording.differ(dispute)),
        Prose.paragraph(dispute.conclusion()),
        Prose.paragraph(ExplanationWording.believed(dispute)),
        Html.tag("ul").of(claims));
  }

  private static Html notes(String heading, List<String> notes) {
    return notes.isEmpty()
        ? Html.NOTHING
        : Html.all(
            Parts.heading(heading),
            Html.tag("ul")
                .of(notes.stream().map(note -> Html.tag("li").of(Prose.of(note))).toList()));
  }

  private Html elsewhere(Topic page, Code code) {
    if (code.value().isEmpty()) {
      return Html.NOTHING;
    }
    List<Html> others =
        knowledge.codes().byValue(code.value().getAsLong()).stream()
            .filter(other -> !CodeTopics.id(other).equals(CodeTopics.id(code)))
            .map(other -> elsewhereItem(page, other))
            .toList();
    return others.isEmpty()
        ? Html.NOTHING
        : Html.all(Parts.heading("The same number elsewhere"), Html.tag("ul", "links").of(others));
  }

  private Html elsewhereItem(Topic page, Code other) {
    Topic topic = topics.of(Kind.CODE, CodeTopics.id(other));
    String family = knowledge.codes().family(other.family()).title();
    return Html.tag("li")
        .of(
            Parts.link(page, topic, family + " " + topic.name()),
            Html.text(" "),
            Html.tag("span", "says").of(Prose.of(other.meaning())));
  }

  private boolean isAbout(Phrase phrase, Code code) {
    return phrase.codes().stream()
        .flatMap(reference -> Relations.referred(reference, knowledge).stream())
        .anyMatch(found -> CodeTopics.id(found).equals(CodeTopics.id(code)));
  }

  private Leaf family(CodeFamily family) {
    Topic page = topics.of(Kind.FAMILY, family.id());
    List<Code> codes =
        knowledge.codes().codes().stream()
            .filter(code -> code.family().equals(family.id()))
            .toList();
    Html body =
        Html.all(
            parts.eyebrow(page),
            Parts.title(sentenceCase(family.title())),
            Html.tag("p", "lead").of(Prose.of("Met in: " + family.met() + ".")),
            Html.tag("p").text(Wording.counted(codes.size(), "code") + "."),
            table(page, codes),
            parts.related(page, Kind.EVENT, Kind.CLIENT));
    return new Leaf(
        page,
        sentenceCase(family.title()) + ": all codes",
        family.title()
            + ": "
            + codes.size()
            + " codes with their meaning and sources. Met in "
            + family.met()
            + ".",
        body);
  }

  private Html table(Topic page, List<Code> codes) {
    List<Html> rows =
        codes.stream()
            .map(
                code ->
                    Html.tag("tr")
                        .of(
                            Html.tag("th")
                                .with("scope", "row")
                                .of(Parts.link(page, topics.of(Kind.CODE, CodeTopics.id(code)))),
                            Html.tag("td").of(meaning(code))))
            .toList();
    return Html.tag("table", "codes")
        .of(
            Html.tag("thead")
                .of(
                    Html.tag("tr")
                        .of(
                            Html.tag("th").with("scope", "col").text("Code"),
                            Html.tag("th").with("scope", "col").text("Meaning"))),
            Html.tag("tbody").of(rows));
  }

  private static Html meaning(Code code) {
    boolean named = !code.name().equals("-") && !code.code().equals("-");
    return named
        ? Html.all(
            Html.tag("span", "symbol").text(code.name()), Html.text(" "), Prose.of(code.meaning()))
        : Prose.of(code.meaning());
  }

  private Leaf phrase(Phrase phrase) {
    Topic page = topics.of(Kind.MESSAGE, phrase.id());
    List<Html> others =
        phrase.matches().stream()
            .skip(1)
            .map(text -> Html.tag("li").text("“" + sentenceCase(text) + "”"))
            .toList();
    Html body =
        Html.all(
            parts.eyebrow(page),
            Parts.title(page.name()),
            Html.tag("p", "lead").of(Prose.of(phrase.meaning())),
            Prose.paragraph(ExplanationWording.lookNext(phrase)),
            others.isEmpty()
                ? Html.NOTHING
                : Html.all(Parts.heading("It may also read"), Html.tag("ul").of(others)),
            parts.related(page, Kind.CODE, Kind.CAUSE, Kind.BREAK),
            Prose.sources(phrase.sources()));
    return new Leaf(page, page.name(), page.name() + ": " + phrase.meaning(), body);
  }

  static String sentenceCase(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
