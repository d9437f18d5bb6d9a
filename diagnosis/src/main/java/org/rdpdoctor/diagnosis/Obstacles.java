package org.rdpdoctor.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.rdpdoctor.diagnosis.Weighing.Found;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownSign;
import org.rdpdoctor.diagnosis.knowledge.Strength;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Vocabulary;

/// What keeps a break or a cause down, and how to look for what would lift it.
final class Obstacles {
  private static final int MOST_MISSING = 4;

  private final Scene scene;
  private final List<JudgedBreak> breaks;
  private final Predicate<String> probable;

  Obstacles(Scene scene, List<JudgedBreak> breaks) {
    this.scene = scene;
    this.breaks = breaks;
    this.probable =
        id -> breaks.stream().anyMatch(each -> each.known().id().equals(id) && each.isProbable());
  }

  List<String> of(JudgedBreak judged) {
    var obstacles = new ArrayList<>(against(judged.weighing()));
    obstacles.addAll(missing(judged.known().signs()));
    return obstacles;
  }

  /// Of a cause of a break that was found.
  List<String> of(JudgedCause judged) {
    var obstacles = new ArrayList<>(against(judged.weighing()));
    obstacles.addAll(missing(judged.known().signs()));
    Optional<Suspect> rival =
        CauseReasoning.rival(judged.contest(), judged.suspect())
            .filter(
                other -> judged.contest().read(other) > judged.contest().read(judged.suspect()));
    rival.ifPresent(
        other ->
            obstacles.add(
                "The larger part falls to “%s” (%s): %s."
                    .formatted(
                        other.known().title(),
                        other.known().id(),
                        Sums.outOf100(judged.contest().share(other)))));
    if (judged.probability() < judged.share()) {
      obstacles.add(CauseReasoning.why(judged));
    }
    return obstacles;
  }

  /// Of a cause of breaks none of which was found.
  List<String> of(KnownCause cause) {
    var obstacles = new ArrayList<String>();
    for (JudgedBreak each : breaks) {
      if (cause.priors().containsKey(each.known().id())) {
        String because =
            each.weighing()
                .against()
                .map(Found::text)
                .or(() -> missing(each.known().signs()).stream().findFirst())
                .map(text -> " " + text)
                .orElse("");
        obstacles.add(
            "It explains “%s” (%s), which was not found.%s"
                .formatted(each.known().title(), each.known().id(), because));
      }
    }
    return obstacles;
  }

  private static List<String> against(Weighing weighing) {
    return weighing.found().stream()
        .filter(each -> !each.sign().speaksFor())
        .map(each -> Sums.sentences("Against it: " + each.text(), "").strip())
        .toList();
  }

  /// The strongest signs that were not found.
  private List<String> missing(List<KnownSign> signs) {
    return signs.stream()
        .filter(KnownSign::speaksFor)
        .filter(sign -> sign.strength() != Strength.WEAK)
        .filter(sign -> !scene.match(sign.condition(), probable).holds())
        .sorted(Comparator.comparingDouble(KnownSign::ratio).reversed())
        .limit(MOST_MISSING)
        .map(this::missing)
        .toList();
  }

  private String missing(KnownSign sign) {
    String what = Sums.unfilled(sign.text());
    if (scene.lookedFor(sign.condition(), probable)) {
      return "Looked for and not seen: " + what + ".";
    }
    String how =
        sign.condition()
            .words()
            .filter(word -> !scene.lookedFor(word, probable))
            .map(Obstacles::howToLook)
            .findFirst()
            .orElse("");
    return "Not looked for: " + what + "." + how;
  }

  private static String howToLook(Condition.Word word) {
    return Vocabulary.layerOf(word.word())
        .map(layer -> " " + howToLook(word.word(), layer))
        .orElse("");
  }

  private static String howToLook(String word, Layer layer) {
    return switch (layer) {
      case SERVER -> "Give the server's event logs, or its bundle, to rdpdoctor analyze.";
      case CLIENT ->
          switch (word) {
            case "code-shown", "dialog-shown" ->
                "Give what the client showed: --code, or a text to rdpdoctor analyze.";
            case "file-setting-given",
                "file-unsigned",
                "file-signature-checked",
                "file-rule-broken",
                "file-setting-differs" ->
                "Give the .rdp file: --rdp FILE.";
            default -> "Give the client's event logs, or its bundle, to rdpdoctor analyze.";
          };
      case AUTHENTICATION, BROKER -> "Try rdpdoctor check HOST --user NAME.";
      case LICENSING, SESSION -> "Try rdpdoctor check HOST --user NAME --until session.";
      case GATEWAY -> "Try rdpdoctor check HOST --gateway GATEWAY.";
      case PROXY -> "Try rdpdoctor check HOST --via PROXY.";
      case NAME, ROUTE, TCP, NEGOTIATION, TLS, CERTIFICATE, CREDSSP, MCS, SECURITY, UDP ->
          "Try rdpdoctor check HOST.";
    };
  }
}
