package org.rdpdoctor.diagnosis.clients;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.diagnosis.clients.Answers.Taken;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ClientCertificateRequested;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.HandshakeUnreadable;
import org.rdpdoctor.wire.tls.CipherSuites;
import org.rdpdoctor.wire.tls.SignatureScheme;
import org.rdpdoctor.wire.tls.TlsVersion;

/// The TLS rung: whether a client and the server have a version, a suite, a group and a signature
/// in common.
///
/// An answer that a client understands, given to a hello that offered more, would be given to that
/// client too, or one that it understands as well.
final class TlsStep {
  private final Seen seen;
  private final Optional<ClientProfile> played;
  private final Answers answers;

  TlsStep(List<Observation> facts, List<ClientProfile> clients, Optional<ClientProfile> played) {
    this.seen = new Seen(facts);
    this.played = played;
    this.answers = new Answers(seen, clients, played);
  }

  Passage of(ClientProfile client) {
    boolean certificateNeeded =
        seen.all(ClientCertificateRequested.class).stream()
            .anyMatch(ClientCertificateRequested::required);
    if (certificateNeeded) {
      return Passage.failsAnyway(Layer.TLS, "the server demands a certificate of the client");
    }
    return asItWasAsked(client).orElseGet(() -> byVersion(client));
  }

  /// What its very own hello met.
  private Optional<Passage> asItWasAsked(ClientProfile client) {
    boolean usual = played.map(client::equals).orElse(false);
    String hello = usual ? "usual" : Asked.CLIENT + client.id();
    for (Taken taken : answers.all()) {
      if (taken.hello().equals(hello)) {
        return Optional.of(with(client, taken, Confidence.OBSERVED));
      }
    }
    boolean versionsSettleIt =
        client.tlsVersions().value().stream().noneMatch(answers::acceptAnyOf)
            && !answers.accepted().isEmpty();
    if (versionsSettleIt) {
      return Optional.empty();
    }
    return seen.all(AlertReceived.class).stream()
        .filter(fact -> fact.hello().equals(hello))
        .findFirst()
        .map(
            fact ->
                Passage.fails(
                    Layer.TLS,
                    "the server ends the handshake with alert %d, %s"
                        .formatted(fact.code(), fact.name()),
                    client.cipherSuites().confidence(),
                    client.tlsVersions().remedy()));
  }

  private Passage byVersion(ClientProfile client) {
    Trait<List<TlsVersion>> trait = client.tlsVersions();
    List<TlsVersion> offered = trait.value().orElse(List.of());
    if (answers.accepted().isEmpty()) {
      return withoutAnyVersion();
    }
    Optional<TlsVersion> common =
        offered.stream().filter(answers.accepted()::contains).max(Comparator.naturalOrder());
    if (common.isPresent()) {
      return likeTheUsual(client).orElseGet(() -> at(common.get(), client));
    }
    boolean perhaps = trait.isUnknown() || trait.unsure().stream().anyMatch(answers::acceptAnyOf);
    if (perhaps) {
      return Passage.unknown(
          Layer.TLS,
          "the server takes "
              + Answers.names(answers.accepted())
              + "; whether this client does is not known",
          trait);
    }
    boolean asked = answers.refused().containsAll(offered);
    return asked
        ? Passage.fails(
            Layer.TLS,
            "the server takes %s, this client offers %s"
                .formatted(Answers.names(answers.accepted()), Answers.names(Set.copyOf(offered))),
            trait.confidence(),
            trait.remedy())
        : Passage.unknown(
            Layer.TLS, "the server was not asked for " + Answers.names(Set.copyOf(offered)));
  }

  /// Where the hello of a current client meets an end or silence and others do not, something in it
  /// is disliked: whoever says the same meets the same, and whoever is as new may.
  private Optional<Passage> likeTheUsual(ClientProfile client) {
    Optional<String> met = answers.metByTheUsual();
    boolean asNew =
        client.tlsVersions().value().map(all -> all.contains(TlsVersion.TLS13)).orElse(false);
    if (met.isEmpty() || !asNew) {
      return Optional.empty();
    }
    boolean same = client.cipherSuites().value().map(CipherSuites.WINDOWS_11::equals).orElse(false);
    return Optional.of(
        same
            ? Passage.fails(
                Layer.TLS,
                "a ClientHello like that of this client met " + met.get() + ", others are answered",
                client.cipherSuites().confidence(),
                Optional.empty())
            : Passage.unknown(
                Layer.TLS,
                "the ClientHello of a current Windows met "
                    + met.get()
                    + "; that of this client was not tried"));
  }

  private Passage withoutAnyVersion() {
    Optional<HandshakeUnreadable> unreadable =
        seen.all(HandshakeUnreadable.class).stream()
            .filter(fact -> fact.hello().equals("usual"))
            .findFirst();
    if (unreadable.isPresent()) {
      return Passage.failsAnyway(Layer.TLS, "what answers the ClientHello is not TLS");
    }
    Optional<AlertReceived> alert = seen.first(AlertReceived.class);
    boolean silent = seen.has(HandshakeStalled.class);
    if (!answers.refused().isEmpty() && !silent) {
      return Passage.failsAnyway(
          Layer.TLS,
          alert
              .map(
                  fact ->
                      "the server ends every handshake, as with alert %d, %s"
                          .formatted(fact.code(), fact.name()))
              .orElse("the server ends every handshake"));
    }
    return Passage.unknown(
        Layer.TLS,
        silent
            ? "the TLS handshake fell silent"
            : seen.first(HandshakeEnded.class)
                .map(fact -> "the handshake met " + fact.how().words())
                .orElse("no handshake was seen"));
  }

  /// @param version the newest that both have
  private Passage at(TlsVersion version, ClientProfile client) {
    if (client.cipherSuites().isUnknown()) {
      return Passage.unknown(
          Layer.TLS,
          "the server takes "
              + Answers.names(answers.accepted())
              + "; this client's suites are not known",
          client.cipherSuites());
    }
    Optional<Taken> fitting = fitting(version, client);
    if (fitting.isPresent()) {
      return with(client, fitting.get(), confidence(client));
    }
    List<String> known =
        answers.all().stream()
            .filter(taken -> taken.version().equals(version))
            .map(taken -> taken.suite().toString())
            .distinct()
            .toList();
    boolean none = answers.turnAway(client) || answers.areComplete(version);
    return none
        ? Passage.fails(
            Layer.TLS,
            "no cipher suite in common; the server takes " + String.join(", ", known),
            confidence(client),
            client.cipherSuites().remedy())
        : Passage.unknown(
            Layer.TLS,
            "this client has none of the suites that the server was seen to take with %s (%s)"
                .formatted(Asked.nameOf(version), String.join(", ", known)));
  }

  /// What the server is most likely to choose: forward secrecy where it can have it, as far as that
  /// was seen.
  private Optional<Taken> fitting(TlsVersion version, ClientProfile client) {
    return answers.all().stream()
        .filter(taken -> taken.version().equals(version))
        .filter(taken -> knows(client, taken))
        .min(Comparator.comparing((Taken taken) -> !taken.suite().isForwardSecret()));
  }

  private static Confidence confidence(ClientProfile client) {
    return client.tlsVersions().confidence().and(client.cipherSuites().confidence());
  }

  private static boolean knows(ClientProfile client, Taken taken) {
    boolean group =
        taken.group().isEmpty()
            || client.groups().value().map(all -> all.contains(taken.group().get())).orElse(true);
    return group
        && client.cipherSuites().value().map(all -> all.contains(taken.suite())).orElse(false);
  }

  /// The server's choice is one that this client knows: what it still may dislike.
  private Passage with(ClientProfile client, Taken taken, Confidence confidence) {
    boolean old = taken.version().isBefore(TlsVersion.TLS12);
    if (old && taken.suite().isForwardSecret() && !taken.suite().isWeak()) {
      Trait<Boolean> trait = client.oldSignatures();
      if (trait.isUnknown()) {
        return Passage.unknown(
            Layer.TLS,
            "whether this client takes the SHA-1 signature of " + Asked.nameOf(taken.version()),
            trait);
      }
      if (!trait.value().orElseThrow()) {
        return Passage.fails(
            Layer.TLS,
            "%s with %s needs a signature with SHA-1, which its OpenSSL refuses"
                .formatted(Asked.nameOf(taken.version()), taken.suite()),
            trait.confidence(),
            trait.remedy());
      }
    }
    if (!canCheckSignature(client, taken)) {
      return Passage.fails(
          Layer.TLS,
          "it knows no signature that the server's key can make",
          client.signatures().confidence(),
          client.signatures().remedy());
    }
    String how = Asked.nameOf(taken.version()) + " with " + taken.suite();
    if (old) {
      return Passage.warned(
          Layer.TLS,
          "only with " + Asked.nameOf(taken.version()) + ", which is being switched off everywhere",
          confidence);
    }
    return taken.suite().isWeak()
        ? Passage.warned(Layer.TLS, "only with " + taken.suite() + ", which is broken", confidence)
        : Passage.passed(Layer.TLS, how, confidence);
  }

  private boolean canCheckSignature(ClientProfile client, Taken taken) {
    boolean signs = taken.version().encryptsHandshake() || taken.suite().isForwardSecret();
    List<SignatureScheme> schemes = client.signatures().value().orElse(List.of());
    Optional<String> key = seen.first(CertificatePresented.class).map(f -> f.keyAlgorithm());
    if (!signs
        || taken.version().isBefore(TlsVersion.TLS12)
        || schemes.isEmpty()
        || key.isEmpty()) {
      return true;
    }
    String needed =
        switch (key.get()) {
          case "RSA" -> taken.version().encryptsHandshake() ? "rsa_pss_rsae" : "rsa_";
          case "EC" -> "ecdsa_";
          default -> "";
        };
    return schemes.stream().anyMatch(scheme -> scheme.toString().startsWith(needed));
  }
}
