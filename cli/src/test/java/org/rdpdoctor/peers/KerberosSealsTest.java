package org.rdpdoctor.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.MessageProp;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.Mechanism;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.probe.kerberos.KerberosLogon;
import org.rdpdoctor.probe.kerberos.KerberosRequest;
import org.rdpdoctor.probe.kerberos.Surroundings;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.kerberos.WrapToken;

/// What is sealed with the keys of a ticket is open to the other side, however it is rotated.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KerberosSealsTest {
  private static final Bytes MESSAGE = Bytes.utf8("a proof of a public key");
  private static final int BLOCK = 16;

  /// Both ends of an established context.
  private record Ends(Mechanism client, GSSContext server) {
    Bytes ofServer(Bytes message) throws Exception {
      return Bytes.copyOf(
          server.wrap(message.toArray(), 0, message.size(), new MessageProp(0, true)));
    }
  }

  @Test
  void a_seal_of_ours_is_rotated_as_windows_does_it_and_opens_at_the_server() throws Exception {
    try (var kdc = Kdc.start()) {
      Ends ends = establish(kdc);
      Bytes sealed = ends.client().seal(MESSAGE);

      assertThat(WrapToken.decode(sealed).rrc()).isEqualTo(28);
      assertThat(ends.server().unwrap(sealed.toArray(), 0, sealed.size(), new MessageProp(true)))
          .isEqualTo(MESSAGE.toArray());
    }
  }

  @Test
  void mits_own_server_takes_the_ticket_and_opens_the_rotated_seal() throws Exception {
    try (var kdc = Kdc.start();
        var server = GssServer.of(kdc);
        var conversation = server.converse()) {
      Mechanism client = prepared(kdc);
      var first = (Mechanism.Step.Say) client.begin();

      assertThat(client.hear(conversation.accept(first.token())))
          .isInstanceOf(Mechanism.Step.Established.class);
      Bytes sealed = client.seal(MESSAGE);
      assertThat(WrapToken.decode(sealed).rrc()).isEqualTo(28);
      assertThat(client.isMic(conversation.sign(sealed), MESSAGE)).isTrue();
      assertThat(server.log()).contains("alice@LAB.TEST");
    }
  }

  @Test
  void a_seal_opens_once_and_not_for_the_wrong_side() throws Exception {
    try (var kdc = Kdc.start()) {
      Ends ends = establish(kdc);
      Bytes sealed = ends.ofServer(MESSAGE);

      assertThat(ends.client().open(sealed)).contains(MESSAGE);
      assertThat(ends.client().open(sealed)).isEmpty();
      assertThat(ends.client().open(ends.client().seal(MESSAGE))).isEmpty();
      assertThat(ends.client().open(Bytes.of(5, 4))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 28, 44})
  void a_seal_of_the_server_opens_however_it_is_rotated(int rotation) throws Exception {
    try (var kdc = Kdc.start()) {
      Ends ends = establish(kdc);
      WrapToken plain = WrapToken.decode(ends.ofServer(MESSAGE));

      assertThat(ends.client().open(rotated(plain, 0, rotation, rotation))).contains(MESSAGE);
    }
  }

  /// MS-KILE 3.4.5.4.1: with a filler, Windows rotates by its length more than it says.
  @ParameterizedTest
  @ValueSource(ints = {28, 44})
  void a_filler_is_taken_off(int rotation) throws Exception {
    try (var kdc = Kdc.start()) {
      Ends ends = establish(kdc);
      Bytes filled = MESSAGE.plus(Bytes.copyOf(new byte[BLOCK]));
      WrapToken plain = WrapToken.decode(ends.ofServer(filled));

      assertThat(ends.client().open(rotated(plain, BLOCK, 28, rotation))).contains(MESSAGE);
    }
  }

  @Test
  void what_was_changed_on_the_way_does_not_open() throws Exception {
    try (var kdc = Kdc.start()) {
      Ends ends = establish(kdc);
      byte[] changed = ends.ofServer(MESSAGE).toArray();
      changed[changed.length - 1] ^= 1;

      assertThat(ends.client().open(Bytes.copyOf(changed))).isEmpty();
    }
  }

  @Test
  void a_signature_of_either_side_is_known_to_the_other() throws Exception {
    try (var kdc = Kdc.start()) {
      Ends ends = establish(kdc);
      byte[] ours = ends.client().mic(MESSAGE).toArray();
      ends.server()
          .verifyMIC(
              ours, 0, ours.length, MESSAGE.toArray(), 0, MESSAGE.size(), new MessageProp(true));
      Bytes theirs =
          Bytes.copyOf(
              ends.server()
                  .getMIC(MESSAGE.toArray(), 0, MESSAGE.size(), new MessageProp(0, false)));

      assertThat(ends.client().isMic(theirs, MESSAGE)).isTrue();
      assertThat(ends.client().isMic(theirs, Bytes.utf8("something else"))).isFalse();
    }
  }

  @Test
  void an_answer_that_makes_no_sense_is_told() throws Exception {
    try (var kdc = Kdc.start()) {
      Mechanism client = prepared(kdc);
      client.begin();

      assertThat(client.hear(Bytes.of(0x60, 3, 6, 1, 0)))
          .isInstanceOf(Mechanism.Step.Senseless.class);
    }
  }

  /// @param by how far it is moved, whatever it says
  private static Bytes rotated(WrapToken plain, int filler, int said, int by) {
    Bytes data = plain.data();
    int cut = data.size() - by % data.size();
    return new WrapToken(
            plain.flags(),
            filler,
            said,
            plain.sequenceNumber(),
            data.from(cut).plus(data.first(cut)))
        .encode();
  }

  private static Ends establish(Kdc kdc) throws Exception {
    Mechanism client = prepared(kdc);
    var first = (Mechanism.Step.Say) client.begin();
    assertThat(first.established()).isFalse();
    GSSContext server =
        Subject.callAs(
            keys(kdc), () -> GSSManager.getInstance().createContext((GSSCredential) null));
    byte[] answer =
        Subject.callAs(
            keys(kdc),
            () -> server.acceptSecContext(first.token().toArray(), 0, first.token().size()));
    assertThat(client.hear(Bytes.copyOf(answer))).isInstanceOf(Mechanism.Step.Established.class);
    return new Ends(client, server);
  }

  private static Mechanism prepared(Kdc kdc) {
    long began = System.nanoTime();
    var world =
        new Surroundings(
            InstantSource.system(),
            () -> Duration.ofNanos(System.nanoTime() - began),
            () -> Duration.ofSeconds(20),
            List.of(),
            _ -> "",
            status -> status);
    var request =
        new KerberosRequest(
            Kdc.HOST,
            Optional.of(Kdc.USER),
            Optional.of(Kdc.REALM),
            Optional.of(Peer.ADDRESS + ":" + kdc.port()),
            "",
            "");
    return new KerberosLogon(world)
        .prepare(request, Optional.of(Password.takenFrom(Kdc.PASSWORD.toCharArray())))
        .mechanism()
        .orElseThrow();
  }

  private static Subject keys(Kdc kdc) throws Exception {
    Map<String, String> options =
        Map.of(
            "useKeyTab", "true",
            "keyTab", kdc.keytab().toString(),
            "principal", "TERMSRV/" + Kdc.HOST + "@" + Kdc.REALM,
            "storeKey", "true",
            "isInitiator", "false",
            "doNotPrompt", "true");
    var configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
              new AppConfigurationEntry(
                  "com.sun.security.auth.module.Krb5LoginModule",
                  LoginModuleControlFlag.REQUIRED,
                  options)
            };
          }
        };
    var subject = new Subject();
    new LoginContext(
            "test",
            subject,
            _ -> {
              throw new AssertionError("a keytab asks nobody");
            },
            configuration)
        .login();
    return subject;
  }
}
