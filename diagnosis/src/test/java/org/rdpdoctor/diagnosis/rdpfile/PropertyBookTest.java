package org.rdpdoctor.diagnosis.rdpfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PropertyBookTest {
  private static final String HEADER = String.join("\t", Property.COLUMNS) + "\n";
  private static final String GOOD =
      "server port\ti\tconnection\t1..65535\t3389\tThe port.\t-\tmstsc\t-\t-\theader\tsome file\n";

  private final PropertyBook book = PropertyBook.load(new PackagedKnowledge());

  @Test
  void every_setting_is_known_once_with_its_meaning() {
    assertThat(book.all()).hasSize(161);
    assertThat(book.all()).extracting(Property::key).doesNotHaveDuplicates();
  }

  @Test
  void a_setting_is_found_whatever_the_case_of_its_name() {
    Property level = book.of("Authentication Level").orElseThrow();

    assertThat(level.values().meaningOf(2)).isEqualTo("warn and let the user decide");
    assertThat(level.values().allow(4)).isFalse();
    assertThat(level.is(Property.Flag.SIGNED)).isTrue();
    assertThat(book.of("server port").orElseThrow().values().told()).isEqualTo("1 to 65535");
    assertThat(book.of("nonsense")).isEmpty();
  }

  @Test
  void secrets_are_known_and_unknown_names_that_speak_of_one_are_taken_for_such() {
    assertThat(List.of("password 51", "Password", "ClearTextPassword", "gatewayaccesstoken"))
        .allMatch(book::isSecret);
    assertThat(book.isSecret("vendor password")).isTrue();
    assertThat(book.isSecret("full address")).isFalse();
    assertThat(book.isSecret("vendor setting")).isFalse();
  }

  @Test
  void a_table_without_fault_has_none() {
    assertThat(faults(GOOD)).isEmpty();
  }

  @Test
  void each_broken_rule_stops_the_build_with_its_line() {
    assertThat(faults(GOOD + GOOD)).containsExactly("server port is given twice");
    assertThat(faults(GOOD.replace("\ti\t", "\tx\t"))).contains("unknown type x");
    assertThat(faults(GOOD.replace("connection", "network"))).contains("unknown group network");
    assertThat(faults(GOOD.replace("1..65535", "65535..1"))).contains("bad values 65535..1");
    assertThat(faults(GOOD.replace("1..65535", "0: no ; 0: yes")))
        .contains("bad values 0: no ; 0: yes");
    assertThat(faults(GOOD.replace("3389", "0"))).contains("the default 0 is not among the values");
    assertThat(faults(GOOD.replace("The port.", "The port"))).contains("not a sentence: The port");
    assertThat(faults(GOOD.replace("mstsc", "putty"))).contains("unknown client putty");
    assertThat(faults(GOOD.replace("\t-\t-\theader", "\t-\tretired\theader")))
        .contains("what is retired, and only that, says since when");
    assertThat(faults(GOOD.replace("header", "sure"))).contains("unknown confidence sure");
    assertThat(faults(GOOD.replace("some file", "-"))).contains("no source");
    assertThat(PropertyCheck.faults(Map.of()))
        .extracting(KnowledgeFault::message)
        .containsExactly("the file is missing");
  }

  private static List<String> faults(String rows) {
    return PropertyCheck.faults(Map.of("rdpfile.tsv", HEADER + rows)).stream()
        .map(KnowledgeFault::message)
        .toList();
  }
}
