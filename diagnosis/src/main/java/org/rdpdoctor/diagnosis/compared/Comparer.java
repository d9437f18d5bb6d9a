package org.rdpdoctor.diagnosis.compared;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.diagnosis.compared.Comparison.Cell;
import org.rdpdoctor.diagnosis.compared.Comparison.Contrast;
import org.rdpdoctor.diagnosis.compared.Comparison.Outcome;
import org.rdpdoctor.diagnosis.compared.Comparison.Row;
import org.rdpdoctor.diagnosis.compared.Conclusion.Sureness;
import org.rdpdoctor.facts.SavedReport.Rung;

/// Holds reports against each other: what differs, on which rung, and what that proves.
public final class Comparer {
  /// In the order in which they are told; each looks for itself.
  private static final List<Rule> RULES =
      List.of(
          ChangeRules::outcome,
          NameRules::nameAgainstAddress,
          NameRules::nameLeadsElsewhere,
          new EarlyEnd(),
          PathRules::largePackets,
          IdentityRules::otherMachine,
          IdentityRules::otherCertificate,
          PathRules::silenceAndRefusal,
          FallbackRules::otherRung,
          PathRules::loss,
          PathRules::udp,
          IdentityRules::otherAnswers,
          PathRules::longerWay,
          PathRules::slowerAnswers,
          ChangeRules::warnings);

  /// Conclusions that say why a report fails; the others tell what differs besides.
  private static final Set<String> EXPLAIN =
      Set.of(
          "only-the-name-fails",
          "name-has-wrong-address",
          "name-unknown-here",
          "name-leads-elsewhere",
          "early-end",
          "large-packets-lost-on-one-way",
          "another-machine",
          "other-certificate");

  private final Question question;
  private final List<View> views;
  private final List<List<View>> groups = new ArrayList<>();

  private Comparer(Question question, List<View> views) {
    this.question = question;
    this.views = views;
  }

  /// @param views two or more, with different labels
  /// @param asked what they are compared for; otherwise that is told from labels and targets
  public static Comparison compare(List<View> views, Optional<Question> asked) {
    Question question = asked.orElseGet(() -> Question.of(views));
    List<View> ordered =
        question == Question.CHANGE
            ? views.stream()
                .sorted(Comparator.comparing((View view) -> view.report().started()))
                .toList()
            : List.copyOf(views);
    return new Comparer(question, ordered).compare();
  }

  private Comparison compare() {
    group();
    List<Contrast> contrasts = contrasts();
    List<Conclusion> shared = SharedRules.sameFailure(question, views).stream().toList();
    List<String> ladder = Differences.ladder(views);
    Optional<String> rung =
        contrasts.stream()
            .flatMap(each -> each.rung().stream())
            .min(Comparator.comparingInt(ladder::indexOf));
    List<Row> rows = ladder.stream().map(each -> row(each, contrasts)).toList();
    Outcome outcome = outcome(contrasts);
    return new Comparison(
        question,
        views,
        groups.stream().map(group -> group.stream().map(View::label).toList()).toList(),
        rows,
        rung,
        contrasts,
        shared,
        Caveats.of(question, views),
        outcome,
        Summary.of(question, views, contrasts, shared, outcome));
  }

  /// Reports that agree in all that tells; the one that gets furthest stands first, unless they are
  /// in the order of time.
  private void group() {
    List<View> order =
        question == Question.CHANGE
            ? views
            : views.stream().sorted(Comparator.comparingInt(Comparer::worth).reversed()).toList();
    for (View view : order) {
      groups.stream()
          .filter(group -> agree(group.getFirst(), view))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(view), () -> groups.add(new ArrayList<>(List.of(view))));
    }
  }

  /// How well a client fares.
  private static int worth(View view) {
    int rungs = (int) view.report().rungs().stream().filter(rung -> view.passed(rung.id())).count();
    int verdict =
        switch (view.report().verdict()) {
          case "healthy" -> 3;
          case "degraded" -> 2;
          case "failing" -> 0;
          default -> 1;
        };
    return verdict * 100 + rungs;
  }

  private boolean agree(View one, View other) {
    return one.report().verdict().equals(other.report().verdict())
        && Differences.between(one, other, question).stream()
            .noneMatch(each -> each.kind().isTelling());
  }

  private List<Contrast> contrasts() {
    var contrasts = new ArrayList<Contrast>();
    if (question == Question.CHANGE) {
      for (int i = 1; i < views.size(); i++) {
        contrasts.add(contrast(views.get(i - 1), List.of(views.get(i))));
      }
      return contrasts;
    }
    View reference = groups.getFirst().getFirst();
    if (groups.size() == 1) {
      return List.of(contrast(reference, groups.getFirst().subList(1, views.size())));
    }
    for (List<View> group : groups.subList(1, groups.size())) {
      contrasts.add(contrast(reference, group));
    }
    return contrasts;
  }

  private Contrast contrast(View first, List<View> others) {
    View second = others.getFirst();
    List<Difference> differences = Differences.between(first, second, question);
    Optional<String> rung = parting(differences);
    List<String> labels = others.stream().map(View::label).toList();
    var pair = new Pair(question, first, second, labels, differences, rung);
    boolean alike = !Caveats.areOfDifferentTargets(question, List.of(first, second));
    return new Contrast(
        first.label(),
        second.label(),
        labels,
        rung,
        differences,
        alike ? conclusions(pair) : unlike(pair));
  }

  /// Where two reports part: the first rung that broke in one of them only; before that only a name
  /// that leads elsewhere, since all that follows does too. Otherwise the first that differs.
  private Optional<String> parting(List<Difference> differences) {
    List<Difference> telling =
        differences.stream().filter(each -> each.kind().isTelling()).toList();
    return telling.stream()
        .filter(each -> each.kind() == Difference.Kind.OUTCOME || leadsElsewhere(each))
        .findFirst()
        .or(() -> telling.stream().findFirst())
        .map(Difference::rung);
  }

  private boolean leadsElsewhere(Difference difference) {
    return difference.rung().equals("name")
        && (difference.field().equals("addresses")
            || (question == Question.NAMES && difference.word().isEmpty()));
  }

  /// Of two servers, nothing that is said of one holds for the other.
  private static List<Conclusion> unlike(Pair pair) {
    return IdentityRules.otherMachine(pair).stream().toList();
  }

  private static List<Conclusion> conclusions(Pair pair) {
    var found = new ArrayList<Conclusion>();
    RULES.forEach(rule -> rule.look(pair).ifPresent(found::add));
    boolean explained =
        found.stream()
            .anyMatch(each -> EXPLAIN.contains(each.id()) && each.sureness() != Sureness.HINT);
    if (!explained) {
      FallbackRules.dependsOnPlace(pair).ifPresent(found::add);
    }
    found.sort(Comparator.comparingInt(Comparer::order).thenComparing(Conclusion::sureness));
    return found;
  }

  /// What became of it, then why, the surest first; then what differs besides.
  private static int order(Conclusion conclusion) {
    if (conclusion.place() == Conclusion.Place.NOWHERE || conclusion.id().equals("newly-broken")) {
      return 0;
    }
    boolean explains =
        EXPLAIN.contains(conclusion.id()) || conclusion.id().equals("depends-on-the-place");
    return explains ? 1 : 2;
  }

  private Row row(String rung, List<Contrast> contrasts) {
    boolean differs =
        contrasts.stream()
            .flatMap(each -> each.differences().stream())
            .anyMatch(each -> each.rung().equals(rung) && each.kind().isTelling());
    return new Row(rung, views.stream().map(view -> cell(view, rung)).toList(), differs);
  }

  private static Cell cell(View view, String id) {
    return view.rung(id)
        .map((Rung rung) -> new Cell(rung.status(), rung.elapsedMillis(), rung.summary()))
        .orElse(new Cell("notTested", 0, ""));
  }

  private Outcome outcome(List<Contrast> contrasts) {
    boolean unlike = Caveats.areOfDifferentTargets(question, views);
    boolean open = views.stream().anyMatch(view -> !view.works() && !view.fails());
    if (unlike || open) {
      return Outcome.UNDECIDED;
    }
    boolean broken =
        question == Question.CHANGE
            ? views.getFirst().works() && views.getLast().fails()
            : views.stream().anyMatch(View::works) && views.stream().anyMatch(View::fails);
    if (broken) {
      return Outcome.BROKEN;
    }
    boolean differs =
        groups.size() > 1 || contrasts.stream().anyMatch(each -> each.rung().isPresent());
    return differs ? Outcome.DIFFERENT : Outcome.SAME;
  }
}
