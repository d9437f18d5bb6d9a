package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.facts.AuthenticationFact.KdcRefused;
import org.rdpdoctor.facts.AuthenticationFact.KdcUnreachable;
import org.rdpdoctor.facts.AuthenticationFact.KerberosNeedsName;
import org.rdpdoctor.facts.AuthenticationFact.LogonAccepted;
import org.rdpdoctor.facts.AuthenticationFact.LogonTicketObtained;
import org.rdpdoctor.facts.AuthenticationFact.MechanismRefused;
import org.rdpdoctor.facts.AuthenticationFact.ServiceTicketObtained;
import org.rdpdoctor.facts.AuthenticationFact.TicketRejected;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.Climb;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.probe.Logon;
import org.rdpdoctor.probe.LogonWay;
import org.rdpdoctor.probe.World;
import org.rdpdoctor.testkit.script.CredSspScript;
import org.rdpdoctor.testkit.script.Script;

/// A whole logon with Kerberos: tickets of MIT's KDC, and a server with a keytab of its own.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KerberosLogonTest {
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

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 5, 6})
  void the_right_password_is_let_in_with_every_version(int version) throws Exception {
    List<Observation> seen = check(kerberos(version, OptionalInt.empty()), Kdc.PASSWORD);

    LogonAccepted accepted = only(seen, LogonAccepted.class);
    assertThat(accepted.mechanism()).isEqualTo("Kerberos");
    assertThat(accepted.version()).isEqualTo(version);
    assertThat(only(seen, ServiceTicketObtained.class).service()).isEqualTo("TERMSRV/rdp.lab.test");
    assertThat(only(seen, LogonTicketObtained.class).realm()).isEqualTo(Kdc.REALM);
  }

  @Test
  void a_wrong_password_never_reaches_the_server() throws Exception {
    List<Observation> seen = check(kerberos(6, OptionalInt.empty()), "wrong");

    assertThat(only(seen, KdcRefused.class).code()).isEqualTo(24);
    assertThat(seen).noneMatch(LogonAccepted.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(ints = {37, 41})
  void a_server_that_rejects_the_ticket_says_why(int code) throws Exception {
    List<Observation> seen = check(kerberos(6, OptionalInt.of(code)), Kdc.PASSWORD);

    assertThat(only(seen, TicketRejected.class).code()).isEqualTo(code);
    assertThat(seen).noneMatch(LogonAccepted.class::isInstance);
  }

  @Test
  void a_server_with_ntlm_alone_refuses_kerberos() throws Exception {
    List<Observation> seen = check(Script.healthy(), Kdc.PASSWORD);

    assertThat(only(seen, MechanismRefused.class).chosen()).isEqualTo("NTLMSSP");
    assertThat(only(seen, MechanismRefused.class).mechanism()).isEqualTo("Kerberos");
  }

  @Test
  void without_a_kdc_windows_way_goes_on_with_ntlm() throws Exception {
    var dead =
        new LogonWay(
            LogonWay.Choice.AUTO,
            Optional.of(Kdc.REALM),
            Optional.of("127.0.0.1:" + LoopbackPort.free()));
    List<Observation> seen =
        check(
            Script.healthy(),
            Kdc.HOST,
            new Logon(Account.of("lab"), Optional.of(password("lab")), dead));

    assertThat(only(seen, KdcUnreachable.class).tcp()).isEqualTo("refused");
    assertThat(only(seen, LogonAccepted.class).mechanism()).isEqualTo("NTLM");
  }

  @Test
  void windows_way_does_not_try_a_refused_password_with_ntlm_too() throws Exception {
    List<Observation> seen =
        check(
            Script.healthy(),
            Kdc.HOST,
            new Logon(
                Account.of(Kdc.USER), Optional.of(password("wrong")), way(LogonWay.Choice.AUTO)));

    assertThat(only(seen, KdcRefused.class).code()).isEqualTo(24);
    assertThat(seen)
        .noneMatch(
            fact ->
                fact.layer() == Layer.AUTHENTICATION
                    && fact.evidence().sent().contains("with NTLM"));
  }

  @Test
  void windows_way_goes_on_with_ntlm_for_a_service_that_nobody_registered() throws Exception {
    List<Observation> seen =
        check(
            Script.healthy(),
            "other.lab.test",
            new Logon(
                Account.of(Kdc.USER),
                Optional.of(password(Kdc.PASSWORD)),
                way(LogonWay.Choice.AUTO)));

    assertThat(only(seen, KdcRefused.class).code()).isEqualTo(7);
    assertThat(seen).anyMatch(fact -> fact.evidence().sent().contains("with NTLM"));
  }

  @Test
  void by_its_address_a_server_gets_no_kerberos() throws Exception {
    List<Observation> seen =
        check(
            kerberos(6, OptionalInt.empty()),
            "127.0.0.1",
            new Logon(
                Account.of(Kdc.USER),
                Optional.of(password(Kdc.PASSWORD)),
                way(LogonWay.Choice.KERBEROS)));

    assertThat(only(seen, KerberosNeedsName.class).target()).isEqualTo("127.0.0.1");
  }

  private static List<Observation> check(Script script, String password) throws Exception {
    return check(
        script,
        Kdc.HOST,
        new Logon(
            Account.of(Kdc.USER), Optional.of(password(password)), way(LogonWay.Choice.KERBEROS)));
  }

  private static List<Observation> check(Script script, String host, Logon logon) throws Exception {
    try (var server = org.rdpdoctor.testkit.peer.Peer.start(script, 0)) {
      var target = new Target(host, host, server.port(), Optional.of(Peer.ADDRESS));
      return Climb.of(
              target,
              ClimbOptions.usual()
                  .upTo(Layer.AUTHENTICATION)
                  .within(java.time.Duration.ofSeconds(40))
                  .loggingOn(Optional.of(logon)),
              new World(
                  InstantSource.system(),
                  _ -> "unknown",
                  code -> code,
                  (family, _) -> family,
                  (_, _) -> List.of()),
              _ -> {})
          .seen();
    }
  }

  private static LogonWay way(LogonWay.Choice choice) {
    return new LogonWay(
        choice, Optional.of(Kdc.REALM), Optional.of(Peer.ADDRESS + ":" + kdc.port()));
  }

  private static Script kerberos(int version, OptionalInt refusal) {
    return Script.healthy()
        .credSsp(
            new CredSspScript.Kerberos(
                version,
                kdc.keytab().toString(),
                "TERMSRV/" + Kdc.HOST + "@" + Kdc.REALM,
                refusal));
  }

  private static Password password(String text) {
    return Password.takenFrom(text.toCharArray());
  }

  private static <T extends Observation> T only(List<Observation> seen, Class<T> type) {
    List<T> found = seen.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).as("facts %s", seen).hasSize(1);
    return found.getFirst();
  }
}
