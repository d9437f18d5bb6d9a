package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.dialogue.CredSspDialogue.Form;
import org.rdpdoctor.dialogue.LogonDialogue;
import org.rdpdoctor.dialogue.LogonTerms;
import org.rdpdoctor.dialogue.Mechanism;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.AuthenticationFact.LogonAlerted;
import org.rdpdoctor.facts.AuthenticationFact.LogonDropped;
import org.rdpdoctor.facts.AuthenticationFact.LogonUnreadable;
import org.rdpdoctor.facts.CredSspFact.CredSspAnswered;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.security.ClientInfo;
import org.rdpdoctor.wire.tls.AlertDescription;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x509.Certificate;

/// The one logon that the user has agreed to, over a tunnel in which everything before it was
/// sound. Where something is not, it is left out, and why is said.
final class LogonRung {
  /// Longer than a domain controller needs that is not in trouble.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration HANDSHAKE = Duration.ofSeconds(4);

  /// A logon that is broken off for want of time tells nothing and counts all the same.
  private static final Duration LEAST = Duration.ofSeconds(2);

  private final Target target;
  private final ClimbOptions options;
  private final World world;
  private final Clock clock;
  private final Nla nla;
  private final Certificates certificates;
  private final Entry entry;
  private final Log log;
  private final Map<Layer, String> untested;

  LogonRung(
      Target target,
      ClimbOptions options,
      World world,
      Clock clock,
      Nla nla,
      Certificates certificates,
      Entry entry,
      Log log,
      Map<Layer, String> untested) {
    this.target = target;
    this.options = options;
    this.world = world;
    this.clock = clock;
    this.nla = nla;
    this.certificates = certificates;
    this.entry = entry;
    this.log = log;
    this.untested = untested;
  }

  /// Logs on, on a connection of its own, if the user has agreed to it and the server wants it.
  ///
  /// @param carrier an offer that the server takes
  void climb(Asking asking, Gate gate, Protocols carrier) {
    if (options.logon().isEmpty() || !options.reaches(Layer.AUTHENTICATION)) {
      return;
    }
    if (!log.has(CredSspAnswered.class)) {
      leaveOut(
          untested.containsKey(Layer.CREDSSP)
              ? "the server asks for no logon before the session"
              : "the server did not come as far as a logon");
      return;
    }
    gate.allowOneMore();
    Optional<Boolean> asked =
        asking
            .askThen(
                Offer.mapping(carrier),
                (line, selected) ->
                    selected
                        .filter(Protocols::usesCredSsp)
                        .map(by -> knock(asking, line, carrier, by)))
            .flatMap(held -> held);
    if (asked.isEmpty()) {
      leaveOut("the server did not take another connection for it");
    }
  }

  private boolean knock(Asking asking, Connection line, Protocols offered, Protocols selected) {
    Peer peer = asking.peer(line);
    Optional<String> name = Extension.serverName(target.host()).map(Extension.ServerName::hostName);
    try (var tunnel = new TlsTunnel(line, name)) {
      if (tunnel.shake(clock.atMost(HANDSHAKE)) instanceof TlsTunnel.Shaken.Complete) {
        if (hold(peer, tunnel, selected)) {
          entry.goOn(tunnel, peer, offered, selected, account());
        }
      } else {
        leaveOut("the TLS handshake for it failed");
      }
      return true;
    }
  }

  /// Who is logged on by now; the password went with the logon, and goes no second time.
  private ClientInfo account() {
    return options
        .logon()
        .map(logon -> ClientInfo.of(logon.account().domain(), logon.account().user(), ""))
        .orElseGet(() -> ClientInfo.of("", "", ""));
  }

  /// Logs on inside `tunnel`, unless something speaks against it, and logs what was seen.
  ///
  /// @param selected what the server selected on this connection
  /// @return true if the server now waits for what follows the logon, which it does only where the
  ///     credentials were handed over
  boolean hold(Peer peer, TlsTunnel tunnel, Protocols selected) {
    Optional<Logon> logon = options.logon();
    Optional<Certificate> certificate = certificateOf(tunnel);
    Optional<String> objection = objection(certificate, tunnel);
    if (logon.isEmpty() || objection.isPresent() || certificate.isEmpty()) {
      objection.ifPresent(this::leaveOut);
      return false;
    }
    if (!logon.get().begin()) {
      leaveOut("the one logon of this run has been made");
      return false;
    }
    boolean delegates = options.reaches(Layer.SESSION);
    try {
      return hold(peer, tunnel, selected, logon.get(), certificate.get(), delegates);
    } finally {
      if (!delegates) {
        logon.get().forget();
      }
    }
  }

  private boolean hold(
      Peer peer,
      TlsTunnel tunnel,
      Protocols selected,
      Logon logon,
      Certificate certificate,
      boolean delegates) {
    Optional<Mechanisms.Chosen> chosen =
        new Mechanisms(target, world, clock, log).choose(logon, certificate);
    if (chosen.isEmpty()) {
      return false;
    }
    Mechanism mechanism = chosen.get().mechanism();
    var terms =
        new LogonTerms(
            chosen.get().account(),
            !mechanism.provesAtOnce() && nla.form().map(Form.RAW_NTLM::equals).orElse(false),
            certificate.publicKey().subjectPublicKey(),
            Seeds.bytes(32),
            delegates ? logon.password() : Optional.empty(),
            selected.includes(Protocols.HYBRID_EX));
    var dialogue =
        new LogonDialogue(peer, mechanism, terms, world.statusOf(), clock.atMost(PATIENCE));
    var seen = new ArrayList<Observation>();
    for (Observation fact : tunnel.hold(dialogue)) {
      seen.add(fact instanceof LogonDropped dropped ? explained(peer, tunnel, dropped) : fact);
    }
    log.addAll(seen);
    return dialogue.isAdmitted();
  }

  private static Optional<Certificate> certificateOf(TlsTunnel tunnel) {
    try {
      List<Bytes> chain = tunnel.chain();
      return chain.isEmpty() ? Optional.empty() : Optional.of(Certificate.decode(chain.getFirst()));
    } catch (DecodeException _) {
      return Optional.empty();
    }
  }

  /// Why no password is to be proved over this tunnel.
  private Optional<String> objection(Optional<Certificate> certificate, TlsTunnel tunnel) {
    if (certificate.isEmpty()) {
      return Optional.of("the server's certificate cannot be read");
    }
    if (!certificates.match(tunnel.chain().getFirst(), options.pin())) {
      return Optional.of(
          options.pin().isPresent()
              ? "the certificate is not the pinned one"
              : "this connection showed another certificate than those before");
    }
    return clock.left().compareTo(LEAST) < 0
        ? Optional.of("too little time was left for it; --timeout gives more")
        : Optional.empty();
  }

  private void leaveOut(String because) {
    untested.put(Layer.AUTHENTICATION, because);
  }

  /// An end inside TLS may have a reason of its own.
  private Observation explained(Peer peer, TlsTunnel tunnel, LogonDropped dropped) {
    String sent = dropped.evidence().sent();
    Optional<Integer> alert = tunnel.alertReceived();
    if (alert.isPresent()) {
      String name = new AlertDescription(alert.get()).toString();
      return new LogonAlerted(
          dropped.mechanism(),
          dropped.version(),
          dropped.account(),
          alert.get(),
          name,
          dropped.elapsed(),
          peer.evidence(sent, "TLS alert " + name, clock.now()));
    }
    return tunnel
        .trouble()
        .<Observation>map(
            why ->
                new LogonUnreadable(
                    dropped.mechanism(),
                    "TLS broke: " + why,
                    "",
                    peer.evidence(sent, "TLS broke: " + why, clock.now())))
        .orElse(dropped);
  }
}
