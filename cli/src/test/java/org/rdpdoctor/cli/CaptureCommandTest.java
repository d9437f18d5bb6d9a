package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CaptureCommandTest {
  private static final String SERVER = "192.0.2.10";
  private static final Bytes NLA_REQUIRED =
      new NegotiationFailure(NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER).encode();
  private static final Bytes NLA =
      new NegotiationResponse(new ResponseFlags(0), Protocols.HYBRID).encode();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, Recording> RECORDINGS = recordings();

  @TempDir Path folder;

  private static Bytes request(Protocols offered, String user) {
    return ConnectionRequest.offering(offered, user).encode();
  }

  private static Map<String, Recording> recordings() {
    var all = new LinkedHashMap<String, Recording>();
    all.put("refused", refusedPort());
    all.put("nla-required", nlaRequired());
    all.put("third-party", resetOnTheWay());
    all.put("many", many(600));
    all.put("mixture", mixture());
    all.put("intermittent", intermittent());
    all.put("nothing", new Recording());
    all.put("no-rdp", noRdp());
    return all;
  }

  private static Recording refusedPort() {
    var recording = new Recording();
    recording.talk("192.0.2.7", 50_001, SERVER, 3389, Duration.ZERO).refused();
    return recording;
  }

  private static Recording nlaRequired() {
    var recording = new Recording();
    refuse(recording, "192.0.2.7", 50_001, "alice", Duration.ZERO);
    return recording;
  }

  private static void refuse(
      Recording recording, String client, int port, String user, Duration at) {
    recording
        .talk(client, port, SERVER, 3389, at)
        .opened()
        .says(request(Protocols.SSL, user))
        .hears(NLA_REQUIRED)
        .closedByClient();
  }

  /// A device between the two forges the server's end.
  private static Recording resetOnTheWay() {
    var recording = new Recording();
    reset(recording, 50_001, Duration.ZERO);
    return recording;
  }

  private static void reset(Recording recording, int port, Duration at) {
    recording
        .talk("192.0.2.7", port, SERVER, 3389, at)
        .opened()
        .says(request(Protocols.SSL.and(Protocols.HYBRID), "alice"))
        .resetByServer(250);
  }

  /// One address tries one name after the other.
  private static Recording many(int count) {
    var recording = new Recording();
    for (int i = 0; i < count; i++) {
      refuse(recording, "203.0.113.9", 40_000 + i, "user" + i % 40, Duration.ofMillis(i * 1500L));
    }
    return recording;
  }

  private static Recording mixture() {
    var recording = many(12);
    reset(recording, 50_100, Duration.ofSeconds(3));
    recording.talk("192.0.2.8", 50_200, "192.0.2.11", 3389, Duration.ofSeconds(4)).refused();
    recording
        .talk("192.0.2.8", 50_300, "192.0.2.12", 80, Duration.ofSeconds(5))
        .opened()
        .says(Bytes.ascii("GET / HTTP/1.1\r\n\r\n"))
        .closedByClient();
    return recording;
  }

  /// The same client asks the same server for the same, and is answered every other time.
  private static Recording intermittent() {
    var recording = new Recording();
    for (int i = 0; i < 20; i++) {
      Duration at = Duration.ofSeconds(i * 10L);
      if (i % 2 == 0) {
        recording
            .talk("192.0.2.7", 50_000 + i, SERVER, 3389, at)
            .opened()
            .says(request(Protocols.SSL.and(Protocols.HYBRID), "alice"))
            .hears(NLA)
            .closedByClient();
      } else {
        reset(recording, 50_000 + i, at);
      }
    }
    return recording;
  }

  private static Recording noRdp() {
    var recording = new Recording();
    recording
        .talk("192.0.2.7", 50_001, SERVER, 443, Duration.ZERO)
        .opened()
        .says(Bytes.ascii("something else"))
        .closedByClient();
    return recording;
  }

  private Run capture(Recording recording, String... options) {
    try {
      Path file = folder.resolve("trace.pcap");
      Files.write(file, recording.toPcap());
      String[] words =
          Stream.concat(Stream.of("capture", file.toString()), Stream.of(options))
              .toArray(String[]::new);
      return Run.of(Run.nobody(), words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What differs from run to run is not kept.
  private static String steady(String text) {
    return text.replaceAll(";\\s+read\\s+in\\s+[0-9.]+\\s+m?s", "");
  }

  static Stream<String> everyName() {
    return RECORDINGS.keySet().stream();
  }

  private static Recording recording(String name) {
    return Objects.requireNonNull(RECORDINGS.get(name));
  }

  @ParameterizedTest
  @MethodSource("everyName")
  void each_kind_of_capture_has_its_text(String name) {
    Run run = Run.reading(recording(name).stream(), "capture", "-");

    Golden.check("capture-" + name + ".txt", steady(run.out()));
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"refused, 2", "nla-required, 2", "many, 2", "mixture, 2", "nothing, 3", "no-rdp, 3"})
  void the_worst_connection_decides_the_exit_code(String name, int exit) {
    assertThat(capture(recording(name)).exit()).isEqualTo(exit);
    assertThat(capture(recording(name), "--json").exit()).isEqualTo(exit);
  }

  @ParameterizedTest
  @MethodSource("everyName")
  void every_document_keeps_to_the_published_schema(String name) {
    String json = capture(recording(name), "--json").out();

    assertThat(schema("capture-1").validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json.chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
  }

  @ParameterizedTest
  @MethodSource("everyName")
  void each_connection_has_a_report_as_check_gives_it(String name) throws IOException {
    Schema schema = schema("report-1");
    JsonNode whole = MAPPER.readTree(capture(recording(name), "--json").out());

    for (JsonNode connection : whole.get("connections")) {
      assertThat(schema.validate(connection.get("report"))).isEmpty();
    }
  }

  private static Schema schema(String name) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              Files.readString(Path.of("../docs/" + name + ".schema.json")), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_refused_request_is_told_with_all_that_was_said() throws IOException {
    JsonNode connection =
        MAPPER.readTree(capture(nlaRequired(), "--json").out()).get("connections").get(0);

    assertThat(connection.get("client").asText()).isEqualTo("192.0.2.7:50001");
    assertThat(connection.get("server").asText()).isEqualTo("192.0.2.10:3389");
    assertThat(connection.get("firstSeen").asText()).isEqualTo("2026-03-02T09:15:00Z");
    assertThat(connection.get("requestedProtocols").toString()).isEqualTo("[\"SSL\"]");
    assertThat(connection.get("selectedProtocol").isNull()).isTrue();
    assertThat(connection.get("failureCode").asText()).isEqualTo("HYBRID_REQUIRED_BY_SERVER");
    assertThat(connection.get("cookie").asText()).isEqualTo("Cookie: mstshash=alice");
    assertThat(connection.get("endedBy").asText()).isEqualTo("client");
    assertThat(connection.get("endedWith").asText()).isEqualTo("FIN");
    assertThat(connection.get("report").get("breaks").get(0).get("id").asText())
        .isEqualTo("negotiation.nla-required");
  }

  @Test
  void a_forged_end_is_not_blamed_on_the_server() throws IOException {
    JsonNode whole = MAPPER.readTree(capture(resetOnTheWay(), "--json").out());

    assertThat(whole.get("connections").get(0).get("endedBy").asText()).isEqualTo("third-party");
  }

  @Test
  void six_hundred_like_connections_are_one_group_and_a_short_table() throws IOException {
    JsonNode groups = MAPPER.readTree(capture(many(600), "--json").out()).get("groups");
    String text = capture(many(600)).out();

    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).get("count").asInt()).isEqualTo(600);
    assertThat(groups.get(0).get("clients").get("count").asInt()).isEqualTo(1);
    assertThat(text).contains("… and 580 more: --verbose shows them");
    assertThat(capture(many(600), "--verbose").out()).doesNotContain("more: --verbose");
  }

  @Test
  void only_the_wanted_addresses_and_times_are_looked_at() throws IOException {
    assertThat(connections(mixture(), "--client", "192.0.2.7")).isEqualTo(1);
    assertThat(connections(mixture(), "--server", "192.0.2.11")).isEqualTo(1);
    assertThat(connections(many(10), "--from", "+7s")).isEqualTo(5);
    assertThat(connections(many(10), "--to", "2026-03-02T09:15:07Z")).isEqualTo(5);
    assertThat(connections(many(10), "--from", "09:15:07Z", "--to", "09:15:10Z")).isEqualTo(2);
  }

  private int connections(Recording recording, String... options) throws IOException {
    String[] words = Stream.concat(Stream.of(options), Stream.of("--json")).toArray(String[]::new);
    return MAPPER.readTree(capture(recording, words).out()).get("connections").size();
  }

  @Test
  void silence_counts_as_rdp_where_the_user_says_so() throws IOException {
    var recording = new Recording();
    recording.talk("192.0.2.7", 50_001, SERVER, 3390, Duration.ZERO).refused();

    assertThat(connections(recording)).isZero();
    assertThat(connections(recording, "--port", "3390")).isEqualTo(1);
  }

  @Test
  void several_captures_are_a_document_a_line() throws IOException {
    Path one = Files.write(folder.resolve("one.pcap"), nlaRequired().toPcap());
    Path two = Files.write(folder.resolve("two.pcap"), many(3).toPcap());

    Run run = Run.of(Run.nobody(), "capture", "--json", one.toString(), two.toString());

    assertThat(run.out().lines().map(line -> connectionsOf(line))).containsExactly(1, 3);
  }

  private static int connectionsOf(String line) {
    try {
      return MAPPER.readTree(line).get("connections").size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_capture_may_come_from_the_standard_input() {
    Run run = Run.reading(nlaRequired().stream(), "capture", "-");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("log on first (NLA)", "the standard input");
  }

  @Test
  void what_is_no_capture_is_told_in_a_sentence() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "this is not a capture at all");

    Run run = Run.of(Run.nobody(), "capture", text.toString());

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("rdpdoctor capture: ").doesNotContain("defect");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "capture nowhere.pcap | rdpdoctor capture: there is no file \"nowhere.pcap\"",
        "capture - - | rdpdoctor capture: the standard input can be read once: give - only once",
        "capture --port 0 x | rdpdoctor capture: 0 is not a port: write a number from 1 to 65535",
        "capture --client server x | rdpdoctor capture: \"server\" is not an address: write it as 192.0.2.10 or 2001:db8::10",
        "capture --from noon x | rdpdoctor capture: Invalid value for option '--from': 'noon' is not a moment: write it as 2026-11-21T10:00, as 10:00 of the capture's day, both in UTC or with an offset, or as +90s after its start. See rdpdoctor capture --help.",
        "capture --from 10:00 - | rdpdoctor capture: the standard input is read once: give --from and --to with a date, as 2026-11-21T10:00",
      })
  void bad_usage_gets_one_clear_line_and_64(String words, String line) {
    Run run = Run.of(Run.nobody(), words.split(" ", -1));

    assertThat(run.err()).isEqualTo(line + System.lineSeparator());
    assertThat(run.exit()).isEqualTo(64);
  }
}
