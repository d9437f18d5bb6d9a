package org.rdpdoctor.wire.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClientInfoTest {
  @Test
  void MS_RDPBCGR_4_1_10_names_domain_and_user() throws DecodeException {
    var info = ClientInfo.decode(Golden.message("security.ClientInfo", "MS-RDPBCGR-4.1.10"));

    assertThat(info.domain()).isEqualTo("NTDEV");
    assertThat(info.userName()).isEqualTo("eltons");
    assertThat(info.password()).isEmpty();
    assertThat(info.flags() & ClientInfo.INFO_UNICODE).isNotZero();
  }

  @Test
  void MS_RDPBCGR_4_1_10_says_where_the_client_is() throws DecodeException {
    var info = ClientInfo.decode(Golden.message("security.ClientInfo", "MS-RDPBCGR-4.1.10"));
    var extended = ExtendedInfo.decode(info.extraInfo());

    assertThat(extended.clientAddress()).isEqualTo("157.59.242.156\0");
    assertThat(extended.clientAddressFamily()).isEqualTo(ExtendedInfo.AF_INET);
  }

  @Test
  void a_client_without_a_time_zone_is_read_back() throws DecodeException {
    var extended = ExtendedInfo.of("127.0.0.1", 0x07);

    assertThat(ExtendedInfo.decode(extended.encode())).isEqualTo(extended);
  }

  @Test
  void text_without_unicode_takes_one_byte_a_letter() throws DecodeException {
    var info = new ClientInfo(1252, 0, "", "ärger", "", "", "", Bytes.EMPTY);

    assertThat(ClientInfo.decode(info.encode()).userName()).isEqualTo("ärger");
  }
}
