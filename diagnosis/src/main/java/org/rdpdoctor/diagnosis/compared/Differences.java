package org.rdpdoctor.diagnosis.compared;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.compared.Difference.Kind;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.facts.SavedReport.Rung;

/// Finds what two reports say differently, whatever words they use: facts of the same word that
/// answer the same question are held against each other, field by field, and what is left stands
/// alone.
final class Differences {
  private final View first;
  private final View second;
  private final Question question;
  private final List<Difference> found = new ArrayList<>();

  private Differences(View first, View second, Question question) {
    this.first = first;
    this.second = second;
    this.question = question;
  }

  /// In the order of the ladder; on each rung what tells most first.
  static List<Difference> between(View first, View second, Question question) {
    var differences = new Differences(first, second, question);
    List<Difference> measured = Measures.between(first, second, question);
    var all = new ArrayList<Difference>();
    for (String rung : ladder(List.of(first, second))) {
      differences.found.clear();
      differences.outcome(rung);
      differences.otherAddress(rung);
      differences.facts(rung);
      measured.stream().filter(each -> each.rung().equals(rung)).forEach(differences.found::add);
      differences.found.stream().sorted(Comparator.comparing(Difference::kind)).forEach(all::add);
    }
    return List.copyOf(all);
  }

  /// The rungs of all, each where the reports that have it put it.
  static List<String> ladder(List<View> views) {
    var rungs = new ArrayList<String>();
    for (View view : views) {
      int at = 0;
      for (Rung rung : view.report().rungs()) {
        int known = rungs.indexOf(rung.id());
        if (known < 0) {
          rungs.add(at, rung.id());
          at++;
        } else {
          at = known + 1;
        }
      }
    }
    return List.copyOf(rungs);
  }

  private void outcome(String rung) {
    boolean broke = first.failedAt(rung) && second.passed(rung);
    boolean mended = first.passed(rung) && second.failedAt(rung);
    if (broke || mended) {
      add(rung, Kind.OUTCOME, "", "", says(first, rung), says(second, rung));
    }
  }

  private static String says(View view, String rung) {
    return view.rung(rung).map(Rung::summary).orElse("");
  }

  /// A name that leads to another address than the one that was given instead of it.
  private void otherAddress(String rung) {
    boolean other =
        question == Question.NAMES
            && rung.equals("name")
            && first.passed(rung)
            && second.passed(rung)
            && !first.address().equals(second.address());
    if (other) {
      add(rung, Kind.ANSWER, "", "", says(first, rung), says(second, rung));
    }
  }

  /// What a report says of a rung that the other did not reach follows from that alone.
  private void facts(String rung) {
    Map<String, List<SavedFact>> here = byWord(first, rung);
    Map<String, List<SavedFact>> there = byWord(second, rung);
    if (here.isEmpty() || there.isEmpty()) {
      return;
    }
    if (isOtherwise(rung, here.keySet(), there.keySet())) {
      boolean way = question == Question.PLACES && rung.equals("route");
      add(rung, way ? Kind.WAY : Kind.ANSWER, "", "", says(first, rung), says(second, rung));
    }
    var words = new LinkedHashSet<>(here.keySet());
    words.addAll(there.keySet());
    for (String word : words) {
      if (!Noise.isIgnored(word) && !isWayOfAsking(word)) {
        new Pairing(rung, word, shapes(here, word, first), shapes(there, word, second)).pair();
      }
    }
  }

  /// The rung did not end otherwise, and yet another kind of answer was met there.
  private boolean isOtherwise(String rung, Set<String> here, Set<String> there) {
    boolean asksOtherwise = first.fails() != second.fails() && first.passed(rung);
    if (asksOtherwise || question == Question.NAMES && rung.equals("name")) {
      return false; // who fails is asked more
    }
    boolean kinds = !here.containsAll(there) && !there.containsAll(here);
    boolean warned = first.passed(rung) && !first.status(rung).equals(second.status(rung));
    return (kinds || (warned && second.passed(rung)))
        && found.isEmpty()
        && !Noise.still(says(first, rung), first).equals(Noise.still(says(second, rung), second));
  }

  /// How the name was got around is what such reports are compared for.
  private boolean isWayOfAsking(String word) {
    return question == Question.NAMES && Set.of("address-literal", "address-given").contains(word);
  }

  private static Map<String, List<SavedFact>> byWord(View view, String rung) {
    return view.rung(rung).map(Rung::facts).orElse(List.of()).stream()
        .collect(Collectors.groupingBy(SavedFact::word, LinkedHashMap::new, Collectors.toList()));
  }

  private static Set<Map<String, String>> shapes(
      Map<String, List<SavedFact>> facts, String word, View view) {
    return facts.getOrDefault(word, List.of()).stream()
        .map(fact -> Noise.shapeOf(fact, view))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Facts of one word on one rung of both reports.
  private final class Pairing {
    private final String rung;
    private final String word;
    private final Set<Map<String, String>> here;
    private final Set<Map<String, String>> there;

    Pairing(
        String rung, String word, Set<Map<String, String>> here, Set<Map<String, String>> there) {
      this.rung = rung;
      this.word = word;
      this.here = new LinkedHashSet<>(here);
      this.there = new LinkedHashSet<>(there);
    }

    void pair() {
      Set<Map<String, String>> both = new LinkedHashSet<>(here);
      both.retainAll(there);
      here.removeAll(both);
      there.removeAll(both);
      for (Map<String, String> shape : List.copyOf(here)) {
        Optional<Map<String, String>> partner = partner(shape);
        if (partner.isPresent()) {
          there.remove(partner.get());
          here.remove(shape);
          fields(shape, partner.get());
        }
      }
      here.forEach(shape -> add(rung, Kind.ALONE, word, "", words(shape), ""));
      there.forEach(shape -> add(rung, Kind.ALONE, word, "", "", words(shape)));
    }

    /// The fact of the other report that answers the same question, most alike first.
    private Optional<Map<String, String>> partner(Map<String, String> shape) {
      return there.stream()
          .filter(other -> isSameQuestion(shape, other))
          .max(Comparator.comparingLong(other -> alike(shape, other)));
    }

    private boolean isSameQuestion(Map<String, String> one, Map<String, String> other) {
      return one.entrySet().stream()
          .filter(field -> Noise.isQuestion(field.getKey(), rung))
          .allMatch(
              field ->
                  field.getValue().equals(other.getOrDefault(field.getKey(), field.getValue())));
    }

    private static long alike(Map<String, String> one, Map<String, String> other) {
      return one.entrySet().stream()
          .filter(field -> field.getValue().equals(other.get(field.getKey())))
          .count();
    }

    /// A field that only one of them has came with another version.
    private void fields(Map<String, String> one, Map<String, String> other) {
      for (String field : new TreeSet<>(one.keySet())) {
        String here = one.getOrDefault(field, "");
        String there = other.getOrDefault(field, here);
        if (!here.equals(there) && !(asksLess() && isPartOf(here, there))) {
          add(rung, Kind.ANSWER, word, field, here, there);
        }
      }
    }

    /// A check that breaks does not go on to ask all that one asks that gets through.
    private boolean asksLess() {
      return first.fails() != second.fails() && !rung.equals("name");
    }

    private static boolean isPartOf(String one, String other) {
      Set<String> here = Set.copyOf(List.of(one.split(", ", -1)));
      Set<String> there = Set.copyOf(List.of(other.split(", ", -1)));
      boolean lists = here.size() > 1 || there.size() > 1 || one.isEmpty() || other.isEmpty();
      return lists
          && (one.isEmpty()
              || other.isEmpty()
              || here.containsAll(there)
              || there.containsAll(here));
    }

    private static String words(Map<String, String> shape) {
      return shape.isEmpty()
          ? "seen"
          : shape.entrySet().stream()
              .filter(field -> !field.getValue().isEmpty())
              .map(field -> field.getKey() + " " + field.getValue())
              .collect(Collectors.joining(", "));
    }
  }

  private void add(String rung, Kind kind, String word, String field, String one, String other) {
    found.add(new Difference(rung, kind, word, field, one, other));
  }
}
