package org.rdpdoctor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.CatalogueSource;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.facts.CertificateFact.CertificateExpired;
import org.rdpdoctor.facts.ClientFact.CodeShown;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NameFact.AddressLiteral;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.HostAlive;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.facts.TcpFact.StayedOpenUnasked;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// How facts are weighed: with small catalogues made for the purpose, and with the real one where
/// the whole is meant.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiagnosticianTest {
  private static final Evidence SEEN = Evidence.of("", "seen", Duration.ZERO);
  private static final Duration SHORT = Duration.ofMillis(7);
  private static final Observation LITERAL = new AddressLiteral("10.0.0.1", SEEN);
  private static final Observation CONNECTED = new Connected("10.0.0.1", 3389, SHORT, SEEN);
  private static final Observation UNANSWERED =
      new ConnectUnanswered("10.0.0.1", 3389, Duration.ofSeconds(3), SEEN);
  private static final Observation ALIVE = new HostAlive("10.0.0.1", "an echo reply", SEEN);
  private static final Observation SELECTED =
      new ProtocolSelected(
          Protocols.SSL, Protocols.SSL, new ResponseFlags(0), true, true, SHORT, SEEN);
  private static final Observation ENDED =
      new NegotiationEnded(Protocols.SSL, Ending.CLOSED, SHORT, true, true, SEEN);
  private static final Observation SILENT =
      new NegotiationUnanswered(Protocols.SSL, Duration.ofSeconds(5), true, true, SEEN);
  private static final Observation EXPIRED =
      new CertificateExpired(Instant.EPOCH, Duration.ofDays(41), "both", SEEN);

  private static final Catalogue REAL = PackedCatalogue.load();

  @Test
  void a_decisive_sign_proves_a_strong_one_convinces_a_weak_one_hints() {
    assertThat(probability("decisive")).isBetween(0.95, 0.99);
    assertThat(probability("strong")).isBetween(0.5, 0.9);
    assertThat(probability("weak")).isBetween(0.05, 0.2);
  }

  private static double probability(String strength) {
    return breakOf(sign("when", "connect-unanswered", strength), UNANSWERED).probability();
  }

  @Test
  void what_contradicts_lowers_the_probability() {
    String alone = sign("when", "connect-unanswered", "decisive");
    double weakly =
        breakOf(alone + sign("against", "host-alive", "weak"), UNANSWERED, ALIVE).probability();
    double strongly =
        breakOf(alone + sign("against", "host-alive", "strong"), UNANSWERED, ALIVE).probability();

    assertThat(weakly).isLessThan(0.99).isGreaterThan(0.9);
    assertThat(strongly).isLessThan(weakly).isGreaterThan(0.5);
  }

  @Test
  void a_decisive_contradiction_rules_out_and_says_why() {
    var diagnosis =
        diagnose(
            sign("when", "connect-unanswered", "decisive")
                + sign("against", "host-alive", "decisive"),
            UNANSWERED,
            ALIVE);

    assertThat(diagnosis.breaks()).isEmpty();
    assertThat(diagnosis.ruledOut())
        .containsExactly(new Diagnosis.RuledOut("tcp.filtered", "Filtered", "host-alive is seen"));
  }

  @Test
  void two_signs_of_the_same_fact_are_one_piece_of_evidence() {
    String once = sign("when", "connect-unanswered", "strong");

    assertThat(breakOf(once + once, UNANSWERED).probability())
        .isEqualTo(breakOf(once, UNANSWERED).probability());
  }

  @Test
  void two_signs_of_different_facts_add_up() {
    var both =
        breakOf(
            sign("when", "connect-unanswered", "strong") + sign("when", "host-alive", "strong"),
            UNANSWERED,
            ALIVE);

    assertThat(both.probability()).isGreaterThan(0.95);
    assertThat(both.signs()).hasSize(2);
  }

  @Test
  void absence_speaks_only_where_somebody_looked() {
    String sign =
        """
            - when: {all: [{connect-unanswered: {}}, {none: [{protocol-selected: {}}]}]}
              strength: decisive
              text: Nothing was selected
        """;

    assertThat(diagnose(sign, UNANSWERED).breaks()).isEmpty();
    assertThat(diagnose(sign, UNANSWERED, SILENT).breaks()).hasSize(1);
    assertThat(diagnose(sign, UNANSWERED, SILENT, SELECTED).breaks()).isEmpty();
  }

  @Test
  void what_no_break_accounts_for_stays_unexplained() {
    var diagnosis = diagnose(sign("when", "connect-unanswered", "decisive"), UNANSWERED, SILENT);

    assertThat(diagnosis.unexplained()).containsExactly(SILENT);
  }

  @Test
  void what_a_break_explains_is_not_unexplained() {
    String signs =
        sign("when", "connect-unanswered", "decisive")
            + "    explains: [{negotiation-unanswered: {}}]\n";

    assertThat(
            diagnose(signs.replace("    explains", "  explains"), UNANSWERED, SILENT).unexplained())
        .isEmpty();
  }

  @Test
  void ordinary_facts_are_never_unexplained() {
    var diagnosis = new Diagnostician(REAL).diagnose(Situation.of(List.of(LITERAL, CONNECTED)));

    assertThat(diagnosis.unexplained()).isEmpty();
    assertThat(diagnosis.breaks()).isEmpty();
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void the_texts_are_filled_from_the_facts() {
    String sign =
        """
            - when: {connect-unanswered: {}}
              strength: decisive
              text: "{address}:{port} for {waited}, {connect-unanswered.waitedMillis}"
        """;

    Sign told = breakOf(sign, UNANSWERED).signs().getFirst();

    assertThat(told.text()).isEqualTo("10.0.0.1:3389 for 3.0 s, 3000");
    assertThat(told.observation()).isEqualTo("connect-unanswered");
  }

  @Test
  void what_a_peer_wrote_cannot_steer_a_terminal() {
    String sign =
        """
            - when: {foreign-service: {}}
              strength: decisive
              text: "{banner}"
        """;
    var hostile =
        new ForeignService("10.0.0.1", 3389, "x", "\u001b[2J$1\\\u202e" + "a".repeat(500), SEEN);

    String text = breakOf(sign, hostile).signs().getFirst().text();

    assertThat(text).startsWith("·[2J$1\\·aaa").hasSizeLessThan(200);
  }

  @Test
  void a_break_of_a_lower_rung_is_told_first_and_explains_what_happens_above() {
    var ssh = new ForeignService("10.0.0.1", 3389, "ssh", "SSH-2.0", SEEN);

    var diagnosis =
        new Diagnostician(REAL).diagnose(Situation.of(List.of(ENDED, ssh, CONNECTED, LITERAL)));

    assertThat(diagnosis.breaks())
        .extracting(Diagnosis.Break::id)
        .containsExactly("tcp.foreign-service");
    assertThat(diagnosis.ruledOut())
        .anyMatch(
            out ->
                out.id().equals("negotiation.closed") && out.because().contains("Another service"));
    assertThat(diagnosis.brokenLayer()).contains(Layer.TCP);
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.FAILING);
  }

  @Test
  void the_rungs_say_how_far_it_went() {
    var facts =
        List.of(LITERAL, CONNECTED, new StayedOpenUnasked("10.0.0.1", 3389, SHORT, SEEN), ENDED);

    var diagnosis = new Diagnostician(REAL).diagnose(Situation.of(facts));

    assertThat(statuses(diagnosis))
        .containsEntry(Layer.NAME, Status.PASSED)
        .containsEntry(Layer.ROUTE, Status.PASSED)
        .containsEntry(Layer.TCP, Status.PASSED)
        .containsEntry(Layer.NEGOTIATION, Status.FAILED)
        .containsEntry(Layer.TLS, Status.NOT_REACHED)
        .containsEntry(Layer.CREDSSP, Status.NOT_REACHED);
    assertThat(diagnosis.rungs().get(2).elapsedMillis()).isEqualTo(7);
    assertThat(diagnosis.rungs().get(2).summary())
        .isEqualTo("Port 3389 of 10.0.0.1 accepts connections");
  }

  @Test
  void a_rung_that_this_connection_does_not_have_is_not_tested_and_says_why() {
    var diagnosis = new Diagnostician(REAL).diagnose(Situation.of(List.of(CONNECTED, SELECTED)));

    assertThat(diagnosis.notTested())
        .contains(
            new Diagnosis.NotTested(
                Layer.CREDSSP,
                "the server chose TLS without NLA, which logs on inside the session"));
  }

  @Test
  void what_the_caller_left_out_is_told_with_his_reason() {
    var left = new Diagnosis.NotTested(Layer.AUTHENTICATION, "no credentials were given");
    var situation =
        new Situation("", List.of(LITERAL, CONNECTED), Protocols.SSL, Layer.CREDSSP, List.of(left));

    var diagnosis = new Diagnostician(REAL).diagnose(situation);

    assertThat(diagnosis.notTested()).contains(left);
    assertThat(statuses(diagnosis)).containsEntry(Layer.AUTHENTICATION, Status.NOT_TESTED);
  }

  @Test
  void a_check_that_was_to_end_early_is_healthy_when_it_got_there() {
    var facts = List.of(LITERAL, CONNECTED, SELECTED);
    var until = new Situation("", facts, Protocols.SSL, Layer.NEGOTIATION, List.of());

    assertThat(new Diagnostician(REAL).diagnose(until).verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(new Diagnostician(REAL).diagnose(Situation.of(facts)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void the_summary_begins_with_the_answer() {
    var diagnosis =
        new Diagnostician(REAL)
            .diagnose(Situation.of(List.of(LITERAL, CONNECTED, SELECTED, EXPIRED)));

    assertThat(diagnosis.summary()).startsWith("The server's certificate has expired. ");
    assertThat(diagnosis.summary()).contains("41 days");
  }

  @Test
  void a_code_that_was_shown_is_not_forgotten_when_all_is_well() {
    var shown = new CodeShown("mstsc", "0x904", "0x7", SEEN);
    var situation =
        new Situation(
            "", List.of(LITERAL, CONNECTED, SELECTED, shown), Protocols.SSL, Layer.TCP, List.of());

    var diagnosis = new Diagnostician(REAL).diagnose(situation);

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(diagnosis.summary())
        .contains("The server chose SSL", "What the client showed has its reason");
  }

  @Test
  void the_order_of_the_facts_does_not_matter_nor_does_the_number_of_times() {
    var facts =
        new ArrayList<>(List.of(LITERAL, CONNECTED, SELECTED, EXPIRED, ENDED, SILENT, ALIVE));
    var diagnostician = new Diagnostician(REAL);
    Diagnosis first = diagnostician.diagnose(Situation.of(facts));
    var random = new Random(1);

    for (int i = 0; i < 50; i++) {
      Collections.shuffle(facts, random);
      assertThat(diagnostician.diagnose(Situation.of(facts))).isEqualTo(first);
    }
  }

  private static Map<Layer, Status> statuses(Diagnosis diagnosis) {
    var statuses = new EnumMap<Layer, Status>(Layer.class);
    diagnosis.rungs().forEach(rung -> statuses.put(rung.layer(), rung.status()));
    return statuses;
  }

  private static Diagnosis.Break breakOf(String signs, Observation... facts) {
    return diagnose(signs, facts).breaks().getFirst();
  }

  /// The diagnosis by a catalogue that knows one break.
  private static Diagnosis diagnose(String signs, Observation... facts) {
    String breaks =
        "- id: tcp.filtered\n  title: Filtered\n  degrades: false\n  signs:\n"
            + signs.indent(0).replaceAll("(?m)^ {4}(?=-)", "    ");
    var source = CatalogueSource.of(Map.of("breaks/tcp.yaml", breaks));
    assertThat(source.faults()).isEmpty();
    return new Diagnostician(source.catalogue()).diagnose(Situation.of(List.of(facts)));
  }

  private static String sign(String direction, String word, String strength) {
    return """
            - %s: {%s: {}}
              strength: %s
              text: %s is seen
        """
        .formatted(direction, word, strength, word);
  }
}
