package org.rdpdoctor.wire.ntlm;

import java.util.Arrays;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.security.Rc4;

/// The arithmetic of an NTLMv2 logon, which both sides do.
@SpecifiedIn("MS-NLMP 3.3.2")
public final class NtlmV2 {
  /// `NTProofStr`, and every other result here, in bytes.
  public static final int HASH_SIZE = 16;

  public static final int CHALLENGE_SIZE = 8;

  private static final int RESPONSE_VERSION = 1;

  private NtlmV2() {}

  /// `NTOWFv2`: what takes the place of the password in everything that follows, and is to be kept
  /// as secret. The copies that this makes of the password are wiped.
  public static Bytes responseKey(char[] password, String user, String domain) {
    byte[] unicode = new byte[2 * password.length];
    for (int i = 0; i < password.length; i++) {
      unicode[2 * i] = (byte) password[i];
      unicode[2 * i + 1] = (byte) (password[i] >> 8);
    }
    byte[] hash = Md4.digest(unicode);
    Arrays.fill(unicode, (byte) 0);
    Bytes key = Hashes.hmacMd5(Bytes.copyOf(hash), Bytes.utf16le(upperCase(user) + domain));
    Arrays.fill(hash, (byte) 0);
    return key;
  }

  /// Character by character, as Windows does it: `ß` stays one character.
  private static String upperCase(String name) {
    var upper = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      upper.append(Character.toUpperCase(name.charAt(i)));
    }
    return upper.toString();
  }

  /// `temp`: the client's part of the response, `NTLMv2_CLIENT_CHALLENGE`.
  ///
  /// @param time of the server where it told it, as its challenge has it
  public static Bytes clientChallenge(FileTime time, Bytes clientChallenge, TargetInfo info) {
    return new WireWriter()
        .u8(RESPONSE_VERSION) // RespType
        .u8(RESPONSE_VERSION) // HiRespType
        .zeros(6) // Reserved1, Reserved2
        .u64le(time.ticks())
        .bytes(clientChallenge)
        .zeros(4) // Reserved3
        .bytes(info.encode())
        .zeros(4)
        .toBytes();
  }

  /// `NTProofStr`: proves the knowledge of the password.
  public static Bytes proof(Bytes responseKey, Bytes serverChallenge, Bytes temp) {
    return Hashes.hmacMd5(responseKey, serverChallenge, temp);
  }

  /// `LMv2_RESPONSE`, for servers that do not tell their time.
  public static Bytes lmResponse(Bytes responseKey, Bytes serverChallenge, Bytes clientChallenge) {
    return Hashes.hmacMd5(responseKey, serverChallenge, clientChallenge).plus(clientChallenge);
  }

  /// `SessionBaseKey`, which is the key exchange key, too.
  public static Bytes sessionBaseKey(Bytes responseKey, Bytes proof) {
    return Hashes.hmacMd5(responseKey, proof);
  }

  /// Encrypts the `ExportedSessionKey` on its way to the server, or decrypts it there.
  public static Bytes exchanged(Bytes keyExchangeKey, Bytes sessionKey) {
    return new Rc4(keyExchangeKey).apply(sessionKey);
  }

  /// `MIC`: binds the three messages to each other.
  ///
  /// @param authenticate with zeros in place of the MIC
  public static Bytes mic(
      Bytes exportedSessionKey, Bytes negotiate, Bytes challenge, Bytes authenticate) {
    return Hashes.hmacMd5(exportedSessionKey, negotiate, challenge, authenticate);
  }

  /// `MsvAvChannelBindings`: the digest of a `gss_channel_bindings_struct` without addresses (RFC
  /// 4121 4.1.1.2).
  ///
  /// @param applicationData such as `tls-server-end-point:` and a digest of the certificate
  public static Bytes channelBindings(Bytes applicationData) {
    return Hashes.md5(
        new WireWriter()
            .zeros(4 * Integer.BYTES) // initiator and acceptor: type and length of address
            .u32le(applicationData.size())
            .bytes(applicationData)
            .toBytes());
  }
}
