package org.rdpdoctor.probe;

import java.net.SocketAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.JumpHostKeyDoubtful;
import org.rdpdoctor.facts.ProxyFact.JumpHostKeyKnown;
import org.rdpdoctor.facts.ProxyFact.ProxyEnded;
import org.rdpdoctor.facts.ProxyFact.ProxyGreeted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonAccepted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonRejected;
import org.rdpdoctor.facts.ProxyFact.ProxyRefused;
import org.rdpdoctor.facts.ProxyFact.ProxyUnanswered;
import org.rdpdoctor.facts.ProxyFact.ProxyUnreadable;
import org.rdpdoctor.wire.Bytes;

/// Watches a session with a jump host come about, lets only a known key pass, and turns what it saw
/// into facts.
final class JumpWitness
    implements SessionListener,
        ServerKeyVerifier,
        PublicKeyAuthenticationReporter,
        PasswordAuthenticationReporter {
  private static final String KIND = "ssh";

  private static final int MOST_SHOWN = 200;

  private final Itinerary.Via via;
  private final Clock clock;
  private final KnownKeys known;
  private Peer peer;
  private String target = "";
  private Duration began = Duration.ZERO;
  private Optional<ProxyGreeted> greeted = Optional.empty();
  private Optional<Observation> key = Optional.empty();
  private String firstLine = "";
  private String failure = "";
  private String goodbye = "";
  private List<String> methods = List.of();
  private String method = "";
  private int keysShown;
  private boolean passwordShown;

  JumpWitness(Itinerary.Via via, Clock clock, KnownKeys known) {
    this.via = via;
    this.clock = clock;
    this.known = known;
    this.peer = new Peer(via.host(), via.port(), 0);
  }

  synchronized void begin(Peer jumpHost, String wanted) {
    peer = jumpHost;
    target = wanted;
    began = clock.now();
  }

  @Override
  public synchronized void sessionPeerIdentificationLine(
      Session session, String line, List<String> extraLines) {
    if (firstLine.isEmpty() && !line.startsWith("SSH-")) {
      firstLine = plain(line);
    }
  }

  @Override
  public synchronized void sessionPeerIdentificationReceived(
      Session session, String version, List<String> extraLines) {
    String product = plain(version).replaceFirst("^SSH-[0-9.]+-", "");
    greeted =
        Optional.of(
            new ProxyGreeted(
                KIND,
                product,
                List.of(),
                clock.now().minus(began),
                peer.evidence("an SSH identification", plain(version), clock.now())));
  }

  @Override
  public synchronized void sessionException(Session session, Throwable trouble) {
    if (failure.isEmpty()) {
      failure = plain(String.valueOf(trouble.getMessage()));
    }
  }

  @Override
  public synchronized void sessionDisconnect(
      Session session, int reason, @Nullable String message, String language, boolean initiator) {
    if (!initiator && message != null) {
      goodbye = plain(message);
    }
  }

  /// Only a key that the file has, whatever else speaks for it.
  @Override
  public synchronized boolean verifyServerKey(
      ClientSession session, SocketAddress address, PublicKey shown) {
    String algorithm = KeyUtils.getKeyType(shown);
    String fingerprint = KeyUtils.getFingerPrint(shown);
    String file = known.file().toString();
    String host =
        via.port() == via.kind().usualPort() ? via.host() : "[" + via.host() + "]:" + via.port();
    var evidence =
        peer.evidence(
            "a look into " + file,
            "the key "
                + fingerprint
                + " of the jump host, and "
                + known.keys().size()
                + " for it in the file",
            clock.now());
    boolean isKnown = known.knows(shown);
    key =
        Optional.of(
            isKnown
                ? new JumpHostKeyKnown(host, algorithm, fingerprint, file, evidence)
                : new JumpHostKeyDoubtful(
                    known.keys().isEmpty() ? "unknown" : "differs",
                    host,
                    algorithm,
                    fingerprint,
                    file,
                    evidence));
    return isKnown;
  }

  @Override
  public synchronized void signalAuthenticationAttempt(
      ClientSession session, String service, KeyPair identity, String signature) {
    keysShown++;
    method = "publickey";
  }

  @Override
  public synchronized void signalAuthenticationFailure(
      ClientSession session,
      String service,
      KeyPair identity,
      boolean partial,
      List<String> serverMethods) {
    methods = serverMethods.stream().map(JumpWitness::plain).toList();
  }

  @Override
  public synchronized void signalAuthenticationAttempt(
      ClientSession session, String service, String old, boolean modified, String replacement) {
    passwordShown = true;
    method = "password";
  }

  @Override
  public synchronized void signalAuthenticationFailure(
      ClientSession session,
      String service,
      String password,
      boolean partial,
      List<String> serverMethods) {
    methods = serverMethods.stream().map(JumpWitness::plain).toList();
  }

  /// Both reporters tell of it; how often each was tried says as much.
  @Override
  public void signalAuthenticationExhausted(ClientSession session, String service) {}

  synchronized void logonBegins() {
    keysShown = 0;
    passwordShown = false;
  }

  /// What the jump host is, and whether its key is known; what is doubtful is [#noGreeting].
  synchronized List<Observation> greeting() {
    var seen = new ArrayList<Observation>();
    greeted.ifPresent(seen::add);
    key.filter(JumpHostKeyKnown.class::isInstance).ifPresent(seen::add);
    return List.copyOf(seen);
  }

  /// Why there is no secure session.
  ///
  /// @param ended if the connection came to its end, rather than our patience
  synchronized Observation noGreeting(boolean ended) {
    Duration elapsed = clock.now().minus(began);
    if (key.orElse(null) instanceof JumpHostKeyDoubtful doubtful) {
      return doubtful;
    }
    if (greeted.isEmpty() && (!firstLine.isEmpty() || failure.contains("identification"))) {
      String preview = firstLine.isEmpty() ? failure : firstLine;
      return new ProxyUnreadable(
          KIND,
          "greeting",
          service(),
          "no SSH identification",
          preview,
          peer.evidence("an SSH identification", "“" + preview + "”", clock.now()));
    }
    if (!ended) {
      return unanswered("greeting", elapsed);
    }
    if (greeted.isPresent() && !failure.isEmpty()) {
      return new ProxyRefused(
          KIND,
          "greeting",
          "",
          "key exchange failed",
          goodbye.isEmpty() ? failure : goodbye,
          target,
          elapsed,
          peer.evidence("an SSH key exchange", goodbye.isEmpty() ? failure : goodbye, clock.now()));
    }
    return new ProxyEnded(
        KIND,
        "greeting",
        Ending.CLOSED,
        target,
        elapsed,
        peer.evidence(
            "an SSH identification",
            failure.isEmpty() ? "the connection closed" : failure,
            clock.now()));
  }

  private String service() {
    return firstLine.startsWith("HTTP/")
        ? "http"
        : firstLine.startsWith("220") ? "smtp or ftp" : "something unknown";
  }

  synchronized ProxyUnanswered unanswered(String stage, Duration waited) {
    return new ProxyUnanswered(
        KIND,
        stage,
        target,
        waited,
        peer.evidence("SSH, up to the " + stage, "nothing for " + Gate.ms(waited), clock.now()));
  }

  synchronized ProxyLogonAccepted accepted(Duration elapsed) {
    String how = method.isEmpty() ? "none" : method;
    return new ProxyLogonAccepted(
        KIND,
        JumpHost.user(via),
        how,
        elapsed,
        peer.evidence("user " + JumpHost.user(via) + " with " + how, "success", clock.now()));
  }

  synchronized ProxyLogonRejected rejected(Duration elapsed) {
    String tried =
        switch (keysShown) {
          case 0 -> passwordShown ? "" : "there was no key to show, and no password";
          case 1 -> "the key was not accepted";
          default -> "none of " + keysShown + " keys was accepted";
        };
    String password = passwordShown ? "the password was not accepted" : "";
    String reason =
        (tried + (tried.isEmpty() || password.isEmpty() ? "" : ", ") + password)
            + (goodbye.isEmpty() ? "" : "; it said “" + goodbye + "”");
    return new ProxyLogonRejected(
        KIND,
        JumpHost.user(via),
        methods,
        reason,
        elapsed,
        peer.evidence(
            "user " + JumpHost.user(via) + " with what there was",
            "failure; it takes " + (methods.isEmpty() ? "what it does not say" : methods),
            clock.now()));
  }

  /// Fit for screens.
  private static String plain(String text) {
    return Bytes.utf8(text).preview(MOST_SHOWN);
  }
}
