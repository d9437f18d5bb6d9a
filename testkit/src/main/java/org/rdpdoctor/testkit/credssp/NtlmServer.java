package org.rdpdoctor.testkit.credssp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.ntlm.AvId;
import org.rdpdoctor.wire.ntlm.NegotiateFlags;
import org.rdpdoctor.wire.ntlm.NtlmV2;
import org.rdpdoctor.wire.ntlm.Seal;
import org.rdpdoctor.wire.ntlm.TargetInfo;

/// The server's side of NTLMv2, for one user.
final class NtlmServer {
  private static final Bytes SIGNATURE = Bytes.ascii("NTLMSSP").plus(Bytes.of(0));
  private static final int NEGOTIATE = 1;
  private static final int CHALLENGE = 2;
  private static final int AUTHENTICATE = 3;
  private static final int HEADER_SIZE = 56;
  private static final int MIC_AT = 72;
  private static final int MIC_SIZE = 16;
  private static final int AV_PAIRS_AT = 28;
  private static final int AV_FLAG_MIC = 2;
  private static final long FILETIME_OF_EPOCH_SECONDS = 11_644_473_600L;

  /// Windows Server 2022.
  private static final Bytes VERSION = Bytes.of(10, 0, 0x7C, 0x4F, 0, 0, 0, 15);

  private static final int SUPPORTED =
      NegotiateFlags.UNICODE
          | NegotiateFlags.REQUEST_TARGET
          | NegotiateFlags.SIGN
          | NegotiateFlags.SEAL
          | NegotiateFlags.NTLM
          | NegotiateFlags.ALWAYS_SIGN
          | NegotiateFlags.EXTENDED_SESSIONSECURITY
          | NegotiateFlags.KEY_128
          | NegotiateFlags.KEY_EXCH
          | NegotiateFlags.KEY_56;
  private static final int ALWAYS =
      NegotiateFlags.UNICODE
          | NegotiateFlags.NTLM
          | NegotiateFlags.TARGET_TYPE_SERVER
          | NegotiateFlags.TARGET_INFO
          | NegotiateFlags.VERSION;

  private final String computer;
  private final Instant clock;
  private final Bytes serverChallenge;
  private final Optional<Bytes> channelBindings;
  private Bytes negotiateMessage = Bytes.EMPTY;
  private Bytes challengeMessage = Bytes.EMPTY;

  /// A server called `computer`, whose challenge says that the time is `clock`.
  ///
  /// @param channelBindings the digest of this TLS channel; empty if any will do
  NtlmServer(String computer, Instant clock, Optional<Bytes> channelBindings) {
    this.computer = computer;
    this.channelBindings = channelBindings;
    this.clock = clock;
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    this.serverChallenge = Bytes.copyOf(random);
  }

  /// What both sides have after a logon.
  record Keys(Seal fromClient, Seal toClient) {}

  /// The parts of an AUTHENTICATE_MESSAGE that a server without LM needs.
  private record Authenticate(
      Bytes ntResponse, String domain, String user, Bytes sessionKey, NegotiateFlags flags) {}

  /// CHALLENGE_MESSAGE, in answer to a NEGOTIATE_MESSAGE.
  Bytes challenge(Bytes negotiate) throws DecodeException {
    var in = header(negotiate, NEGOTIATE);
    int flags = (in.u32le("NegotiateFlags") & SUPPORTED) | ALWAYS;
    Bytes targetName = Bytes.utf16le(computer);
    Bytes targetInfo = targetInfo();
    negotiateMessage = negotiate;
    challengeMessage =
        new WireWriter()
            .bytes(SIGNATURE)
            .u32le(CHALLENGE)
            .u16le(targetName.size())
            .u16le(targetName.size())
            .u32le(HEADER_SIZE)
            .u32le(flags)
            .bytes(serverChallenge)
            .zeros(8) // Reserved
            .u16le(targetInfo.size())
            .u16le(targetInfo.size())
            .u32le(HEADER_SIZE + targetName.size())
            .bytes(VERSION)
            .bytes(targetName)
            .bytes(targetInfo)
            .toBytes();
    return challengeMessage;
  }

  private Bytes targetInfo() {
    String dnsName = computer.toLowerCase(java.util.Locale.ROOT) + ".lab.test";
    long filetime =
        (clock.getEpochSecond() + FILETIME_OF_EPOCH_SECONDS) * 10_000_000 + clock.getNano() / 100;
    var out = new WireWriter();
    text(out, 2, "LAB"); // MsvAvNbDomainName
    text(out, 1, computer); // MsvAvNbComputerName
    text(out, 4, "lab.test"); // MsvAvDnsDomainName
    text(out, 3, dnsName); // MsvAvDnsComputerName
    text(out, 5, "lab.test"); // MsvAvDnsTreeName
    out.u16le(7).u16le(8).u64le(filetime); // MsvAvTimestamp
    return out.u32le(0).toBytes(); // MsvAvEOL
  }

  private static void text(WireWriter out, int id, String value) {
    Bytes unicode = Bytes.utf16le(value);
    out.u16le(id).u16le(unicode.size()).bytes(unicode);
  }

  /// Checks an AUTHENTICATE_MESSAGE against the one account there is.
  ///
  /// @return the keys, or nothing if user or password is wrong
  /// @throws GeneralSecurityException if the client contradicts itself: a wrong MIC or another
  /// channel
  Optional<Keys> accept(Bytes message, String user, String password)
      throws DecodeException, GeneralSecurityException {
    Authenticate claim = authenticate(message);
    if (!claim.user.equalsIgnoreCase(user) || claim.ntResponse.size() < MIC_SIZE) {
      return Optional.empty();
    }
    Bytes key = NtlmV2.responseKey(password.toCharArray(), claim.user, claim.domain);
    Bytes proof = claim.ntResponse.first(NtlmV2.HASH_SIZE);
    Bytes temp = claim.ntResponse.from(NtlmV2.HASH_SIZE);
    if (!NtlmV2.proof(key, serverChallenge, temp).equals(proof)) {
      return Optional.empty();
    }
    Bytes keyExchangeKey = NtlmV2.sessionBaseKey(key, proof);
    Bytes sessionKey =
        claim.flags.has(NegotiateFlags.KEY_EXCH)
            ? NtlmV2.exchanged(keyExchangeKey, claim.sessionKey)
            : keyExchangeKey;
    TargetInfo info = TargetInfo.decode(temp.from(Math.min(AV_PAIRS_AT, temp.size())));
    if (isBoundElsewhere(info)) {
      throw new GeneralSecurityException("channel bindings of another channel");
    }
    if (info.flags().map(flags -> (flags & AV_FLAG_MIC) != 0).orElse(false)) {
      checkMic(message, sessionKey);
    }
    return Optional.of(
        new Keys(
            Seal.clientToServer(sessionKey, claim.flags),
            Seal.serverToClient(sessionKey, claim.flags)));
  }

  private static Authenticate authenticate(Bytes message) throws DecodeException {
    var in = header(message, AUTHENTICATE);
    field(message, in, "LmChallengeResponse");
    Bytes ntResponse = field(message, in, "NtChallengeResponse");
    Bytes domain = field(message, in, "DomainName");
    Bytes user = field(message, in, "UserName");
    field(message, in, "Workstation");
    Bytes sessionKey = field(message, in, "EncryptedRandomSessionKey");
    return new Authenticate(
        ntResponse,
        domain.decode(StandardCharsets.UTF_16LE),
        user.decode(StandardCharsets.UTF_16LE),
        sessionKey,
        new NegotiateFlags(in.u32le("NegotiateFlags")));
  }

  private static Bytes field(Bytes message, WireReader in, String name) throws DecodeException {
    int length = in.u16le(name + "Len");
    in.skip(name + "MaxLen", 2);
    int offset = in.u32le(name + "BufferOffset");
    return length == 0 ? Bytes.EMPTY : new WireReader(message).at(name, offset).bytes(name, length);
  }

  private static WireReader header(Bytes message, int type) throws DecodeException {
    var in = new WireReader(message);
    Bytes signature = in.bytes("Signature", SIGNATURE.size());
    if (!signature.equals(SIGNATURE)) {
      throw in.unknownType("Signature", 0, signature.at(0));
    }
    in.require("MessageType", 4, type, in.u32le("MessageType"));
    return in;
  }

  /// As Windows does where the policy says nothing else: wrong bindings are refused, none are not.
  private boolean isBoundElsewhere(TargetInfo info) {
    return info.find(AvId.MSV_AV_CHANNEL_BINDINGS)
        .filter(bindings -> !bindings.equals(Bytes.copyOf(new byte[NtlmV2.HASH_SIZE])))
        .filter(bindings -> channelBindings.filter(own -> !own.equals(bindings)).isPresent())
        .isPresent();
  }

  private void checkMic(Bytes message, Bytes sessionKey)
      throws DecodeException, GeneralSecurityException {
    Bytes mic = new WireReader(message).at("MIC", MIC_AT).bytes("MIC", MIC_SIZE);
    byte[] without = message.toArray();
    Arrays.fill(without, MIC_AT, MIC_AT + MIC_SIZE, (byte) 0);
    Bytes expected =
        NtlmV2.mic(sessionKey, negotiateMessage, challengeMessage, Bytes.copyOf(without));
    if (!expected.equals(mic)) {
      throw new GeneralSecurityException("wrong MIC");
    }
  }
}
