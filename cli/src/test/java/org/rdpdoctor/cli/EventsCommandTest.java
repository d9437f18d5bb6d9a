package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.report.Detail;
import org.rdpdoctor.report.EventsText;
import org.rdpdoctor.report.Look;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventsCommandTest {
  private static final Path CORPUS = Path.of("../../shared/corpus/evtx");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  private static Run events(String... words) {
    var all = new ArrayList<>(List.of("events"));
    all.addAll(List.of(words));
    return Run.of(Run.nobody(), all.toArray(String[]::new));
  }

  private static JsonNode json(Run run) throws IOException {
    return MAPPER.readTree(run.out());
  }

  private static List<String> ids(JsonNode list) {
    var ids = new ArrayList<String>();
    list.forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }

  /// A rejected logon of a locked account, as winlogbeat would ship it.
  private Path locked() throws IOException {
    Path file = folder.resolve("locked.jsonl");
    Files.writeString(
        file,
        """
        {"@timestamp":"2026-03-02T09:15:04.000Z","winlog":{"channel":"Security","provider_name":"Microsoft-Windows-Security-Auditing","event_id":"4625","record_id":7,"computer_name":"SRV","event_data":{"TargetUserName":"anna","TargetDomainName":"CORP","Status":"0xc000006d","SubStatus":"0xc0000234","LogonType":"10","LogonProcessName":"User32","AuthenticationPackageName":"Negotiate","IpAddress":"10.1.2.3","IpPort":"0"}}}
        """);
    return file;
  }

  @Test
  void a_locked_account_is_told_from_its_log() throws IOException {
    Run run = events(locked().toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("1 record of locked.jsonl")
        .contains("1 attempt to connect: 1 failed")
        .contains("CORP\\anna")
        .contains("The account is locked");
  }

  @Test
  void json_names_the_attempt_and_holds_the_report() throws IOException {
    JsonNode document = json(events(locked().toString(), "--json"));

    assertThat(document.path("schema").asText()).isEqualTo("rdpdoctor/events/1");
    assertThat(document.path("records").asInt()).isEqualTo(1);
    assertThat(document.path("damaged").asInt()).isZero();
    JsonNode attempt = document.path("attempts").get(0);
    assertThat(attempt.path("code").asText()).isEqualTo("0xC0000234");
    assertThat(attempt.path("outcome").asText()).isEqualTo("failed");
    assertThat(ids(document.path("report").path("breaks"))).contains("authentication.locked");
  }

  @Test
  void json_keeps_its_schema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("../docs/events-1.schema.json")), InputFormat.JSON);
    String document = events(locked().toString(), "--json").out();

    assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
    assertThat(
            schema.validate(
                document.replace("\"open\"", "1").replace("\"failed\"", "1"), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void a_dump_has_a_line_for_each_record() throws IOException {
    Path dump = folder.resolve("dump.jsonl");
    events(locked().toString(), "--dump", dump.toString());

    assertThat(Files.readAllLines(dump)).hasSize(1);
    JsonNode line = MAPPER.readTree(Files.readString(dump));
    assertThat(line.path("recordId").asInt()).isEqualTo(7);
    assertThat(line.path("data").path("SubStatus").asText()).isEqualTo("0xc0000234");
  }

  @Test
  void a_dump_never_overwrites_what_is_read() throws IOException {
    Path log = locked();
    String before = Files.readString(log);
    Run run = events(log.toString(), "--dump", log.toString());

    assertThat(run.exit()).isEqualTo(64);
    assertThat(Files.readString(log)).isEqualTo(before);
  }

  @Test
  void records_out_of_the_time_that_was_asked_for_are_not_looked_at() throws IOException {
    String log = locked().toString();

    assertThat(json(events(log, "--json", "--from", "2026-03-03")).path("records").asInt())
        .isZero();
    assertThat(json(events(log, "--json", "--to", "2026-03-02")).path("records").asInt()).isOne();
    assertThat(
            json(events(log, "--json", "--from", "2026-03-02T10:15:04+01:00"))
                .path("records")
                .asInt())
        .isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01", "2026-03-02T25:00", ""})
  void a_time_that_is_none_is_wrong_usage(String time) throws IOException {
    Run run = events(locked().toString(), "--from", time);

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("--from takes a time such as 2026-03-02");
  }

  @Test
  void what_is_no_event_log_is_wrong_usage() throws IOException {
    Path text = folder.resolve("note.txt");
    Files.writeString(text, "Error code: 0x904\n");

    assertThat(events(text.toString()).exit()).isEqualTo(64);
    assertThat(events(folder.toString()).err()).contains("there is no event log in");
    assertThat(events(folder.resolve("nothing").toString()).exit()).isEqualTo(64);
  }

  @Test
  void a_folder_is_read_with_all_its_logs() throws IOException {
    locked();

    assertThat(json(events(folder.toString(), "--json")).path("files").size()).isOne();
  }

  /// Logs that nobody here wrote.
  @Nested
  class of_the_corpus {
    @BeforeEach
    void is_there() {
      assumeTrue(Files.isDirectory(CORPUS), "no shared corpus beside this checkout");
    }

    private static Run log(String name, String... words) {
      var all = new ArrayList<>(List.of(CORPUS.resolve(name).toString()));
      all.addAll(List.of(words));
      return events(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
      "mitre_4625_type10_c000006e.evtx, 2, authentication.restricted",
      "evtxrs_RdpCoreTS_bruteforce.evtx, 1, authentication.guessed",
      "evtxrs_Security_4625_variants.evtx, 2, authentication.rejected",
      "pyevtx_System_TermDD_50_56.evtx, 2, server.security-layer-failed",
    })
    void what_happened_is_what_broke(String file, int exit, String broken) throws IOException {
      Run run = log(file, "--json");

      assertThat(run.exit()).isEqualTo(exit);
      assertThat(ids(json(run).path("report").path("breaks"))).first().isEqualTo(broken);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "evtxrs_MSExchange_wec.evtx",
          "evtxrs_new_user_security.evtx",
          "nifi_application-logs.evtx",
          "evtxrs_CAPI2_operational.evtx",
          "pyevtx_issue_39.evtx",
          "evtxrs_no_crc32.evtx",
          "evtxrs_irregular_bool.evtx",
          "evtxrs_RemoteConnectionManager.evtx",
          "mitre_1149_multiple_hosts.evtx",
          "mitre_RdpCoreTS_131_bruteforce.evtx",
          "attack_RdpCoreTS_104_timezone.evtx",
        })
    void what_is_no_fault_is_not_called_one(String file) throws IOException {
      Run run = log(file, "--json");

      assertThat(run.exit()).isEqualTo(3);
      assertThat(json(run).path("report").path("breaks")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attack_4624_type10_tunnel.evtx", "mitre_4778_hijack_command.evtx"})
    void sessions_are_no_faults(String file) throws IOException {
      Run run = log(file, "--json");

      assertThat(run.exit()).isZero();
      assertThat(json(run).path("attempts"))
          .anyMatch(attempt -> attempt.path("outcome").asText().equals("session"));
    }

    @Test
    void the_trap_of_1149_is_not_stepped_into() throws IOException {
      JsonNode attempts = json(log("mitre_1149_multiple_hosts.evtx", "--json")).path("attempts");

      assertThat(attempts).hasSize(11);
      assertThat(attempts)
          .allMatch(attempt -> attempt.path("outcome").asText().equals("open"))
          .allMatch(attempt -> attempt.path("client").asText().equals("10.23.123.11"))
          .allMatch(attempt -> attempt.path("account").asText().equals("admmig"));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void no_line_is_wider_than_the_screen(int width) {
      EventExhibit exhibit =
          EventExhibit.of(
              List.of(CORPUS.resolve("evtxrs_RdpCoreTS_bruteforce.evtx")),
              EventExhibit.Span.ALL,
              _ -> {});
      var doctor = new EventsDoctor(() -> Instant.EPOCH);
      String text =
          EventsText.render(
              doctor.examine("x", exhibit, Instant.EPOCH, List.of()),
              new Look(width, true, false),
              Detail.SHORT);

      assertThat(text.lines().filter(line -> !line.contains("Get-WinEvent")))
          .allMatch(line -> line.length() <= width)
          .noneMatch(line -> line.endsWith(" "));
    }
  }
}
