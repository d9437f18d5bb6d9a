package org.rdpdoctor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.testkit.GatewayVisitor.request;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdpdoctor.testkit.gateway.AccountScript;
import org.rdpdoctor.testkit.gateway.Gateway;
import org.rdpdoctor.testkit.gateway.GatewayScript;
import org.rdpdoctor.testkit.gateway.GatewayStage;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.ntlm.AuthenticateMessage;
import org.rdpdoctor.wire.ntlm.ChallengeMessage;
import org.rdpdoctor.wire.ntlm.NegotiateFlags;
import org.rdpdoctor.wire.ntlm.NegotiateMessage;
import org.rdpdoctor.wire.ntlm.NtlmV2;
import org.rdpdoctor.wire.tsgu.ExtendedAuth;
import org.rdpdoctor.wire.tsgu.ExtendedAuthMessage;
import org.rdpdoctor.wire.tsgu.HandshakeRequest;
import org.rdpdoctor.wire.tsgu.HandshakeResponse;
import org.rdpdoctor.wire.tsgu.TsguCapabilities;
import org.rdpdoctor.wire.tsgu.TsguStatus;
import org.rdpdoctor.wire.tsgu.TunnelCreate;
import org.rdpdoctor.wire.tsgu.TunnelResponse;

/// NTLM inside the stream, MS-TSGU 3.3.5.3, which xfreerdp does not speak.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class GatewayExtendedLogonTest {
  private static final GatewayScript EXTENDED =
      GatewayScript.healthy()
          .plain()
          .account(AccountScript.healthy().offering("NTLM", "SSPI_NTLM"));

  private static ExtendedAuthMessage logOn(GatewayVisitor visitor, String password)
      throws Exception {
    assertThat(visitor.upgrade(request("GET").with("Authorization", "SSPI_NTLM")).status())
        .isEqualTo(101);
    visitor.say(new HandshakeRequest(new ExtendedAuth(ExtendedAuth.SSPI_NTLM)));
    var handshake = (HandshakeResponse) visitor.packet();
    assertThat(handshake.extendedAuth().has(ExtendedAuth.SSPI_NTLM)).isTrue();
    var negotiate = new NegotiateMessage(NegotiateFlags.CLIENT, "", "", Optional.empty()).encode();
    visitor.say(new ExtendedAuthMessage(TsguStatus.SUCCESS, negotiate));
    var challenge = (ExtendedAuthMessage) visitor.packet();
    visitor.say(
        new ExtendedAuthMessage(TsguStatus.SUCCESS, answer(challenge.authBlob(), password)));
    return (ExtendedAuthMessage) visitor.packet();
  }

  private static Bytes answer(Bytes message, String password) throws DecodeException {
    ChallengeMessage challenge = ChallengeMessage.decode(message);
    Bytes key = NtlmV2.responseKey(password.toCharArray(), LabServer.USER, "");
    Bytes temp =
        NtlmV2.clientChallenge(
            FileTime.of(Instant.parse("2026-01-01T00:00:00Z")),
            Bytes.ascii("8 bytes."),
            challenge.targetInfo());
    Bytes proof = NtlmV2.proof(key, challenge.serverChallenge(), temp);
    return new AuthenticateMessage(
            Bytes.EMPTY,
            proof.plus(temp),
            "",
            LabServer.USER,
            "",
            Bytes.EMPTY,
            new NegotiateFlags(
                NegotiateFlags.UNICODE
                    | NegotiateFlags.NTLM
                    | NegotiateFlags.EXTENDED_SESSIONSECURITY),
            Optional.empty(),
            Optional.empty())
        .encode();
  }

  @Test
  void the_right_password_leads_on_to_the_tunnel() throws Exception {
    try (var gateway = Gateway.start(EXTENDED, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      assertThat(logOn(visitor, LabServer.PASSWORD).errorCode()).isEqualTo(TsguStatus.SUCCESS);
      assertThat(gateway.saw(GatewayStage.LOGGED_ON)).isTrue();
      visitor.say(new TunnelCreate(new TsguCapabilities(0), Optional.empty()));
      assertThat(((TunnelResponse) visitor.packet()).statusCode().isSuccess()).isTrue();
    }
  }

  @Test
  void a_wrong_password_is_denied() throws Exception {
    try (var gateway = Gateway.start(EXTENDED, 0);
        var visitor = GatewayVisitor.to(gateway)) {
      assertThat(logOn(visitor, "wrong").errorCode()).isEqualTo(TsguStatus.LOGON_DENIED);
    }
  }
}
