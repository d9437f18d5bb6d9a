package org.rdpdoctor.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventRecordTest {
  @Test
  void fields_keep_their_order_and_cannot_be_changed_from_outside() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Zulu", "1");
    fields.put("Alpha", "2");
    EventRecord event = holding(fields);

    fields.put("Mike", "3");

    assertThat(event.data()).containsExactly(Map.entry("Zulu", "1"), Map.entry("Alpha", "2"));
    assertThatThrownBy(() -> event.data().put("Mike", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> event.data().remove("Zulu"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_field_that_is_not_there_is_an_empty_text() {
    EventRecord event = holding(Map.of("Status", "0xc000006d"));

    assertThat(event.field("Status")).isEqualTo("0xc000006d");
    assertThat(event.field("SubStatus")).isEmpty();
    assertThat(event.data()).containsKey("Status").doesNotContainKey("SubStatus");
  }

  @Test
  void events_that_share_their_names_have_values_of_their_own() {
    var names = new EventNames(List.of("User", "Address"));

    Map<String, String> first = names.with(List.of("alice", "10.0.0.1"));
    Map<String, String> second = names.with(List.of("bob", "10.0.0.2"));

    assertThat(first).isEqualTo(Map.of("User", "alice", "Address", "10.0.0.1"));
    assertThat(second.get("User")).isEqualTo("bob");
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void names_and_values_that_do_not_fit_are_refused() {
    assertThatThrownBy(() -> new EventNames(List.of("User", "User")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EventNames(List.of("User")).with(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static EventRecord holding(Map<String, String> data) {
    return new EventRecord(
        7, Instant.EPOCH, "System", "TermDD", 56, 0, 2, "srv", "", data, "a.evtx");
  }
}
