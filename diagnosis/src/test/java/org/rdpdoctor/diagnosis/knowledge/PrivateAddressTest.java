package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PrivateAddressTest {
  private static final Constraint PRIVATE = new Constraint.PrivateAddress(true);
  private static final Constraint PUBLIC = new Constraint.PrivateAddress(false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.1",
        "192.168.1.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.7.7",
        "::1",
        "fd12:3456::1",
        "fe80::1%eth0"
      })
  void an_address_of_a_private_network_is_private(String address) {
    assertThat(PRIVATE.holds(address)).isTrue();
    assertThat(PUBLIC.holds(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"11.1.2.3", "172.32.0.1", "192.169.1.1", "100.128.0.1", "8.8.8.8", "2001:db8::1"})
  void any_other_address_is_public(String address) {
    assertThat(PRIVATE.holds(address)).isFalse();
    assertThat(PUBLIC.holds(address)).isTrue();
  }

  @Test
  void a_name_is_neither() {
    assertThat(PRIVATE.holds("fd.example")).isFalse();
    assertThat(PUBLIC.holds("srv01")).isFalse();
  }

  @Test
  void one_such_address_in_a_list_is_enough() {
    assertThat(PRIVATE.holds(List.of("8.8.8.8", "10.1.2.3"))).isTrue();
  }
}
