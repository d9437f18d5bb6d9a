package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.CertificateFact.CertificateSelfSigned;
import org.rdpdoctor.facts.ClientFact.FileSettingDiffers;
import org.rdpdoctor.facts.ClientFact.FileSettingGiven;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.RdpOnOtherPort;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FileComparisonTest {
  private static final Evidence MEASURED = Evidence.of("a question", "an answer", Duration.ZERO);

  @Test
  void a_file_without_nla_differs_from_a_server_that_requires_it() {
    assertThat(differences(given("enablecredsspsupport", "0", 7), refused(true)))
        .singleElement()
        .satisfies(
            differs -> {
              assertThat(differs.key()).isEqualTo("enablecredsspsupport");
              assertThat(differs.works()).isEqualTo("1");
              assertThat(differs.line()).isEqualTo(7);
              assertThat(differs.evidence().place()).isEqualTo("office.rdp, line 7");
            });
  }

  @Test
  void a_file_with_nla_does_not_differ_when_only_a_question_without_it_was_refused() {
    assertThat(differences(given("enablecredsspsupport", "1", 7), refused(false))).isEmpty();
    assertThat(differences(given("enablecredsspsupport", "0", 7), refused(false))).isEmpty();
  }

  @Test
  void without_a_file_nothing_differs() {
    assertThat(differences(refused(true))).isEmpty();
  }

  @Test
  void the_port_differs_where_it_is_written() {
    Observation found = new RdpOnOtherPort("192.0.2.1", 3389, 3390, MEASURED);

    assertThat(
            differences(given("full address", "srv01", 1), given("server port", "3389", 2), found))
        .singleElement()
        .satisfies(
            differs ->
                assertThat(List.of(differs.key(), differs.value(), differs.works()))
                    .containsExactly("server port", "3389", "3390"));
    assertThat(differences(given("full address", "srv01:3389", 1), found))
        .singleElement()
        .satisfies(differs -> assertThat(differs.key()).isEqualTo("full address"));
  }

  @Test
  void a_strict_file_differs_from_a_server_with_a_certificate_of_its_own() {
    Observation selfSigned = new CertificateSelfSigned("CN=srv01", MEASURED);

    assertThat(differences(given("authentication level", "1", 3), selfSigned)).hasSize(1);
    assertThat(differences(given("authentication level", "2", 3), selfSigned)).isEmpty();
  }

  @Test
  void the_last_of_two_lines_counts() {
    assertThat(
            differences(
                given("enablecredsspsupport", "0", 2),
                given("enablecredsspsupport", "1", 9),
                refused(true)))
        .isEmpty();
  }

  private static List<FileSettingDiffers> differences(Observation... facts) {
    return FileComparison.of(List.of(facts)).stream().map(FileSettingDiffers.class::cast).toList();
  }

  private static FileSettingGiven given(String key, String value, int line) {
    Evidence evidence = Evidence.in("office.rdp, line " + line, key + ":i:" + value);
    return new FileSettingGiven(key, value, line, evidence);
  }

  private static NegotiationRefused refused(boolean usual) {
    return new NegotiationRefused(
        Protocols.SSL,
        NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER,
        true,
        usual,
        Duration.ofMillis(3),
        MEASURED);
  }
}
