package org.rdpdoctor.reader.capture.opened;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.AuthenticationFact.AuthorizationDenied;
import org.rdpdoctor.facts.AuthenticationFact.LogonAccepted;
import org.rdpdoctor.facts.AuthenticationFact.LogonDropped;
import org.rdpdoctor.facts.AuthenticationFact.LogonRejected;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.CredSspFact.CredSspAnswered;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.McsFact.ChannelsJoined;
import org.rdpdoctor.facts.SessionFact.ErrorInfoSet;
import org.rdpdoctor.facts.TcpFact.ConnectionEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection;
import org.rdpdoctor.reader.capture.ladder.Talk;
import org.rdpdoctor.reader.capture.ladder.Words;
import org.rdpdoctor.reader.capture.opened.RecordedTls.Sent;
import org.rdpdoctor.reader.capture.opened.RecordedTls.Terms;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.credssp.TsRequest;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseErrorMessage;
import org.rdpdoctor.wire.ntlm.AuthenticateMessage;
import org.rdpdoctor.wire.ntlm.AvId;
import org.rdpdoctor.wire.ntlm.AvPair;
import org.rdpdoctor.wire.ntlm.ChallengeMessage;
import org.rdpdoctor.wire.ntlm.NegotiateFlags;
import org.rdpdoctor.wire.ntlm.NegotiateMessage;
import org.rdpdoctor.wire.ntlm.TargetInfo;
import org.rdpdoctor.wire.ntlm.Version;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegState;
import org.rdpdoctor.wire.spnego.NegTokenInit;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.x224.Protocols;

/// The whole ladder under real TLS, with its keys and without them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenedLadderTest {
  private static final Terms TLS12 =
      Terms.of(ProtocolVersion.TLSv12, CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384);
  private static final Terms TLS13 =
      Terms.of(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_256_GCM_SHA384);
  private static final NegotiateFlags FLAGS = new NegotiateFlags(0xE28A8235);
  private static final Protocols OFFER = Protocols.SSL.and(Protocols.HYBRID_EX);

  private static final Bytes NEGOTIATE =
      TsRequest.negotiating(
              6,
              NegTokenInit.offering(
                      List.of(MechType.NTLMSSP),
                      NegotiateMessage.of(
                              NegotiateFlags.CLIENT,
                              new Version(10, 0, 26100, Version.NTLMSSP_REVISION_W2K3))
                          .encode())
                  .encode())
          .encode();

  private static final Bytes CHALLENGE =
      TsRequest.negotiating(
              6,
              new NegTokenResp(
                      Optional.of(NegState.ACCEPT_INCOMPLETE),
                      Optional.of(MechType.NTLMSSP),
                      Optional.of(
                          new ChallengeMessage(
                                  "SRV01",
                                  FLAGS,
                                  Bytes.hex("0123456789abcdef"),
                                  new TargetInfo(
                                      List.of(AvPair.text(AvId.MSV_AV_NB_COMPUTER_NAME, "SRV01"))),
                                  Optional.empty())
                              .encode()),
                      Optional.empty())
                  .encode())
          .encode();

  private static final Bytes PROOF =
      request(
          Optional.of(
              NegTokenResp.answering(
                      new AuthenticateMessage(
                              Bytes.copyOf(new byte[24]),
                              Bytes.copyOf(new byte[64]),
                              "CORP",
                              "anna",
                              "LAPTOP",
                              Bytes.EMPTY,
                              FLAGS,
                              Optional.empty(),
                              Optional.empty())
                          .encode())
                  .encode()),
          Optional.empty(),
          Optional.of(Bytes.copyOf(new byte[48])),
          Optional.empty());

  private static Bytes request(
      Optional<Bytes> token,
      Optional<Bytes> authInfo,
      Optional<Bytes> pubKeyAuth,
      Optional<Integer> error) {
    return new TsRequest(6, token.stream().toList(), authInfo, pubKeyAuth, error, Optional.empty())
        .encode();
  }

  private static final Bytes SERVER_PROOF =
      request(
          Optional.empty(),
          Optional.empty(),
          Optional.of(Bytes.copyOf(new byte[48])),
          Optional.empty());

  private static final Bytes CREDENTIALS =
      request(
          Optional.empty(),
          Optional.of(Bytes.copyOf(new byte[80])),
          Optional.empty(),
          Optional.empty());

  private static final Bytes WRONG_PASSWORD =
      request(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(0xC000006D));

  private static RecordedTls proved(Terms terms) throws IOException {
    return RecordedTls.shaken(terms)
        .say(Side.CLIENT, NEGOTIATE)
        .say(Side.SERVER, CHALLENGE)
        .say(Side.CLIENT, PROOF);
  }

  private static Talk overheard(RecordedTls tls, boolean withKeys, Protocols selected) {
    var ring = new KeyRing();
    if (withKeys) {
      ring.addKeyLog(tls.keyLog(), "keys.log");
    }
    Talk talk =
        Talk.with(3389, Talk.surroundings().with(ring))
            .client(Words.request(OFFER))
            .server(Words.confirm(selected));
    for (Sent sent : tls.sent()) {
      var _ = sent.from() == Side.CLIENT ? talk.client(sent.bytes()) : talk.server(sent.bytes());
    }
    return talk;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_rejected_logon_names_the_account_and_the_status(boolean newest) throws IOException {
    RecordedTls tls = proved(newest ? TLS13 : TLS12).say(Side.SERVER, WRONG_PASSWORD);

    CapturedConnection told =
        overheard(tls, true, Protocols.HYBRID_EX).serverEnds(Ending.CLOSED).end();

    assertThat(Talk.only(told, NtlmChallengeReceived.class).netbiosComputer()).isEqualTo("SRV01");
    LogonRejected rejected = Talk.only(told, LogonRejected.class);
    assertThat(rejected.account()).isEqualTo("CORP\\anna");
    assertThat(rejected.code()).isEqualTo("0xC000006D");
    assertThat(rejected.name()).isEqualTo("STATUS of 0xC000006D");
    assertThat(Talk.only(told, CertificatePresented.class).subject())
        .isEqualTo("CN=server.example");
    Talk.only(told, HandshakeCompleted.class);
    assertThat(told.facts()).noneMatch(LogonDropped.class::isInstance);
    assertThat(told.certificateSubject()).contains("CN=server.example");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void without_keys_the_handshake_is_known_to_be_complete_and_nothing_more(boolean newest)
      throws IOException {
    RecordedTls tls = proved(newest ? TLS13 : TLS12).say(Side.SERVER, WRONG_PASSWORD);

    Talk talk = overheard(tls, false, Protocols.HYBRID_EX);
    assertThat(talk.matters()).isFalse();
    CapturedConnection told = talk.serverEnds(Ending.CLOSED).end();

    assertThat(Talk.only(told, HandshakeCompleted.class).version())
        .isEqualTo(newest ? "TLSv1.3" : "TLSv1.2");
    assertThat(told.facts()).noneMatch(LogonRejected.class::isInstance);
    assertThat(told.facts()).noneMatch(CredSspAnswered.class::isInstance);
    assertThat(told.tlsVersion()).contains(newest ? "TLSv1.3" : "TLSv1.2");
    assertThat(Talk.only(told, ConnectionEnded.class).by()).isEqualTo("server");
    assertThat(told.certificateSubject().isPresent()).isEqualTo(!newest);
  }

  @Test
  void a_handshake_that_goes_no_further_than_the_servers_flight_is_not_complete()
      throws IOException {
    Talk talk =
        Talk.begin().client(Words.request(OFFER)).server(Words.confirm(Protocols.HYBRID_EX));
    List<Sent> sent = RecordedTls.shaken(TLS13).sent();
    talk.client(sent.getFirst().bytes());
    sent.stream()
        .filter(each -> each.from() == Side.SERVER)
        .limit(1)
        .forEach(each -> talk.server(each.bytes()));

    CapturedConnection told = talk.clientEnds(Ending.RESET).end();

    assertThat(told.facts()).noneMatch(HandshakeCompleted.class::isInstance);
    Talk.only(told, ServerHelloReceived.class);
  }

  @Test
  void a_logon_that_is_dropped_is_told_from_one_that_the_client_leaves() throws IOException {
    CapturedConnection dropped =
        overheard(proved(TLS12), true, Protocols.HYBRID_EX).serverEnds(Ending.RESET).end();
    CapturedConnection left =
        overheard(proved(TLS12), true, Protocols.HYBRID_EX).clientEnds(Ending.CLOSED).end();

    assertThat(Talk.only(dropped, LogonDropped.class).account()).isEqualTo("CORP\\anna");
    assertThat(left.facts()).noneMatch(LogonDropped.class::isInstance);
  }

  @Test
  void the_first_pass_of_a_client_that_comes_back_was_accepted_without_a_password()
      throws IOException {
    RecordedTls tls = proved(TLS12).say(Side.SERVER, SERVER_PROOF);

    CapturedConnection told =
        overheard(tls, true, Protocols.HYBRID_EX).clientEnds(Ending.CLOSED).end();

    assertThat(Talk.only(told, LogonAccepted.class).delegated()).isFalse();
  }

  @Test
  void a_user_who_may_not_log_on_is_told_although_the_password_is_right() throws IOException {
    RecordedTls tls =
        proved(TLS13)
            .say(Side.SERVER, SERVER_PROOF)
            .say(Side.CLIENT, CREDENTIALS)
            .say(Side.SERVER, Bytes.hex("05000000"));

    CapturedConnection told =
        overheard(tls, true, Protocols.HYBRID_EX).serverEnds(Ending.CLOSED).end();

    assertThat(Talk.only(told, LogonAccepted.class).delegated()).isTrue();
    assertThat(Talk.only(told, AuthorizationDenied.class).code()).isEqualTo("0x00000005");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_session_is_read_to_the_code_at_its_end(boolean newest) throws IOException {
    RecordedTls tls =
        proved(newest ? TLS13 : TLS12)
            .say(Side.SERVER, SERVER_PROOF)
            .say(Side.CLIENT, CREDENTIALS)
            .say(Side.CLIENT, Words.connectInitial(Protocols.HYBRID))
            .say(Side.SERVER, Words.connectResponse(OFFER, ServerSecurityData.UNUSED))
            .say(Side.CLIENT, Words.attaching())
            .say(Side.SERVER, Words.attached())
            .say(Side.CLIENT, Words.clientInfo())
            .say(Side.SERVER, Words.license(LicenseErrorMessage.validClient()))
            .say(Side.SERVER, Words.DEMANDED.plus(Words.FONT_MAP).plus(Words.PICTURE))
            .say(Side.SERVER, Words.share(new ShareData.SetErrorInfo(7)));

    CapturedConnection told =
        overheard(tls, true, Protocols.HYBRID).serverEnds(Ending.CLOSED).end();

    assertThat(Talk.only(told, LogonAccepted.class).delegated()).isTrue();
    Talk.only(told, ChannelsJoined.class);
    assertThat(Talk.only(told, ErrorInfoSet.class).code()).isEqualTo("0x00000007");
  }
}
