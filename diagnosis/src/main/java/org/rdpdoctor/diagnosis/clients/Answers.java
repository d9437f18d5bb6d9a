package org.rdpdoctor.diagnosis.clients;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.facts.TlsFact.TlsVersionsMeasured;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.TlsVersion;

/// What the hellos of a check met: which versions and suites the server took, and whom it turned
/// away.
final class Answers {
  /// Alerts that say that nothing of what was offered is wanted.
  private static final Set<Integer> NOTHING_IN_COMMON = Set.of(40, 70, 71, 80, 86);

  private final Seen seen;
  private final Optional<ClientProfile> played;
  private final Set<TlsVersion> accepted = new HashSet<>();
  private final Set<TlsVersion> refused = new HashSet<>();
  private final List<Taken> answers = new ArrayList<>();
  private final Map<String, Asked> turnedAway = new LinkedHashMap<>();

  /// What the server chose once; `group` is empty where none was needed or seen.
  record Taken(String hello, TlsVersion version, CipherSuite suite, Optional<NamedGroup> group) {}

  Answers(Seen seen, List<ClientProfile> clients, Optional<ClientProfile> played) {
    this.seen = seen;
    this.played = played;
    for (ServerHelloReceived fact : seen.all(ServerHelloReceived.class)) {
      took(fact.hello(), fact.version(), fact.cipherSuite(), fact.group());
    }
    for (HandshakeCompleted fact : seen.all(HandshakeCompleted.class)) {
      took("tunnel", fact.version(), fact.cipherSuite(), "");
    }
    for (TlsVersionsMeasured fact : seen.all(TlsVersionsMeasured.class)) {
      fact.accepted().forEach(name -> Asked.version(name).ifPresent(accepted::add));
      fact.refused().forEach(name -> Asked.version(name).ifPresent(refused::add));
    }
    for (AlertReceived fact : seen.all(AlertReceived.class)) {
      if (NOTHING_IN_COMMON.contains(fact.code()) && !answered(fact.hello())) {
        asked(fact.hello(), clients).ifPresent(asked -> turnedAway.put(fact.hello(), asked));
      }
    }
  }

  List<Taken> all() {
    return answers;
  }

  Set<TlsVersion> accepted() {
    return accepted;
  }

  Set<TlsVersion> refused() {
    return refused;
  }

  private void took(String hello, String version, String suite, String group) {
    Optional<TlsVersion> chosen = Asked.version(version);
    Optional<CipherSuite> named =
        CipherSuite.known().stream().filter(each -> each.toString().equals(suite)).findFirst();
    if (chosen.isPresent() && named.isPresent()) {
      accepted.add(chosen.get());
      answers.add(new Taken(hello, chosen.get(), named.get(), NamedGroup.named(group)));
    }
  }

  private Optional<Asked> asked(String hello, List<ClientProfile> clients) {
    return played.isPresent() && hello.equals("usual")
        ? Asked.of(played.get())
        : Asked.by(hello, clients);
  }

  private boolean answered(String hello) {
    return answers.stream().anyMatch(taken -> taken.hello.equals(hello));
  }

  boolean acceptAnyOf(List<TlsVersion> versions) {
    return versions.stream().anyMatch(accepted::contains);
  }

  /// True if somebody was turned away who offered everything that this client offers.
  boolean turnAway(ClientProfile client) {
    Optional<Asked> own = Asked.of(client);
    return own.isPresent()
        && turnedAway.values().stream().anyMatch(asked -> asked.covers(own.get()));
  }

  /// A survey that was gone through to its end found every suite up to TLS 1.2.
  boolean areComplete(TlsVersion version) {
    return !version.encryptsHandshake()
        && seen.all(AlertReceived.class).stream()
            .anyMatch(fact -> fact.hello().startsWith("suites-") && fact.code() == 40);
  }

  Optional<String> metByTheUsual() {
    if (played.isPresent() || answered("usual")) {
      return Optional.empty();
    }
    return seen.all(HandshakeEnded.class).stream()
        .filter(fact -> fact.hello().equals("usual"))
        .map(fact -> fact.how().words())
        .findFirst()
        .or(
            () ->
                seen.all(HandshakeStalled.class).stream()
                    .filter(fact -> fact.hello().equals("usual"))
                    .map(_ -> "silence")
                    .findFirst());
  }

  static String names(Set<TlsVersion> versions) {
    List<String> names = versions.stream().sorted().map(Asked::nameOf).toList();
    return names.size() < 2
        ? String.join("", names)
        : names.stream().limit(names.size() - 1L).collect(Collectors.joining(", "))
            + " and "
            + names.getLast();
  }
}
