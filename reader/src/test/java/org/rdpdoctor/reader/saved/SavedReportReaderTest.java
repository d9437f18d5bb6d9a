package org.rdpdoctor.reader.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.facts.SavedFact.Flag;
import org.rdpdoctor.facts.SavedFact.Text;
import org.rdpdoctor.facts.SavedFact.Texts;
import org.rdpdoctor.facts.SavedFact.Whole;
import org.rdpdoctor.facts.SavedReport;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SavedReportReaderTest {
  private static final String REPORT =
      """
      {"schema":"rdpdoctor/report/1","tool":{"name":"rdpdoctor","version":"0.1.0"},
       "started":"2026-11-21T08:00:00Z","elapsedMillis":143,
       "target":{"input":"srv","host":"srv.corp.example","port":3389,
                 "addresses":["192.0.2.10"],"usedAddress":"192.0.2.10"},
       "verdict":"failing","brokenLayer":"tls","summary":"It is reset.",
       "breaks":[{"id":"tls.reset","layer":"tls","title":"Reset","degradesOnly":false,
                  "probability":0.97,"signs":[]}],
       "notTested":[{"layer":"authentication","because":"no credentials"}],
       "layers":[
         {"id":"tls","status":"failed","elapsedMillis":4,"summary":"reset","observations":[
           {"type":"handshake-ended","hello":"usual","helloSize":253,"required":true,
            "tried":["a","b"],"share":0.5,"evidence":"sent; heard"}]},
         {"id":"a-rung-of-tomorrow","status":"passed","observations":[{"type":"new-word"}],
          "stages":[{"id":"door","status":"failed","elapsedMillis":7,"summary":"shut"}]}],
       "hops":[{"schema":"rdpdoctor/report/1"}],
       "somethingNew":{"deep":[1,{"er":null}]}}""";

  @Test
  void a_report_is_read_with_its_target_breaks_rungs_and_facts() {
    SavedReport report = one(REPORT);

    assertThat(report.source()).isEqualTo("a.json");
    assertThat(report.version()).isEqualTo("0.1.0");
    assertThat(report.target().host()).isEqualTo("srv.corp.example");
    assertThat(report.target().usedAddress()).contains("192.0.2.10");
    assertThat(report.verdict()).isEqualTo("failing");
    assertThat(report.brokenRung()).contains("tls");
    assertThat(report.breaks().getFirst().probability()).isEqualTo(0.97);
    assertThat(report.leftOut().getFirst().rung()).isEqualTo("authentication");
    SavedFact fact = report.rungs().getFirst().facts().getFirst();
    assertThat(fact.word()).isEqualTo("handshake-ended");
    assertThat(fact.evidence()).isEqualTo("sent; heard");
    assertThat(fact.fields())
        .containsEntry("hello", new Text("usual"))
        .containsEntry("helloSize", new Whole(253))
        .containsEntry("required", new Flag(true))
        .containsEntry("tried", new Texts(List.of("a", "b")))
        .containsEntry("share", new Text("0.5"))
        .doesNotContainKeys("type", "evidence");
  }

  @Test
  void rungs_and_words_that_are_not_known_here_are_kept() {
    SavedReport report = one(REPORT);

    assertThat(report.rungs().get(1).id()).isEqualTo("a-rung-of-tomorrow");
    assertThat(report.rungs().get(1).facts().getFirst().word()).isEqualTo("new-word");
    assertThat(report.rungs().get(2).id()).isEqualTo("a-rung-of-tomorrow door");
    assertThat(report.rungs().get(2).summary()).isEqualTo("shut");
  }

  @Test
  void breaks_keep_what_shows_them_and_causes_keep_their_fixes_with_the_rung_that_proves_them() {
    SavedReport report =
        one(
            """
            {"schema":"rdpdoctor/report/1","started":"2026-11-21T08:00:00Z","verdict":"failing",
             "layers":[{"id":"tls","status":"failed"}],
             "breaks":[{"id":"tls.reset","layer":"tls","signs":[
               {"for":true,"observation":"handshake-ended","places":["a.pcap, connection 1"]},
               {"for":false,"observation":"connected"}]}],
             "causes":[{"id":"inspection","layer":"tls","probability":0.6,"breaks":["tls.reset"],
               "fixes":[{"id":"one","title":"One","proof":"it passes"},
                 {"id":"two","title":"Two","proof":"tls passes","proofRung":"tls"}]}]}""");

    assertThat(report.breaks().getFirst().shownBy()).containsExactly("handshake-ended");
    assertThat(report.breaks().getFirst().places()).containsExactly("a.pcap, connection 1");
    assertThat(report.causes().getFirst().breaks()).containsExactly("tls.reset");
    assertThat(report.causes().getFirst().fixes())
        .containsExactly(
            new SavedReport.Proposed("one", "One", "it passes", ""),
            new SavedReport.Proposed("two", "Two", "tls passes", "tls"));
  }

  @Test
  void a_report_without_what_later_versions_added_is_read_too() {
    SavedReport report =
        one(
            """
            {"schema":"rdpdoctor/report/1","started":"2026-11-21T08:00:00Z","verdict":"healthy",
             "layers":[{"id":"name","status":"passed"}]}""");

    assertThat(report.version()).isEmpty();
    assertThat(report.breaks()).isEmpty();
    assertThat(report.target().usedAddress()).isEmpty();
  }

  @Test
  void reports_one_a_line_and_in_an_array_are_told_apart_by_their_lines() {
    String line = REPORT.replace("\n", "");

    assertThat(reports(line + "\n" + line + "\n"))
        .extracting(SavedReport::source)
        .containsExactly("a.json", "a.json, line 2");
    assertThat(reports("[" + line + ",\n" + line + "]")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void a_report_is_read_in_whatever_a_shell_saved_it(String charset) {
    assertThat(read(("\ufeff" + REPORT).getBytes(Charset.forName(charset))))
        .isInstanceOf(Saved.Reports.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty",
        "✗ FAILING: it is reset | is no JSON",
        "{\"a\":1} | is JSON, but no report",
        "42 | is JSON, but no report",
        "null | is JSON, but no report",
        "[] | is empty",
        "{\"schema\":\"rdpdoctor/report/2\"} | another version of rdpdoctor",
        "{\"schema\":\"rdpdoctor/capture/1\"} | what rdpdoctor capture wrote",
        "{\"schema\":\"rdpdoctor/report/1\"} | no start, verdict or ladder",
        "{\"schema\":\"rdpdoctor/report/1\", | is cut off in line 1",
        "{\"schema\":\"rdpdoctor/report/1\",\"started\":\"yesterday\",\"verdict\":\"healthy\",\"layers\":[{}]} | no start",
      })
  void what_is_no_report_is_said_to_be_what_it_is(String text, String why) {
    assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Saved.Foreign.class, foreign -> assertThat(foreign.why()).contains(why));
  }

  @Test
  void whole_reports_before_one_that_is_cut_off_are_kept_and_the_loss_is_said() {
    String line = REPORT.replace("\n", "");

    Saved saved = read((line + "\n" + line.substring(0, 200)).getBytes(StandardCharsets.UTF_8));

    assertThat(saved)
        .isInstanceOfSatisfying(
            Saved.Reports.class,
            kept -> {
              assertThat(kept.reports()).hasSize(1);
              assertThat(kept.notes().getFirst()).contains("cut off");
            });
  }

  @Test
  void depth_and_size_are_bounded() {
    String deep =
        "{\"schema\":\"rdpdoctor/report/1\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    String wide = "[" + "0,".repeat(JsonNode.MOST_VALUES) + "0]";
    String many =
        REPORT.replace("{\"type\":\"new-word\"}", "{\"type\":\"new-word\"},".repeat(9_000) + "{}");

    assertThat(read(deep.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Saved.Foreign.class, it -> assertThat(it.why()).contains("larger or deeper"));
    assertThat(read(("{\"a\":" + wide + "}").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Saved.Foreign.class, it -> assertThat(it.why()).contains("larger or deeper"));
    SavedReport cut = one(many);
    assertThat(cut.cut()).isTrue();
    assertThat(cut.rungs().get(1).facts()).hasSizeLessThan(9_000);
  }

  @Test
  void whatever_bytes_a_file_holds_it_is_a_report_or_it_is_foreign() {
    byte[] whole = REPORT.getBytes(StandardCharsets.UTF_8);
    var random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = whole.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(read(damaged)).isNotNull();
      assertThat(read(List.of(whole, damaged).get(i % 2), random.nextInt(whole.length)))
          .isNotNull();
    }
  }

  private static List<SavedReport> reports(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8)) instanceof Saved.Reports(var reports, var _)
        ? reports
        : List.of();
  }

  private static SavedReport one(String text) {
    List<SavedReport> reports = reports(text);
    assertThat(reports).hasSize(1);
    return reports.getFirst();
  }

  private static Saved read(byte[] bytes) {
    return read(bytes, bytes.length);
  }

  private static Saved read(byte[] bytes, int length) {
    try {
      return SavedReportReader.read(new ByteArrayInputStream(bytes, 0, length), "a.json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
