package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Outcome;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Source;
import org.rdpdoctor.reader.eventlog.attempts.EventKnowledge.KnownCode;

/// An attempt while its records are gathered.
final class Draft {
  /// Of its records, so many are named.
  private static final int NAMED = 12;

  private final List<Clue> kept = new ArrayList<>(4);
  private final Side side;
  private final String computer;
  private final Instant start;
  private Instant end;
  private String activity = "";
  private String connection = "";
  private int session = -1;
  private String address = "";
  private int port;
  private String account = "";
  private String mechanism = "";
  private Optional<Layer> reached = Optional.empty();
  private boolean hasSession;
  private boolean left;
  private boolean closed;
  private boolean sure;
  private int records;

  Draft(Clue first) {
    side = first.side();
    computer = first.computer();
    start = first.at();
    end = first.at();
    add(first);
  }

  void add(Clue clue) {
    records++;
    if (kept.size() < NAMED || clue.step().fails()) {
      kept.add(clue);
    }
    end = clue.at().isAfter(end) ? clue.at() : end;
    activity = activity.isEmpty() ? clue.activity() : activity;
    connection = connection.isEmpty() ? clue.connection() : connection;
    session = clue.session() >= 0 ? clue.session() : session;
    address = address.isEmpty() ? clue.address() : address;
    port = port == 0 ? clue.port() : port;
    account = clue.account().length() > account.length() ? clue.account() : account;
    mechanism = mechanism.isEmpty() ? clue.mechanism() : mechanism;
    sure |= clue.sure();
    hasSession |= clue.step() == Step.SESSION;
    left |= clue.step() == Step.LEFT;
    closed |= clue.step() == Step.CLOSED;
    Optional<Layer> higher = side == Side.GATEWAY ? gatewayReached(clue) : clue.step().reached();
    if (higher.isPresent() && (reached.isEmpty() || higher.get().compareTo(reached.get()) > 0)) {
      reached = higher;
    }
  }

  private static Optional<Layer> gatewayReached(Clue clue) {
    return clue.step() == Step.AUTHENTICATED || clue.step() == Step.SESSION
        ? Optional.of(Layer.GATEWAY)
        : Optional.empty();
  }

  Instant start() {
    return start;
  }

  Instant end() {
    return end;
  }

  boolean hasSession() {
    return hasSession;
  }

  boolean isOver() {
    return left || (closed && side == Side.CLIENT);
  }

  boolean failed() {
    return kept.stream().anyMatch(clue -> clue.step().fails());
  }

  /// Whether this clue may belong here: nothing that both tell contradicts, and it is not too late.
  boolean mayHold(Clue clue, Duration within) {
    return clue.side() == side
        && !clue.at().isAfter(end.plus(within))
        && agree(activity, clue.activity())
        && agree(address, clue.address())
        && agree(connection, clue.connection())
        && agree(Accounts.key(account), clue.accountKey())
        && (port == 0 || clue.port() == 0 || port == clue.port())
        && !(clue.step() == Step.SESSION && isOver())
        && !(clue.step().fails() && (hasSession || holds(clue.provider(), clue.event())));
  }

  private boolean holds(String provider, int event) {
    return kept.stream()
        .anyMatch(clue -> clue.event() == event && clue.provider().equals(provider));
  }

  private static boolean agree(String one, String other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  Attempt finish(EventKnowledge knowledge) {
    Optional<Clue> failure = failure();
    Optional<Clue> parting = parting();
    Outcome outcome = outcome(failure, parting);
    Optional<Clue> telling = outcome == Outcome.FAILED ? failure.or(() -> parting) : parting;
    String code = telling.map(Clue::code).orElse("");
    String family = code.isEmpty() ? "" : telling.map(Clue::family).orElse("");
    Optional<KnownCode> known =
        code.isEmpty() ? Optional.empty() : knowledge.code(families(family), code);
    Optional<Layer> broke =
        outcome == Outcome.FAILED
            ? telling.flatMap(Clue::layer).or(() -> known.flatMap(KnownCode::layer))
            : Optional.empty();
    boolean ofClient = side == Side.CLIENT;
    return new Attempt(
        side,
        computer,
        start,
        end,
        ofClient ? computer : address,
        ofClient ? address : side == Side.GATEWAY ? connection : computer,
        account,
        mechanism,
        outcome,
        reached,
        broke,
        code,
        known.map(KnownCode::family).orElse(family),
        known.map(KnownCode::name).filter(name -> !name.equals("-")).orElse(""),
        Reasons.because(this, outcome, telling, known, knowledge),
        sure,
        1,
        records,
        sources(telling));
  }

  private static List<String> families(String family) {
    return family.equals("ntstatus") || family.equals("sspi") || family.equals("hresult")
        ? List.of(family, "ntstatus", "sspi", "hresult", "certificate-hresult", "win32")
        : List.of(family);
  }

  /// The failure that tells most: with a code rather than without, the later one of two.
  private Optional<Clue> failure() {
    return kept.stream()
        .filter(clue -> clue.step().fails())
        .max(Comparator.comparing((Clue clue) -> !clue.code().isEmpty()).thenComparing(Clue::at));
  }

  /// What is said of the end itself.
  private Optional<Clue> parting() {
    Optional<Clue> told =
        kept.stream()
            .filter(clue -> clue.step() == Step.LEFT || clue.step() == Step.CLOSED)
            .filter(clue -> !clue.code().isEmpty())
            .reduce((_, later) -> later);
    return told.or(
        () ->
            kept.stream()
                .filter(clue -> clue.step() == Step.NOTED && !clue.code().isEmpty())
                .findFirst());
  }

  private Outcome outcome(Optional<Clue> failure, Optional<Clue> parting) {
    if (hasSession) {
      return Outcome.SESSION;
    }
    if (failure.isPresent()) {
      return Outcome.FAILED;
    }
    boolean toldByClient =
        side == Side.CLIENT
            && parting
                .filter(clue -> clue.step() == Step.CLOSED && Reasons.isFault(clue))
                .isPresent();
    return toldByClient ? Outcome.FAILED : Outcome.OPEN;
  }

  Optional<Layer> reached() {
    return reached;
  }

  /// The most telling one first, the others as they came.
  private List<Source> sources(Optional<Clue> telling) {
    var sources = new ArrayList<Source>();
    telling.ifPresent(clue -> sources.add(source(clue)));
    for (Clue clue : kept) {
      Source source = source(clue);
      if (sources.size() < NAMED && !sources.contains(source)) {
        sources.add(source);
      }
    }
    return sources;
  }

  private static Source source(Clue clue) {
    return new Source(clue.source(), clue.recordId(), clue.provider(), clue.event());
  }
}
