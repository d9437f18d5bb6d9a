package org.rdpdoctor.reader.collected;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdpdoctor.facts.ClientFact.ClientSettingFound;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ServerSettingFound;
import org.rdpdoctor.facts.ServerFact.ServiceFound;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BundleTest {
  private static final String SERVICE =
      "{\"name\": \"TermService\", \"state\": \"Stopped\", \"startMode\": \"Disabled\","
          + " \"account\": \"NT Authority\\\\NetworkService\", \"exitCode\": 1058}";
  private static final String SWITCH =
      """
      {"key": "HKLM:\\\\SYSTEM\\\\CurrentControlSet\\\\Control\\\\Terminal Server",
       "name": "fDenyTSConnections", "present": true, "value": 1}""";

  @TempDir Path folder;

  static Reading read(BundleFile bundle) {
    return read(bundle.zip());
  }

  static Reading read(Bytes zip) {
    try {
      return Bundle.read("bundle.zip", zip, _ -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_service_of_the_server_is_a_fact_with_the_place_where_it_stands() {
    Reading reading = read(BundleFile.of("server").with("machine/services", "[" + SERVICE + "]"));

    assertThat(reading.kind()).isEqualTo("bundle");
    assertThat(reading.notes()).isEmpty();
    assertThat(reading.facts()).hasSize(1);
    var service = (ServiceFound) reading.facts().getFirst();
    assertThat(service.state()).isEqualTo("stopped");
    assertThat(service.start()).isEqualTo("disabled");
    assertThat(service.exitCode()).isEqualTo(1058);
    assertThat(service.evidence().source()).isEqualTo("bundle.zip!machine/services.json");
  }

  @Test
  void a_list_of_one_may_be_the_one_alone_or_wrapped_as_powershell_does() {
    for (String json :
        List.of(SERVICE, "[" + SERVICE + "]", "{\"value\": [" + SERVICE + "], \"Count\": 1}")) {
      Reading reading = read(BundleFile.of("server").with("machine/services", json));

      assertThat(reading.facts()).as(json).hasSize(1);
    }
  }

  @Test
  void whichever_encoding_powershell_wrote_the_section_is_read() {
    String json = "[" + SERVICE + "]";
    for (byte[] bytes :
        List.of(
            json.getBytes(StandardCharsets.UTF_8),
            ("\uFEFF" + json).getBytes(StandardCharsets.UTF_8),
            ("\uFEFF" + json).getBytes(StandardCharsets.UTF_16LE),
            ("\uFEFF" + json).getBytes(StandardCharsets.UTF_16BE))) {
      assertThat(read(BundleFile.of("server").with("machine/services", bytes)).facts()).hasSize(1);
    }
  }

  @Test
  void the_backslashes_of_windows_powershell_are_folders_too() {
    Bytes zip = BundleFile.of("server").with("machine/services", SERVICE).zip("\\");

    assertThat(read(zip).facts()).hasSize(1);
    assertThat(read(zip).notes()).isEmpty();
  }

  @Test
  void a_file_is_read_from_the_disk_too() throws IOException {
    Path file = folder.resolve("srv01.zip");
    Files.write(file, BundleFile.of("server").with("machine/services", SERVICE).zip().toArray());

    Reading reading = Bundle.read(file, _ -> {});

    assertThat(reading.source()).isEqualTo("srv01.zip");
    assertThat(reading.facts()).hasSize(1);
  }

  @Test
  void the_role_says_whose_facts_they_are() {
    assertThat(read(BundleFile.of("server").with("machine/registry", SWITCH)).facts())
        .hasOnlyElementsOfType(ServerSettingFound.class);
    assertThat(read(BundleFile.of("client").with("machine/registry", SWITCH)).facts())
        .hasOnlyElementsOfType(ClientSettingFound.class);
    assertThat(read(BundleFile.of("both").with("machine/registry", SWITCH)).facts())
        .extracting(fact -> (Object) fact.getClass())
        .contains(ServerSettingFound.class, ClientSettingFound.class);
  }

  @Test
  void what_could_not_be_collected_is_a_note_and_no_fact() {
    Reading reading =
        read(
            BundleFile.of("server")
                .failed("server/rights", "Access is denied.")
                .with("machine/services", SERVICE));

    assertThat(reading.facts()).hasSize(1);
    assertThat(reading.notes()).containsExactly("Not collected: server/rights, Access is denied.");
  }

  @Test
  void a_section_that_the_manifest_names_and_the_zip_lacks_is_a_note() {
    Reading reading = read(BundleFile.of("server").naming("server/wmi", "server/wmi.json", ""));

    assertThat(reading.notes())
        .containsExactly("Missing, though the manifest names it: server/wmi.json");
  }

  @Test
  void a_section_with_another_hash_is_read_and_the_change_is_told() {
    byte[] changed = SERVICE.getBytes(StandardCharsets.UTF_8);
    Reading reading =
        read(
            BundleFile.of("server")
                .naming("machine/services", "machine/services.json", "00".repeat(32))
                .stranger("machine/services.json", changed));

    assertThat(reading.facts()).hasSize(1);
    assertThat(reading.notes())
        .containsExactly(
            "Changed since it was collected, its hash is another one: machine/services.json");
  }

  @Test
  void what_the_manifest_does_not_name_is_left_aside() {
    Reading reading =
        read(
            BundleFile.of("server")
                .with("machine/services", SERVICE)
                .stranger("inner.zip", BundleFile.of("server").zip().toArray()));

    assertThat(reading.notes())
        .containsExactly("Left aside, for the manifest does not name it: inner.zip");
  }

  @Test
  void without_administrator_rights_the_bundle_says_so() {
    Reading reading = read(BundleFile.of("server").saying("\"elevated\": false"));

    assertThat(reading.notes()).singleElement().asString().contains("administrator rights");
  }

  @Test
  void another_zip_file_is_no_bundle() {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("holiday.jpg", new byte[100]);

    assertThat(read(BundleFile.zip(files)).notes())
        .containsExactly("It has no manifest.json: it is no bundle of rdpdoctor");
  }

  @Test
  void a_bundle_of_a_later_version_is_not_guessed_at() {
    var files = new LinkedHashMap<String, byte[]>();
    files.put(
        "manifest.json", "{\"schema\": \"rdpdoctor/bundle/2\"}".getBytes(StandardCharsets.UTF_8));

    Reading reading = read(BundleFile.zip(files));

    assertThat(reading.facts()).isEmpty();
    assertThat(reading.notes()).singleElement().asString().contains("another version");
  }

  @Test
  void broken_json_costs_its_section_alone() {
    Reading reading =
        read(
            BundleFile.of("server")
                .with("server/listener", "[{\"protocol\": \"tcp\"")
                .with("machine/services", SERVICE));

    assertThat(reading.facts()).hasSize(1);
    assertThat(reading.notes()).singleElement().asString().contains("server/listener.json");
  }

  @Test
  void event_logs_are_handed_over_one_by_one() {
    var seen = new ArrayList<String>();
    Bytes zip =
        BundleFile.of("server")
            .file(
                "events/System",
                "events/System.evtx",
                "ElfFile".getBytes(StandardCharsets.US_ASCII))
            .with("machine/services", SERVICE)
            .zip();

    Reading reading = readLogs(zip, seen);

    assertThat(seen).containsExactly("bundle.zip!events/System.evtx: ElfFile");
    assertThat(reading.facts()).hasSize(1);
    assertThat(reading.notes()).isEmpty();
  }

  private static Reading readLogs(Bytes zip, List<String> seen) {
    try {
      return Bundle.read(
          "bundle.zip",
          zip,
          log -> {
            try {
              seen.add(
                  log.source()
                      + ": "
                      + new String(log.content().readAllBytes(), StandardCharsets.US_ASCII));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void names_and_values_cannot_move_text_on_a_screen() {
    String hostile = SERVICE.replace("TermService", "Term\\u001b[2J\\u202eecivres\\n");

    List<Observation> facts =
        read(BundleFile.of("server").with("machine/services", hostile)).facts();

    var service = (ServiceFound) facts.getFirst();
    assertThat(service.name()).isEqualTo("Term·[2J·ecivres·");
    assertThat(service.evidence().toString()).doesNotContain("\u001b", "\u202e", "\n");
  }
}
