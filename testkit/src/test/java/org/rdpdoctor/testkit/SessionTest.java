package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.testkit.peer.Reached;
import org.rdpdoctor.testkit.peer.Stage;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.licensing.LicenseErrorCode;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseErrorMessage;
import org.rdpdoctor.wire.mcs.DisconnectReason;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.DisconnectProviderUltimatum;
import org.rdpdoctor.wire.mcs.McsResult;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.ShareData.Control;
import org.rdpdoctor.wire.share.ShareData.FontMap;
import org.rdpdoctor.wire.share.ShareData.OtherShareData;
import org.rdpdoctor.wire.share.ShareData.SaveSessionInfo;
import org.rdpdoctor.wire.share.ShareData.SetErrorInfo;
import org.rdpdoctor.wire.share.ShareData.ShutdownRequest;
import org.rdpdoctor.wire.share.ShareData.Synchronize;
import org.rdpdoctor.wire.share.SharePdu.DataPdu;
import org.rdpdoctor.wire.share.SharePdu.DemandActive;

/// The session of a scripted peer, seen by a client made of the same messages.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionTest {
  private static List<Stage> stages(LabServer server) {
    return server.reached().stream().map(Reached::stage).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x02, 0x08, 0x10})
  void standard_security_leads_to_a_session_with_every_method(int method) throws Exception {
    try (var server = TcpFaultsTest.start("healthy-rdp");
        var client = SessionClient.plain(server)) {
      client.connect(new EncryptionMethods(method));
      client.info();
      finish(client);
      assertThat(stages(server))
          .containsExactly(
              Stage.NEGOTIATED, Stage.MCS, Stage.CLIENT_INFO, Stage.ACTIVE, Stage.SESSION);
    }
  }

  @Test
  void tls_leads_to_a_session() throws Exception {
    try (var server = TcpFaultsTest.start("healthy-tls");
        var client = SessionClient.tls(server)) {
      client.connect(EncryptionMethods.NONE);
      client.info();
      finish(client);
      assertThat(stages(server)).startsWith(Stage.NEGOTIATED, Stage.TLS).endsWith(Stage.SESSION);
    }
  }

  private static void finish(SessionClient client) throws Exception {
    assertThat(client.license()).isEqualTo(LicenseErrorMessage.validClient());
    var demand = (DemandActive) client.share();
    client.activate(demand);
    List<Object> answers = List.of(data(client), data(client), data(client), data(client));
    assertThat(answers.get(0)).isInstanceOf(Synchronize.class);
    assertThat(answers.get(1)).isEqualTo(new Control(Control.CTRLACTION_COOPERATE, 0, 0));
    assertThat(((Control) answers.get(2)).action()).isEqualTo(Control.CTRLACTION_GRANTED_CONTROL);
    assertThat(answers.get(3)).isEqualTo(FontMap.EMPTY);
    assertThat(data(client)).isInstanceOf(SaveSessionInfo.class);
    assertThat(data(client))
        .isInstanceOfSatisfying(
            OtherShareData.class,
            picture -> assertThat(picture.type()).isEqualTo(ShareData.PDUTYPE2_UPDATE));
    client.data(new ShutdownRequest());
    assertThat(client.domain())
        .isEqualTo(new DisconnectProviderUltimatum(DisconnectReason.USER_REQUESTED));
  }

  private static Object data(SessionClient client) throws Exception {
    return ((DataPdu) client.share()).data();
  }

  @Test
  void no_method_in_common_ends_the_connection() throws Exception {
    try (var server = TcpFaultsTest.start("healthy-rdp");
        var client = SessionClient.plain(server)) {
      client.askToOpen(new EncryptionMethods(0x40));
      assertThat(client.packet().isEmpty()).isTrue();
    }
  }

  @Test
  void a_refused_domain_has_a_result() throws Exception {
    try (var server = TcpFaultsTest.start("mcs-refused");
        var client = SessionClient.tls(server)) {
      assertThat(client.open(EncryptionMethods.NONE).result()).isEqualTo(new McsResult(14));
    }
  }

  @Test
  void a_closed_domain_has_none() throws Exception {
    try (var server = TcpFaultsTest.start("mcs-closed");
        var client = SessionClient.tls(server)) {
      client.askToOpen(EncryptionMethods.NONE);
      assertThat(client.packet().isEmpty()).isTrue();
    }
  }

  @Test
  void a_refused_join_names_no_channel() throws Exception {
    try (var server = TcpFaultsTest.start("join-refused");
        var client = SessionClient.tls(server)) {
      client.open(EncryptionMethods.NONE);
      int user = client.attach();
      client.join(user);
      assertThat(client.domain())
          .isEqualTo(new ChannelJoinConfirm(new McsResult(3), user, user, OptionalInt.empty()));
    }
  }

  @Test
  void licensing_ends_without_a_license_server() throws Exception {
    try (var server = TcpFaultsTest.start("no-license-server");
        var client = SessionClient.tls(server)) {
      client.connect(EncryptionMethods.NONE);
      client.info();
      assertThat(client.license())
          .isEqualTo(LicenseErrorMessage.abort(LicenseErrorCode.ERR_NO_LICENSE_SERVER));
      assertThat(client.packet().isEmpty()).isTrue();
    }
  }

  @Test
  void licensing_may_never_come() throws Exception {
    try (var server = TcpFaultsTest.start("licensing-silence");
        var client = SessionClient.tls(server)) {
      client.connect(EncryptionMethods.NONE);
      client.info();
      assertThat(client.isSilent()).isTrue();
    }
  }

  @Test
  void a_denied_connection_says_so_before_it_ends() throws Exception {
    try (var server = TcpFaultsTest.start("connection-denied");
        var client = SessionClient.tls(server)) {
      client.connect(EncryptionMethods.NONE);
      client.info();
      client.license();
      client.activate((DemandActive) client.share());
      assertThat(data(client)).isEqualTo(new SetErrorInfo(7));
      assertThat(client.domain())
          .isEqualTo(new DisconnectProviderUltimatum(DisconnectReason.PROVIDER_INITIATED));
    }
  }
}
