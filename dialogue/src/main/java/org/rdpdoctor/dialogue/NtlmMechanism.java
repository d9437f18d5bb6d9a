package org.rdpdoctor.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.ntlm.AuthenticateMessage;
import org.rdpdoctor.wire.ntlm.AvId;
import org.rdpdoctor.wire.ntlm.AvPair;
import org.rdpdoctor.wire.ntlm.ChallengeMessage;
import org.rdpdoctor.wire.ntlm.NegotiateFlags;
import org.rdpdoctor.wire.ntlm.NegotiateMessage;
import org.rdpdoctor.wire.ntlm.NtlmV2;
import org.rdpdoctor.wire.ntlm.Seal;
import org.rdpdoctor.wire.ntlm.TargetInfo;
import org.rdpdoctor.wire.ntlm.Version;
import org.rdpdoctor.wire.spnego.MechType;

/// NTLMv2, as a current Windows client does it: bound to the TLS channel and to the name of the
/// server, with a MIC where the server tells its time (MS-NLMP 3.1.5.1.2).
public final class NtlmMechanism implements Mechanism {
  private static final Version VERSION = new Version(10, 0, 26100, Version.NTLMSSP_REVISION_W2K3);
  private static final int MIC_PROVIDED = 0x2;

  /// To prove who one is and no more.
  private static final int LEAST = NegotiateFlags.UNICODE | NegotiateFlags.EXTENDED_SESSIONSECURITY;

  private static final int SEALED = LEAST | NegotiateFlags.SIGN | NegotiateFlags.SEAL;

  private final Account account;
  private final Password password;
  private final Surroundings surroundings;
  private final Chances chances;
  private final int needed;
  private final Bytes negotiate = NegotiateMessage.of(NegotiateFlags.CLIENT, VERSION).encode();
  private Optional<Keys> keys = Optional.empty();
  private boolean promisesMic;

  /// What the logon is bound to.
  ///
  /// @param service as Kerberos would name it: `TERMSRV/host`
  /// @param channel application data of the TLS channel's bindings; empty if it has none
  /// @param workstation this computer's name, which an account may be restricted to
  /// @param now for servers that do not tell their time
  public record Surroundings(String service, Bytes channel, String workstation, FileTime now) {}

  /// Random bytes, used once.
  ///
  /// @param clientChallenge eight of them
  /// @param sessionKey sixteen
  public record Chances(Bytes clientChallenge, Bytes sessionKey) {
    @Override
    public String toString() {
      return "Chances[hidden]";
    }
  }

  private record Keys(Seal toServer, Seal fromServer) {}

  /// @param password wiped by its owner, after this logon
  public NtlmMechanism(
      Account account, Password password, Surroundings surroundings, Chances chances) {
    this(account, password, surroundings, chances, SEALED);
  }

  private NtlmMechanism(
      Account account, Password password, Surroundings surroundings, Chances chances, int needed) {
    this.account = account;
    this.password = password;
    this.surroundings = surroundings;
    this.chances = chances;
    this.needed = needed;
  }

  /// A logon after which nothing is sealed, as in HTTP.
  public static NtlmMechanism unsealed(
      Account account, Password password, Surroundings surroundings, Chances chances) {
    return new NtlmMechanism(account, password, surroundings, chances, LEAST);
  }

  @Override
  public String name() {
    return "NTLM";
  }

  @Override
  public List<MechType> mechTypes() {
    return List.of(MechType.NTLMSSP);
  }

  @Override
  public boolean provesAtOnce() {
    return false;
  }

  @Override
  public Step begin() {
    return new Step.Say(negotiate, false);
  }

  @Override
  public Step hear(Bytes token) {
    if (keys.isPresent()) {
      return new Step.Senseless("an NTLM message after the last one");
    }
    try {
      ChallengeMessage challenge = ChallengeMessage.decode(token);
      return challenge.negotiateFlags().has(needed)
          ? new Step.Say(authenticate(token, challenge), true)
          : new Step.Senseless(
              "a challenge that agrees to no sealed session: " + challenge.negotiateFlags());
    } catch (DecodeException e) {
      return new Step.Senseless(e.fault().describe());
    }
  }

  private Bytes authenticate(Bytes token, ChallengeMessage challenge) {
    Optional<FileTime> serverTime = challenge.targetInfo().timestamp();
    promisesMic = serverTime.isPresent();
    Bytes key =
        password.lend(
            characters -> NtlmV2.responseKey(characters, account.user(), account.domain()));
    Bytes temp =
        NtlmV2.clientChallenge(
            serverTime.orElse(surroundings.now()),
            chances.clientChallenge(),
            answered(challenge.targetInfo()));
    Bytes proof = NtlmV2.proof(key, challenge.serverChallenge(), temp);
    Bytes baseKey = NtlmV2.sessionBaseKey(key, proof);
    NegotiateFlags flags = agreed(challenge.negotiateFlags());
    boolean exchanges = flags.has(NegotiateFlags.KEY_EXCH);
    Bytes sessionKey = exchanges ? chances.sessionKey() : baseKey;
    keys =
        Optional.of(
            new Keys(
                Seal.clientToServer(sessionKey, flags), Seal.serverToClient(sessionKey, flags)));
    // With a time there is no LM response (MS-NLMP 3.1.5.1.2).
    Bytes lm =
        promisesMic
            ? new WireWriter().zeros(NtlmV2.HASH_SIZE + NtlmV2.CHALLENGE_SIZE).toBytes()
            : NtlmV2.lmResponse(key, challenge.serverChallenge(), chances.clientChallenge());
    var message =
        new AuthenticateMessage(
            lm,
            proof.plus(temp),
            account.domain(),
            account.user(),
            surroundings.workstation(),
            exchanges ? NtlmV2.exchanged(baseKey, sessionKey) : Bytes.EMPTY,
            flags,
            Optional.of(VERSION),
            promisesMic
                ? Optional.of(new WireWriter().zeros(AuthenticateMessage.MIC_SIZE).toBytes())
                : Optional.empty());
    return promisesMic ? signed(sessionKey, token, message.encode()) : message.encode();
  }

  private Bytes signed(Bytes sessionKey, Bytes challenge, Bytes message) {
    Bytes mic = NtlmV2.mic(sessionKey, negotiate, challenge, message);
    int at = AuthenticateMessage.MIC_AT;
    return message.first(at).plus(mic).plus(message.from(at + AuthenticateMessage.MIC_SIZE));
  }

  /// What the server told of itself comes back to it, with what this client adds.
  private TargetInfo answered(TargetInfo told) {
    var pairs = new ArrayList<AvPair>();
    for (AvPair pair : told.pairs()) {
      if (!isOurs(pair.avId())) {
        pairs.add(pair);
      }
    }
    int flags = told.flags().orElse(0) | (promisesMic ? MIC_PROVIDED : 0);
    if (flags != 0) {
      pairs.add(new AvPair(AvId.MSV_AV_FLAGS, new WireWriter().u32le(flags).toBytes()));
    }
    Bytes bindings =
        surroundings.channel().isEmpty()
            ? new WireWriter().zeros(NtlmV2.HASH_SIZE).toBytes()
            : NtlmV2.channelBindings(surroundings.channel());
    pairs.add(new AvPair(AvId.MSV_AV_CHANNEL_BINDINGS, bindings));
    pairs.add(AvPair.text(AvId.MSV_AV_TARGET_NAME, surroundings.service()));
    return new TargetInfo(pairs);
  }

  private static boolean isOurs(AvId id) {
    return id.equals(AvId.MSV_AV_FLAGS)
        || id.equals(AvId.MSV_AV_CHANNEL_BINDINGS)
        || id.equals(AvId.MSV_AV_TARGET_NAME);
  }

  /// What both sides can do; UNICODE and extended session security replace what they stand beside.
  private static NegotiateFlags agreed(NegotiateFlags offered) {
    int known = NegotiateFlags.CLIENT.value() | NegotiateFlags.TARGET_INFO;
    int replaced = NegotiateFlags.OEM | NegotiateFlags.LM_KEY;
    return new NegotiateFlags((offered.value() & known & ~replaced) | NegotiateFlags.VERSION);
  }

  @Override
  public boolean signsMechTypes() {
    return promisesMic;
  }

  @Override
  public Bytes mic(Bytes message) {
    return agreedKeys().toServer().mic(message);
  }

  @Override
  public boolean isMic(Bytes mic, Bytes message) {
    return agreedKeys().fromServer().mic(message).equals(mic);
  }

  @Override
  public Bytes seal(Bytes message) {
    return agreedKeys().toServer().seal(message);
  }

  @Override
  public Optional<Bytes> open(Bytes sealed) {
    return agreedKeys().fromServer().open(sealed);
  }

  private Keys agreedKeys() {
    return keys.orElseThrow(() -> new IllegalStateException("there are no keys yet"));
  }
}
