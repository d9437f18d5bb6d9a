package org.rdpdoctor.reader.saved;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.facts.SavedFact.Flag;
import org.rdpdoctor.facts.SavedFact.Text;
import org.rdpdoctor.facts.SavedFact.Texts;
import org.rdpdoctor.facts.SavedFact.Whole;
import org.rdpdoctor.facts.SavedReport;
import org.rdpdoctor.facts.SavedReport.Advice;
import org.rdpdoctor.facts.SavedReport.Asked;
import org.rdpdoctor.facts.SavedReport.Blamed;
import org.rdpdoctor.facts.SavedReport.Broken;
import org.rdpdoctor.facts.SavedReport.LeftOut;
import org.rdpdoctor.facts.SavedReport.Proposed;
import org.rdpdoctor.facts.SavedReport.Round;
import org.rdpdoctor.facts.SavedReport.Rung;

/// A document of version 1 as a report. What is missing is empty, what is more is skipped: older
/// versions have fewer words and keys, newer ones more.
final class ReportOfJson {
  private static final int MOST_RUNGS = 60;
  private static final int MOST_FACTS = 5_000;
  private static final int MOST_FIELDS = 60;
  private static final int MOST_OTHERS = 500;
  private static final int LONGEST = 4_000;

  private boolean cut;

  /// @return nothing if what makes a report is not there: a start, a verdict, a ladder
  static Optional<SavedReport> of(JsonNode json, String source) {
    return new ReportOfJson().report(json, source);
  }

  private Optional<SavedReport> report(JsonNode json, String source) {
    Optional<Instant> started = instant(json.at("started"));
    Optional<String> verdict = json.at("verdict").asText();
    List<Rung> rungs = rungs(json.at("layers"));
    if (started.isEmpty() || verdict.isEmpty() || rungs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SavedReport(
            source,
            text(json.at("tool").at("version")),
            started.get(),
            Duration.ofMillis(millis(json.at("elapsedMillis"))),
            target(json.at("target")),
            shortened(verdict.get()),
            json.at("brokenLayer").asText().map(this::shortened),
            text(json.at("summary")),
            json.at("breaks").elements(MOST_OTHERS).stream().map(this::broken).toList(),
            rungs,
            json.at("notTested").elements(MOST_OTHERS).stream().map(this::leftOut).toList(),
            json.at("rounds").elements(MOST_OTHERS).stream().map(this::round).toList(),
            json.at("read").elements(MOST_OTHERS).stream()
                .map(file -> text(file.at("kind")))
                .toList(),
            cut,
            json.at("causes").elements(MOST_OTHERS).stream().map(this::blamed).toList(),
            advice(json)));
  }

  private Advice advice(JsonNode json) {
    return new Advice(
        json.at("nextTests").elements(MOST_OTHERS).stream()
            .map(
                test ->
                    new Advice.Test(
                        text(test.at("id")),
                        text(test.at("title")),
                        text(test.at("why")),
                        text(test.at("command"))))
            .toList(),
        texts(json.at("options")));
  }

  private Asked target(JsonNode json) {
    return new Asked(
        text(json.at("input")),
        text(json.at("host")),
        Math.clamp(json.at("port").wholeOr(0), 0, 65_535),
        texts(json.at("addresses")),
        json.at("usedAddress").asText().map(this::shortened));
  }

  private Broken broken(JsonNode json) {
    List<JsonNode> signs =
        json.at("signs").elements(MOST_OTHERS).stream()
            .filter(sign -> sign.at("for").isTrue())
            .toList();
    boolean written =
        signs.stream().noneMatch(sign -> sign.at("places").elements(MOST_OTHERS).isEmpty());
    return new Broken(
        text(json.at("id")),
        text(json.at("layer")),
        text(json.at("title")),
        json.at("degradesOnly").isTrue(),
        probability(json),
        signs.stream().map(sign -> text(sign.at("observation"))).distinct().toList(),
        written
            ? signs.stream().flatMap(sign -> texts(sign.at("places")).stream()).distinct().toList()
            : List.of());
  }

  private Blamed blamed(JsonNode json) {
    return new Blamed(
        text(json.at("id")),
        text(json.at("layer")),
        text(json.at("title")),
        probability(json),
        texts(json.at("breaks")),
        json.at("fixes").elements(MOST_OTHERS).stream().map(this::proposed).toList());
  }

  private Proposed proposed(JsonNode json) {
    return new Proposed(
        text(json.at("id")),
        text(json.at("title")),
        text(json.at("proof")),
        text(json.at("proofRung")));
  }

  private static double probability(JsonNode json) {
    return Math.clamp(json.at("probability").numberOr(0), 0.0, 1.0);
  }

  private List<String> texts(JsonNode json) {
    return json.texts(MOST_OTHERS).stream().map(this::shortened).toList();
  }

  private LeftOut leftOut(JsonNode json) {
    return new LeftOut(text(json.at("layer")), text(json.at("because")));
  }

  private Round round(JsonNode json) {
    return new Round(text(json.at("verdict")), text(json.at("break")));
  }

  private List<Rung> rungs(JsonNode json) {
    var rungs = new ArrayList<Rung>();
    int left = MOST_FACTS;
    for (JsonNode rung : json.elements(MOST_RUNGS)) {
      List<SavedFact> facts = facts(rung.at("observations"), left);
      left -= facts.size();
      String id = text(rung.at("id"));
      rungs.add(step(rung, id, facts));
      for (JsonNode stage : rung.at("stages").elements(MOST_RUNGS)) {
        rungs.add(step(stage, id + " " + text(stage.at("id")), List.of()));
      }
    }
    return rungs;
  }

  private Rung step(JsonNode json, String id, List<SavedFact> facts) {
    return new Rung(
        id,
        text(json.at("status")),
        millis(json.at("elapsedMillis")),
        text(json.at("summary")),
        facts);
  }

  private List<SavedFact> facts(JsonNode json, int most) {
    cut |= json.elements(most + 1).size() > most;
    return json.elements(most).stream().map(this::fact).toList();
  }

  private SavedFact fact(JsonNode json) {
    var fields = new LinkedHashMap<String, SavedFact.Value>();
    if (json instanceof JsonNode.Fields(var members)) {
      members.forEach(
          (name, value) -> {
            if (!name.equals("type") && !name.equals("evidence") && fields.size() < MOST_FIELDS) {
              fields.put(shortened(name), value(value));
            }
          });
    }
    return new SavedFact(text(json.at("type")), fields, text(json.at("evidence")));
  }

  private SavedFact.Value value(JsonNode json) {
    return switch (json) {
      case JsonNode.Word(String text) -> new Text(shortened(text));
      case JsonNode.Truth(boolean value) -> new Flag(value);
      case JsonNode.Numeral(double number, var whole) ->
          whole.<SavedFact.Value>map(Whole::new).orElse(new Text(Double.toString(number)));
      case JsonNode.Elements elements ->
          new Texts(
              elements.elements(MOST_OTHERS).stream().map(each -> value(each).words()).toList());
      case JsonNode.Fields _, JsonNode.Nothing _ -> new Text("");
    };
  }

  private static long millis(JsonNode json) {
    return Math.max(0, json.wholeOr(0));
  }

  private String text(JsonNode json) {
    return shortened(json.textOr(""));
  }

  private String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    cut = true;
    return text.substring(0, LONGEST);
  }

  private static Optional<Instant> instant(JsonNode json) {
    try {
      return json.asText().map(Instant::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
