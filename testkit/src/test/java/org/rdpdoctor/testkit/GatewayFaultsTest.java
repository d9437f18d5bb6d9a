package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayFaultsTest {
  @Test
  void every_id_is_unique_among_all_faults_and_begins_with_the_gateway() {
    List<String> ids = Faults.all().stream().map(Fault::id).toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(GatewayFaults.all())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            fault -> {
              assertThat(fault.id()).matches("gateway-[a-z0-9]+(-[a-z0-9]+)*");
              assertThat(Faults.named(fault.id())).contains(fault);
            });
  }

  @Test
  void every_fault_has_texts_for_people_and_a_gateway() {
    assertThat(GatewayFaults.all())
        .allSatisfy(
            fault -> {
              assertThat(fault.title()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(80);
              assertThat(fault.does()).endsWith(".").hasSizeLessThan(200);
              assertThat(fault.seen()).endsWith(".").hasSizeLessThan(120);
              assertThat(fault.gateway()).isPresent();
              assertThat(fault.breaks().isEmpty()).isEqualTo(fault.verdict().equals("healthy"));
              assertThat(fault.breaks()).allMatch(id -> id.matches("(gateway|tls)\\.[a-z0-9-]+"));
            });
  }

  @Test
  void a_check_is_told_where_the_gateway_is_and_what_certificate_it_has() throws Exception {
    try (var server = LabServer.start(Faults.named("gateway-cap-denied").orElseThrow(), 0)) {
      var gateway = server.gateway().orElseThrow();

      assertThat(server.target()).isEqualTo("127.0.0.1:" + server.port());
      assertThat(server.checkOptions())
          .containsExactly(
              "--gateway",
              "127.0.0.1:" + gateway.port(),
              "--gateway-pin",
              gateway.pin(),
              "--user",
              "lab");
    }
  }

  @Test
  void a_gateway_that_is_reached_by_name_is_named() throws Exception {
    try (var server = LabServer.start(Faults.named("gateway-wrong-name").orElseThrow(), 0)) {
      assertThat(server.target())
          .isEqualTo("gateway://gateway.lab.test:" + server.gateway().orElseThrow().port());
      assertThat(server.checkOptions()).endsWith("--gateway-address", "127.0.0.1");
    }
  }

  @Test
  void a_pin_is_left_out_where_it_would_hide_the_fault() throws Exception {
    try (var untrusted = LabServer.start(Faults.named("gateway-self-signed").orElseThrow(), 0);
        var changed = LabServer.start(Faults.named("gateway-other-certificate").orElseThrow(), 0)) {
      assertThat(untrusted.checkOptions()).doesNotContain("--gateway-pin");
      assertThat(changed.checkOptions())
          .containsOnlyOnce("--gateway-pin")
          .doesNotContain(changed.gateway().orElseThrow().pin());
    }
  }

  @Test
  void the_codes_of_refusals_are_those_of_the_specification() {
    // MS-TSGU 2.2.6.1
    Set<String> names =
        Set.of(
            "E_PROXY_NAP_ACCESSDENIED",
            "E_PROXY_RAP_ACCESSDENIED",
            "E_PROXY_QUARANTINE_ACCESSDENIED",
            "E_PROXY_MAXCONNECTIONSREACHED",
            "E_PROXY_COOKIE_BADPACKET",
            "E_PROXY_COOKIE_AUTHENTICATION_ACCESS_DENIED",
            "E_PROXY_UNSUPPORTED_AUTHENTICATION_METHOD",
            "E_PROXY_NOCERTAVAILABLE",
            "E_PROXY_CAPABILITYMISMATCH",
            "E_PROXY_TS_CONNECTFAILED",
            "E_PROXY_SESSIONTIMEOUT",
            "E_PROXY_CONNECTIONABORTED",
            "E_PROXY_REAUTH_AUTHN_FAILED");

    assertThat(names)
        .allSatisfy(
            name -> assertThat(GatewayFaults.all()).anyMatch(fault -> fault.does().contains(name)));
  }
}
