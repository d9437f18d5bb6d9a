package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DirectTlsTest {
  @Test
  void a_server_with_nla_takes_a_client_that_begins_with_tls() throws Exception {
    try (var server = TcpFaultsTest.start("healthy-nla");
        var client = RawClient.to(server)) {
      assertThat(TestTlsClient.over(client).chainLength()).isEqualTo(1);
    }
  }

  @Test
  void a_server_without_nla_does_not() throws Exception {
    try (var server = TcpFaultsTest.start("healthy-tls");
        var client = RawClient.to(server)) {
      assertThatThrownBy(() -> TestTlsClient.over(client)).isInstanceOf(IOException.class);
    }
  }
}
