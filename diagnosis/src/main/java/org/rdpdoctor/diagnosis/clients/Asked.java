package org.rdpdoctor.diagnosis.clients;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.CipherSuites;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.Schannel;
import org.rdpdoctor.wire.tls.TlsVersion;

/// What a ClientHello of a check offers, by the name that facts give it.
///
/// A server that refuses it refuses whoever offers less.
record Asked(Set<TlsVersion> versions, Set<CipherSuite> suites, Set<NamedGroup> groups) {
  /// Before the id of the client whose own hello was sent.
  static final String CLIENT = "client ";

  private static final List<TlsVersion> UP_TO_12 =
      List.of(TlsVersion.SSL3, TlsVersion.TLS10, TlsVersion.TLS11, TlsVersion.TLS12);

  private static final List<NamedGroup> USUAL_CURVES =
      List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1);

  /// Nothing for a name that is not known here.
  static Optional<Asked> by(String hello, List<ClientProfile> clients) {
    if (hello.equals("usual")) {
      return Optional.of(
          of(
              List.of(TlsVersion.TLS12, TlsVersion.TLS13),
              CipherSuites.WINDOWS_11,
              Schannel.GROUPS));
    }
    if (hello.startsWith(CLIENT)) {
      return clients.stream()
          .filter(client -> hello.equals(CLIENT + client.id()))
          .findFirst()
          .flatMap(Asked::of);
    }
    return version(hello)
        .filter(version -> !version.encryptsHandshake())
        .map(
            version ->
                of(
                    UP_TO_12.stream().filter(each -> !version.isBefore(each)).toList(),
                    CipherSuites.ALL_LEGACY,
                    USUAL_CURVES));
  }

  /// Nothing if it is not known what this client offers.
  static Optional<Asked> of(ClientProfile client) {
    if (client.tlsVersions().isUnknown() || client.cipherSuites().isUnknown()) {
      return Optional.empty();
    }
    var versions = new HashSet<>(client.tlsVersions().value().orElse(List.of()));
    client.tlsVersions().unsure().ifPresent(versions::addAll);
    return Optional.of(
        of(
            List.copyOf(versions),
            client.cipherSuites().value().orElse(List.of()),
            client.groups().value().orElse(List.of())));
  }

  private static Asked of(
      List<TlsVersion> versions, List<CipherSuite> suites, List<NamedGroup> groups) {
    return new Asked(Set.copyOf(versions), Set.copyOf(suites), Set.copyOf(groups));
  }

  boolean covers(Asked less) {
    return versions.containsAll(less.versions)
        && suites.containsAll(less.suites)
        && groups.containsAll(less.groups);
  }

  /// `TLSv1.2` as a version.
  static Optional<TlsVersion> version(String name) {
    return switch (name) {
      case "SSLv3" -> Optional.of(TlsVersion.SSL3);
      case "TLSv1.0" -> Optional.of(TlsVersion.TLS10);
      case "TLSv1.1" -> Optional.of(TlsVersion.TLS11);
      case "TLSv1.2" -> Optional.of(TlsVersion.TLS12);
      case "TLSv1.3" -> Optional.of(TlsVersion.TLS13);
      default -> Optional.empty();
    };
  }

  static String nameOf(TlsVersion version) {
    return version.equals(TlsVersion.SSL3) ? "SSLv3" : version.toString().replace("TLS 1", "TLSv1");
  }
}
