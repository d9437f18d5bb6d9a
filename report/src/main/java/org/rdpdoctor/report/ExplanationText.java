package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.diagnosis.codes.Code;
import org.rdpdoctor.diagnosis.codes.CodeFamily;
import org.rdpdoctor.diagnosis.codes.Confidence;
import org.rdpdoctor.diagnosis.codes.Dispute;
import org.rdpdoctor.diagnosis.codes.Dispute.Claim;
import org.rdpdoctor.diagnosis.codes.Dossier;
import org.rdpdoctor.diagnosis.codes.Dossier.Candidate;
import org.rdpdoctor.diagnosis.codes.Explanation;
import org.rdpdoctor.diagnosis.codes.Explanation.Meaning;
import org.rdpdoctor.diagnosis.codes.Explanation.Part;
import org.rdpdoctor.diagnosis.codes.Explanation.Subject;
import org.rdpdoctor.diagnosis.codes.Phrase;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Pasted.Role;
import org.rdpdoctor.report.Page.Piece;

/// What codes mean, for people: the answer in the first line, then what it rests on.
public final class ExplanationText {
  private static final int FEW = 2;

  private final Page page;
  private final Explanation explanation;
  private final boolean everything;

  private ExplanationText(Explanation explanation, Look look, boolean everything) {
    this.page = new Page(look);
    this.explanation = explanation;
    this.everything = everything;
  }

  /// The whole text; each line ends with `\n` and none with a space.
  ///
  /// @param everything also the less likely families, the sources and what each of them says
  public static String render(Explanation explanation, Look look, boolean everything) {
    return new ExplanationText(explanation, look, everything).render();
  }

  private String render() {
    page.hanging(List.of(), answer(), Ink.BOLD);
    boolean answered = explanation.dossier().isEmpty();
    for (Subject subject : shown()) {
      if (!answered) {
        page.blank();
      }
      subject(subject, answered);
      answered = false;
    }
    explanation.dossier().ifPresent(this::dossier);
    explanation.phrases().forEach(this::phrase);
    explanation.disputes().forEach(this::dispute);
    notes(ExplanationWording.MISTAKEN, explanation.traps());
    notes("What to try", explanation.hints());
    return page.toString();
  }

  private String answer() {
    if (!explanation.isKnown()) {
      return explanation.subjects().isEmpty()
          ? "No code or sentence that rdpdoctor knows is in this text."
          : quoted(explanation.subjects().getFirst()) + " is in none of the tables.";
    }
    if (explanation.dossier().isPresent()) {
      return pair() + ": " + explanation.dossier().get().title() + ".";
    }
    Optional<Subject> first = explanation.subjects().stream().filter(Subject::isKnown).findFirst();
    if (first.isEmpty()) {
      return explanation.phrases().getFirst().meaning();
    }
    return first
        .get()
        .best()
        .map(best -> pair() + named(best.code()) + ": " + best.code().meaning())
        .orElse(quoted(first.get()) + " is in none of the tables; this is how it is built.");
  }

  private static String named(Code code) {
    return code.name().equals("-") || code.code().equals("-") ? "" : " " + code.name();
  }

  private String pair() {
    Optional<Subject> main = explanation.subject(Role.MAIN);
    Optional<Subject> extended = explanation.subject(Role.EXTENDED);
    boolean paired =
        main.flatMap(Subject::best)
            .filter(best -> best.family().role() == CodeFamily.Role.MAIN)
            .isPresent();
    if (paired && extended.isPresent()) {
      return quoted(main.orElseThrow()) + " with extended " + quoted(extended.get());
    }
    return explanation.subjects().stream()
        .filter(Subject::isKnown)
        .findFirst()
        .map(ExplanationText::quoted)
        .orElse("");
  }

  /// The number as its family writes it, with what was written if that differs.
  private static String quoted(Subject subject) {
    Optional<Code> code = subject.best().map(Meaning::code);
    if (code.isEmpty() || code.get().code().equals("-")) {
      return subject.written();
    }
    String written = subject.written();
    String usual = code.get().code();
    if (written.equalsIgnoreCase(code.get().name())) {
      return usual;
    }
    return usual.equalsIgnoreCase(written) ? usual : written + " (" + usual + ")";
  }

  /// Unknown numbers of a long text are noise as soon as something is known.
  private List<Subject> shown() {
    boolean all = everything || explanation.subjects().stream().noneMatch(Subject::isKnown);
    return explanation.subjects().stream()
        .filter(
            subject ->
                all
                    || !subject.meanings().isEmpty()
                    || subject.role() != Role.UNKNOWN
                    || (subject.isKnown() && explanation.subjects().size() == 1))
        .toList();
  }

  /// The first line has answered for the first subject already.
  private void subject(Subject subject, boolean answered) {
    List<Meaning> meanings = subject.meanings();
    if (meanings.isEmpty()) {
      unknown(subject);
      return;
    }
    Meaning best = meanings.getFirst();
    if (!answered) {
      title(best.code());
    }
    details(best, meanings.size() > 1);
    List<Meaning> others = meanings.subList(1, meanings.size());
    if (everything) {
      for (Meaning other : others) {
        page.blank();
        title(other.code());
        details(other, true);
      }
    } else {
      others(others.stream().filter(other -> mayBeMeant(subject.role(), best, other)).toList());
    }
  }

  /// Where the text says what the number is, families of other roles are only for completeness.
  private static boolean mayBeMeant(Role role, Meaning best, Meaning other) {
    return switch (role) {
      case MAIN, EXTENDED -> best.family().role() == other.family().role();
      case ALERT, EXIT, HTTP, STATE, UNKNOWN -> true;
    };
  }

  private void title(Code code) {
    String name = code.name().equals("-") ? "" : code.name();
    String number = code.code().equals("-") ? name : code.code();
    String title = number.equals(name) || name.isEmpty() ? "" : "  " + name;
    page.line(new Piece(number, Ink.BOLD), plain(title));
    page.hanging(2, code.meaning(), Ink.USUAL);
  }

  private void details(Meaning meaning, boolean several) {
    Code code = meaning.code();
    String layer = code.layer().map(rung -> ", layer " + rung.id()).orElse("");
    page.hanging(2, meaning.family().title() + layer + ", " + code.confidence().id(), Ink.DIM);
    if (!code.note().isEmpty()) {
      page.hanging(2, code.note(), Ink.DIM);
    }
    if (several || code.confidence() == Confidence.INFERRED) {
      page.hanging(2, "Ranked by this: " + String.join("; ", meaning.because()) + ".", Ink.DIM);
    }
    if (everything) {
      if (!code.aliases().isEmpty()) {
        page.hanging(2, "Also known as " + String.join(", ", code.aliases()), Ink.DIM);
      }
      page.hanging(2, ExplanationWording.sources(code.sources()), Ink.DIM);
    }
  }

  private void others(List<Meaning> others) {
    for (Meaning other : others.subList(0, Math.min(FEW, others.size()))) {
      page.hanging(
          List.of(plain("  or ")),
          other.family().title() + " " + other.code().code() + ": " + other.code().meaning(),
          Ink.DIM);
    }
    if (others.size() > FEW) {
      var families = new ArrayList<String>();
      others.stream().skip(FEW).forEach(other -> families.add(other.family().id()));
      int more = families.size();
      String list = String.join(", ", families.subList(0, Math.min(4, more)));
      page.hanging(
          List.of(plain("  or ")),
          "in " + more + " more families (" + list + (more > 4 ? ", …" : "") + ")",
          Ink.DIM);
    }
  }

  private void unknown(Subject subject) {
    page.line(new Piece(subject.written(), Ink.BOLD), plain("  in none of the tables"));
    for (Part part : subject.parts()) {
      String layer = part.layer().map(rung -> " (layer " + rung.id() + ")").orElse("");
      page.hanging(2, part.piece() + ": " + part.meaning() + layer + ", inferred", Ink.USUAL);
    }
  }

  private void dossier(Dossier dossier) {
    page.heading(ExplanationWording.PROVES);
    page.hanging(2, dossier.documented(), Ink.USUAL);
    page.hanging(2, dossier.reading(), Ink.USUAL);
    if (!dossier.candidates().isEmpty()) {
      page.heading(ExplanationWording.MAY_BE_BEHIND);
      candidates(dossier);
    }
    page.heading(ExplanationWording.TELLS_APART);
    page.line(plain("  "), new Piece(dossier.command(), Ink.CODE));
    if (everything) {
      page.hanging(2, ExplanationWording.sources(dossier.sources()), Ink.DIM);
    }
  }

  private void candidates(Dossier dossier) {
    Map<Layer, List<Candidate>> layers = new LinkedHashMap<>();
    for (Candidate candidate : dossier.candidates()) {
      layers.computeIfAbsent(candidate.layer(), _ -> new ArrayList<>()).add(candidate);
    }
    int longest = layers.keySet().stream().mapToInt(layer -> layer.id().length()).max().orElse(0);
    layers.forEach(
        (layer, candidates) -> {
          String lead = layer.id();
          for (Candidate candidate : candidates) {
            String text = candidate.because();
            page.hanging(
                List.of(plain("  "), new Piece(Cells.padded(lead, longest), Ink.BOLD), plain("  ")),
                everything ? text + " (" + candidate.cause() + ")" : text,
                Ink.USUAL);
            lead = "";
          }
        });
  }

  private void phrase(Phrase phrase) {
    page.heading(ExplanationWording.SENTENCE);
    page.hanging(2, phrase.meaning(), Ink.USUAL);
    page.hanging(2, ExplanationWording.lookNext(phrase), Ink.USUAL);
    if (everything) {
      page.hanging(2, ExplanationWording.sources(phrase.sources()), Ink.DIM);
    }
  }

  private void dispute(Dispute dispute) {
    List<Claim> unfounded = dispute.withoutEvidence();
    if (!everything && explanation.dossier().isPresent()) {
      // The dossier has said already what to go by.
      notes(ExplanationWording.NO_EVIDENCE, unfounded.stream().map(Claim::text).toList());
      return;
    }
    page.heading(ExplanationWording.differ(dispute));
    page.hanging(2, dispute.conclusion(), Ink.USUAL);
    if (everything) {
      page.hanging(2, ExplanationWording.believed(dispute), Ink.USUAL);
      for (Claim claim : dispute.claims()) {
        page.hanging(List.of(plain("  - ")), ExplanationWording.claim(claim), Ink.DIM);
      }
    }
  }

  private void notes(String heading, List<String> notes) {
    if (!notes.isEmpty()) {
      page.heading(heading);
      notes.forEach(note -> page.hanging(List.of(plain("  - ")), note, Ink.USUAL));
    }
  }
}
