package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnalyzeCommandTest {
  private static final Path STORY = Path.of("..", "cases", "stories", "nla-switched-off", "given");

  @TempDir Path folder;

  @Test
  void a_folder_gives_one_report_with_the_exit_code_of_its_verdict() {
    Run run = analyze(STORY.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.out())
        .contains("✗ FAILING", "office.rdp", "client.pcap", "mail.txt", "negotiation.nla-required");
  }

  @Test
  void json_is_a_report_that_names_the_files_it_was_made_of() {
    Run run = analyze(STORY.toString(), "--json");

    assertThat(run.out())
        .contains("\"schema\": \"rdpdoctor/report/1\"", "\"read\": [", "\"places\": [");
  }

  @Test
  void a_code_alone_decides_nothing_and_says_so() throws IOException {
    Run run = analyze(file("note.txt", "Error code: 0x904\nExtended error code: 0x7\n"));

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("INCONCLUSIVE", "0x904");
  }

  @Test
  void a_long_text_with_numbers_that_are_no_codes_says_that_nothing_was_recognised()
      throws IOException {
    Run run = analyze(file("list.txt", "Invoice 1234, 5 pieces at 12.50, paid\n".repeat(40)));

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("no code and no dialog of Remote Desktop was recognised in it");
  }

  @Test
  void a_path_that_leads_nowhere_is_wrong_usage() {
    Run run = analyze(folder.resolve("nothing.pcap").toString());

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("nothing.pcap\" does not exist");
  }

  @Test
  void a_picture_is_refused_if_it_was_named_and_passed_over_in_a_folder() throws IOException {
    Path picture = folder.resolve("screen.png");
    Files.write(picture, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});
    file("note.txt", "Error code: 0x904");

    assertThat(analyze(picture.toString()).err()).contains("is nothing that can be read here");
    assertThat(analyze(folder.toString()).out()).contains("note.txt").doesNotContain("screen.png");
  }

  @Test
  void a_capture_is_read_from_inside_a_gzip() throws IOException {
    Path packed = folder.resolve("client.pcap.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(STORY.resolve("client.pcap"), out);
    }

    Run run = analyze(packed.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).contains("HYBRID_REQUIRED_BY_SERVER");
  }

  @Test
  void a_log_of_other_days_says_nothing_of_what_a_capture_shows() throws IOException {
    Path story = Path.of("..", "cases", "stories", "key-file-locked-away", "given");
    Files.copy(story.resolve("client.pcap"), folder.resolve("client.pcap"));
    String log = Files.readString(story.resolve("System.xml")).replace("2026-11-2", "2025-03-1");
    Files.writeString(folder.resolve("System.xml"), log);

    Run run = analyze(folder.toString());

    assertThat(run.out())
        .contains("6 events were left out")
        .doesNotContain("event 36870, 0x8009030D");
  }

  @Test
  void links_in_a_folder_are_not_followed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("code.txt"), "Error code: 0x904");
    Path given = Files.createDirectory(folder.resolve("given"));
    Files.createSymbolicLink(given.resolve("link.txt"), elsewhere.resolve("code.txt"));
    Files.writeString(given.resolve("other.txt"), "Error code: 0x204");

    assertThat(analyze(given.toString()).out()).contains("other.txt").doesNotContain("link.txt");
  }

  @Test
  void a_check_says_what_a_file_is_that_was_taken_for_a_capture() throws IOException {
    String note = file("note.txt", "Error code: 0x904");

    Run run = Run.of(Run.nobody(), "check", "server", "--capture", note);

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err()).contains("is no packet capture, but text", "rdpdoctor analyze");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Run analyze(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "analyze";
    System.arraycopy(words, 0, all, 1, words.length);
    return Run.of(Run.nobody(), all);
  }
}
