package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rdpdoctor.facts.AuthenticationFact.LogonAccepted;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.credssp.KeyBinding;
import org.rdpdoctor.wire.credssp.TsCredentials;
import org.rdpdoctor.wire.credssp.TsPasswordCreds;
import org.rdpdoctor.wire.credssp.TsRequest;

/// One logon by CredSSP, versions 2 to 6 (MS-CSSP 3.1.5), inside a TLS tunnel.
///
/// It proves who the user is, has the server prove that nobody decrypts between, and ends there.
/// The password itself is handed over only where the terms say so.
public final class LogonDialogue implements Dialogue {
  /// The newest version there is (MS-CSSP 2.2.1).
  private static final int VERSION = 6;

  /// Early User Authorization Result (MS-RDPBCGR 2.2.10.2).
  private static final int RESULT_SIZE = 4;

  private static final int SEQUENCE = 0x30;

  /// How every PDU of a session begins: FreeRDP's servers leave so when they reject a logon.
  private static final Bytes TPKT = Bytes.of(3, 0);

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final LogonTerms terms;
  private final Mechanism mechanism;
  private final Wrapping wrapping;
  private final LogonFacts facts;
  private final Duration patience;
  private Stage stage = Stage.NEGOTIATING;
  private Duration began = Duration.ZERO;
  private Bytes heardSoFar = Bytes.EMPTY;
  private Bytes firstToken = Bytes.EMPTY;
  private int version;
  private Optional<Bytes> nonce = Optional.empty();
  private boolean accepted;
  private boolean admitted;

  private enum Stage {
    /// The mechanism's tokens go to and fro.
    NEGOTIATING,
    /// The last of them is sent, with the proof of the server's key.
    PROVED,
    /// The credentials are handed over.
    DELEGATED
  }

  /// @param statusOf the name of an NTSTATUS such as `0xC000006D`
  /// @param patience for the whole conversation, however slowly it goes
  public LogonDialogue(
      Peer peer,
      Mechanism mechanism,
      LogonTerms terms,
      UnaryOperator<String> statusOf,
      Duration patience) {
    this.terms = terms;
    this.mechanism = mechanism;
    this.wrapping = new Wrapping(mechanism, terms.bare());
    this.facts = new LogonFacts(peer, mechanism.name(), terms.account(), statusOf);
    this.patience = patience;
  }

  /// True if the server accepted the account.
  public boolean isAccepted() {
    return accepted;
  }

  /// True if the server now waits for what comes after the logon: it has the credentials and did
  /// not object.
  public boolean isAdmitted() {
    return admitted;
  }

  @Override
  public Turn begin(Duration at) {
    began = at;
    facts.begin(at);
    return switch (mechanism.begin()) {
      case Mechanism.Step.Say(Bytes token, _) -> {
        firstToken = token;
        yield say(TsRequest.negotiating(VERSION, wrapping.first(token)), at);
      }
      case Mechanism.Step.Established() ->
          done(facts.unreadable("a mechanism without a token", Bytes.EMPTY, at));
      case Mechanism.Step.Senseless(String reason) ->
          done(facts.unreadable(reason, Bytes.EMPTY, at));
      case Mechanism.Step.Unable(List<Observation> because) -> new Turn.Done(because);
    };
  }

  @Override
  public Turn hear(Heard heard) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        heardSoFar = heardSoFar.plus(bytes);
        yield readOrWait(at);
      }
      case Heard.Silence(_, Duration at) -> silent(at);
      case Heard.End(var how, Duration at) ->
          done(
              switch (stage) {
                case NEGOTIATING ->
                    mechanism.provesAtOnce()
                        ? facts.dropped(version, how, at)
                        : facts.mechanismRefused(how.words(), at);
                case PROVED -> facts.dropped(version, how, at);
                case DELEGATED -> facts.delegationDropped(how, at);
              });
    };
  }

  private Turn silent(Duration at) {
    if (stage != Stage.DELEGATED) {
      return done(facts.unanswered(version, at));
    }
    if (terms.authorizationFollows()) {
      return done(facts.delegationUnanswered(at));
    }
    admitted = true;
    return new Turn.Done(facts.kept(), heardSoFar);
  }

  private Turn readOrWait(Duration at) {
    try {
      while (true) {
        if (stage == Stage.PROVED && heardSoFar.startsWith(TPKT)) {
          return done(facts.bidGoodbye(version, heardSoFar, at));
        }
        if (stage == Stage.DELEGATED && !heardSoFar.isEmpty() && heardSoFar.at(0) != SEQUENCE) {
          return delegated(at);
        }
        int size = TsRequest.sizeOf(heardSoFar);
        if (size < 0 || heardSoFar.size() < size) {
          return waitOn(at);
        }
        Bytes rest = heardSoFar.from(size);
        Turn turn = read(TsRequest.decode(heardSoFar.first(size)), at);
        heardSoFar = rest;
        if (!(turn instanceof Turn.Listen)) {
          return turn;
        }
      }
    } catch (DecodeException e) {
      return done(facts.unreadable(e.fault().describe(), heardSoFar, at));
    }
  }

  private Turn waitOn(Duration at) {
    return left(at).isPositive() ? new Turn.Listen(left(at)) : silent(at);
  }

  private Duration left(Duration at) {
    return began.plus(patience).minus(at);
  }

  private Turn read(TsRequest answer, Duration at) throws DecodeException {
    version = Math.min(VERSION, answer.version());
    Optional<Integer> error = answer.errorCode().filter(code -> code != 0);
    if (error.isPresent()) {
      return done(facts.rejected(version, "0x%08X".formatted(error.get()), at));
    }
    if (!answer.negoTokens().isEmpty()) {
      Optional<Turn> turn = unwrapped(answer.negoTokens().getFirst(), at);
      if (turn.isPresent()) {
        return turn.get();
      }
    }
    return switch (stage) {
      case NEGOTIATING -> done(facts.unreadable("a TSRequest that does not go on", heardSoFar, at));
      case PROVED ->
          answer.pubKeyAuth().isPresent() ? proved(answer.pubKeyAuth().get(), at) : waitOn(at);
      case DELEGATED -> done(facts.unreadable("a TSRequest without error", heardSoFar, at));
    };
  }

  /// What a token asks for; nothing if it is only to be taken note of.
  private Optional<Turn> unwrapped(Bytes token, Duration at) throws DecodeException {
    boolean established = stage != Stage.NEGOTIATING;
    return switch (wrapping.read(token, established)) {
      case Wrapping.Unwrapped.Token(Bytes inner) ->
          established ? Optional.empty() : Optional.of(step(mechanism.hear(inner), at));
      case Wrapping.Unwrapped.AskedAgain() ->
          Optional.of(say(TsRequest.negotiating(VERSION, wrapping.next(firstToken)), at));
      case Wrapping.Unwrapped.Nothing() -> Optional.empty();
      case Wrapping.Unwrapped.Forged() ->
          Optional.of(done(facts.unreadable("a wrong mechListMIC", token, at)));
      case Wrapping.Unwrapped.Refused(String chosen, Optional<Bytes> lastWord) ->
          Optional.of(refused(chosen, lastWord, at));
    };
  }

  private Turn refused(String chosen, Optional<Bytes> lastWord, Duration at) {
    if (stage != Stage.NEGOTIATING) {
      return done(facts.rejected(version, "", at));
    }
    return lastWord.map(mechanism::hear).orElse(new Mechanism.Step.Established())
            instanceof Mechanism.Step.Unable(List<Observation> because)
        ? new Turn.Done(because)
        : done(facts.mechanismRefused(chosen, at));
  }

  private Turn step(Mechanism.Step step, Duration at) {
    return switch (step) {
      case Mechanism.Step.Say(Bytes token, boolean established) ->
          established
              ? prove(Optional.of(token), at)
              : say(TsRequest.negotiating(VERSION, wrapping.next(token)), at);
      case Mechanism.Step.Established() -> prove(Optional.empty(), at);
      case Mechanism.Step.Senseless(String reason) ->
          done(facts.unreadable(reason, heardSoFar, at));
      case Mechanism.Step.Unable(List<Observation> because) -> new Turn.Done(because);
    };
  }

  /// The last token, and with it what binds the logon to the key of TLS.
  private Turn prove(Optional<Bytes> token, Duration at) {
    stage = Stage.PROVED;
    if (version >= KeyBinding.FIRST_VERSION_WITH_NONCE) {
      nonce = Optional.of(terms.nonce());
    }
    Optional<Bytes> last = wrapping.last(token); // signed before anything is sealed
    Bytes binding = mechanism.seal(KeyBinding.ofClient(nonce, terms.subjectPublicKey()));
    return say(
        new TsRequest(
            VERSION,
            last.stream().toList(),
            Optional.empty(),
            Optional.of(binding),
            Optional.empty(),
            nonce),
        at);
  }

  private Turn proved(Bytes sealed, Duration at) {
    Optional<Bytes> theirs = mechanism.open(sealed);
    if (theirs.isEmpty()) {
      return done(facts.unreadable("its proof of the key is not sealed with ours", sealed, at));
    }
    if (!theirs.get().equals(KeyBinding.ofServer(nonce, terms.subjectPublicKey()))) {
      return done(facts.keyMismatched(version, at));
    }
    accepted = true;
    return terms
        .delegated()
        .map(password -> delegate(password, at))
        .orElseGet(() -> done(accepted(at)));
  }

  private LogonAccepted accepted(Duration at) {
    return facts.accepted(version, terms.delegated().isPresent(), at);
  }

  private Turn delegate(Password password, Duration at) {
    stage = Stage.DELEGATED;
    facts.keep(accepted(at));
    Bytes credentials =
        password.lend(
            characters ->
                new TsPasswordCreds(
                        terms.account().domain(), terms.account().user(), new String(characters))
                    .encode());
    Bytes sealed = mechanism.seal(new TsCredentials(TsCredentials.PASSWORD, credentials).encode());
    Bytes message =
        new TsRequest(
                VERSION,
                List.of(),
                Optional.of(sealed),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())
            .encode();
    return new Turn.Say(message, terms.authorizationFollows() ? left(at) : AT_ONCE);
  }

  /// What comes behind the credentials: the authorization result, or already the next layer.
  private Turn delegated(Duration at) {
    if (!terms.authorizationFollows()) {
      admitted = true;
      return new Turn.Done(facts.kept(), heardSoFar);
    }
    if (heardSoFar.size() < RESULT_SIZE) {
      return waitOn(at);
    }
    int result = 0;
    for (int i = RESULT_SIZE - 1; i >= 0; i--) {
      result = result << 8 | heardSoFar.at(i);
    }
    admitted = result == 0;
    facts.keep(facts.authorization(result, at));
    return new Turn.Done(facts.kept(), heardSoFar.from(RESULT_SIZE));
  }

  private Turn say(TsRequest request, Duration at) {
    Duration left = left(at);
    return new Turn.Say(request.encode(), left.isPositive() ? left : AT_ONCE);
  }

  private Turn done(Observation fact) {
    facts.keep(fact);
    return new Turn.Done(facts.kept());
  }
}
