package org.rdpdoctor.wire.mcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.DisconnectProviderUltimatum;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ErectDomainRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataRequest;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class McsMessagesTest {
  private static DomainMcsPdu domain(String name) throws DecodeException {
    return DomainMcsPdu.decode(Golden.message("mcs.DomainMcsPdu", name));
  }

  @Test
  void MS_RDPBCGR_4_1_3_opens_a_domain_with_the_parameters_of_windows() throws DecodeException {
    var initial = ConnectInitial.decode(Golden.message("mcs.ConnectInitial", "MS-RDPBCGR-4.1.3"));

    assertThat(initial.targetParameters()).isEqualTo(DomainParameters.TARGET);
    assertThat(initial.minimumParameters()).isEqualTo(DomainParameters.MINIMUM);
    assertThat(initial.maximumParameters())
        .isEqualTo(new DomainParameters(65535, 64535, 65535, 1, 0, 1, 65535, 2));
    assertThat(initial).isEqualTo(ConnectInitial.of(initial.userData()));
  }

  @Test
  void MS_RDPBCGR_4_1_4_lets_the_client_in() throws DecodeException {
    var response =
        ConnectResponse.decode(Golden.message("mcs.ConnectResponse", "MS-RDPBCGR-4.1.4"));

    assertThat(response.result()).isEqualTo(McsResult.SUCCESSFUL).hasToString("rt-successful");
    assertThat(response.domainParameters()).isEqualTo(DomainParameters.SETTLED);
  }

  @Test
  void MS_RDPBCGR_4_1_5_to_4_1_8_join_a_channel() throws DecodeException {
    assertThat(domain("MS-RDPBCGR-4.1.5")).isEqualTo(new ErectDomainRequest(0, 0));
    assertThat(domain("MS-RDPBCGR-4.1.6")).isEqualTo(new DomainMcsPdu.AttachUserRequest());
    assertThat(domain("MS-RDPBCGR-4.1.7"))
        .isEqualTo(new AttachUserConfirm(McsResult.SUCCESSFUL, OptionalInt.of(1007)));
    assertThat(domain("MS-RDPBCGR-4.1.8.1.1")).isEqualTo(new ChannelJoinRequest(1007, 1007));
    assertThat(domain("MS-RDPBCGR-4.1.8.1.2"))
        .isEqualTo(new ChannelJoinConfirm(McsResult.SUCCESSFUL, 1007, 1007, OptionalInt.of(1007)));
  }

  @Test
  void MS_RDPBCGR_4_1_10_sends_data_from_user_1007_to_channel_1003() throws DecodeException {
    var data = (SendDataRequest) domain("MS-RDPBCGR-4.1.10");

    assertThat(data.initiator()).isEqualTo(1007);
    assertThat(data.channelId()).isEqualTo(1003);
    assertThat(data.userData().size()).isEqualTo(0x19C);
  }

  @Test
  void a_refusal_has_its_result_and_no_id() throws DecodeException {
    assertThat(domain("attach-refused"))
        .isEqualTo(new AttachUserConfirm(new McsResult(13), OptionalInt.empty()));
    assertThat(domain("join-refused"))
        .isEqualTo(new ChannelJoinConfirm(new McsResult(3), 1007, 1007, OptionalInt.empty()));
    assertThat(new McsResult(3)).hasToString("rt-no-such-channel");
    assertThat(new McsResult(99)).hasToString("result 99");
  }

  @ParameterizedTest
  @CsvSource({
    "disconnect-provider-initiated,1,rn-provider-initiated",
    "disconnect-user-requested,3,rn-user-requested"
  })
  void a_disconnect_has_its_reason(String name, int reason, String words) throws DecodeException {
    assertThat(domain(name))
        .isEqualTo(new DisconnectProviderUltimatum(new DisconnectReason(reason)));
    assertThat(new DisconnectReason(reason)).hasToString(words);
  }

  @Test
  void every_disconnect_reason_survives_its_three_bits() throws DecodeException {
    for (int reason = 0; reason < 8; reason++) {
      var ultimatum = new DisconnectProviderUltimatum(new DisconnectReason(reason));

      assertThat(DomainMcsPdu.decode(ultimatum.encode())).isEqualTo(ultimatum);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "127", "128", "16383"})
  void data_of_any_length_up_to_one_fragment_is_read_back(int length) throws DecodeException {
    var data = new SendDataRequest(1007, 1003, Bytes.copyOf(new byte[length]));

    assertThat(DomainMcsPdu.decode(data.encode())).isEqualTo(data);
  }

  @Test
  void data_in_fragments_is_a_fault() {
    assertThatThrownBy(() -> DomainMcsPdu.decode(Bytes.hex("64 0006 03eb 70 c1 00")))
        .hasMessageContaining("fragmented");
  }

  @Test
  void another_application_number_is_a_fault() {
    assertThatThrownBy(() -> ConnectInitial.decode(Bytes.hex("7f 66 00")))
        .hasMessageContaining("Connect-Initial tag number at offset 1 must be 0x65");
  }
}
