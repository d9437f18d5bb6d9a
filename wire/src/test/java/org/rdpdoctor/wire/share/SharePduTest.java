package org.rdpdoctor.wire.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;
import org.rdpdoctor.wire.share.ShareData.Control;
import org.rdpdoctor.wire.share.ShareData.FontList;
import org.rdpdoctor.wire.share.ShareData.OtherShareData;
import org.rdpdoctor.wire.share.ShareData.SetErrorInfo;
import org.rdpdoctor.wire.share.ShareData.Synchronize;
import org.rdpdoctor.wire.share.SharePdu.ConfirmActive;
import org.rdpdoctor.wire.share.SharePdu.DataPdu;
import org.rdpdoctor.wire.share.SharePdu.DemandActive;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SharePduTest {
  private static SharePdu pdu(String name) throws DecodeException {
    return SharePdu.decode(Golden.message("share.SharePdu", name));
  }

  private static ShareData data(String name) throws DecodeException {
    return ((DataPdu) pdu(name)).data();
  }

  @Test
  void MS_RDPBCGR_4_1_12_demands_activation_with_thirteen_capability_sets() throws DecodeException {
    var demand = (DemandActive) pdu("MS-RDPBCGR-4.1.12");

    assertThat(demand.pduSource()).isEqualTo(1002);
    assertThat(demand.shareId()).isEqualTo(0x000103EA);
    assertThat(demand.capabilitySets())
        .hasSize(13)
        .extracting(CapabilitySet::name)
        .startsWith("CAPSTYPE_SHARE", "CAPSTYPE_GENERAL", "CAPSTYPE_VIRTUALCHANNEL");
  }

  @Test
  void MS_RDPBCGR_4_1_13_confirms_it() throws DecodeException {
    var confirm = (ConfirmActive) pdu("MS-RDPBCGR-4.1.13");

    assertThat(confirm.pduSource()).isEqualTo(1007);
    assertThat(confirm.originatorId()).isEqualTo(1002);
    assertThat(confirm.sourceDescriptor().startsWithAscii("MSTSC")).isTrue();
    assertThat(confirm.capabilitySets()).hasSize(18);
  }

  @Test
  void MS_RDPBCGR_4_1_14_to_4_1_21_finish_the_connection() throws DecodeException {
    assertThat(data("MS-RDPBCGR-4.1.14"))
        .isEqualTo(new Synchronize(Synchronize.SYNCMSGTYPE_SYNC, 1002));
    assertThat(data("MS-RDPBCGR-4.1.15"))
        .isEqualTo(new Control(Control.CTRLACTION_COOPERATE, 0, 0));
    assertThat(data("MS-RDPBCGR-4.1.16"))
        .isEqualTo(new Control(Control.CTRLACTION_REQUEST_CONTROL, 0, 0));
    assertThat(data("MS-RDPBCGR-4.1.17")).isInstanceOf(OtherShareData.class);
    assertThat(data("MS-RDPBCGR-4.1.18")).isEqualTo(FontList.EMPTY);
    assertThat(data("MS-RDPBCGR-4.1.21"))
        .isEqualTo(new Control(Control.CTRLACTION_GRANTED_CONTROL, 1007, 1002));
  }

  @Test
  void an_error_comes_with_its_number() throws DecodeException {
    assertThat(data("set-error-info")).isEqualTo(new SetErrorInfo(7));
  }

  @Test
  void compressed_data_is_kept_as_it_came() throws DecodeException {
    var compressed = new OtherShareData(0x14, 0x21, Bytes.of(1, 2, 3));
    var pdu = DataPdu.of(1002, 1, compressed);

    assertThat(SharePdu.decode(pdu.encode())).isEqualTo(pdu);
  }

  @Test
  void a_deactivation_that_ends_early_is_still_one() throws DecodeException {
    assertThat(SharePdu.decode(Bytes.hex("06 00 16 00")))
        .isInstanceOf(SharePdu.DeactivateAll.class);
  }

  @Test
  void a_length_that_does_not_hold_the_header_is_a_fault() {
    assertThatThrownBy(() -> SharePdu.decode(Bytes.hex("05 00 17 00 ea 03")))
        .hasMessageContaining("totalLength");
  }
}
