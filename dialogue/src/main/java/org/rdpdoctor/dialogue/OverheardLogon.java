package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rdpdoctor.facts.CredSspFact.CredSspAlerted;
import org.rdpdoctor.facts.CredSspFact.CredSspAnswered;
import org.rdpdoctor.facts.CredSspFact.CredSspEnded;
import org.rdpdoctor.facts.CredSspFact.CredSspRefused;
import org.rdpdoctor.facts.CredSspFact.CredSspUnanswered;
import org.rdpdoctor.facts.CredSspFact.CredSspUnreadable;
import org.rdpdoctor.facts.CredSspFact.ServerClock;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.credssp.TsRequest;
import org.rdpdoctor.wire.ntlm.NtlmMessage;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegState;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.spnego.NegotiationToken;
import org.rdpdoctor.wire.tls.AlertDescription;

/// The logon of somebody else by CredSSP (MS-CSSP 3.1.5), listened to inside TLS: what
/// [CredSspDialogue] and [LogonDialogue] would have seen. What is sealed stays sealed, and of the
/// proof of the password nothing is kept but the name that it is for.
public final class OverheardLogon {
  /// Early User Authorization Result (MS-RDPBCGR 2.2.10.2).
  private static final int RESULT_SIZE = 4;

  private static final int SEQUENCE = 0x30;
  private static final int PREVIEW = 40;
  private static final int MOST_SEEN = 16;

  /// How every PDU of a session begins.
  private static final Bytes TPKT = Bytes.of(3, 0);

  private static final String UNKNOWN = "an unknown account";

  private final Peer peer;
  private final boolean authorizationFollows;
  private final Instant epoch;
  private final UnaryOperator<String> windowsOf;
  private final UnaryOperator<String> statusOf;
  private final List<Observation> seen = new ArrayList<>();
  private Stage stage = Stage.BEGINNING;
  private Duration began = Duration.ZERO;
  private String sent = "CredSSP";
  private String mechanism = "NTLM";
  private int version;
  private Bytes fromClient = Bytes.EMPTY;
  private Bytes fromServer = Bytes.EMPTY;
  private Optional<LogonFacts> logon = Optional.empty();
  private Optional<Duration> acceptedAt = Optional.empty();

  private enum Stage {
    /// Nothing was said.
    BEGINNING,
    /// The mechanism's tokens go to and fro.
    NEGOTIATING,
    /// The password, or a ticket, is proved.
    PROVED,
    /// The server has proved its key, which means that it accepted the account.
    ACCEPTED,
    /// The credentials are handed over.
    DELEGATED,
    OVER
  }

  /// @param authorizationFollows true if the server tells afterwards whether the user may log on,
  ///     as it does with HYBRID_EX
  /// @param epoch that times are counted from, by the clock of the capture
  public OverheardLogon(
      Peer peer,
      boolean authorizationFollows,
      Instant epoch,
      UnaryOperator<String> windowsOf,
      UnaryOperator<String> statusOf) {
    this.peer = peer;
    this.authorizationFollows = authorizationFollows;
    this.epoch = epoch;
    this.windowsOf = windowsOf;
    this.statusOf = statusOf;
  }

  /// Everything that is known by now.
  public List<Observation> seen() {
    var all = new ArrayList<>(seen);
    acceptedAt.ifPresent(at -> logon.ifPresent(facts -> all.add(accepted(facts, false, at))));
    return List.copyOf(all);
  }

  /// True if nothing that is said from now on belongs to the logon.
  public boolean isOver() {
    return stage == Stage.OVER;
  }

  /// What was said beyond the logon, on each side.
  public Bytes clientLeft() {
    return fromClient;
  }

  public Bytes serverLeft() {
    return fromServer;
  }

  /// The client said this.
  public void say(Bytes bytes, Duration at) {
    fromClient = fromClient.plus(bytes);
    try {
      while (!isOver()) {
        if (stage == Stage.DELEGATED && !fromClient.isEmpty() && fromClient.at(0) != SEQUENCE) {
          stage = authorizationFollows ? stage : Stage.OVER;
          return;
        }
        int size = TsRequest.sizeOf(fromClient);
        if (size < 0 || fromClient.size() < size) {
          return;
        }
        Bytes message = fromClient.first(size);
        fromClient = fromClient.from(size);
        said(TsRequest.decode(message), at);
      }
    } catch (DecodeException _) {
      stage = Stage.OVER; // what a client says that is no CredSSP tells nothing of the server
    }
  }

  private void said(TsRequest request, Duration at) throws DecodeException {
    if (stage == Stage.BEGINNING) {
      began = at;
      stage = Stage.NEGOTIATING;
    }
    if (!request.negoTokens().isEmpty()) {
      said(request.negoTokens().getFirst(), at);
    }
    if (request.pubKeyAuth().isPresent() && stage == Stage.NEGOTIATING) {
      proves(mechanism, new Account(UNKNOWN, ""), at);
    }
    if (request.authInfo().isPresent() && logon.isPresent()) {
      acceptedAt.ifPresent(when -> seen.add(accepted(logon.get(), true, when)));
      acceptedAt = Optional.empty();
      stage = Stage.DELEGATED;
    }
  }

  private void said(Bytes token, Duration at) throws DecodeException {
    ClientToken said = ClientToken.read(token);
    said.mechanism().ifPresent(name -> mechanism = name);
    said.words().ifPresent(words -> sent = logon.isEmpty() ? words : sent);
    said.account().ifPresent(account -> proves(mechanism, account, at));
  }

  private void proves(String by, Account account, Duration at) {
    var facts = new LogonFacts(peer, by, account, statusOf);
    facts.begin(at);
    logon = Optional.of(facts);
    stage = Stage.PROVED;
  }

  /// The server said this, or ended, or nobody said anything any more.
  public void hear(Heard heard) {
    switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        fromServer = fromServer.plus(bytes);
        read(at);
      }
      case Heard.Silence(_, Duration at) -> silence(at);
      case Heard.End(Ending how, Duration at) -> ended(how, at);
    }
  }

  private void read(Duration at) {
    try {
      while (!isOver()) {
        if (logon.isPresent() && stage == Stage.PROVED && fromServer.startsWith(TPKT)) {
          over(logon.get().bidGoodbye(version, fromServer, at));
          return;
        }
        if (stage == Stage.DELEGATED && !fromServer.isEmpty() && fromServer.at(0) != SEQUENCE) {
          delegated(at);
          return;
        }
        int size = TsRequest.sizeOf(fromServer);
        if (size < 0 || fromServer.size() < size) {
          return;
        }
        Bytes message = fromServer.first(size);
        fromServer = fromServer.from(size);
        heard(TsRequest.decode(message), at);
      }
    } catch (DecodeException e) {
      over(unreadable(e.fault().describe(), at));
    }
  }

  private void heard(TsRequest answer, Duration at) throws DecodeException {
    version = answer.version();
    Optional<Integer> error = answer.errorCode().filter(code -> code != 0);
    if (error.isPresent()) {
      String code = "0x%08X".formatted(error.get());
      over(
          logon
              .<Observation>map(facts -> facts.rejected(version, code, at))
              .orElseGet(() -> refused(code, at)));
      return;
    }
    if (!answer.negoTokens().isEmpty()) {
      heard(answer.negoTokens().getFirst(), at);
    }
    if (answer.pubKeyAuth().isPresent() && stage == Stage.PROVED) {
      stage = Stage.ACCEPTED;
      acceptedAt = Optional.of(at);
    }
  }

  private void heard(Bytes token, Duration at) throws DecodeException {
    if (token.startsWith(NtlmMessage.SIGNATURE)) {
      challenge("NTLM without SPNEGO", token, at);
      return;
    }
    if (!(NegotiationToken.decode(token) instanceof NegTokenResp response)) {
      return;
    }
    if (response.negState().filter(NegState.REJECT::equals).isPresent()) {
      logon.ifPresent(facts -> over(facts.rejected(version, "", at)));
      return;
    }
    String chosen = response.supportedMech().map(MechType::toString).orElse("NTLMSSP");
    Optional<Bytes> inner = response.responseToken();
    if (inner.isPresent() && inner.get().startsWith(NtlmMessage.SIGNATURE)) {
      challenge(chosen, inner.get(), at);
    } else if (seen.isEmpty() && response.supportedMech().isPresent()) {
      mechanism = ClientToken.nameOf(response.supportedMech());
      seen.add(
          new CredSspAnswered(
              version,
              chosen,
              at.minus(began),
              evidence("TSRequest version " + version + ", SPNEGO: " + chosen, at)));
    }
  }

  private void challenge(String by, Bytes token, Duration at) throws DecodeException {
    if (seen.size() >= MOST_SEEN) {
      stage = Stage.OVER; // nobody challenges so often
      return;
    }
    seen.add(
        new CredSspAnswered(
            version,
            by,
            at.minus(began),
            evidence("TSRequest version " + version + " with an NTLM challenge", at)));
    var reading = ChallengeReading.of(token, windowsOf, heard -> evidence(heard, at));
    seen.add(reading.received());
    reading
        .serverTime()
        .ifPresent(
            time -> {
              Duration difference = Duration.between(epoch.plus(at), time);
              seen.add(
                  new ServerClock(
                      time,
                      difference.abs(),
                      difference.isNegative(),
                      evidence("an NTLM challenge with the time " + time, at)));
            });
  }

  /// What comes behind the credentials: the authorization result, or already the next layer.
  private void delegated(Duration at) {
    if (!authorizationFollows) {
      stage = Stage.OVER;
    } else if (fromServer.size() >= RESULT_SIZE) {
      int result = 0;
      for (int i = RESULT_SIZE - 1; i >= 0; i--) {
        result = result << 8 | fromServer.at(i);
      }
      fromServer = fromServer.from(RESULT_SIZE);
      int code = result;
      logon.ifPresent(facts -> seen.add(facts.authorization(code, at)));
      stage = Stage.OVER;
    }
  }

  /// The server ended TLS with a fatal alert.
  public void alerted(AlertDescription alert, Duration at) {
    String heard = "TLS alert " + alert;
    if (stage == Stage.NEGOTIATING && seen.isEmpty()) {
      over(
          new CredSspAlerted(
              alert.value(), alert.toString(), at.minus(began), evidence(heard, at)));
    } else if (stage == Stage.PROVED && logon.isPresent()) {
      over(logon.get().alerted(version, alert, at));
    }
  }

  private void ended(Ending how, Duration at) {
    switch (stage) {
      case NEGOTIATING -> {
        if (seen.isEmpty()) {
          over(new CredSspEnded(how, at.minus(began), evidence(how.words(), at)));
        }
      }
      case PROVED -> logon.ifPresent(facts -> over(facts.dropped(version, how, at)));
      case DELEGATED -> logon.ifPresent(facts -> over(facts.delegationDropped(how, at)));
      case BEGINNING, ACCEPTED, OVER -> {
        // it was not the server's turn
      }
    }
  }

  private void silence(Duration at) {
    switch (stage) {
      case NEGOTIATING -> {
        if (seen.isEmpty()) {
          Duration waited = at.minus(began);
          over(
              new CredSspUnanswered(
                  waited, evidence("nothing for " + NegotiationDialogue.seconds(waited), at)));
        }
      }
      case PROVED -> logon.ifPresent(facts -> over(facts.unanswered(version, at)));
      case DELEGATED -> {
        if (authorizationFollows) {
          logon.ifPresent(facts -> over(facts.delegationUnanswered(at)));
        }
      }
      case BEGINNING, ACCEPTED, OVER -> {
        // it was not the server's turn
      }
    }
  }

  private Observation accepted(LogonFacts facts, boolean delegated, Duration at) {
    return facts.accepted(version, delegated, at);
  }

  private CredSspRefused refused(String code, Duration at) {
    String name = statusOf.apply(code);
    return new CredSspRefused(
        version,
        code,
        name,
        evidence("TSRequest version %d with error %s (%s)".formatted(version, code, name), at));
  }

  private CredSspUnreadable unreadable(String reason, Duration at) {
    return new CredSspUnreadable(
        reason, fromServer.preview(PREVIEW), evidence(fromServer + " (" + reason + ")", at));
  }

  private void over(Observation fact) {
    seen.add(fact);
    stage = Stage.OVER;
  }

  private Evidence evidence(String heard, Duration at) {
    return peer.evidence(sent, heard, at);
  }
}
