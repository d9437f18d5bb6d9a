package org.rdpdoctor.reader.collected;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.WireWriter;

/// Zip files that were made to do harm, and zip files that came to harm.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostileZipTest {
  private static final byte[] SERVICE =
      "{\"name\": \"TermService\", \"state\": \"Running\"}".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.json",
        "a/../../evil.json",
        "/etc/passwd",
        "C:/Windows/evil.json",
        "..",
        "a\\..\\evil.json",
        "a\u0007b.json"
      })
  void a_name_that_leads_elsewhere_is_refused(String name) {
    Reading reading =
        BundleTest.read(
            BundleFile.of("server").with("machine/services", SERVICE).stranger(name, SERVICE));

    assertThat(reading.facts()).hasSize(1);
    assertThat(reading.notes()).singleElement().asString().contains("leads elsewhere");
  }

  @Test
  void what_is_packed_too_tightly_is_not_unpacked() {
    Reading reading =
        BundleTest.read(
            BundleFile.of("server")
                .with("machine/services", SERVICE)
                .with("server/wmi", new byte[8 << 20]));

    assertThat(reading.facts()).hasSize(1);
    assertThat(reading.notes())
        .anyMatch(note -> note.contains("more tightly"))
        .anyMatch(note -> note.contains("server/wmi.json"));
  }

  @Test
  void a_section_larger_than_any_is_not_unpacked() {
    var noise = new byte[33 << 20];
    for (int i = 0; i < noise.length; i += 64) {
      noise[i] = (byte) (i * 31 >>> 6);
    }
    Reading reading = BundleTest.read(BundleFile.of("server").with("server/wmi", noise));

    assertThat(reading.notes()).singleElement().asString().contains("larger than any section");
  }

  @Test
  void thousands_of_entries_are_no_bundle() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 3000; i++) {
      files.put("file" + i, new byte[1]);
    }

    assertThat(BundleTest.read(BundleFile.zip(files)).notes())
        .singleElement()
        .asString()
        .contains("3000 entries");
  }

  @Test
  void wherever_the_file_is_cut_off_it_is_said() {
    Bytes zip = BundleFile.of("server").with("machine/services", SERVICE).zip();

    for (int length = 0; length < zip.size(); length++) {
      assertThat(BundleTest.read(zip.first(length)).notes()).as("%d bytes", length).isNotEmpty();
    }
  }

  @Test
  void whichever_byte_is_changed_nothing_but_notes_and_facts_come_out() {
    Bytes zip = BundleFile.of("server").with("machine/services", SERVICE).zip();

    for (int i = 0; i < zip.size(); i++) {
      for (int bit : new int[] {1, 0x80}) {
        byte[] damaged = zip.toArray();
        damaged[i] ^= (byte) bit;
        assertThat(BundleTest.read(Bytes.copyOf(damaged)).facts()).hasSizeLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void an_entry_that_unpacks_to_more_than_it_says_is_stopped() {
    Bytes zip = new Entries().stored("manifest.json", manifest(), 0, 10, -1).end();

    assertThat(BundleTest.read(zip).notes())
        .containsExactly("The bundle cannot be read: it unpacks to more than it says");
  }

  @Test
  void an_entry_that_unpacks_to_less_than_it_says_is_told() {
    Bytes zip = new Entries().stored("manifest.json", manifest(), 0, 100_000, -1).end();

    assertThat(BundleTest.read(zip).notes())
        .containsExactly("The bundle cannot be read: it unpacks to less than it says");
  }

  @Test
  void encrypted_entries_are_told_and_left() {
    Bytes zip =
        new Entries()
            .stored("manifest.json", manifest(), 0, manifest().length, -1)
            .stored("server/wmi.json", SERVICE, 1, SERVICE.length, -1)
            .end();

    assertThat(BundleTest.read(zip).notes())
        .containsExactly("Not read, it is encrypted: server/wmi.json");
  }

  @Test
  void entries_on_top_of_each_other_are_refused() {
    Bytes zip =
        new Entries()
            .stored("manifest.json", manifest(), 0, manifest().length, -1)
            .stored("server/wmi.json", SERVICE, 0, SERVICE.length, 0)
            .end();

    assertThat(BundleTest.read(zip).notes())
        .contains("Not read, it lies on top of something else: server/wmi.json");
  }

  @Test
  void two_entries_of_one_name_are_both_refused() {
    Bytes zip =
        new Entries()
            .stored("manifest.json", manifest(), 0, manifest().length, -1)
            .stored("machine/services.json", SERVICE, 0, SERVICE.length, -1)
            .stored("Machine/Services.json", SERVICE, 0, SERVICE.length, -1)
            .end();

    Reading reading = BundleTest.read(zip);

    assertThat(reading.facts()).isEmpty();
    assertThat(reading.notes()).filteredOn(note -> note.contains("stands in it twice")).hasSize(2);
  }

  @Test
  void deeply_nested_json_is_not_followed() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    Reading reading =
        BundleTest.read(
            BundleFile.of("server").with("server/wmi", deep).with("machine/services", SERVICE));

    assertThat(reading.facts()).hasSize(1);
    assertThat(reading.notes()).singleElement().asString().contains("server/wmi.json");
  }

  @Test
  void a_log_that_lies_about_its_size_fails_while_it_is_read() throws IOException {
    byte[] log = "ElfFile and more than it says".getBytes(StandardCharsets.US_ASCII);
    byte[] manifest =
        BundleFile.of("server")
            .naming("events/System", "events/System.evtx", "")
            .manifest()
            .getBytes(StandardCharsets.UTF_8);
    Bytes zip =
        new Entries()
            .stored("manifest.json", manifest, 0, manifest.length, -1)
            .stored("events/System.evtx", log, 0, 7, -1)
            .end();

    Reading reading =
        Bundle.read(
            "bundle.zip",
            zip,
            given -> {
              try {
                given.content().readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    assertThat(reading.notes()).singleElement().asString().startsWith("Not read to its end");
  }

  private static byte[] manifest() {
    return BundleFile.of("server").manifest().getBytes(StandardCharsets.UTF_8);
  }

  /// A zip file written by hand, so that it can lie.
  private static final class Entries {
    private final WireWriter files = new WireWriter();
    private final WireWriter directory = new WireWriter();
    private int count;

    /// @param size what the directory says of it
    /// @param at where the directory says it begins, -1 for the truth
    Entries stored(String name, byte[] content, int flags, int size, int at) {
      var crc = new CRC32();
      crc.update(content);
      Bytes text = Bytes.utf8(name);
      int begin = files.toBytes().size();
      files.u32le(0x04034b50).u16le(20).u16le(flags).u16le(0).u32le(0).u32le((int) crc.getValue());
      files.u32le(content.length).u32le(size).u16le(text.size()).u16le(0);
      files.bytes(text).bytes(Bytes.copyOf(content));
      directory.u32le(0x02014b50).u16le(20).u16le(20).u16le(flags).u16le(0).u32le(0);
      directory.u32le((int) crc.getValue()).u32le(content.length).u32le(size).u16le(text.size());
      directory.u16le(0).u16le(0).u16le(0).u16le(0).u32le(0).u32le(at < 0 ? begin : at);
      directory.bytes(text);
      count++;
      return this;
    }

    Bytes end() {
      Bytes before = files.toBytes();
      Bytes list = directory.toBytes();
      Bytes end =
          new WireWriter()
              .u32le(0x06054b50)
              .u16le(0)
              .u16le(0)
              .u16le(count)
              .u16le(count)
              .u32le(list.size())
              .u32le(before.size())
              .u16le(0)
              .toBytes();
      return before.plus(list).plus(end);
    }
  }
}
