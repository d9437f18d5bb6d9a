package org.rdpdoctor.wire.tls;

import java.util.List;
import java.util.stream.IntStream;
import org.rdpdoctor.wire.Bytes;

/// The hello of a Windows client, so that a server is asked just what that client asks.
public final class Schannel {
  private Schannel() {}

  /// Microsoft, "TLS Elliptic Curves in Windows 10 version 1607 and later".
  public static final List<NamedGroup> GROUPS =
      List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

  /// As seen in the hellos of Windows 10 and 11, in their order.
  public static final List<SignatureScheme> SIGNATURE_ALGORITHMS =
      schemes(
          0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0201, 0x0403, 0x0503, 0x0203, 0x0202, 0x0601,
          0x0603);

  /// What a current Windows 11 sends: TLS 1.3 and 1.2, its suites, and its extensions in its order.
  ///
  /// @param random 32 bytes
  /// @param sessionId 32 bytes, different each time
  /// @param x25519 a public value of 32 bytes; any will do to be answered, one with a known private
  ///     key is needed to go on
  /// @param host the name of the target; without effect if it is an address
  public static ClientHello windows11(Bytes random, Bytes sessionId, Bytes x25519, String host) {
    return ClientHello.of(TlsVersion.TLS12, random, CipherSuites.WINDOWS_11)
        .withSessionId(sessionId)
        .withServerName(host)
        .with(Extension.OCSP_REQUEST)
        .withVersions(List.of(TlsVersion.TLS13, TlsVersion.TLS12))
        .without(ExtensionType.PSK_KEY_EXCHANGE_MODES)
        .withSignatureAlgorithms(SIGNATURE_ALGORITHMS)
        .with(Extension.SESSION_TICKET)
        .withGroups(GROUPS)
        .withKeyShares(List.of(new KeyShareEntry(NamedGroup.X25519, x25519)))
        .with(Extension.POST_HANDSHAKE_AUTH)
        .with(Extension.EXTENDED_MASTER_SECRET)
        .with(Extension.RENEGOTIATION_INFO)
        .with(Extension.PSK_DHE_KE);
  }

  private static List<SignatureScheme> schemes(int... values) {
    return IntStream.of(values).mapToObj(SignatureScheme::new).toList();
  }
}
