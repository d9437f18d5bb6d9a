package org.rdpdoctor.dialogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.CipherSuites;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.tls.KeyShareEntry;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.Schannel;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.TlsVersion;

/// A ClientHello with the name that facts give it.
///
/// @param name `usual`, `small`, `narrow`, `large`, `split`, `weak`, a version such as
///     `TLSv1.0`, or `client` with the id of a known one
/// @param fragmentSize how many bytes of the message go into one record
public record Hello(String name, ClientHello message, int fragmentSize) {
  /// What a hello with a post-quantum key share grows to: two TCP segments on most paths.
  static final int LARGE = 1800;

  public static final String NARROW = "narrow";

  /// What a server sends at once into the receive window of a [#NARROW] hello, in bytes at most.
  public static final int NARROW_PIECE = 1152;

  static final int WHOLE = 1 << 14;

  /// The random parts of a hello; the caller has a source of them.
  public record Seed(Bytes random, Bytes sessionId, Bytes x25519) {}

  /// What a current Windows client sends.
  public static Hello usual(Seed seed, String host) {
    return new Hello(
        "usual", Schannel.windows11(seed.random(), seed.sessionId(), seed.x25519(), host), WHOLE);
  }

  /// What a known client sends, under this name.
  public static Hello of(ClientForm client, String name, Seed seed, String host) {
    TlsVersion newest = client.newest();
    ClientHello bare = ClientHello.of(newest, seed.random(), client.suites());
    if (newest.isBefore(TlsVersion.TLS12) && client.groups().isEmpty()) {
      return new Hello(name, bare, WHOLE); // from before extensions
    }
    ClientHello extended = bare.withServerName(host).with(Extension.RENEGOTIATION_INFO);
    if (!client.groups().isEmpty()) {
      extended = extended.withGroups(client.groups());
    }
    if (!newest.isBefore(TlsVersion.TLS12)) {
      extended =
          extended.withSignatureAlgorithms(
              client.signatures().isEmpty() ? Schannel.SIGNATURE_ALGORITHMS : client.signatures());
    }
    if (newest.encryptsHandshake()) {
      extended =
          extended
              .withSessionId(seed.sessionId())
              .withVersions(client.versions().stream().sorted(Comparator.reverseOrder()).toList())
              .withKeyShares(List.of(new KeyShareEntry(NamedGroup.X25519, seed.x25519())));
    }
    return new Hello(name, extended.with(Extension.EXTENDED_MASTER_SECRET), WHOLE);
  }

  /// As little as still works with every server that the usual hello works with: one suite a kind,
  /// no extension that can be left out.
  public static Hello small(Seed seed) {
    List<CipherSuite> suites =
        List.of(
            CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
            CipherSuite.named("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
            CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
            CipherSuite.named("TLS_RSA_WITH_AES_256_GCM_SHA384"),
            CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA"));
    return new Hello(
        "small",
        ClientHello.of(TlsVersion.TLS12, seed.random(), suites)
            .withSignatureAlgorithms(Schannel.SIGNATURE_ALGORITHMS)
            .withGroups(List.of(NamedGroup.SECP256R1, NamedGroup.X25519)),
        WHOLE);
  }

  /// The usual hello, padded until it does not fit one segment.
  public static Hello large(Seed seed, String host) {
    return new Hello("large", usual(seed, host).message().paddedTo(LARGE), WHOLE);
  }

  /// The usual hello, for a connection whose receive window is so narrow that the server must
  /// answer in small pieces.
  public static Hello narrow(Seed seed, String host) {
    return new Hello(NARROW, usual(seed, host).message(), WHOLE);
  }

  /// The usual hello, cut into several records.
  public static Hello split(Seed seed, String host) {
    return new Hello("split", usual(seed, host).message(), 64);
  }

  /// One version, with every suite that this version knows.
  public static Hello only(TlsVersion version, Seed seed, String host) {
    String name = nameOf(version);
    if (version.encryptsHandshake()) {
      return new Hello(
          name,
          usual(seed, host)
              .message()
              .withVersions(List.of(version))
              .withCipherSuites(CipherSuites.TLS13)
              .withGroups(
                  List.of(
                      NamedGroup.X25519,
                      NamedGroup.SECP256R1,
                      NamedGroup.SECP384R1,
                      NamedGroup.SECP521R1,
                      NamedGroup.X448,
                      NamedGroup.FFDHE2048))
              .withKeyShares(List.of(new KeyShareEntry(NamedGroup.X25519, seed.x25519()))),
          WHOLE);
    }
    return new Hello(name, legacy(version, seed, host, suitesOf(version)), WHOLE);
  }

  /// Only suites that no current client offers, in the newest version that still knows them.
  public static Hello weak(TlsVersion version, Seed seed, String host) {
    return new Hello("weak", legacy(version, seed, host, CipherSuites.WEAK), WHOLE);
  }

  /// One version, with just these suites.
  public static Hello with(
      String name, TlsVersion version, List<CipherSuite> suites, Seed seed, String host) {
    return new Hello(name, legacy(version, seed, host, suites), WHOLE);
  }

  private static List<CipherSuite> suitesOf(TlsVersion version) {
    return CipherSuites.ALL_LEGACY.stream()
        .filter(suite -> !version.isBefore(suite.since()))
        .toList();
  }

  private static ClientHello legacy(
      TlsVersion version, Seed seed, String host, List<CipherSuite> suites) {
    ClientHello bare = ClientHello.of(version, seed.random(), suites);
    if (version.isBefore(TlsVersion.TLS10)) {
      return withSignal(bare); // SSL 3.0 servers may choke on extensions
    }
    ClientHello extended =
        bare.withServerName(host)
            .withGroups(
                List.of(
                    NamedGroup.X25519,
                    NamedGroup.SECP256R1,
                    NamedGroup.SECP384R1,
                    NamedGroup.SECP521R1))
            .with(Extension.RENEGOTIATION_INFO);
    return version.isBefore(TlsVersion.TLS12)
        ? extended
        : extended.withSignatureAlgorithms(Schannel.SIGNATURE_ALGORITHMS);
  }

  private static ClientHello withSignal(ClientHello hello) {
    var suites = new ArrayList<>(hello.cipherSuites());
    suites.add(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
    return hello.withCipherSuites(suites);
  }

  /// A version as facts name it: `SSLv3`, `TLSv1.2`.
  public static String nameOf(TlsVersion version) {
    return version.equals(TlsVersion.SSL3)
        ? "SSLv3"
        : version.toString().replace("TLS 1", "TLSv1").replace("SSL 2.0", "SSLv2");
  }

  /// A server may choose an older version than it was offered, never a newer one or another suite.
  boolean allows(ServerHello chosen) {
    TlsVersion newest = message.versions().stream().max(TlsVersion::compareTo).orElseThrow();
    return message.cipherSuites().contains(chosen.cipherSuite())
        && !chosen.version().isBefore(TlsVersion.SSL3)
        && !newest.isBefore(chosen.version());
  }

  /// What goes on the wire.
  Bytes encode() {
    return message.encodeRecords(fragmentSize);
  }

  int size() {
    return encode().size();
  }

  String describe() {
    return "a ClientHello (" + name + ", " + size() + " bytes)";
  }
}
