package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.facts.CertificateFact.CertificateDiffersElsewhere;
import org.rdpdoctor.facts.CertificateFact.CertificateMatchesElsewhere;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.CredSspFact.CredSspAnswered;
import org.rdpdoctor.facts.CredSspFact.IdentityDiffersElsewhere;
import org.rdpdoctor.facts.CredSspFact.IdentityMatchesElsewhere;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ElsewhereClimbed;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HelloDiffersElsewhere;
import org.rdpdoctor.facts.TlsFact.HelloMatchesElsewhere;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.tls.ExtensionType;
import org.rdpdoctor.wire.tls.ServerHello;

/// Holds what a server shows here against what it shows at another of its addresses: certificate,
/// the build of its ServerHello, and the names that it gives itself.
///
/// A device that opens TLS has to show a certificate of its own and answers with a TLS of its own;
/// what the server says inside, up to the logon, passes through it and stays the same.
public final class Comparison {
  private final String elsewhere;
  private final Side here;
  private final Side there;
  private final Duration at;
  private final List<Observation> facts = new ArrayList<>();

  /// What was seen at one of the two addresses.
  ///
  /// @param hello the answer to the usual ClientHello
  public record Side(List<Observation> facts, Optional<ServerHello> hello) {
    public Side {
      facts = List.copyOf(facts);
    }

    private <T> Optional<T> first(Class<T> type) {
      return Summary.all(facts, type).stream().findFirst();
    }
  }

  private Comparison(String elsewhere, Side here, Side there, Duration at) {
    this.elsewhere = elsewhere;
    this.here = here;
    this.there = there;
    this.at = at;
  }

  /// How far the climb came there, and each difference and likeness that both sides show; what only
  /// one of them shows is compared with nothing.
  ///
  /// @param elsewhere the other address, with its port
  public static List<Observation> of(String elsewhere, Side here, Side there, Duration at) {
    var comparison = new Comparison(elsewhere, here, there, at);
    comparison.rung();
    comparison.hello();
    comparison.certificate();
    comparison.identity();
    return List.copyOf(comparison.facts);
  }

  private Evidence evidence(String heard) {
    return Evidence.of("the same to " + elsewhere, heard, at);
  }

  private void rung() {
    Optional<Observation> last =
        there.facts().stream().filter(Comparison::isStep).reduce(Comparison::higher);
    String heard =
        last.or(() -> there.facts().stream().findFirst())
            .map(fact -> fact.evidence().heard())
            .orElse("nothing");
    facts.add(
        new ElsewhereClimbed(
            elsewhere,
            last.map(Observation::layer).map(Layer::id).orElse("none"),
            heard,
            evidence(heard)));
  }

  private static boolean isStep(Observation fact) {
    return fact instanceof Connected
        || fact instanceof ProtocolSelected
        || fact instanceof NegotiationAbsent
        || fact instanceof ServerHelloReceived
        || fact instanceof HandshakeCompleted
        || fact instanceof CertificatePresented
        || fact instanceof CredSspAnswered
        || fact instanceof NtlmChallengeReceived;
  }

  private static Observation higher(Observation one, Observation other) {
    return other.layer().compareTo(one.layer()) >= 0 ? other : one;
  }

  private void hello() {
    if (here.hello().isEmpty() || there.hello().isEmpty()) {
      return;
    }
    ServerHello one = here.hello().get();
    ServerHello other = there.hello().get();
    var differences = new ArrayList<String>();
    differ("version", one, other, ServerHello::version, differences);
    differ("cipher suite", one, other, ServerHello::cipherSuite, differences);
    differ("group", one, other, ServerHello::selectedGroup, differences);
    differ("extensions", one, other, Comparison::extensions, differences);
    differ("session id", one, other, hello -> hello.legacySessionIdEcho().size(), differences);
    differ("compression", one, other, ServerHello::legacyCompressionMethod, differences);
    facts.add(
        differences.isEmpty()
            ? new HelloMatchesElsewhere(elsewhere, evidence(described(other)))
            : new HelloDiffersElsewhere(
                elsewhere,
                List.copyOf(differences),
                described(one),
                described(other),
                evidence(described(other))));
  }

  private static void differ(
      String what,
      ServerHello one,
      ServerHello other,
      Function<ServerHello, Object> part,
      List<String> differences) {
    if (!part.apply(one).equals(part.apply(other))) {
      differences.add(what);
    }
  }

  /// Their order is a habit of the library that made them.
  private static List<ExtensionType> extensions(ServerHello hello) {
    return hello.extensions().stream().map(Extension::type).toList();
  }

  private static String described(ServerHello hello) {
    return Hello.nameOf(hello.version())
        + " with "
        + hello.cipherSuite()
        + hello.extensions().stream()
            .map(extension -> String.valueOf(extension.type()))
            .collect(Collectors.joining(", ", " and the extensions ", ""));
  }

  private void certificate() {
    Optional<CertificatePresented> one = here.first(CertificatePresented.class);
    Optional<CertificatePresented> other = there.first(CertificatePresented.class);
    if (one.isEmpty() || other.isEmpty()) {
      return;
    }
    // a server may have several, for keys of several kinds: one that is known at both will do
    List<String> known = fingerprints(here);
    boolean same = fingerprints(there).stream().anyMatch(known::contains);
    facts.add(
        same
            ? new CertificateMatchesElsewhere(
                elsewhere, evidence("the same certificate, SHA-256 " + other.get().sha256()))
            : new CertificateDiffersElsewhere(
                elsewhere,
                one.get().sha256(),
                other.get().sha256(),
                one.get().issuer(),
                other.get().issuer(),
                evidence("another certificate, SHA-256 " + other.get().sha256())));
  }

  private static List<String> fingerprints(Side side) {
    return Summary.all(side.facts(), CertificatePresented.class).stream()
        .map(CertificatePresented::sha256)
        .toList();
  }

  private void identity() {
    Optional<NtlmChallengeReceived> one = here.first(NtlmChallengeReceived.class);
    Optional<NtlmChallengeReceived> other = there.first(NtlmChallengeReceived.class);
    if (one.isEmpty() || other.isEmpty() || name(one.get()).isEmpty()) {
      return;
    }
    facts.add(
        described(one.get()).equalsIgnoreCase(described(other.get()))
            ? new IdentityMatchesElsewhere(
                elsewhere, name(other.get()), evidence(described(other.get())))
            : new IdentityDiffersElsewhere(
                elsewhere,
                described(one.get()),
                described(other.get()),
                evidence(described(other.get()))));
  }

  private static String name(NtlmChallengeReceived challenge) {
    return challenge.dnsComputer().isEmpty()
        ? challenge.netbiosComputer()
        : challenge.dnsComputer();
  }

  private static String described(NtlmChallengeReceived challenge) {
    return Stream.of(name(challenge), challenge.netbiosDomain(), challenge.build())
        .filter(part -> !part.isEmpty())
        .map(part -> part.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
