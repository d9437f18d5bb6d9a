package org.rdpdoctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.diagnosis.compared.Comparer;
import org.rdpdoctor.diagnosis.compared.Comparison;
import org.rdpdoctor.diagnosis.compared.View;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.facts.SavedFact.Flag;
import org.rdpdoctor.facts.SavedFact.Text;
import org.rdpdoctor.facts.SavedFact.Texts;
import org.rdpdoctor.facts.SavedFact.Whole;
import org.rdpdoctor.facts.SavedReport;
import org.rdpdoctor.facts.SavedReport.Asked;
import org.rdpdoctor.facts.SavedReport.Broken;
import org.rdpdoctor.facts.SavedReport.Rung;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComparisonReportsTest {
  private static final String HOSTILE = "\u001b[2J\u202e`|*<b>";
  private static final Report.Tool TOOL = new Report.Tool("rdpdoctor", "0.1.0");

  @Test
  void a_comparison_of_two_places_has_its_text() {
    Golden.check("compare-two-places.txt", text(twoPlaces(), Look.plain(), Detail.SHORT));
    Golden.check("compare-two-places-full.txt", text(twoPlaces(), Look.plain(), Detail.FULL));
    Golden.check("compare-many-places.txt", text(manyPlaces(), Look.plain(), Detail.SHORT));
  }

  @Test
  void a_comparison_has_its_markdown() {
    Golden.check(
        "compare-two-places.md",
        ComparisonMarkdown.render(twoPlaces(), List.of("one line was left out."), Detail.SHORT));
  }

  @Test
  void a_comparison_has_its_document() {
    Golden.check("compare-two-places.json", json(twoPlaces(), true) + "\n");
  }

  @Test
  void every_document_keeps_to_the_published_schema() {
    Stream.of(twoPlaces(), manyPlaces(), same())
        .forEach(
            comparison ->
                assertThat(schema().validate(json(comparison, true), InputFormat.JSON)).isEmpty());
  }

  @Test
  void a_document_for_lines_is_one_line() {
    assertThat(json(twoPlaces(), false)).doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120})
  void lines_keep_to_the_width_and_end_without_spaces(int width) {
    String text = text(manyPlaces(), new Look(width, true, false), Detail.FULL);

    assertThat(text.lines().filter(line -> !line.contains("rdpdoctor ")))
        .allMatch(line -> Cells.width(line) <= width)
        .noneMatch(line -> line.endsWith(" "));
  }

  @Test
  void nothing_a_report_says_controls_the_terminal_or_the_markdown() {
    String plain = text(twoPlaces(), new Look(80, false, false), Detail.FULL);

    assertThat(text(twoPlaces(), new Look(80, true, true), Detail.FULL))
        .doesNotContain("\u001b[2J")
        .doesNotContain("\u202e");
    assertThat(plain.chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
    assertThat(ComparisonMarkdown.render(twoPlaces(), List.of(), Detail.FULL))
        .doesNotContain("<b>");
    assertThat(json(twoPlaces(), true).chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
  }

  private static String text(Comparison comparison, Look look, Detail detail) {
    return ComparisonText.render(comparison, List.of(), look, detail);
  }

  private static String json(Comparison comparison, boolean pretty) {
    return ComparisonJson.render(comparison, List.of("a note."), TOOL, pretty);
  }

  private static Comparison twoPlaces() {
    return Comparer.compare(
        List.of(view("head-office", 20, false), view("branch", 38, true)), Optional.empty());
  }

  private static Comparison manyPlaces() {
    return Comparer.compare(
        List.of(
            view("head-office", 20, false),
            view("branch", 38, true),
            view("data-centre-north", 2, false),
            view("home-office-by-vpn", 60, false),
            view("depot", 41, true),
            view("a-place-with-a-very-long-name-indeed", 44, true)),
        Optional.empty());
  }

  private static Comparison same() {
    return Comparer.compare(
        List.of(view("one", 20, false), view("two", 20, false)), Optional.empty());
  }

  private static View view(String label, long roundTrip, boolean reset) {
    Rung tls =
        reset
            ? rung(
                "tls",
                "failed",
                4,
                "The connection was reset 4 ms after the ClientHello",
                fact(
                    "handshake-ended",
                    Map.of(
                        "hello",
                        new Text("usual"),
                        "how",
                        new Text("reset"),
                        "elapsedMillis",
                        new Whole(4))))
            : rung(
                "tls",
                "passed",
                roundTrip * 2,
                "TLSv1.3 with TLS_AES_256_GCM_SHA384",
                fact(
                    "server-hello-received",
                    Map.of("hello", new Text("usual"), "version", new Text("TLSv1.3"))));
    return new View(
        label,
        new SavedReport(
            label + ".json",
            "0.1.0",
            Instant.parse("2026-11-21T08:00:00Z").plusMillis(roundTrip * 1000),
            Duration.ofSeconds(2),
            new Asked(
                "srv01.corp.example",
                "srv01.corp.example",
                3389,
                List.of("192.0.2.10"),
                Optional.of("192.0.2.10")),
            reset ? "failing" : "healthy",
            reset ? Optional.of("tls") : Optional.empty(),
            reset
                ? "The connection is reset in the TLS handshake"
                : "A current client gets through",
            reset
                ? List.of(
                    new Broken(
                        "tls.reset",
                        "tls",
                        "The connection is reset in the TLS handshake",
                        false,
                        0.97))
                : List.of(),
            List.of(
                rung(
                    "name",
                    "passed",
                    3,
                    "srv01.corp.example is 192.0.2.10",
                    fact("system-resolved", Map.of("addresses", new Texts(List.of("192.0.2.10"))))),
                rung(
                    "route",
                    "passed",
                    0,
                    "Packets to 192.0.2.10 and back take " + roundTrip + " ms",
                    fact(
                        "round-trip",
                        Map.of(
                            "medianMillis",
                            new Whole(roundTrip),
                            "leastMillis",
                            new Whole(roundTrip)))),
                tls,
                rung(
                    "certificate",
                    reset ? "notReached" : "passed",
                    0,
                    HOSTILE,
                    reset
                        ? new SavedFact[0]
                        : new SavedFact[] {
                          fact("odd-thing", Map.of("said", new Text(HOSTILE), "so", new Flag(true)))
                        })),
            List.of(),
            List.of(),
            List.of(),
            false));
  }

  private static Rung rung(
      String id, String status, long elapsed, String summary, SavedFact... facts) {
    return new Rung(id, status, elapsed, summary, List.of(facts));
  }

  private static SavedFact fact(String word, Map<String, SavedFact.Value> fields) {
    return new SavedFact(word, new TreeMap<>(fields), "evidence of " + word);
  }

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("../docs/compare-1.schema.json")), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
