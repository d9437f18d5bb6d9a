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
  private static final int AV_FLAGS = 6;
  private static final int AV_FLAG_MIC = 2;
  private static final long FILETIME_OF_EPOCH_SECONDS = 11_644_473_600L;

  /// Windows Server 2022.
  private static final Bytes VERSION = Bytes.of(10, 0, 0x7C, 0x4F, 0, 0, 0, 15);

  private static final int SUPPORTED =
      Ntlm.NEGOTIATE_UNICODE
          | Ntlm.REQUEST_TARGET
          | Ntlm.NEGOTIATE_SIGN
          | Ntlm.NEGOTIATE_SEAL
          | Ntlm.NEGOTIATE_NTLM
          | Ntlm.ALWAYS_SIGN
          | Ntlm.EXTENDED_SESSIONSECURITY
          | Ntlm.NEGOTIATE_128
          | Ntlm.KEY_EXCH
          | Ntlm.NEGOTIATE_56;
  private static final int ALWAYS =
      Ntlm.NEGOTIATE_UNICODE
          | Ntlm.NEGOTIATE_NTLM
          | Ntlm.TARGET_TYPE_SERVER
          | Ntlm.NEGOTIATE_TARGET_INFO
          | Ntlm.NEGOTIATE_VERSION;

  private final String computer;
  private final Instant clock;
  private final Bytes serverChallenge;
  private Bytes negotiateMessage = Bytes.EMPTY;
  private Bytes challengeMessage = Bytes.EMPTY;

  /// A server called `computer`, whose challenge says that the time is `clock`.
  NtlmServer(String computer, Instant clock) {
    this.computer = computer;
    this.clock = clock;
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    this.serverChallenge = Bytes.copyOf(random);
  }

  /// What both sides have after a logon.
  record Keys(Ntlm.Direction fromClient, Ntlm.Direction toClient) {}

  /// The parts of an AUTHENTICATE_MESSAGE that a server without LM needs.
  private record Authenticate(
      Bytes ntResponse, String domain, String user, Bytes sessionKey, int flags) {}

  /// CHALLENGE_MESSAGE, in answer to a NEGOTIATE_MESSAGE.
  Bytes challenge(Bytes negotiate) throws DecodeException {
    var in = header(negotiate, NEGOTIATE);
    int flags = (in.u32le("NegotiateFlags") & SUPPORTED) | ALWAYS;
    Bytes targetName = Ntlm.utf16(computer);
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
    Bytes unicode = Ntlm.utf16(value);
    out.u16le(id).u16le(unicode.size()).bytes(unicode);
  }

  /// Checks an AUTHENTICATE_MESSAGE against the one account there is.
  ///
  /// @return the keys, or nothing if user or password is wrong
  /// @throws GeneralSecurityException if the client contradicts itself: a wrong MIC
  Optional<Keys> accept(Bytes message, String user, String password)
      throws DecodeException, GeneralSecurityException {
    Authenticate claim = authenticate(message);
    if (!claim.user.equalsIgnoreCase(user) || claim.ntResponse.size() < MIC_SIZE) {
      return Optional.empty();
    }
    Bytes ntowf = Ntlm.ntowfv2(password, claim.user, claim.domain);
    Bytes proof = claim.ntResponse.first(16);
    Bytes temp = claim.ntResponse.from(16);
    if (!Ntlm.hmacMd5(ntowf, serverChallenge.plus(temp)).equals(proof)) {
      return Optional.empty();
    }
    Bytes keyExchangeKey = Ntlm.hmacMd5(ntowf, proof);
    Bytes sessionKey =
        (claim.flags & Ntlm.KEY_EXCH) != 0
            ? Ntlm.rc4(keyExchangeKey, claim.sessionKey)
            : keyExchangeKey;
    if (promisesMic(temp)) {
      checkMic(message, sessionKey);
    }
    return Optional.of(
        new Keys(
            Ntlm.direction(sessionKey, claim.flags, "client-to-server"),
            Ntlm.direction(sessionKey, claim.flags, "server-to-client")));
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
        in.u32le("NegotiateFlags"));
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

  private static boolean promisesMic(Bytes temp) throws DecodeException {
    var pairs = new WireReader(temp);
    pairs.skip("NTLMv2_CLIENT_CHALLENGE", AV_PAIRS_AT);
    while (pairs.remaining() >= 4) {
      int id = pairs.u16le("AvId");
      WireReader value = pairs.part("Value", pairs.u16le("AvLen"));
      if (id == AV_FLAGS) {
        return (value.u32le("MsvAvFlags") & AV_FLAG_MIC) != 0;
      }
      if (id == 0) {
        break;
      }
    }
    return false;
  }

  private void checkMic(Bytes message, Bytes sessionKey)
      throws DecodeException, GeneralSecurityException {
    Bytes mic = new WireReader(message).at("MIC", MIC_AT).bytes("MIC", MIC_SIZE);
    byte[] without = message.toArray();
    Arrays.fill(without, MIC_AT, MIC_AT + MIC_SIZE, (byte) 0);
    Bytes all = negotiateMessage.plus(challengeMessage).plus(Bytes.copyOf(without));
    if (!Ntlm.hmacMd5(sessionKey, all).equals(mic)) {
      throw new GeneralSecurityException("wrong MIC");
    }
  }
}
