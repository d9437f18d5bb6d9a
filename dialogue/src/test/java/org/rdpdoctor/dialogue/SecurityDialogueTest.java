package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.SecurityFact.KeysExchanged;
import org.rdpdoctor.facts.SecurityFact.SecurityDisconnected;
import org.rdpdoctor.facts.SecurityFact.SecurityEnded;
import org.rdpdoctor.facts.SecurityFact.SecurityUnreadable;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.gcc.EncryptionLevel;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataRequest;
import org.rdpdoctor.wire.security.SecurityExchange;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecurityDialogueTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final Bytes RANDOM = Bytes.ascii("client random of thirty-two byte");

  private static Domain domain(ServerSecurityData security) {
    return new Domain(
        Protocols.RDP, ServerWords.USER, ServerWords.IO_CHANNEL, security, Optional.empty());
  }

  private static Domain domain(EncryptionMethods method) {
    return domain(ServerWords.security(method, EncryptionLevel.HIGH));
  }

  private static Held hold(ScriptedLine line) {
    return line.hold(
        new SecurityDialogue(PEER, domain(EncryptionMethods.RC4_128BIT), RANDOM, PATIENCE));
  }

  @Test
  void a_server_that_says_nothing_has_taken_the_keys() {
    Held held = hold(ScriptedLine.silent());

    assertThat(held.only(KeysExchanged.class).method()).isEqualTo("128BIT");
    assertThat(held.took()).isEqualTo(PATIENCE);
  }

  @Test
  void the_random_goes_out_under_the_servers_key_on_the_io_channel() throws DecodeException {
    Bytes said = hold(ScriptedLine.silent()).said().getFirst();

    var request = (SendDataRequest) DomainMcsPdu.decode(DataTpdu.decode(said).userData());
    assertThat(request.channelId()).isEqualTo(ServerWords.IO_CHANNEL);
    var header = SecurityHeader.decode(request.userData());
    assertThat(header.has(SecurityHeader.SEC_EXCHANGE_PKT)).isTrue();
    assertThat(SecurityExchange.decode(header.rest()).encryptedClientRandom())
        .isEqualTo(ServerWords.KEY.encrypt(RANDOM));
  }

  @Test
  void an_objection_is_told() {
    assertThat(hold(ScriptedLine.silent().thenCloses()).seen())
        .hasOnlyElementsOfType(SecurityEnded.class);
    assertThat(hold(ScriptedLine.saying(ServerWords.ultimatum())).seen())
        .hasOnlyElementsOfType(SecurityDisconnected.class);
    assertThat(hold(ScriptedLine.saying(Bytes.ascii("no RDP"))).seen())
        .hasOnlyElementsOfType(SecurityUnreadable.class);
  }

  @Test
  void what_cannot_be_encrypted_for_is_not_possible() {
    assertThat(SecurityDialogue.isPossible(domain(EncryptionMethods.FIPS))).isTrue();
    assertThat(SecurityDialogue.isPossible(domain(new EncryptionMethods(3)))).isFalse();
    var withoutKey =
        new ServerSecurityData(
            EncryptionMethods.FIPS, EncryptionLevel.FIPS, Bytes.copyOf(new byte[32]), Bytes.EMPTY);
    assertThat(SecurityDialogue.isPossible(domain(withoutKey))).isFalse();
  }

  @Test
  void both_sides_have_keys_afterwards() {
    var dialogue =
        new SecurityDialogue(PEER, domain(EncryptionMethods.RC4_56BIT), RANDOM, PATIENCE);

    assertThat(dialogue.secured().ciphers()).isPresent();
  }
}
