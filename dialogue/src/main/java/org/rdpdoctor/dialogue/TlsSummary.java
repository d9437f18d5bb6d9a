package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.LargeAnswerMissing;
import org.rdpdoctor.facts.RouteFact.LargePacketUnanswered;
import org.rdpdoctor.facts.TcpFact.RequestUnacknowledged;
import org.rdpdoctor.facts.TlsFact;
import org.rdpdoctor.facts.TlsFact.CipherSuitesMeasured;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.HelloFormMatters;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.facts.TlsFact.TlsVersionsMeasured;
import org.rdpdoctor.wire.tls.CipherSuite;

/// What several ClientHellos and their answers say together.
final class TlsSummary {
  private static final String SILENCE = "silence";

  private TlsSummary() {}

  static List<Observation> of(List<Observation> seen, Duration at) {
    var joint = new ArrayList<Observation>();
    versions(seen, at).ifPresent(joint::add);
    suites(seen, at).ifPresent(joint::add);
    joint.addAll(form(seen, at));
    largeAnswer(seen, at).ifPresent(joint::add);
    return joint;
  }

  private static Optional<Observation> versions(List<Observation> seen, Duration at) {
    Set<String> accepted = accepted(seen);
    var refused = new ArrayList<String>();
    var untested = new ArrayList<String>();
    boolean asked = false;
    for (String version : Refusals.VERSIONS) {
      if (accepted.contains(version)) {
        asked = true;
      } else if (Refusals.hasRefused(seen, version)) {
        asked = true;
        refused.add(version);
      } else {
        untested.add(version);
      }
    }
    if (!asked) {
      return Optional.empty();
    }
    List<String> inOrder = Refusals.VERSIONS.stream().filter(accepted::contains).toList();
    String best = inOrder.isEmpty() ? "none" : inOrder.getLast();
    return Optional.of(
        new TlsVersionsMeasured(
            inOrder,
            List.copyOf(refused),
            List.copyOf(untested),
            best,
            Evidence.of(
                "a ClientHello for each version",
                "taken: "
                    + (inOrder.isEmpty() ? "none" : String.join(", ", inOrder))
                    + (refused.isEmpty() ? "" : "; refused: " + String.join(", ", refused)),
                at)));
  }

  private static Set<String> accepted(List<Observation> seen) {
    var accepted = new LinkedHashSet<String>();
    Summary.all(seen, ServerHelloReceived.class).forEach(f -> accepted.add(f.version()));
    Summary.all(seen, HandshakeCompleted.class).forEach(f -> accepted.add(f.version()));
    return accepted;
  }

  private static Optional<Observation> suites(List<Observation> seen, Duration at) {
    var strong = new LinkedHashSet<String>();
    var weak = new LinkedHashSet<String>();
    for (ServerHelloReceived answer : Summary.all(seen, ServerHelloReceived.class)) {
      (isWeak(answer.cipherSuite()) ? weak : strong).add(answer.cipherSuite());
    }
    for (HandshakeCompleted answer : Summary.all(seen, HandshakeCompleted.class)) {
      (isWeak(answer.cipherSuite()) ? weak : strong).add(answer.cipherSuite());
    }
    if (strong.isEmpty() && weak.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CipherSuitesMeasured(
            List.copyOf(strong),
            List.copyOf(weak),
            Evidence.of(
                "ClientHellos with strong and with weak suites",
                "taken: "
                    + String.join(", ", strong)
                    + (weak.isEmpty()
                        ? "; no weak one seen"
                        : "; weak: " + String.join(", ", weak)),
                at)));
  }

  private static boolean isWeak(String suite) {
    return CipherSuite.known().stream()
        .filter(known -> known.toString().equals(suite))
        .findFirst()
        .map(CipherSuite::isWeak)
        .orElse(false);
  }

  /// A hello in one form that met silence or an end, where another form was answered.
  private static List<Observation> form(List<Observation> seen, Duration at) {
    var facts = new ArrayList<Observation>();
    compare(seen, "large", "usual", "large", at).ifPresent(facts::add);
    compare(seen, "split", "usual", "split", at).ifPresent(facts::add);
    compare(seen, "large", "small", "usual", at).ifPresent(facts::add);
    facts.stream()
        .map(HelloFormMatters.class::cast)
        .filter(fact -> fact.form().equals("large") && fact.met().equals(SILENCE))
        .filter(_ -> hasVanished(seen))
        .findFirst()
        .ifPresent(
            fact ->
                facts.add(
                    new LargePacketUnanswered(
                        fact.answeredSize(), fact.unansweredSize(), fact.evidence())));
    return facts;
  }

  /// A hello that the peer's machine never acknowledged was lost on the way; one that it did was
  /// received, and mishandled.
  private static boolean hasVanished(List<Observation> seen) {
    return Summary.all(seen, RequestUnacknowledged.class).stream()
        .anyMatch(
            f -> f.what().equals("ClientHello large") || f.what().equals("ClientHello usual"));
  }

  private static Optional<HelloFormMatters> compare(
      List<Observation> seen, String form, String worked, String failed, Duration at) {
    Optional<ServerHelloReceived> answer =
        Summary.all(seen, ServerHelloReceived.class).stream()
            .filter(fact -> fact.hello().equals(worked))
            .findFirst();
    Optional<Met> met = met(seen, failed);
    if (answer.isEmpty() || met.isEmpty()) {
      return Optional.empty();
    }
    int answered = answer.get().helloSize();
    int failedSize = met.get().size();
    boolean largerAnswered =
        Summary.all(seen, ServerHelloReceived.class).stream()
            .anyMatch(fact -> fact.helloSize() >= failedSize);
    if (form.equals("large") && largerAnswered) {
      return Optional.empty(); // it is what the hello says that matters, not its size
    }
    return Optional.of(
        new HelloFormMatters(
            form,
            answered,
            met.get().size(),
            met.get().what(),
            Evidence.of(
                "the same ClientHello in two forms",
                "the %s one (%d bytes) was answered, the %s one (%d bytes) met %s"
                    .formatted(worked, answered, failed, met.get().size(), met.get().what()),
                at)));
  }

  /// What a receive buffer of the least size makes the server send at once, at most.

  private static Optional<Observation> largeAnswer(List<Observation> seen, Duration at) {
    boolean narrowAnswered =
        Summary.all(seen, ServerHelloReceived.class).stream()
            .anyMatch(fact -> fact.hello().equals(Hello.NARROW));
    return narrowAnswered && met(seen, "usual").filter(m -> m.what().equals(SILENCE)).isPresent()
        ? Optional.of(
            new LargeAnswerMissing(
                Hello.NARROW_PIECE,
                Evidence.of(
                    "the usual ClientHello, with a wide and with a narrow receive window",
                    "silence with the wide one, an answer with the narrow one",
                    at)))
        : Optional.empty();
  }

  private record Met(int size, String what) {}

  /// What a hello met that was neither answered nor refused with an alert.
  private static Optional<Met> met(List<Observation> seen, String hello) {
    boolean answered =
        Summary.all(seen, ServerHelloReceived.class).stream()
            .anyMatch(fact -> fact.hello().equals(hello));
    if (answered) {
      return Optional.empty();
    }
    for (TlsFact fact : Summary.all(seen, TlsFact.class)) {
      if (fact instanceof HandshakeStalled stalled && stalled.hello().equals(hello)) {
        return Optional.of(new Met(stalled.helloSize(), SILENCE));
      }
      if (fact instanceof HandshakeEnded ended && ended.hello().equals(hello)) {
        return Optional.of(new Met(ended.helloSize(), ended.how().words()));
      }
    }
    return Optional.empty();
  }
}
