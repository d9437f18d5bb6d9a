package org.rdpdoctor.wire.spnego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NegotiationTokenTest {
  private static final Path CORPUS = Path.of("../../shared/corpus/vectors/pyspnego");

  @Test
  void MS_SPNG_4_offers_two_mechanisms_with_a_token_and_a_hint() throws DecodeException {
    var init = (NegTokenInit) token("MS-SPNG-4");

    assertThat(init.mechTypes()).containsExactly(MechType.NEGOEX, MechType.NTLMSSP);
    assertThat(init.mechToken().orElseThrow().startsWithAscii("NEGOEXTS")).isTrue();
    assertThat(init.mechToken().orElseThrow().size()).isEqualTo(254);
    assertThat(init.negHints().orElseThrow().hintName())
        .contains("not_defined_in_RFC4178@please_ignore");
  }

  @Test
  void an_answer_names_the_mechanism_and_how_far_things_are() throws DecodeException {
    var response = (NegTokenResp) token("response");

    assertThat(response.negState()).contains(NegState.ACCEPT_INCOMPLETE);
    assertThat(response.supportedMech()).contains(MechType.NTLMSSP);
    assertThat(response.responseToken()).contains(Bytes.of(1, 2));
  }

  @Test
  void a_rejection_may_be_all_that_is_said() throws DecodeException {
    var response = (NegTokenResp) token("reject");

    assertThat(response.negState()).contains(NegState.REJECT);
    assertThat(response.supportedMech()).isEmpty();
  }

  @Test
  void without_hints_the_third_field_is_the_checksum() throws DecodeException {
    var init = (NegTokenInit) token("mic");

    assertThat(init.negHints()).isEmpty();
    assertThat(init.mechListMic()).contains(Bytes.hex("AA BB CC DD"));
  }

  @Test
  void what_a_client_sends_is_read_with_and_without_its_framing() throws DecodeException {
    var init = NegTokenInit.offering(List.of(MechType.NTLMSSP), Bytes.ascii("NTLMSSP\0"));
    Bytes framed = init.encode();
    Bytes bare = framed.from(framed.indexOf(Bytes.hex("A0")));

    assertThat(NegotiationToken.decode(framed)).isEqualTo(init);
    assertThat(NegotiationToken.decode(bare)).isEqualTo(init);
  }

  @Test
  void an_unknown_mechanism_is_shown_by_its_numbers() {
    assertThat(MechType.of("1.2.3.4")).hasToString("1.2.3.4");
    assertThat(MechType.KERBEROS_USER_TO_USER).hasToString("Kerberos user-to-user");
    assertThat(new NegState(7)).hasToString("negState 7");
  }

  @Test
  void ntlm_without_spnego_is_no_negotiation_token() {
    assertThatThrownBy(() -> NegotiationToken.decode(Bytes.ascii("NTLMSSP\0")))
        .hasMessage("negTokenInit tag at offset 0 must be 0xA0, found 0x4E");
  }

  @Test
  void tokens_of_another_implementation_are_read_and_written_back() throws Exception {
    assumeTrue(Files.isDirectory(CORPUS), "no shared corpus beside this checkout");

    assertThat(roundTrip("initial_context_token_krb_ap_req"))
        .isInstanceOfSatisfying(
            NegotiationToken.Mech.class,
            mech -> assertThat(mech.thisMech()).isEqualTo(MechType.KERBEROS));
    assertThat(roundTrip("initial_context_token_neg_token_init"))
        .isInstanceOfSatisfying(
            NegTokenInit.class,
            init ->
                assertThat(init.mechTypes()).containsExactly(MechType.KERBEROS, MechType.NTLMSSP));
    assertThat(roundTrip("initial_context_token_neg_token_init2"))
        .isInstanceOfSatisfying(
            NegTokenInit.class, init -> assertThat(init.negHints()).isPresent());
  }

  private static NegotiationToken roundTrip(String file) throws IOException, DecodeException {
    Bytes bytes = Bytes.copyOf(Files.readAllBytes(CORPUS.resolve(file)));
    NegotiationToken token = NegotiationToken.decode(bytes);
    assertThat(token.encode()).isEqualTo(bytes);
    return token;
  }

  private static NegotiationToken token(String name) throws DecodeException {
    return NegotiationToken.decode(Golden.message("spnego.NegotiationToken", name));
  }
}
