package org.rdpdoctor.diagnosis.codes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.rdpdoctor.diagnosis.codes.Explanation.Meaning;
import org.rdpdoctor.diagnosis.codes.Explanation.Part;
import org.rdpdoctor.diagnosis.codes.Explanation.Subject;
import org.rdpdoctor.diagnosis.codes.NumberRule.Kind;
import org.rdpdoctor.facts.Pasted;
import org.rdpdoctor.facts.Pasted.Numeral;
import org.rdpdoctor.facts.Pasted.Role;
import org.rdpdoctor.facts.Pasted.Symbol;

/// Looks up what a pasted text means: a pure function of the text and the code tables.
public record Explainer(CodeBook book) {

  /// Explains every number, name and sentence of the text.
  ///
  /// @param only the families to look into; empty for all
  public Explanation explain(Pasted pasted, List<CodeFamily> only) {
    String text = PhraseText.normal(pasted.text());
    var ranking = new Ranking(book, only, text);
    var subjects = new ArrayList<Subject>();
    for (Numeral numeral : pasted.numerals()) {
      subjects.add(number(numeral, ranking, only));
    }
    for (Symbol symbol : pasted.symbols()) {
      name(symbol, ranking, subjects);
    }
    subjects.removeIf(subject -> isSaidElsewhere(subject, subjects));
    subjects.sort(Comparator.comparingInt(Explainer::place));
    List<Phrase> phrases =
        book.phrases().stream()
            .filter(phrase -> phrase.matches().stream().anyMatch(text::contains))
            .toList();
    boolean known = !phrases.isEmpty() || subjects.stream().anyMatch(Subject::isKnown);
    return new Explanation(
        List.copyOf(subjects),
        dossier(subjects),
        phrases,
        disputes(subjects, pasted, only),
        traps(subjects),
        known ? List.of() : book.hints());
  }

  /// A dialog may show its extended code once more in the sentence above.
  private static boolean isSaidElsewhere(Subject subject, List<Subject> subjects) {
    return subject.role() != Role.EXTENDED
        && subject.best().isPresent()
        && subjects.stream()
            .filter(other -> other.role() == Role.EXTENDED)
            .flatMap(other -> other.best().stream())
            .anyMatch(best -> isSame(best, subject.best().get()));
  }

  private Subject number(Numeral numeral, Ranking ranking, List<CodeFamily> only) {
    List<Meaning> meanings = ranking.of(numeral);
    List<Part> parts = List.of();
    if (meanings.isEmpty()) {
      parts = new Anatomy(book, only).of(numeral);
    }
    return new Subject(numeral.written(), numeral.role(), meanings, parts);
  }

  /// A name beside its own number only confirms it; any other is a subject of its own.
  private void name(Symbol symbol, Ranking ranking, List<Subject> subjects) {
    List<Meaning> meanings = ranking.of(symbol);
    if (meanings.isEmpty()) {
      return;
    }
    for (int i = 0; i < subjects.size(); i++) {
      Subject subject = subjects.get(i);
      Optional<Meaning> same =
          subject.meanings().stream()
              .filter(meaning -> meanings.stream().anyMatch(named -> isSame(meaning, named)))
              .findFirst();
      if (same.isPresent()) {
        subjects.set(i, confirmed(subject, same.get(), symbol.written()));
        return;
      }
    }
    subjects.add(new Subject(symbol.written(), Role.UNKNOWN, meanings, List.of()));
  }

  private static Subject confirmed(Subject subject, Meaning meaning, String name) {
    var because = new ArrayList<>(List.of("its name " + name + " stands in the text"));
    because.addAll(meaning.because());
    var meanings = new ArrayList<Meaning>();
    meanings.add(new Meaning(meaning.code(), meaning.family(), List.copyOf(because)));
    subject.meanings().stream().filter(other -> !other.equals(meaning)).forEach(meanings::add);
    return new Subject(subject.written(), subject.role(), List.copyOf(meanings), subject.parts());
  }

  private static boolean isSame(Meaning one, Meaning other) {
    return one.code().family().equals(other.code().family())
        && one.code().code().equals(other.code().code())
        && one.code().name().equals(other.code().name());
  }

  private static int place(Subject subject) {
    return switch (subject.role()) {
      case MAIN -> subject.isKnown() ? 0 : 2;
      case EXTENDED -> subject.isKnown() ? 1 : 3;
      default -> subject.meanings().isEmpty() ? subject.isKnown() ? 5 : 6 : 4;
    };
  }

  private Optional<Dossier> dossier(List<Subject> subjects) {
    Set<String> extended = new LinkedHashSet<>();
    for (Subject subject : subjects) {
      if (subject.role() == Role.EXTENDED) {
        subject.meanings().forEach(meaning -> extended.add(reference(meaning.code())));
      }
    }
    List<Dossier> dossiers = book.dossiers();
    for (Subject subject : subjects) {
      for (Meaning meaning : subject.meanings()) {
        String main = reference(meaning.code());
        Optional<Dossier> found =
            dossiers.stream()
                .filter(dossier -> dossier.main().equals(main))
                .filter(dossier -> dossier.extended().map(extended::contains).orElse(true))
                .max(Comparator.comparing(dossier -> dossier.extended().isPresent()));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private List<Dispute> disputes(List<Subject> subjects, Pasted pasted, List<CodeFamily> only) {
    Set<String> codes = new LinkedHashSet<>();
    for (Subject subject : subjects) {
      subject.best().ifPresent(best -> codes.add(canonical(reference(best.code()))));
    }
    for (CodeFamily family : only) {
      for (Numeral numeral : pasted.numerals()) {
        for (OptionalLong value : List.of(numeral.decimal(), numeral.hexadecimal())) {
          value.ifPresent(number -> codes.add(family.id() + ":" + number));
        }
      }
    }
    return book.disputes().stream()
        .filter(
            dispute -> dispute.about().stream().map(Explainer::canonical).anyMatch(codes::contains))
        .toList();
  }

  /// A trap is worth a warning where a number's best or second best meaning is the one it lures
  /// into; a name cannot be mistaken.
  private List<String> traps(List<Subject> subjects) {
    List<NumberRule> rules =
        book.rules().stream().filter(rule -> rule.kind() == Kind.TRAP).toList();
    var traps = new LinkedHashSet<String>();
    for (Subject subject : subjects) {
      for (Meaning meaning :
          subject.meanings().stream().limit(isNumber(subject) ? 2 : 0).toList()) {
        long value = meaning.code().value().orElse(-1);
        rules.stream()
            .filter(rule -> rule.holdsFor(value))
            .filter(rule -> rule.family().equals(meaning.code().family()))
            .forEach(rule -> traps.add(rule.meaning()));
      }
    }
    return List.copyOf(traps);
  }

  private static boolean isNumber(Subject subject) {
    char first = subject.written().charAt(0);
    return first == '-' || Character.isDigit(first) || subject.role() != Role.UNKNOWN;
  }

  private static String reference(Code code) {
    return code.family() + ":" + code.code();
  }

  private static String canonical(String reference) {
    int colon = reference.indexOf(':');
    OptionalLong value = Code.valueOf(reference.substring(colon + 1));
    return reference.substring(0, colon + 1) + value.orElse(-1);
  }
}
