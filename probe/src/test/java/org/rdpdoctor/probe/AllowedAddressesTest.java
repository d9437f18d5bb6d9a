package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AllowedAddressesTest {
  private static final AllowedAddresses FROM_OUTSIDE =
      AllowedAddresses.from(InetAddress.ofLiteral("192.0.2.10"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::1",
        "169.254.169.254",
        "169.254.170.2",
        "169.254.1.1",
        "fe80::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255"
      })
  void a_stranger_may_not_name_what_is_another_machine_for_each(String address) {
    assertThat(FROM_OUTSIDE.contain(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.7",
        "192.168.1.7",
        "198.51.100.7",
        "2001:db8::7",
        "fd12::7",
        "64:ff9b::a00:7"
      })
  void a_stranger_may_name_other_machines_of_his_network(String address) {
    assertThat(FROM_OUTSIDE.contain(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.2, true",
    "127.0.0.1, 169.254.169.254, false",
    "127.0.0.1, 169.254.1.1, false",
    "169.254.5.5, 169.254.5.6, true",
    "169.254.5.5, 169.254.169.254, false",
    "169.254.169.254, 169.254.5.6, false",
    "fe80::1, fe80::2, true",
    "fe80::1, ::1, false"
  })
  void who_is_of_a_kind_may_name_others_of_it(String first, String other, boolean allowed) {
    assertThat(
            AllowedAddresses.from(InetAddress.ofLiteral(first))
                .contain(InetAddress.ofLiteral(other)))
        .isEqualTo(allowed);
  }
}
