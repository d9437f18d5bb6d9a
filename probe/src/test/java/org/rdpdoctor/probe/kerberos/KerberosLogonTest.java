package org.rdpdoctor.probe.kerberos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.facts.AuthenticationFact.KdcAnswered;
import org.rdpdoctor.facts.AuthenticationFact.KdcClock;
import org.rdpdoctor.facts.AuthenticationFact.KdcLocated;
import org.rdpdoctor.facts.AuthenticationFact.KdcNotFound;
import org.rdpdoctor.facts.AuthenticationFact.KdcRefused;
import org.rdpdoctor.facts.AuthenticationFact.KdcUnreachable;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.probe.kerberos.KerberosLogon.Prepared;
import org.rdpdoctor.wire.Bytes;

/// What odd KDCs do, each scripted; a real one is asked where the real peers are.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KerberosLogonTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ParameterizedTest
  @CsvSource({
    "72 00 00 c0, 0xC0000072",
    "34 02 00 c0, 0xC0000234",
    "93 01 00 c0, 0xC0000193",
  })
  void a_windows_kdc_says_more_than_its_error(String bytes, String status) {
    Optional<Bytes> data = Optional.of(ScriptedKdc.windowsStatus(Bytes.hex(bytes)));
    try (var kdc = ScriptedKdc.saying(request -> ScriptedKdc.refusal(request, 18, data))) {
      KdcRefused refused = only(ask(kdc), KdcRefused.class);

      assertThat(refused.name()).isEqualTo("KDC_ERR_CLIENT_REVOKED");
      assertThat(refused.status()).isEqualTo(status);
      assertThat(refused.statusName()).isEqualTo("name of " + status);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 14, 29, 60, 68, 4711})
  void any_refusal_is_told_with_its_number(int code) {
    try (var kdc = ScriptedKdc.saying(request -> ScriptedKdc.refusal(request, code))) {
      Prepared prepared = ask(kdc);

      assertThat(only(prepared, KdcRefused.class).code()).isEqualTo(code);
      assertThat(prepared.isLastWord()).isTrue();
      assertThat(kdc.proofs()).isZero();
    }
  }

  @Test
  void the_kdcs_clock_is_compared_with_this_machines() {
    try (var kdc = ScriptedKdc.saying(request -> ScriptedKdc.refusal(request, 37))) {
      KdcClock clock = only(ask(kdc), KdcClock.class);

      assertThat(clock.time()).isEqualTo(ScriptedKdc.TIME);
      assertThat(clock.difference()).isEqualTo(Duration.ofMinutes(7));
      assertThat(clock.behind()).isTrue();
    }
  }

  @Test
  void the_password_is_proved_once_though_the_kdc_ends_the_connection_then() {
    try (var kdc = ScriptedKdc.saying(ScriptedKdc.afterProof(_ -> Bytes.EMPTY))) {
      Prepared prepared = ask(kdc);

      assertThat(kdc.proofs()).isEqualTo(1);
      assertThat(only(prepared, KdcUnreachable.class).tcp()).isEqualTo("ended");
      assertThat(prepared.isLastWord()).isTrue(); // it may have been counted
    }
  }

  @Test
  void the_password_is_proved_once_though_the_kdc_asks_for_it_again() {
    try (var kdc =
        ScriptedKdc.saying(ScriptedKdc.afterProof(request -> ScriptedKdc.refusal(request, 25)))) {
      Prepared prepared = ask(kdc);

      assertThat(kdc.proofs()).isEqualTo(1);
      assertThat(only(prepared, KdcRefused.class).code()).isEqualTo(25);
    }
  }

  @Test
  void a_kdc_that_answers_over_udp_alone_is_asked_so() {
    try (var kdc =
        ScriptedKdc.overUdpAlone(
            ScriptedKdc.afterProof(request -> ScriptedKdc.refusal(request, 24)))) {
      Prepared prepared = ask(kdc);

      assertThat(only(prepared, KdcAnswered.class).transport()).isEqualTo("udp");
      assertThat(only(prepared, KdcRefused.class).code()).isEqualTo(24);
      assertThat(kdc.proofs()).isEqualTo(1);
    }
  }

  @Test
  void what_is_no_kdc_is_told_apart_from_silence() {
    try (var web = ScriptedKdc.saying(_ -> Bytes.ascii("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      assertThat(only(ask(web), KdcUnreachable.class).tcp()).isEqualTo("unreadable");
    }
  }

  @Test
  void a_second_kdc_is_asked_when_the_first_is_dead() {
    try (var kdc = ScriptedKdc.saying(request -> ScriptedKdc.refusal(request, 6))) {
      int dead = freePort();
      Krb5Conf conf =
          Krb5Conf.of(
              """
              [realms]
                CORP.EXAMPLE = {
                  kdc = 127.0.0.1:%d
                  kdc = %s
                }
              """
                  .formatted(dead, kdc.address()));
      Prepared prepared =
          new KerberosLogon(surroundings(List.of()), conf)
              .prepare(request(Optional.empty()), password());

      assertThat(only(prepared, KdcLocated.class).kdcs()).hasSize(2);
      assertThat(only(prepared, KdcUnreachable.class).kdc()).isEqualTo("127.0.0.1:" + dead);
      assertThat(only(prepared, KdcAnswered.class).kdc()).isEqualTo(kdc.address());
      assertThat(prepared.isLastWord()).isFalse(); // the server may know whom the KDC does not
    }
  }

  @Test
  void dns_tells_where_the_kdc_is() {
    try (var kdc = ScriptedKdc.saying(request -> ScriptedKdc.refusal(request, 6));
        var dns = SrvServer.telling("_kerberos._tcp.CORP.EXAMPLE.", "localhost.", kdc.port())) {
      Prepared prepared =
          new KerberosLogon(surroundings(List.of(dns.address())), Krb5Conf.none())
              .prepare(request(Optional.empty()), password());

      assertThat(only(prepared, KdcLocated.class).source()).isEqualTo("dns");
      assertThat(only(prepared, KdcLocated.class).kdcs())
          .containsExactly("localhost:" + kdc.port());
      assertThat(only(prepared, KdcAnswered.class).realm()).isEqualTo(ScriptedKdc.REALM);
    }
  }

  @Test
  void dns_that_knows_no_kdc_says_so() {
    try (var dns = SrvServer.knowingNothing()) {
      Prepared prepared =
          new KerberosLogon(surroundings(List.of(dns.address())), Krb5Conf.none())
              .prepare(request(Optional.empty()), password());

      assertThat(only(prepared, KdcNotFound.class).answer()).isEqualTo("NXDOMAIN");
      assertThat(prepared.isLastWord()).isFalse();
    }
  }

  @Test
  void the_jvms_own_setting_is_left_as_it_was() {
    System.clearProperty("java.security.krb5.conf");
    try (var kdc = ScriptedKdc.saying(request -> ScriptedKdc.refusal(request, 6))) {
      ask(kdc);
    }
    assertThat(System.getProperty("java.security.krb5.conf")).isNull();
  }

  private static Prepared ask(ScriptedKdc kdc) {
    return new KerberosLogon(surroundings(List.of()), Krb5Conf.none())
        .prepare(request(Optional.of(kdc.address())), password());
  }

  private static KerberosRequest request(Optional<String> kdc) {
    return new KerberosRequest(
        "srv01.corp.example",
        Optional.of("anna@" + ScriptedKdc.REALM),
        Optional.empty(),
        kdc,
        "CORP",
        "corp.example");
  }

  private static Optional<Password> password() {
    return Optional.of(Password.takenFrom("secret".toCharArray()));
  }

  private static int freePort() {
    try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Surroundings surroundings(List<InetSocketAddress> dns) {
    long began = System.nanoTime();
    return new Surroundings(
        InstantSource.fixed(ScriptedKdc.TIME.plus(Duration.ofMinutes(7))),
        () -> Duration.ofNanos(System.nanoTime() - began),
        () -> PATIENCE.minus(Duration.ofNanos(System.nanoTime() - began)),
        dns,
        name -> Map.<String, String>of().getOrDefault(name, ""),
        status -> "name of " + status);
  }

  private static <T extends Observation> T only(Prepared prepared, Class<T> type) {
    List<T> found = prepared.seen().stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).as("facts %s", prepared.seen()).hasSize(1);
    return found.getFirst();
  }
}
