package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NegotiationFact.DisconnectRequested;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogTest {
  private static final Evidence EVIDENCE = Evidence.of("a request", "an answer", Duration.ZERO);

  private final List<Observation> told = new ArrayList<>();
  private final Log log = new Log(told::add);

  @Test
  void every_fact_is_told_at_once_and_kept_in_its_order() {
    log.add(ended(true));
    log.addAll(List.of(selected(true), ended(false)));

    assertThat(log.seen()).containsExactly(ended(true), selected(true), ended(false));
    assertThat(told).isEqualTo(log.seen());
    assertThat(log.all(NegotiationEnded.class)).hasSize(2);
    assertThat(log.has(ProtocolSelected.class)).isTrue();
    assertThat(log.has(DisconnectRequested.class)).isFalse();
  }

  @Test
  void a_selection_that_was_seen_before_is_left_out_and_nothing_else() {
    log.addNew(List.of(selected(true), ended(true)));
    log.addNew(List.of(selected(true), ended(true)));

    assertThat(log.seen()).containsExactly(selected(true), ended(true), ended(true));
  }

  @Test
  void after_its_end_nothing_is_added_to_what_the_facts_say_together() {
    log.add(selected(true));
    log.end(seen -> seen.isEmpty() ? List.of() : List.of(ended(true)));
    log.add(ended(false));
    log.addAll(List.of(ended(false)));

    assertThat(log.seen()).containsExactly(selected(true), ended(true));
    assertThat(told).isEqualTo(log.seen());
  }

  @Test
  void an_end_is_no_answer_to_the_users_request() {
    log.add(ended(true));

    assertThat(log.hasAnswerToUsual()).isFalse();
    assertThat(log.tookUsual()).isFalse();
  }

  @Test
  void an_answer_to_another_request_is_none_to_the_users() {
    log.add(selected(false));

    assertThat(log.hasAnswerToUsual()).isFalse();
  }

  @Test
  void a_disconnect_is_an_answer_that_leads_no_further() {
    log.add(new DisconnectRequested(Protocols.SSL, 3, true, true, EVIDENCE));

    assertThat(log.hasAnswerToUsual()).isTrue();
    assertThat(log.tookUsual()).isFalse();
  }

  @Test
  void a_confirm_without_negotiation_leads_further() {
    log.add(new NegotiationAbsent(Protocols.SSL, true, true, Duration.ZERO, EVIDENCE));

    assertThat(log.tookUsual()).isTrue();
  }

  private static ProtocolSelected selected(boolean usual) {
    return new ProtocolSelected(
        Protocols.SSL, Protocols.SSL, new ResponseFlags(0), true, usual, Duration.ZERO, EVIDENCE);
  }

  private static NegotiationEnded ended(boolean usual) {
    return new NegotiationEnded(Protocols.SSL, Ending.CLOSED, Duration.ZERO, true, usual, EVIDENCE);
  }
}
