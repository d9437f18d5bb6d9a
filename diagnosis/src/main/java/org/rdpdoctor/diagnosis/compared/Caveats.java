package org.rdpdoctor.diagnosis.compared;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rdpdoctor.facts.SavedFact;

/// What limits a comparison: reports that differ in what they were asked.
final class Caveats {
  private static final Duration LONG = Duration.ofHours(1);

  private final Question question;
  private final List<View> views;
  private final List<String> found = new ArrayList<>();

  private Caveats(Question question, List<View> views) {
    this.question = question;
    this.views = views;
  }

  /// A sentence each.
  static List<String> of(Question question, List<View> views) {
    var caveats = new Caveats(question, views);
    caveats.targets();
    caveats.differing("the versions of rdpdoctor differ", view -> view.report().version());
    caveats.times();
    caveats.differing("the usual requests offered other protocols", Caveats::offered);
    caveats.differing("they spoke for other clients", view -> view.text("client-played", "client"));
    caveats.differing("some went through a gateway or proxy and others did not", Caveats::wayIn);
    caveats.rounds();
    caveats.files();
    caveats.undecided();
    caveats.untested();
    caveats.cut();
    return List.copyOf(caveats.found);
  }

  /// Whether two reports are, as far as is known, of different servers.
  static boolean areOfDifferentTargets(Question question, List<View> views) {
    View one = views.getFirst();
    return views.stream().anyMatch(other -> isOtherTarget(question, one, other));
  }

  private static boolean isOtherTarget(Question question, View one, View other) {
    boolean sameHost = host(one).equals(host(other));
    if (one.report().target().port() != other.report().target().port()) {
      return !sameHost || question != Question.CHANGE;
    }
    boolean sameMachine =
        !one.computer().isEmpty() && one.computer().equals(other.computer())
            || !one.certificate().isEmpty() && one.certificate().equals(other.certificate())
            || !one.address().isEmpty() && one.address().equals(other.address());
    boolean nameAndAddress = one.isByAddress() != other.isByAddress();
    return !sameHost && !sameMachine && !nameAndAddress;
  }

  private static String host(View view) {
    return view.report().target().host().toLowerCase(Locale.ROOT);
  }

  private void targets() {
    if (areOfDifferentTargets(question, views)) {
      found.add("The reports are of different targets: " + each(Caveats::asked) + ".");
    } else if (question != Question.NAMES) {
      differing("the server was asked for in different words", Caveats::asked);
    }
  }

  private static String asked(View view) {
    return host(view) + ":" + view.report().target().port();
  }

  private void times() {
    List<Instant> times = views.stream().map(view -> view.report().started()).sorted().toList();
    Duration apart = Duration.between(times.getFirst(), times.getLast());
    if (question != Question.CHANGE && apart.compareTo(LONG) >= 0) {
      found.add(
          "The reports are "
              + hours(apart)
              + " apart: what differs may be the hour, and not the place.");
    }
  }

  private static String hours(Duration duration) {
    return duration.toHours() < 48
        ? duration.toHours() + (duration.toHours() == 1 ? " hour" : " hours")
        : duration.toDays() + " days";
  }

  private static String offered(View view) {
    return view.report().rungs().stream()
        .flatMap(rung -> rung.facts().stream())
        .filter(fact -> fact.isSet("usual") && !fact.texts("offered").isEmpty())
        .map((SavedFact fact) -> String.join("|", fact.texts("offered")))
        .findFirst()
        .orElse("");
  }

  private static String wayIn(View view) {
    if (view.reached("gateway")) {
      return "through a gateway";
    }
    return view.reached("proxy") ? "through a proxy" : "directly";
  }

  private void rounds() {
    List<String> repeated =
        views.stream().filter(view -> view.report().rounds().size() > 1).map(View::label).toList();
    for (View view : views) {
      view.first("rounds-varied")
          .ifPresent(
              fact ->
                  found.add(
                      "In "
                          + view.label()
                          + " it comes and goes: "
                          + fact.text("served")
                          + " of "
                          + fact.text("rounds")
                          + " rounds were served, so that a single good or bad run proves little."));
    }
    if (!repeated.isEmpty() && repeated.size() < views.size()) {
      found.add(
          "Only " + String.join(", ", repeated) + " was repeated; the others are one try each.");
    }
  }

  private void files() {
    List<String> read =
        views.stream().filter(view -> !view.report().files().isEmpty()).map(View::label).toList();
    if (!read.isEmpty()) {
      found.add(
          "What files said is part of "
              + String.join(", ", read)
              + ", and not only what was measured.");
    }
  }

  private void undecided() {
    views.stream()
        .filter(view -> view.report().verdict().equals("inconclusive"))
        .forEach(
            view ->
                found.add(
                    "The report of " + view.label() + " is inconclusive by itself: check again."));
  }

  /// A rung that one report climbed and another left out by its options.
  private void untested() {
    for (String rung : Differences.ladder(views)) {
      if (rung.indexOf(' ') >= 0) {
        continue; // a stage within a rung
      }
      List<String> without =
          views.stream()
              .filter(view -> view.works() && view.status(rung).equals("notTested"))
              .map(View::label)
              .toList();
      boolean elsewhere = views.stream().anyMatch(view -> view.reached(rung));
      if (elsewhere && !without.isEmpty()) {
        found.add("The rung " + rung + " was not tested in " + String.join(", ", without) + ".");
      }
    }
  }

  private void cut() {
    views.stream()
        .filter(view -> view.report().cut())
        .forEach(
            view ->
                found.add("The report of " + view.label() + " holds more facts than were read."));
  }

  /// Says so if a property of the reports differs; those that lack it are left out.
  private void differing(String what, Function<View, String> property) {
    Map<String, List<String>> labels =
        views.stream()
            .filter(view -> !property.apply(view).isEmpty())
            .collect(
                Collectors.groupingBy(
                    property,
                    LinkedHashMap::new,
                    Collectors.mapping(View::label, Collectors.toList())));
    if (labels.size() > 1) {
      String values =
          labels.entrySet().stream()
              .map(entry -> entry.getKey() + " in " + String.join(", ", entry.getValue()))
              .collect(Collectors.joining("; "));
      found.add(
          what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + ": " + values + ".");
    }
  }

  private String each(Function<View, String> property) {
    return views.stream()
        .sorted(Comparator.comparing(View::label))
        .map(view -> property.apply(view) + " in " + view.label())
        .collect(Collectors.joining("; "));
  }
}
