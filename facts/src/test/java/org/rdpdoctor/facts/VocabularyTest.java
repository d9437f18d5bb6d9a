package org.rdpdoctor.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.facts.CertificateFact.CertificateExpired;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnreadable;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.RouteFact.RoundTrip;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VocabularyTest {
  private static final Evidence EVIDENCE = Evidence.of("a question", "an answer", Duration.ZERO);

  /// What a report can write and a knowledge file can compare.
  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          int.class,
          long.class,
          boolean.class,
          Duration.class,
          Instant.class,
          List.class,
          Protocols.class,
          ResponseFlags.class,
          NegotiationFailureCode.class,
          DecodeFault.class);

  @Test
  void a_records_name_in_kebab_case_is_its_word() {
    assertThat(Vocabulary.wordOf(NegotiationRefused.class)).isEqualTo("negotiation-refused");
    assertThat(Vocabulary.wordOf(CredSspFact.CredSspAnswered.class)).isEqualTo("cred-ssp-answered");
    assertThat(Vocabulary.wordOf(new ClosedUnasked("", 1, Ending.RESET, Duration.ZERO, EVIDENCE)))
        .isEqualTo("closed-unasked");
  }

  @Test
  void every_word_is_unique_and_made_of_small_letters() {
    assertThat(Vocabulary.words()).hasSizeGreaterThan(90);
    assertThat(Vocabulary.words().keySet()).allMatch(word -> word.matches("[a-z]+(-[a-z]+)*"));
    assertThat(Vocabulary.words())
        .allSatisfy((word, type) -> assertThat(Vocabulary.wordOf(type)).isEqualTo(word));
  }

  @Test
  void a_family_inside_a_family_is_no_word() {
    assertThat(Vocabulary.words()).doesNotContainKey("request-met");
  }

  @Test
  void fields_are_the_components_without_the_evidence_and_durations_have_their_unit() {
    assertThat(Vocabulary.fieldsOf("round-trip"))
        .contains(
            List.of(
                "address",
                "samples",
                "medianMillis",
                "leastMillis",
                "mostMillis",
                "jitterMillis",
                "slow"));
  }

  @Test
  void an_unknown_word_has_no_fields_and_no_rung() {
    assertThat(Vocabulary.fieldsOf("negotiation-refuzed")).isEmpty();
    assertThat(Vocabulary.layerOf("negotiation-refuzed")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "system-resolved, NAME",
    "round-trip, ROUTE",
    "connect-refused, TCP",
    "protocol-selected, NEGOTIATION",
    "offer-not-taken, NEGOTIATION",
    "alert-received, TLS",
    "certificate-expired, CERTIFICATE",
    "server-clock, CREDSSP",
    "code-shown, CLIENT"
  })
  void a_word_belongs_to_the_rung_of_its_family(String word, Layer layer) {
    assertThat(Vocabulary.layerOf(word)).contains(layer);
  }

  @Test
  void every_word_has_a_rung() {
    assertThat(Vocabulary.words().keySet())
        .allSatisfy(word -> assertThat(Vocabulary.layerOf(word)).isPresent());
  }

  @Test
  void every_fact_has_its_evidence_last_and_otherwise_what_can_be_written_plainly() {
    for (Class<? extends Observation> type : Vocabulary.words().values()) {
      RecordComponent[] components = type.getRecordComponents();

      assertThat(components[components.length - 1].getType())
          .as(type + "")
          .isEqualTo(Evidence.class);
      for (int i = 0; i < components.length - 1; i++) {
        Class<?> plain = components[i].getType();
        assertThat(PLAIN.contains(plain) || plain.isEnum())
            .as(type + " " + components[i].getName())
            .isTrue();
      }
    }
  }

  @Test
  void protocols_and_flags_become_lists_and_durations_milliseconds() {
    var fact =
        new ProtocolSelected(
            Protocols.SSL.and(Protocols.HYBRID),
            Protocols.RDP,
            new ResponseFlags(0x09),
            true,
            false,
            Duration.ofNanos(12_999_999),
            EVIDENCE);

    assertThat(Vocabulary.valuesOf(fact))
        .containsExactly(
            entry("offered", List.of("SSL", "HYBRID")),
            entry("selected", List.of("RDP")),
            entry(
                "flags",
                List.of("EXTENDED_CLIENT_DATA_SUPPORTED", "RESTRICTED_ADMIN_MODE_SUPPORTED")),
            entry("cookie", true),
            entry("usual", false),
            entry("elapsedMillis", 12L));
  }

  @Test
  void codes_faults_endings_and_instants_become_text() {
    var refused =
        new NegotiationRefused(
            Protocols.SSL,
            NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER,
            true,
            true,
            Duration.ZERO,
            EVIDENCE);
    var unreadable =
        new NegotiationUnreadable(
            Protocols.SSL,
            new DecodeFault.Truncated("length", 2, 2, 0),
            "..",
            true,
            true,
            EVIDENCE);
    var closed = new ClosedUnasked("192.0.2.1", 3389, Ending.RESET, Duration.ZERO, EVIDENCE);
    var expired =
        new CertificateExpired(
            Instant.parse("2026-07-02T00:00:00Z"), Duration.ofDays(1), "both", EVIDENCE);

    assertThat(Vocabulary.valuesOf(refused)).containsEntry("code", "HYBRID_REQUIRED_BY_SERVER");
    assertThat(Vocabulary.valuesOf(unreadable))
        .containsEntry("fault", "length at offset 2 needs 2 bytes, 0 left");
    assertThat(Vocabulary.valuesOf(closed)).containsEntry("how", "reset");
    assertThat(Vocabulary.valuesOf(expired))
        .containsEntry("notAfter", "2026-07-02T00:00:00Z")
        .containsEntry("sinceMillis", 86_400_000L);
  }

  @Test
  void strings_numbers_and_lists_stay_what_they_are() {
    var trip =
        new RoundTrip(
            "192.0.2.1",
            3,
            Duration.ofMillis(5),
            Duration.ofMillis(4),
            Duration.ofMillis(9),
            Duration.ofMillis(2),
            1,
            EVIDENCE);

    assertThat(Vocabulary.valuesOf(trip))
        .isEqualTo(
            Map.of(
                "address", "192.0.2.1",
                "samples", 3,
                "medianMillis", 5L,
                "leastMillis", 4L,
                "mostMillis", 9L,
                "jitterMillis", 2L,
                "slow", 1));
  }
}
