package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AddressesTest {
  @Test
  void an_ipv6_address_stands_in_brackets_before_a_port() {
    assertThat(Addresses.withPort("192.0.2.1", 3389)).isEqualTo("192.0.2.1:3389");
    assertThat(Addresses.withPort("2001:db8::1", 3390)).isEqualTo("[2001:db8::1]:3390");
  }

  @Test
  void families_have_names() {
    assertThat(Addresses.family(InetAddress.ofLiteral("192.0.2.1"))).isEqualTo("IPv4");
    assertThat(Addresses.family(InetAddress.ofLiteral("2001:db8::1"))).isEqualTo("IPv6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "127.0.0.1", "2001:db8::1", "::1", "fe80::1%eth0"})
  void an_address_needs_no_resolving(String literal) {
    assertThat(Names.isLiteral(literal)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"srv01", "srv01.corp.example", "192.0.2", "1.2.3.4.example", "10-0-0-1"})
  void a_name_does(String name) {
    assertThat(Names.isLiteral(name)).isFalse();
  }
}
