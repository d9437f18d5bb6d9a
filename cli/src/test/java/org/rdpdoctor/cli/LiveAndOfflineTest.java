package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.McsFact.DomainConnected;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.peers.FreeRdpShadow;
import org.rdpdoctor.peers.Peer;
import org.rdpdoctor.peers.Tcpdump;
import org.rdpdoctor.peers.Xrdp;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.reader.capture.opened.KeyRing;
import org.rdpdoctor.report.Report;

/// A check whose packets tcpdump writes down says what the capture says, read with the secrets that
/// the check logged: the same facts with the same fields, but for the differences listed here.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LiveAndOfflineTest {
  private static final Doctor DOCTOR = new LiveDoctor(InstantSource.system(), Duration.ZERO);

  /// What only the check can know, and why.
  private static final Map<String, String> LIVE_ALONE =
      words(
          """
          AddressLiteral AddressGiven DnsAnswered SystemUnresolved: names are not looked up at the server
          RoundTrip LossEstimated TcpMeasured: it joins what all connections and the system's counters tell
          ProtocolsMeasured TlsVersionsMeasured CipherSuitesMeasured: it joins what several connections met
          ConnectsVaried CertificatesVaried CookieMatters HelloFormMatters OfferNotTaken: so does this
          EncryptionOfferMatters ServiceStopped HostIdentityDiffers NtlmNotOffered: and this
          OtherBytesPassed OtherBytesMetTheSame StayedOpenUnasked StayedOpenAfterConfirm: it knows what it tried
          ForeignService HostAlive BytesTrickled: so does this
          CertificateUntrusted CertificateDiffersFromPin CertificateChainIncomplete: who is trusted is known at home
          CertificateExpired CertificateNotYetValid: which clock is wrong is known by comparing several
          KeysExchanged: silence is consent only to who waits for an objection
          ServerSignatureInvalid HandshakeFailed PublicKeyMismatched: its own judgement is not on the wire
          DesktopMissing McsUnanswered LicensingUnanswered SessionUnanswered: only who waits knows that nothing came
          LogonUnanswered CredSspUnanswered NegotiationUnanswered HandshakeStalled: how long it was ready to wait
          """);

  /// What only the capture shows, and why.
  private static final Map<String, String> CAPTURE_ALONE =
      words(
          """
          ConnectionEnded: who ended a connection is no news to who ended it
          RoundTrip SegmentsRepeated: it tells of each connection
          ServerClock: the check reads the clock once, the capture in every challenge
          CertificateExpired CertificateNotYetValid: as above, by the clock of the capture
          ServerHelloReceived: the check tells of a handshake that came to its end as a whole
          ClientAlerted: the check knows why it objected, and says that instead
          AlertReceived: a server's answer to a client that had left was not waited for
          ClientOfferedAtMost: a hello that asks for one old version is the client's own, for all a capture knows
          HandshakeEnded: a hello that was sent only to see what other bytes meet
          SessionEnded: how a connection ends that the check has left
          """);

  private static Map<String, String> words(String table) {
    return table
        .lines()
        .flatMap(
            line -> {
              String[] parts = line.split(": ", 2);
              return Stream.of(parts[0].split(" ", -1)).map(word -> Map.entry(word, parts[1]));
            })
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// What a check and a capture of it tell.
  private record Both(Report report, Replay replay) {
    Set<String> live() {
      return Replay.seen(report)
          .map(Both::comparable)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> offline() {
      return replay.connections().stream()
          .flatMap(connection -> connection.facts().stream())
          .map(Both::comparable)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /// A capture does not know what a hello or an offer was meant to try, nor how it was cut.
    private static String comparable(Observation fact) {
      return Replay.told(fact)
          .replaceAll("hello=[^,]*, helloSize=\\d+", "hello")
          .replaceAll("hello=[^,]*", "hello")
          .replaceAll(", usual=(true|false)", "");
    }
  }

  /// The first check of a cold machine is slower than its patience.
  @BeforeAll
  static void warmUp() {
    Run.of(DOCTOR, "lab", "healthy", "--check");
  }

  @Test
  void of_xrdp_with_tls() {
    try (var server = Xrdp.tls()) {
      Both both = both(server, ClimbOptions.usual());
      agree(both);
      assertThat(facts(both, DomainConnected.class)).isNotEmpty(); // TLS was opened
    }
  }

  @Test
  void of_a_session_with_xrdp() {
    try (var server = Xrdp.tls()) {
      agree(both(server, ClimbOptions.usual().upTo(Layer.SESSION).within(Duration.ofSeconds(20))));
    }
  }

  @Test
  void of_xrdp_without_tls() {
    try (var server = Xrdp.rdpSecurityOnly()) {
      agree(both(server, ClimbOptions.usual()));
    }
  }

  @Test
  void of_freerdp_shadow_with_nla() {
    try (var server = FreeRdpShadow.nla()) {
      Both both = both(server, ClimbOptions.usual());
      agree(both);
      assertThat(facts(both, NtlmChallengeReceived.class)).isNotEmpty(); // TLS was opened
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "healthy",
        "healthy-nla",
        "healthy-tls",
        "healthy-rdp",
        "healthy-logon",
        "accept-close",
        "tls-required",
        "tls-not-allowed",
        "nla-required",
        "expired-certificate",
        "not-yet-valid-certificate",
        "sha1-certificate",
        "wrong-name-certificate",
        "incomplete-chain",
        "another-computer",
        "logon-rejected",
        "logon-locked",
        "logon-expired",
        "rdp-security-high",
        "session-desktop",
        "licensing-omitted",
      })
  void of_a_fault_of_the_lab(String fault) {
    var found = new ArrayList<Both>();
    Doctor listening =
        (target, options, _) -> {
          found.add(both(target, options));
          return found.getLast().report();
        };
    Run run = Run.of(listening, "lab", fault, "--check");
    assertThat(found).as(run.out() + run.err()).hasSize(1);
    agree(found.getFirst());
  }

  private static void agree(Both both) {
    assertThat(without(both.live(), both.offline(), LIVE_ALONE))
        .as("said by the check, and not by its capture")
        .isEmpty();
    assertThat(without(both.offline(), both.live(), CAPTURE_ALONE))
        .as("said by the capture, and not by the check")
        .isEmpty();
    assertThat(both.live()).as("in common").anyMatch(both.offline()::contains);
  }

  private static List<String> without(
      Set<String> all, Set<String> others, Map<String, String> exceptions) {
    return all.stream()
        .filter(fact -> !others.contains(fact))
        .filter(fact -> !exceptions.containsKey(fact.substring(0, fact.indexOf('['))))
        .toList();
  }

  private static <T extends Observation> List<T> facts(Both both, Class<T> kind) {
    return both.replay().connections().stream()
        .flatMap(connection -> connection.facts().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static Both both(Peer server, ClimbOptions options) {
    String place = "127.0.0.1:" + server.port();
    return both(
        new Target(place, "127.0.0.1", server.port(), Optional.empty()),
        CheckOptions.climbing(options));
  }

  private static Both both(Target target, CheckOptions options) {
    List<String> secrets = Collections.synchronizedList(new ArrayList<>());
    try (var tap = Tcpdump.on(target.port())) {
      Report report =
          DOCTOR.examine(
              target,
              options.withClimb(options.climb().loggingSecretsTo(secrets::add)),
              Doctor.NOBODY);
      var keys = new KeyRing();
      keys.addKeyLog(String.join("\n", secrets), "this check");
      return new Both(report, Replay.of(tap.captured(), target.port(), keys));
    }
  }
}
