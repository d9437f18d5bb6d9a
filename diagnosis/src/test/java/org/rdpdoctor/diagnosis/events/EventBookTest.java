package org.rdpdoctor.diagnosis.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;
import org.rdpdoctor.facts.EventMeaning.Kind;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventBookTest {
  private static final EventBook BOOK = EventBook.load(new PackagedKnowledge());
  private static final String RDP = "Microsoft-Windows-RemoteDesktopServices-RdpCoreTS";
  private static final String MANAGER =
      "Microsoft-Windows-TerminalServices-RemoteConnectionManager";

  @Test
  void the_240_events_of_the_collection_and_more_are_known() {
    assertThat(BOOK.size()).isGreaterThanOrEqualTo(380);
  }

  @ParameterizedTest
  @CsvSource({
    RDP + ", 226",
    RDP + ", 142",
    RDP + ", 143",
    RDP + ", 136",
    MANAGER + ", 261",
    MANAGER + ", 1149",
    "Microsoft-Windows-TerminalServices-ClientActiveXCore, 226",
    "Microsoft-Windows-TerminalServices-ClientActiveXCore, 1104",
  })
  void what_reads_like_a_fault_and_is_none_is_told_as_such(String provider, int event) {
    assertThat(BOOK.find(provider, event))
        .hasValueSatisfying(known -> assertThat(known.meaning().kind()).isEqualTo(Kind.LOOK_ALIKE));
  }

  @Test
  void the_case_of_a_provider_does_not_matter() {
    assertThat(BOOK.find("USER32", 1074)).isPresent();
    assertThat(BOOK.find("User32", 1074)).isPresent();
  }

  @Test
  void an_event_that_nobody_knows_is_not_found() {
    assertThat(BOOK.find("Microsoft-Windows-Security-Auditing", 1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P\tSystem\t1\tName\tA sentence.\ttcp\tfailure\t-\t-\t-\tdocumented\t- | no source",
        "P\tSystem\t70000\tName\tA sentence.\ttcp\tfailure\t-\t-\t-\tdocumented\tx | bad event"
            + " number 70000",
        "P\tSystem\t1\tName\tNo sentence\ttcp\tfailure\t-\t-\t-\tdocumented\tx | not a sentence: No"
            + " sentence",
        "P\tSystem\t1\tName\tA sentence.\tx224\tfailure\t-\t-\t-\tdocumented\tx | unknown layer"
            + " x224",
        "P\tSystem\t1\tName\tA sentence.\ttcp\toops\t-\t-\t-\tdocumented\tx | unknown kind oops",
        "P\tSystem\t1\tName\tA sentence.\ttcp\tstep\t-\tCode\tnobody\tdocumented\tx | unknown"
            + " family nobody",
        "P\tSystem\t1\tName\tA sentence.\ttcp\tstep\t-\t-\t-\tguessed\tx | unknown confidence"
            + " guessed",
      })
  void a_row_that_breaks_a_rule_stops_the_build(String row, String fault) {
    assertThat(faults(row)).extracting(KnowledgeFault::message).contains(fault);
  }

  @Test
  void an_event_that_is_given_twice_stops_the_build() {
    String row = "P\tSystem\t1\tName\tA sentence.\ttcp\tstep\t-\t-\t-\tdocumented\tx";
    assertThat(faults(row + "\n" + row))
        .extracting(KnowledgeFault::message)
        .contains("p|1 is given twice");
  }

  /// The faults of one table when all the others hold their header only.
  private static List<KnowledgeFault> faults(String rows) {
    String header = String.join("\t", KnownEvent.COLUMNS) + "\n";
    Map<String, String> files = new TreeMap<>();
    for (String name : EventBook.FILES) {
      files.put(EventBook.FOLDER + name + ".tsv", header);
    }
    files.put(EventBook.FOLDER + "termdd.tsv", header + rows + "\n");
    return EventsCheck.faults(files);
  }
}
