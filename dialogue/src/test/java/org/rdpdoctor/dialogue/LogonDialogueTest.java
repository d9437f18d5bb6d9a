package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.AuthenticationFact.AuthorizationDenied;
import org.rdpdoctor.facts.AuthenticationFact.AuthorizationGranted;
import org.rdpdoctor.facts.AuthenticationFact.DelegationDropped;
import org.rdpdoctor.facts.AuthenticationFact.DelegationUnanswered;
import org.rdpdoctor.facts.AuthenticationFact.LogonAccepted;
import org.rdpdoctor.facts.AuthenticationFact.LogonDropped;
import org.rdpdoctor.facts.AuthenticationFact.LogonRejected;
import org.rdpdoctor.facts.AuthenticationFact.LogonUnanswered;
import org.rdpdoctor.facts.AuthenticationFact.LogonUnreadable;
import org.rdpdoctor.facts.AuthenticationFact.MechanismRefused;
import org.rdpdoctor.facts.AuthenticationFact.PublicKeyMismatched;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.credssp.KeyBinding;
import org.rdpdoctor.wire.credssp.TsCredentials;
import org.rdpdoctor.wire.credssp.TsPasswordCreds;
import org.rdpdoctor.wire.credssp.TsRequest;
import org.rdpdoctor.wire.ntlm.AuthenticateMessage;
import org.rdpdoctor.wire.ntlm.AvId;
import org.rdpdoctor.wire.ntlm.AvPair;
import org.rdpdoctor.wire.ntlm.ChallengeMessage;
import org.rdpdoctor.wire.ntlm.NegotiateFlags;
import org.rdpdoctor.wire.ntlm.NtlmMessage;
import org.rdpdoctor.wire.ntlm.NtlmV2;
import org.rdpdoctor.wire.ntlm.Seal;
import org.rdpdoctor.wire.ntlm.TargetInfo;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegState;
import org.rdpdoctor.wire.spnego.NegTokenInit;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.spnego.NegotiationToken;

/// A logon with a server whose every answer can be foreseen, since all that is random is given.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogonDialogueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Account ACCOUNT = Account.of("CORP\\anna");
  private static final String SECRET = "Zq7-unlikely";
  private static final Bytes KEY = Bytes.hex("3082010a02820101 00aabbccdd");
  private static final Bytes SESSION_KEY = Bytes.hex("5a".repeat(16));
  private static final Bytes NONCE = Bytes.hex("77".repeat(32));
  private static final Bytes SERVER_CHALLENGE = Bytes.hex("0123456789abcdef");
  private static final NegotiateFlags FLAGS = new NegotiateFlags(0xE28A8235);
  private static final Bytes MECH_TYPES =
      NegTokenInit.offering(List.of(MechType.NTLMSSP), Bytes.EMPTY).encodeMechTypes();

  enum Shape {
    WRAPPED,
    BARE
  }

  private Optional<Password> delegated = Optional.empty();
  private boolean authorizationFollows;

  private LogonDialogue dialogue(Shape shape) {
    var mechanism =
        new NtlmMechanism(
            ACCOUNT,
            Password.takenFrom(SECRET.toCharArray()),
            new NtlmMechanism.Surroundings(
                "TERMSRV/srv01", Bytes.ascii("tls-server-end-point:x"), "HERE", new FileTime(9)),
            new NtlmMechanism.Chances(Bytes.hex("aa".repeat(8)), SESSION_KEY));
    return new LogonDialogue(
        PEER,
        mechanism,
        new LogonTerms(ACCOUNT, shape == Shape.BARE, KEY, NONCE, delegated, authorizationFollows),
        code -> "NAME-OF-" + code,
        PATIENCE);
  }

  private static Bytes challengeToken(boolean withTime) {
    var pairs =
        withTime
            ? List.of(
                AvPair.text(AvId.MSV_AV_NB_COMPUTER_NAME, "SRV01"),
                new AvPair(AvId.MSV_AV_TIMESTAMP, Bytes.hex("0102030405060708")))
            : List.of(AvPair.text(AvId.MSV_AV_NB_COMPUTER_NAME, "SRV01"));
    return new ChallengeMessage(
            "SRV01", FLAGS, SERVER_CHALLENGE, new TargetInfo(pairs), Optional.empty())
        .encode();
  }

  /// What a server says that takes the logon, message by message.
  static List<Bytes> soundAnswers() {
    return List.of(
        challenge(Shape.WRAPPED, 6),
        challenge(Shape.BARE, 6).plus(proof(Shape.BARE, 6, KEY)),
        error(6, 0xC000006D));
  }

  /// One that hands its password over.
  static LogonDialogue delegating() {
    var test = new LogonDialogueTest();
    test.delegated = Optional.of(Password.takenFrom(SECRET.toCharArray()));
    test.authorizationFollows = true;
    return test.dialogue(Shape.BARE);
  }

  private static Bytes challenge(Shape shape, int version) {
    Bytes token = challengeToken(true);
    return TsRequest.negotiating(
            version, shape == Shape.BARE ? token : response(NegState.ACCEPT_INCOMPLETE, token))
        .encode();
  }

  private static Bytes response(NegState state, Bytes token) {
    return new NegTokenResp(
            Optional.of(state), Optional.of(MechType.NTLMSSP), Optional.of(token), Optional.empty())
        .encode();
  }

  /// What the agreed flags make of the session.
  private static Seal fromServer() {
    return Seal.serverToClient(SESSION_KEY, FLAGS);
  }

  private static Bytes proof(Shape shape, int version, Bytes key) {
    Seal seal = fromServer();
    Optional<Bytes> token =
        shape == Shape.BARE
            ? Optional.empty()
            : Optional.of(
                new NegTokenResp(
                        Optional.of(NegState.ACCEPT_COMPLETED),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(seal.mic(MECH_TYPES)))
                    .encode());
    Optional<Bytes> nonce = version >= 5 ? Optional.of(NONCE) : Optional.empty();
    return request(
        version, token, Optional.of(seal.seal(KeyBinding.ofServer(nonce, key))), Optional.empty());
  }

  private static Bytes error(int version, int code) {
    return request(version, Optional.empty(), Optional.empty(), Optional.of(code));
  }

  private static Bytes request(
      int version, Optional<Bytes> token, Optional<Bytes> pubKeyAuth, Optional<Integer> error) {
    return new TsRequest(
            version, token.stream().toList(), Optional.empty(), pubKeyAuth, error, Optional.empty())
        .encode();
  }

  private static AuthenticateMessage authenticate(Bytes request) throws DecodeException {
    Bytes token = TsRequest.decode(request).negoTokens().getFirst();
    Bytes message =
        token.startsWith(NtlmMessage.SIGNATURE)
            ? token
            : ((NegTokenResp) NegotiationToken.decode(token)).responseToken().orElseThrow();
    return AuthenticateMessage.decode(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 9})
  void a_right_password_is_accepted_by_every_version(int version) {
    for (Shape shape : Shape.values()) {
      LogonDialogue dialogue = dialogue(shape);
      Held held =
          ScriptedLine.saying(challenge(shape, version), proof(shape, version, KEY)).hold(dialogue);

      LogonAccepted fact = held.only(LogonAccepted.class);
      assertThat(fact.version()).isEqualTo(Math.min(6, version));
      assertThat(fact.account()).isEqualTo("CORP\\anna");
      assertThat(fact.delegated()).isFalse();
      assertThat(held.said()).as("no third message: nothing is delegated").hasSize(2);
      assertThat(dialogue.isAccepted()).isTrue();
      assertThat(dialogue.isAdmitted()).isFalse();
    }
  }

  @Test
  void the_proof_is_bound_to_channel_name_and_key_and_protected_by_a_mic() throws Exception {
    Held held =
        ScriptedLine.saying(challenge(Shape.BARE, 6), proof(Shape.BARE, 6, KEY))
            .hold(dialogue(Shape.BARE));
    TsRequest last = TsRequest.decode(held.said().get(1));
    AuthenticateMessage message = authenticate(held.said().get(1));
    TargetInfo info = TargetInfo.decode(message.ntChallengeResponse().from(16 + 28));

    assertThat(message.domainName()).isEqualTo("CORP");
    assertThat(message.userName()).isEqualTo("anna");
    assertThat(message.workstation()).isEqualTo("HERE");
    assertThat(message.lmChallengeResponse()).isEqualTo(Bytes.hex("00".repeat(24)));
    assertThat(info.nbComputerName()).contains("SRV01");
    assertThat(info.flags()).contains(2);
    assertThat(info.find(AvId.MSV_AV_TARGET_NAME)).contains(Bytes.utf16le("TERMSRV/srv01"));
    assertThat(info.find(AvId.MSV_AV_CHANNEL_BINDINGS))
        .contains(NtlmV2.channelBindings(Bytes.ascii("tls-server-end-point:x")));
    assertThat(mic(held, message)).isEqualTo(message.mic().orElseThrow());
    assertThat(last.clientNonce()).contains(NONCE);
    assertThat(Seal.clientToServer(SESSION_KEY, FLAGS).open(last.pubKeyAuth().orElseThrow()))
        .contains(KeyBinding.ofClient(Optional.of(NONCE), KEY));
  }

  /// As the server would compute it.
  private static Bytes mic(Held held, AuthenticateMessage message) throws DecodeException {
    Bytes negotiate = TsRequest.decode(held.said().get(0)).negoTokens().getFirst();
    Bytes whole = TsRequest.decode(held.said().get(1)).negoTokens().getFirst();
    int at = AuthenticateMessage.MIC_AT;
    Bytes without = whole.first(at).plus(Bytes.hex("00".repeat(16))).plus(whole.from(at + 16));
    assertThat(whole.slice(at, at + 16)).isEqualTo(message.mic().orElseThrow());
    return NtlmV2.mic(SESSION_KEY, negotiate, challengeToken(true), without);
  }

  @Test
  void a_server_that_tells_no_time_gets_an_lm_response_and_no_mic() throws Exception {
    Bytes challenge = TsRequest.negotiating(6, challengeToken(false)).encode();
    Held held =
        ScriptedLine.saying(challenge, proof(Shape.BARE, 6, KEY)).hold(dialogue(Shape.BARE));
    AuthenticateMessage message = authenticate(held.said().get(1));

    held.only(LogonAccepted.class);
    assertThat(message.mic()).isEmpty();
    assertThat(message.lmChallengeResponse().from(16)).isEqualTo(Bytes.hex("aa".repeat(8)));
  }

  @Test
  void inside_SPNEGO_the_list_of_mechanisms_is_signed() throws Exception {
    Held held =
        ScriptedLine.saying(challenge(Shape.WRAPPED, 6), proof(Shape.WRAPPED, 6, KEY))
            .hold(dialogue(Shape.WRAPPED));
    TsRequest last = TsRequest.decode(held.said().get(1));
    var token = (NegTokenResp) NegotiationToken.decode(last.negoTokens().getFirst());
    Seal client = Seal.clientToServer(SESSION_KEY, FLAGS);

    assertThat(token.mechListMic()).contains(client.mic(MECH_TYPES));
    assertThat(client.open(last.pubKeyAuth().orElseThrow())).isPresent();
  }

  @Test
  void a_server_that_answers_SPNEGO_without_it_is_followed() {
    Held held =
        ScriptedLine.saying(challenge(Shape.BARE, 6), proof(Shape.BARE, 6, KEY))
            .hold(dialogue(Shape.WRAPPED));

    held.only(LogonAccepted.class);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void answers_may_come_in_any_pieces(Shape shape) {
    Held held =
        ScriptedLine.saying(challenge(shape, 6), proof(shape, 6, KEY))
            .byteByByte()
            .hold(dialogue(shape));

    held.only(LogonAccepted.class);
  }

  @Test
  void the_signed_list_and_the_proof_may_come_one_after_the_other() {
    Seal seal = fromServer();
    Bytes completed =
        new NegTokenResp(
                Optional.of(NegState.ACCEPT_COMPLETED),
                Optional.empty(),
                Optional.empty(),
                Optional.of(seal.mic(MECH_TYPES)))
            .encode();
    Bytes first = request(6, Optional.of(completed), Optional.empty(), Optional.empty());
    Bytes second =
        request(
            6,
            Optional.empty(),
            Optional.of(seal.seal(KeyBinding.ofServer(Optional.of(NONCE), KEY))),
            Optional.empty());

    ScriptedLine.saying(challenge(Shape.WRAPPED, 6), first.plus(second))
        .hold(dialogue(Shape.WRAPPED))
        .only(LogonAccepted.class);
  }

  @Test
  void an_error_is_told_with_its_name() {
    LogonRejected fact =
        ScriptedLine.saying(challenge(Shape.BARE, 6), error(6, 0xC0000234))
            .hold(dialogue(Shape.BARE))
            .only(LogonRejected.class);

    assertThat(fact.code()).isEqualTo("0xC0000234");
    assertThat(fact.name()).isEqualTo("NAME-OF-0xC0000234");
    assertThat(fact.mechanism()).isEqualTo("NTLM");
  }

  @Test
  void an_end_without_a_word_is_told_as_that() {
    LogonDropped fact =
        ScriptedLine.saying(challenge(Shape.BARE, 2))
            .thenCloses()
            .hold(dialogue(Shape.BARE))
            .only(LogonDropped.class);

    assertThat(fact.how()).isEqualTo(Ending.CLOSED);
    assertThat(fact.version()).isEqualTo(2);
  }

  @Test
  void a_goodbye_as_in_a_session_is_an_end_too() {
    // Deactivate All and a disconnect, as a server of FreeRDP 2 sent them after a wrong password
    Bytes goodbye =
        Bytes.hex("0300001c02f08068fc1703eb70800d0d00160000000000000001000003000009 02f0802180");

    LogonDropped fact =
        ScriptedLine.saying(challenge(Shape.BARE, 6), goodbye)
            .hold(dialogue(Shape.BARE))
            .only(LogonDropped.class);

    assertThat(fact.evidence().heard()).startsWith("an RDP goodbye");
  }

  @Test
  void silence_after_the_proof_is_told_with_its_length() {
    Held held = ScriptedLine.saying(challenge(Shape.BARE, 6)).hold(dialogue(Shape.BARE));

    assertThat(held.only(LogonUnanswered.class).waited()).isEqualTo(PATIENCE);
    assertThat(held.took()).isEqualTo(PATIENCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void a_proof_for_another_key_is_an_interception_and_nothing_is_handed_over(int version) {
    delegated = Optional.of(Password.takenFrom(SECRET.toCharArray()));
    LogonDialogue dialogue = dialogue(Shape.BARE);
    Held held =
        ScriptedLine.saying(
                challenge(Shape.BARE, version),
                proof(Shape.BARE, version, Bytes.ascii("another key")))
            .hold(dialogue);

    held.only(PublicKeyMismatched.class);
    assertThat(held.said()).hasSize(2);
    assertThat(dialogue.isAccepted()).isFalse();
  }

  @Test
  void the_client_s_own_proof_sent_back_is_no_proof() {
    Bytes replayed =
        request(
            2,
            Optional.empty(),
            Optional.of(fromServer().seal(KeyBinding.ofClient(Optional.empty(), KEY))),
            Optional.empty());

    ScriptedLine.saying(challenge(Shape.BARE, 2), replayed)
        .hold(dialogue(Shape.BARE))
        .only(PublicKeyMismatched.class);
  }

  @Test
  void a_proof_that_is_not_sealed_with_the_agreed_keys_is_unreadable() {
    Bytes sealed =
        request(6, Optional.empty(), Optional.of(Bytes.hex("00".repeat(48))), Optional.empty());

    ScriptedLine.saying(challenge(Shape.BARE, 6), sealed)
        .hold(dialogue(Shape.BARE))
        .only(LogonUnreadable.class);
  }

  @Test
  void a_list_of_mechanisms_that_was_changed_on_the_way_is_noticed() {
    Bytes forged =
        new NegTokenResp(
                Optional.of(NegState.ACCEPT_COMPLETED),
                Optional.empty(),
                Optional.empty(),
                Optional.of(fromServer().mic(Bytes.ascii("another list"))))
            .encode();

    LogonUnreadable fact =
        ScriptedLine.saying(
                challenge(Shape.WRAPPED, 6),
                request(6, Optional.of(forged), Optional.empty(), Optional.empty()))
            .hold(dialogue(Shape.WRAPPED))
            .only(LogonUnreadable.class);

    assertThat(fact.reason()).isEqualTo("a wrong mechListMIC");
  }

  @Test
  void another_mechanism_ends_the_logon_before_any_password_is_proved() {
    Bytes kerberos =
        new NegTokenResp(
                Optional.of(NegState.ACCEPT_INCOMPLETE),
                Optional.of(MechType.KERBEROS),
                Optional.empty(),
                Optional.empty())
            .encode();
    Held held =
        ScriptedLine.saying(TsRequest.negotiating(6, kerberos).encode())
            .hold(dialogue(Shape.WRAPPED));

    assertThat(held.only(MechanismRefused.class).chosen()).isEqualTo("Kerberos");
    assertThat(held.said()).hasSize(1);
  }

  @Test
  void an_end_before_any_password_is_proved_says_nothing_of_the_password() {
    ScriptedLine.silent().thenCloses().hold(dialogue(Shape.BARE)).only(MechanismRefused.class);
  }

  @Test
  void a_challenge_that_agrees_to_no_sealing_gets_no_proof() {
    Bytes weak =
        new ChallengeMessage(
                "SRV01",
                new NegotiateFlags(NegotiateFlags.UNICODE | NegotiateFlags.NTLM),
                SERVER_CHALLENGE,
                TargetInfo.EMPTY,
                Optional.empty())
            .encode();
    Held held =
        ScriptedLine.saying(TsRequest.negotiating(6, weak).encode()).hold(dialogue(Shape.BARE));

    assertThat(held.only(LogonUnreadable.class).reason()).contains("no sealed session");
    assertThat(held.said()).hasSize(1);
  }

  @Test
  void the_password_is_handed_over_only_after_the_proof_and_only_sealed() throws Exception {
    delegated = Optional.of(Password.takenFrom(SECRET.toCharArray()));
    authorizationFollows = true;
    LogonDialogue dialogue = dialogue(Shape.BARE);
    Held held =
        ScriptedLine.saying(
                challenge(Shape.BARE, 6), proof(Shape.BARE, 6, KEY), Bytes.hex("00000000 0300"))
            .hold(dialogue);
    Seal server = Seal.clientToServer(SESSION_KEY, FLAGS);
    server.open(TsRequest.decode(held.said().get(1)).pubKeyAuth().orElseThrow());
    Bytes opened =
        server.open(TsRequest.decode(held.said().get(2)).authInfo().orElseThrow()).orElseThrow();

    assertThat(TsPasswordCreds.decode(TsCredentials.decode(opened).credentials()))
        .isEqualTo(new TsPasswordCreds("CORP", "anna", SECRET));
    held.the(LogonAccepted.class);
    held.the(AuthorizationGranted.class);
    assertThat(held.left()).isEqualTo(Bytes.hex("0300"));
    assertThat(dialogue.isAdmitted()).isTrue();
    for (Bytes said : held.said()) {
      assertThat(said.indexOf(Bytes.utf16le(SECRET))).isNegative();
    }
  }

  @Test
  void without_an_authorization_result_the_server_is_waited_for_no_longer() {
    delegated = Optional.of(Password.takenFrom(SECRET.toCharArray()));
    LogonDialogue dialogue = dialogue(Shape.BARE);
    Held held =
        ScriptedLine.saying(challenge(Shape.BARE, 6), proof(Shape.BARE, 6, KEY)).hold(dialogue);

    assertThat(held.only(LogonAccepted.class).delegated()).isTrue();
    assertThat(dialogue.isAdmitted()).isTrue();
    assertThat(held.took()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void a_user_who_may_not_log_on_is_told_apart_from_a_wrong_password() {
    delegated = Optional.of(Password.takenFrom(SECRET.toCharArray()));
    authorizationFollows = true;
    LogonDialogue dialogue = dialogue(Shape.BARE);
    Held held =
        ScriptedLine.saying(
                challenge(Shape.BARE, 6), proof(Shape.BARE, 6, KEY), Bytes.hex("05000000"))
            .hold(dialogue);

    held.the(LogonAccepted.class);
    assertThat(held.the(AuthorizationDenied.class).code()).isEqualTo("0x00000005");
    assertThat(dialogue.isAdmitted()).isFalse();
  }

  @Test
  void an_end_or_silence_after_the_credentials_is_told() {
    delegated = Optional.of(Password.takenFrom(SECRET.toCharArray()));
    authorizationFollows = true;
    ScriptedLine line = ScriptedLine.saying(challenge(Shape.BARE, 6), proof(Shape.BARE, 6, KEY));

    line.thenResets().hold(dialogue(Shape.BARE)).the(DelegationDropped.class);
    line.hold(dialogue(Shape.BARE)).the(DelegationUnanswered.class);
  }

  @Test
  void no_fact_shows_the_password() {
    Held held =
        ScriptedLine.saying(challenge(Shape.BARE, 6), error(6, 0xC000006D))
            .hold(dialogue(Shape.BARE));

    assertThat(held.seen().toString()).doesNotContain(SECRET);
    assertThat(Password.takenFrom(SECRET.toCharArray()).toString()).doesNotContain(SECRET);
  }
}
