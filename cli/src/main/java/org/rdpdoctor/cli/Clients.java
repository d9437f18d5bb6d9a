package org.rdpdoctor.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.dialogue.ClientForm;
import org.rdpdoctor.report.Printable;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// The clients that the knowledge has, and what a check says in their place.
record Clients(List<ClientProfile> all) {
  /// The first has older suites than current clients, and the versions before TLS 1.3: what a
  /// server answers to it tells most about the clients that are neither new nor very old. The
  /// second stands for the very old ones.
  private static final List<String> TELLING = List.of("windows-7-sp1", "windows-xp-sp3");

  static Clients load() {
    return new Clients(PackedCatalogue.loadClients());
  }

  Optional<ClientProfile> find(String id) {
    return all.stream().filter(client -> client.id().equalsIgnoreCase(id.strip())).findFirst();
  }

  ClientProfile called(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new UsageException(
                    "no client is called \""
                        + Printable.shortened(id, 40)
                        + "\": write one of "
                        + all.stream().map(ClientProfile::id).collect(Collectors.joining(", "))));
  }

  /// What a client says, if so much is known of it that it can be said.
  static Optional<ClientForm> formOf(ClientProfile client) {
    List<TlsVersion> versions = client.tlsVersions().value().orElse(List.of());
    if (versions.isEmpty()
        || client.offers().value().isEmpty()
        || client.cipherSuites().value().isEmpty()) {
      return Optional.empty();
    }
    Protocols offers = client.offers().value().get();
    return Optional.of(
        new ClientForm(
            client.id(),
            client.offers().unsure().map(offers::and).orElse(offers),
            versions,
            client.cipherSuites().value().get(),
            client.groups().value().orElse(List.of()),
            client.signatures().value().orElse(List.of())));
  }

  /// Whose hellos are worth a connection, most telling first.
  ///
  /// @param thorough every client's, instead of the few that tell most
  List<ClientForm> worthAsking(boolean thorough) {
    Stream<ClientProfile> others =
        thorough ? all.stream().filter(client -> !TELLING.contains(client.id())) : Stream.empty();
    return Stream.concat(TELLING.stream().flatMap(id -> find(id).stream()), others)
        .flatMap(client -> formOf(client).stream())
        .toList();
  }
}
