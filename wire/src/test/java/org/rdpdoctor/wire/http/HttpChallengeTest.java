package org.rdpdoctor.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HttpChallengeTest {
  @Test
  void several_challenges_stand_in_one_value() {
    List<HttpChallenge> challenges =
        of("Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"s\"");

    assertThat(challenges).extracting(HttpChallenge::scheme).containsExactly("Newauth", "Basic");
    assertThat(challenges.getFirst().parameters())
        .containsExactly(
            entry("realm", "apps"), entry("type", "1"), entry("title", "Login to \"apps\""));
    assertThat(challenges.getLast().parameters()).containsExactly(entry("realm", "s"));
  }

  @Test
  void several_values_are_read_one_after_the_other() {
    assertThat(HttpChallenge.of(List.of("Negotiate", "NTLM", "Basic realm=x")))
        .extracting(HttpChallenge::scheme)
        .containsExactly("Negotiate", "NTLM", "Basic");
    assertThat(of("Negotiate, NTLM , PAA,SSPI_NTLM"))
        .extracting(HttpChallenge::scheme)
        .containsExactly("Negotiate", "NTLM", "PAA", "SSPI_NTLM");
  }

  @Test
  void a_token_is_no_parameter_though_it_ends_with_equals_signs() {
    List<HttpChallenge> challenges = of("NTLM TlRMTVNTUAACAAAA/+==, Negotiate oQ==, Basic a=b");

    assertThat(challenges.get(0).token()).contains("TlRMTVNTUAACAAAA/+==");
    assertThat(challenges.get(1).token()).contains("oQ==");
    assertThat(challenges.get(2).token()).isEmpty();
    assertThat(challenges.get(2).parameters()).containsExactly(entry("a", "b"));
  }

  @Test
  void names_are_the_same_in_upper_and_lower_case() {
    HttpChallenge challenge = of("bAsIc REALM=\"Here\", charset = UTF-8").getFirst();

    assertThat(challenge.isScheme("Basic")).isTrue();
    assertThat(challenge.parameters()).containsEntry("realm", "Here");
    assertThat(challenge.parameters()).containsEntry("charset", "UTF-8");
  }

  @Test
  void a_bearer_of_the_cloud_says_where_to_go() {
    assertThat(
            of("Bearer authorization_uri=\"https://login.example/x\", resource_id=https://y/?z=1")
                .getFirst()
                .parameters())
        .containsEntry("authorization_uri", "https://login.example/x")
        .containsKey("resource_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        ",,, ,",
        "=",
        "\"",
        "Basic realm=\"",
        "Basic realm=\"x\\",
        "Basic realm=",
        "Basic =x",
        "((((",
        "Basic realm=\"a\" \"b\" c",
        "ä ö ü",
        "a=b",
        "Digest qop=,,x"
      })
  void nonsense_is_borne(String value) {
    assertThat(of(value)).allSatisfy(challenge -> assertThat(challenge.scheme()).isNotEmpty());
  }

  private static List<HttpChallenge> of(String value) {
    return HttpChallenge.of(List.of(value));
  }
}
