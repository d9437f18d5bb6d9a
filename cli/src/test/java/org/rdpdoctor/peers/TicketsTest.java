package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.facts.AuthenticationFact.CachedTicketFound;
import org.rdpdoctor.facts.AuthenticationFact.CachedTicketMissing;
import org.rdpdoctor.facts.AuthenticationFact.KdcAnswered;
import org.rdpdoctor.facts.AuthenticationFact.KdcClock;
import org.rdpdoctor.facts.AuthenticationFact.KdcLocated;
import org.rdpdoctor.facts.AuthenticationFact.KdcNotFound;
import org.rdpdoctor.facts.AuthenticationFact.KdcRefused;
import org.rdpdoctor.facts.AuthenticationFact.KdcUnreachable;
import org.rdpdoctor.facts.AuthenticationFact.KerberosNeedsName;
import org.rdpdoctor.facts.AuthenticationFact.KerberosNotTried;
import org.rdpdoctor.facts.AuthenticationFact.LogonTicketObtained;
import org.rdpdoctor.facts.AuthenticationFact.ServiceTicketObtained;
import org.rdpdoctor.facts.AuthenticationFact.TicketUnusable;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;
import org.rdpdoctor.probe.kerberos.KerberosLogon;
import org.rdpdoctor.probe.kerberos.KerberosLogon.Prepared;
import org.rdpdoctor.probe.kerberos.KerberosRequest;
import org.rdpdoctor.probe.kerberos.Surroundings;

/// What MIT's KDC says to a user of each kind is told, and it is asked no more often than it
/// must be.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TicketsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static Kdc kdc;

  @BeforeAll
  static void start() {
    kdc = Kdc.start();
  }

  @AfterAll
  static void stop() {
    if (kdc != null) {
      kdc.close();
    }
  }

  @Test
  void the_right_password_gets_a_ticket_for_the_server() {
    Prepared prepared = ask(Kdc.USER, Kdc.PASSWORD, Kdc.HOST);

    assertThat(words(prepared))
        .containsExactly(
            "kdc-located",
            "kdc-answered",
            "kdc-clock",
            "logon-ticket-obtained",
            "service-ticket-obtained");
    assertThat(prepared.mechanism()).isPresent();
    assertThat(prepared.principal()).isEqualTo("alice@LAB.TEST");
    assertThat(only(prepared, KdcLocated.class).source()).isEqualTo("option");
    assertThat(only(prepared, KdcAnswered.class).transport()).isEqualTo("tcp");
    assertThat(only(prepared, KdcClock.class).difference()).isLessThan(Duration.ofMinutes(1));
    assertThat(only(prepared, LogonTicketObtained.class).principal()).isEqualTo("alice@LAB.TEST");
    assertThat(only(prepared, ServiceTicketObtained.class).service())
        .isEqualTo("TERMSRV/rdp.lab.test");
  }

  @Test
  void a_wrong_password_counts_once() {
    Prepared prepared = ask(Kdc.LOCKABLE, "wrong", Kdc.HOST);

    assertThat(words(prepared))
        .containsExactly("kdc-located", "kdc-answered", "kdc-clock", "kdc-refused");
    assertThat(only(prepared, KdcRefused.class).code()).isEqualTo(24);
    assertThat(only(prepared, KdcRefused.class).name()).isEqualTo("KDC_ERR_PREAUTH_FAILED");
    assertThat(only(prepared, KdcRefused.class).asked()).isEqualTo("logon");
    assertThat(prepared.mechanism()).isEmpty();
    assertThat(prepared.isLastWord()).isTrue();
    assertThat(kdc.logged("PREAUTH_FAILED", Kdc.LOCKABLE)).isEqualTo(1);

    // The second one locks the account, so that the right one does not help any more.
    ask(Kdc.LOCKABLE, "wrong", Kdc.HOST);
    KdcRefused locked = only(ask(Kdc.LOCKABLE, Kdc.PASSWORD, Kdc.HOST), KdcRefused.class);
    assertThat(kdc.logged("PREAUTH_FAILED", Kdc.LOCKABLE)).isEqualTo(2);
    assertThat(locked.code()).isEqualTo(18);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, 6, KDC_ERR_C_PRINCIPAL_UNKNOWN",
    "expired, 23, KDC_ERR_KEY_EXPIRED",
    "ended, 1, KDC_ERR_NAME_EXP",
  })
  void a_refused_account_is_told_with_the_reason(String user, int code, String name) {
    Prepared prepared = ask(user, Kdc.PASSWORD, Kdc.HOST);

    KdcRefused refused = only(prepared, KdcRefused.class);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.name()).isEqualTo(name);
    assertThat(refused.principal()).isEqualTo(user);
    assertThat(prepared.isLastWord()).isEqualTo(code != 6);
    assertThat(prepared.mechanism()).isEmpty();
  }

  @Test
  void a_service_that_nobody_registered_is_no_fault_of_the_password() {
    Prepared prepared = ask(Kdc.USER, Kdc.PASSWORD, "other.lab.test");

    KdcRefused refused = only(prepared, KdcRefused.class);
    assertThat(refused.asked()).isEqualTo("service");
    assertThat(refused.code()).isEqualTo(7);
    assertThat(refused.service()).isEqualTo("TERMSRV/other.lab.test");
    assertThat(words(prepared)).contains("logon-ticket-obtained");
    assertThat(prepared.isLastWord()).isFalse();
  }

  @Test
  void a_ticket_that_needed_no_proof_does_not_open_with_the_wrong_password() {
    Prepared prepared = ask(Kdc.UNPROVED, "wrong", Kdc.HOST);

    assertThat(only(prepared, TicketUnusable.class).code()).isEqualTo(31);
    assertThat(prepared.isLastWord()).isTrue();
  }

  @Test
  void a_clock_that_is_an_hour_off_is_told_with_the_kdcs_time() {
    try (var late = Kdc.ahead(Duration.ofHours(1))) {
      Prepared prepared = ask(late, Kdc.USER, Kdc.PASSWORD, Kdc.HOST);

      assertThat(only(prepared, KdcRefused.class).code()).isEqualTo(37);
      assertThat(only(prepared, KdcClock.class).difference())
          .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
      assertThat(only(prepared, KdcClock.class).behind()).isFalse();
    }
  }

  @Test
  void a_ticket_from_the_cache_needs_no_password() {
    Prepared prepared =
        new KerberosLogon(surroundings(Map.of("KRB5CCNAME", "FILE:" + kdc.ticketCache()), PATIENCE))
            .prepare(request(kdc, Optional.empty(), Kdc.HOST), Optional.empty());

    assertThat(only(prepared, CachedTicketFound.class).principal()).isEqualTo("alice@LAB.TEST");
    assertThat(words(prepared)).contains("service-ticket-obtained");
    assertThat(prepared.mechanism()).isPresent();
  }

  @Test
  void the_users_krb5_conf_says_where_the_kdc_is() {
    var environment =
        Map.of(
            "KRB5CCNAME",
            "FILE:" + kdc.ticketCache(),
            "KRB5_CONFIG",
            kdc.clientConfiguration().toString());
    var request =
        new KerberosRequest(Kdc.HOST, Optional.empty(), Optional.empty(), Optional.empty(), "", "");

    Prepared prepared =
        new KerberosLogon(surroundings(environment, PATIENCE)).prepare(request, Optional.empty());

    assertThat(only(prepared, KdcLocated.class).source()).isEqualTo("krb5.conf");
    assertThat(prepared.mechanism()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"FILE:/nowhere/at/all, absent", "KEYRING:persistent:0, unsupported"})
  void a_cache_without_a_ticket_is_told(String cache, String reason) {
    Prepared prepared =
        new KerberosLogon(surroundings(Map.of("KRB5CCNAME", cache), PATIENCE))
            .prepare(request(kdc, Optional.empty(), Kdc.HOST), Optional.empty());

    assertThat(only(prepared, CachedTicketMissing.class).reason()).isEqualTo(reason);
    assertThat(prepared.mechanism()).isEmpty();
  }

  @Test
  void a_ticket_of_somebody_else_is_not_used() {
    var environment = Map.of("KRB5CCNAME", "FILE:" + kdc.ticketCache());
    Prepared prepared =
        new KerberosLogon(surroundings(environment, PATIENCE))
            .prepare(request(kdc, Optional.of("bob@LAB.TEST"), Kdc.HOST), Optional.empty());

    assertThat(only(prepared, CachedTicketMissing.class).reason()).isEqualTo("unusable");
  }

  @Test
  void a_kdc_whose_port_is_closed_is_told_for_both_transports() {
    int closed = LoopbackPort.free();
    Prepared prepared = ask("127.0.0.1:" + closed, PATIENCE);

    KdcUnreachable unreachable = only(prepared, KdcUnreachable.class);
    assertThat(unreachable.tcp()).isEqualTo("refused");
    assertThat(unreachable.udp()).isEqualTo("refused");
    assertThat(prepared.isLastWord()).isFalse();
  }

  @Test
  void a_silent_kdc_does_not_hold_a_check_up() throws Exception {
    try (var tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
      long began = System.nanoTime();
      Prepared prepared = ask("127.0.0.1:" + udp.getLocalPort(), Duration.ofSeconds(8));

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
      assertThat(only(prepared, KdcUnreachable.class).tcp()).isEqualTo("silent");
      assertThat(only(prepared, KdcUnreachable.class).udp()).isEqualTo("silent");
    }
  }

  @Test
  void a_realm_that_nobody_has_heard_of_has_no_kdc() {
    var request =
        new KerberosRequest(
            Kdc.HOST,
            Optional.of("alice@NOWHERE.TEST"),
            Optional.empty(),
            Optional.empty(),
            "",
            "");
    Prepared prepared =
        new KerberosLogon(surroundings(Map.of("KRB5_CONFIG", "/nowhere"), PATIENCE))
            .prepare(request, password(Kdc.PASSWORD));

    assertThat(only(prepared, KdcNotFound.class).realm()).isEqualTo("NOWHERE.TEST");
    assertThat(only(prepared, KdcNotFound.class).query()).isEqualTo("_kerberos._tcp.NOWHERE.TEST");
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1", "2001:db8::1"})
  void nobody_gets_a_ticket_for_an_address(String address) {
    Prepared prepared = ask(Kdc.USER, Kdc.PASSWORD, address);

    assertThat(only(prepared, KerberosNeedsName.class).target()).isEqualTo(address);
    assertThat(prepared.seen()).hasSize(1);
  }

  @Test
  void without_a_realm_nothing_is_tried() {
    var request =
        new KerberosRequest(
            Kdc.HOST, Optional.of("CORP\\alice"), Optional.empty(), Optional.empty(), "", "");
    Prepared prepared =
        new KerberosLogon(surroundings(Map.of("KRB5_CONFIG", "/nowhere"), PATIENCE))
            .prepare(request, password(Kdc.PASSWORD));

    assertThat(only(prepared, KerberosNotTried.class).reason()).contains("realm");
  }

  private static Prepared ask(String user, String password, String host) {
    return ask(kdc, user, password, host);
  }

  private static Prepared ask(Kdc asked, String user, String password, String host) {
    return new KerberosLogon(surroundings(Map.of("KRB5_CONFIG", "/nowhere"), PATIENCE))
        .prepare(request(asked, Optional.of(user + "@" + Kdc.REALM), host), password(password));
  }

  private static Prepared ask(String address, Duration patience) {
    var request =
        new KerberosRequest(
            Kdc.HOST,
            Optional.of("alice@LAB.TEST"),
            Optional.empty(),
            Optional.of(address),
            "",
            "");
    return new KerberosLogon(surroundings(Map.of("KRB5_CONFIG", "/nowhere"), patience))
        .prepare(request, password(Kdc.PASSWORD));
  }

  private static KerberosRequest request(Kdc asked, Optional<String> user, String host) {
    return new KerberosRequest(
        host, user, Optional.of(Kdc.REALM), Optional.of(Kdc.ADDRESS + ":" + asked.port()), "", "");
  }

  private static Optional<Password> password(String text) {
    return Optional.of(Password.takenFrom(text.toCharArray()));
  }

  private static Surroundings surroundings(Map<String, String> environment, Duration patience) {
    long began = System.nanoTime();
    return new Surroundings(
        InstantSource.system(),
        () -> Duration.ofNanos(System.nanoTime() - began),
        () -> patience.minus(Duration.ofNanos(System.nanoTime() - began)),
        List.of(),
        name -> environment.getOrDefault(name, ""),
        status -> "status " + status);
  }

  private static List<String> words(Prepared prepared) {
    return prepared.seen().stream().map(Vocabulary::wordOf).toList();
  }

  private static <T extends Observation> T only(Prepared prepared, Class<T> type) {
    List<T> found = prepared.seen().stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).as("facts %s", prepared.seen()).hasSize(1);
    return found.getFirst();
  }
}
