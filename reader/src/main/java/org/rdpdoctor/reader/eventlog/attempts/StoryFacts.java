package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rdpdoctor.facts.AuthenticationFact.AuthorizationDenied;
import org.rdpdoctor.facts.AuthenticationFact.KdcRefused;
import org.rdpdoctor.facts.AuthenticationFact.LogonRejected;
import org.rdpdoctor.facts.AuthenticationFact.LogonsGuessed;
import org.rdpdoctor.facts.ClientFact.ClientEventRecorded;
import org.rdpdoctor.facts.ClientFact.CodeShown;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ChangedBefore;
import org.rdpdoctor.facts.ServerFact.ConnectionsRecorded;
import org.rdpdoctor.facts.ServerFact.FailuresBegan;
import org.rdpdoctor.facts.ServerFact.ServerEventRecorded;
import org.rdpdoctor.facts.ServerFact.SessionsRecorded;
import org.rdpdoctor.facts.SessionFact.ErrorInfoSet;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Outcome;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Source;

/// Turns attempts into facts, as far as they still matter: what the same person overcame is past.
final class StoryFacts {
  /// Of one kind of failure, so many accounts are told.
  private static final int MOST_OF_A_KIND = 10;

  private static final int MOST_EVENTS = 100;
  private static final int MOST_ACCOUNTS = 5;

  /// Reasons for the end of a session that somebody wanted, or that say nothing.
  private static final Set<String> WANTED =
      Set.of("0x00000000", "0x00000005", "0x0000000B", "0x0000000C");

  private final List<Attempt> attempts;
  private final Guessing guessing;
  private final Overcome overcome;
  private final Optional<Beginning> beginning;
  private final List<Observation> facts = new ArrayList<>();

  StoryFacts(
      List<Attempt> attempts, Guessing guessing, Overcome overcome, Optional<Beginning> beginning) {
    this.attempts = attempts;
    this.guessing = guessing;
    this.overcome = overcome;
    this.beginning = beginning;
  }

  List<Observation> all(Incidents incidents, ServiceStates services, Settings settings) {
    guesses();
    List<Attempt> failures =
        attempts.stream()
            .filter(attempt -> attempt.outcome() == Outcome.FAILED)
            .filter(attempt -> !guessing.isGuess(attempt) && !guessing.isScan(attempt))
            .filter(attempt -> !overcome.isOvercome(attempt))
            .toList();
    rejections(failures);
    events(failures);
    shown(failures);
    endings();
    facts.addAll(incidents.facts(overcome, services));
    facts.addAll(services.stopped(overcome));
    facts.addAll(settings.facts());
    sessions();
    unfinished();
    since();
    return List.copyOf(facts);
  }

  private void guesses() {
    List<Attempt> guessed = attempts.stream().filter(guessing::isGuess).toList();
    if (guessed.isEmpty()) {
      return;
    }
    int count = count(guessed);
    Map<String, Integer> byAddress =
        guessed.stream()
            .collect(Collectors.groupingBy(Attempt::client, Collectors.summingInt(Attempt::times)));
    String most =
        byAddress.entrySet().stream()
            .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .orElse("");
    List<String> accounts =
        guessed.stream()
            .map(Attempt::account)
            .filter(account -> !account.isEmpty())
            .distinct()
            .limit(MOST_ACCOUNTS)
            .toList();
    facts.add(
        new LogonsGuessed(
            count,
            byAddress.size(),
            most,
            accounts,
            second(guessed.getFirst().start()),
            latest(guessed),
            evidence(guessed, "a rejected logon")));
  }

  /// The last rejection of each account for each reason.
  private void rejections(List<Attempt> failures) {
    List<Attempt> rejected = failures.stream().filter(Guessing::isRejected).toList();
    Map<String, List<Attempt>> kinds =
        grouped(rejected, attempt -> attempt.accountKey() + '|' + attempt.code());
    kinds.values().stream()
        .sorted(Comparator.comparing(StoryFacts::latest).reversed())
        .limit(MOST_OF_A_KIND)
        .forEach(same -> facts.add(rejection(same)));
  }

  private Observation rejection(List<Attempt> same) {
    Attempt last = same.getLast();
    String account =
        last.account().isEmpty() ? "somebody whom the log does not name" : last.account();
    String from = last.client().isEmpty() ? "" : " from " + last.client();
    String doubt = last.sure() ? "" : ", for Remote Desktop or another service";
    String heard = "a rejected logon of " + account + from + doubt;
    Evidence evidence = evidence(same, heard);
    if (last.first().getFirst().event() == 4825) {
      return new AuthorizationDenied(account, "", Duration.ZERO, evidence);
    }
    if (last.family().equals("kerberos")) {
      int code = Numbers.of(last.code()).orElse(0L).intValue();
      return new KdcRefused(
          "logon", account, "", realm(account), code, last.name(), "", "", evidence);
    }
    String name = last.name().isEmpty() ? last.because() : last.name();
    return new LogonRejected(
        last.mechanism(), 0, account, last.code(), name, Duration.ZERO, evidence);
  }

  /// Failures that only their event tells of.
  private void events(List<Attempt> failures) {
    List<Attempt> others =
        failures.stream()
            .filter(attempt -> !Guessing.isRejected(attempt) && !attempt.family().equals("mstsc"))
            .toList();
    Map<String, List<Attempt>> kinds =
        grouped(
            others,
            attempt -> {
              Source source = attempt.first().getFirst();
              return source.provider() + '|' + source.event() + '|' + attempt.code();
            });
    kinds.values().stream().limit(MOST_EVENTS).forEach(same -> facts.add(event(same)));
  }

  private static Observation event(List<Attempt> same) {
    Attempt last = same.getLast();
    Source source = last.first().getFirst();
    String code = Numbers.of(last.code()).map(Numbers::hex).orElse("");
    String from = last.client().isEmpty() ? "" : " from " + last.client();
    Evidence evidence =
        evidence(same, source.provider() + " " + source.event() + " about a connection" + from);
    Instant first = second(same.getFirst().start());
    if (Incidents.isOfClient(source.provider(), source.event())) {
      return new ClientEventRecorded(
          source.provider(), source.event(), code, count(same), first, latest(same), evidence);
    }
    return new ServerEventRecorded(
        source.provider(), source.event(), code, count(same), first, latest(same), evidence);
  }

  private static String realm(String account) {
    int backslash = account.indexOf('\\');
    return backslash > 0 ? account.substring(0, backslash) : "its realm";
  }

  /// What the client of Windows showed, as its own log has it.
  private void shown(List<Attempt> failures) {
    var known = new HashSet<>(failures);
    List<Attempt> ofClients =
        attempts.stream()
            .filter(attempt -> attempt.family().equals("mstsc"))
            .filter(attempt -> attempt.code().length() > 3)
            .filter(attempt -> attempt.outcome() == Outcome.SESSION || known.contains(attempt))
            .toList();
    grouped(ofClients, Attempt::code)
        .values()
        .forEach(
            same ->
                facts.add(
                    new CodeShown(
                        "mstsc",
                        same.getLast().code(),
                        "",
                        evidence(same, "the client ended with " + same.getLast().code()))));
  }

  /// Why sessions ended that nobody meant to end.
  private void endings() {
    List<Attempt> ended =
        attempts.stream()
            .filter(attempt -> attempt.outcome() == Outcome.SESSION)
            .filter(attempt -> attempt.family().equals("errinfo"))
            .filter(attempt -> !WANTED.contains(attempt.code()))
            .toList();
    grouped(ended, Attempt::code)
        .values()
        .forEach(
            same -> {
              Attempt last = same.getLast();
              String name = last.name().isEmpty() ? "a reason without a name" : last.name();
              facts.add(
                  new ErrorInfoSet(
                      "desktop", last.code(), name, evidence(same, "a session ended with it")));
            });
  }

  private void sessions() {
    List<Attempt> sessions =
        attempts.stream().filter(attempt -> attempt.outcome() == Outcome.SESSION).toList();
    if (!sessions.isEmpty()) {
      facts.add(
          new SessionsRecorded(
              count(sessions),
              second(sessions.getFirst().start()),
              latest(sessions),
              evidence(sessions, "a session")));
    }
  }

  private void unfinished() {
    List<Attempt> open =
        attempts.stream().filter(attempt -> attempt.outcome() == Outcome.OPEN).toList();
    if (!open.isEmpty()) {
      facts.add(
          new ConnectionsRecorded(
              count(open),
              (int)
                  open.stream()
                      .map(Attempt::client)
                      .filter(each -> !each.isEmpty())
                      .distinct()
                      .count(),
              (int)
                  open.stream()
                      .map(each -> Overcome.computerKey(each.computer()))
                      .distinct()
                      .count(),
              second(open.getFirst().start()),
              latest(open),
              evidence(open, "a connection")));
    }
  }

  private void since() {
    beginning.ifPresent(
        began -> {
          facts.add(
              new FailuresBegan(
                  began.account(),
                  second(began.since()),
                  second(began.lastSuccess()),
                  began.successesBefore(),
                  began.failures(),
                  began.firstFailure().evidence("the first failure after the last success")));
          for (Change change : began.changes()) {
            facts.add(
                new ChangedBefore(
                    change.kind(),
                    change.what(),
                    second(change.at()),
                    Duration.between(change.at(), began.since()),
                    change.provider(),
                    change.event(),
                    change.evidence(change.what())));
          }
        });
  }

  private static Map<String, List<Attempt>> grouped(
      List<Attempt> some, Function<Attempt, String> by) {
    return some.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private static int count(List<Attempt> some) {
    long sum = some.stream().mapToLong(Attempt::times).sum();
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }

  private static Instant latest(List<Attempt> some) {
    return second(some.stream().map(Attempt::end).max(Comparator.naturalOrder()).orElseThrow());
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Evidence evidence(List<Attempt> same, String what) {
    int count = count(same);
    return same.getLast().evidence(count == 1 ? what : what + ", the last of " + count);
  }
}
