package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Observation;

/// Takes in the records of event logs, in whatever order, and tells their story in the end.
///
/// Its memory is bounded, however many records there are: of floods it keeps examples and counts.
public final class EventHistory implements Consumer<EventRecord> {
  private static final int MANY_CLUES = 100_000;
  private static final int MOST_CLUES = 250_000;
  private static final int MOST_COMPUTERS = 10_000;

  private final EventKnowledge knowledge;
  private final ClueStore clues = new ClueStore(MANY_CLUES, MOST_CLUES);
  private final Incidents incidents = new Incidents();
  private final Changes changes = new Changes();
  private final ServiceStates services = new ServiceStates();
  private final Settings settings = new Settings();
  private final Updates updates = new Updates();
  private final Map<String, Long> computers = new HashMap<>();
  private long records;
  private long otherLogons;
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();

  public EventHistory(EventKnowledge knowledge) {
    this.knowledge = knowledge;
  }

  @Override
  public void accept(EventRecord record) {
    records++;
    Instant at = record.timeCreated();
    if (first.isEmpty() || at.isBefore(first.get())) {
      first = Optional.of(at);
    }
    if (last.isEmpty() || at.isAfter(last.get())) {
      last = Optional.of(at);
    }
    if (computers.size() < MOST_COMPUTERS || computers.containsKey(record.computer())) {
      computers.merge(record.computer(), 1L, Long::sum);
    }
    Optional<Clue> clue = ClueReader.read(record);
    clue.ifPresent(clues::add);
    changes.see(record);
    services.see(record);
    settings.see(record);
    updates.see(record);
    if (clue.isEmpty() && SecurityClues.isRejectedLogon(record)) {
      otherLogons++;
    }
    if (clue.filter(each -> each.step().fails()).isEmpty()) {
      knowledge
          .meaning(record.provider(), record.eventId())
          .ifPresent(meaning -> incidents.see(record, meaning));
    }
  }

  /// What all records so far tell together.
  public Story story() {
    List<Attempt> attempts = attempts();
    Guessing guessing = Guessing.among(attempts);
    var overcome = new Overcome(attempts);
    Optional<Beginning> beginning = Beginnings.of(attempts, guessing, changes.all());
    var facts =
        new ArrayList<Observation>(
            new StoryFacts(attempts, guessing, overcome, beginning)
                .all(incidents, services, settings));
    last.ifPresent(time -> facts.addAll(updates.facts(attempts, time)));
    var notes = new ArrayList<String>();
    if (clues.leftOut() > 0) {
      notes.add(
          clues.leftOut()
              + " records of connections were not looked at one by one: they are too many");
    }
    if (otherLogons > 0) {
      notes.add(
          otherLogons
              + (otherLogons == 1 ? " rejected logon" : " rejected logons")
              + " at the machine itself, of its programs or of other machines: no matter of Remote"
              + " Desktop");
    }
    return new Story(
        records,
        first,
        last,
        computers(),
        attempts,
        Groups.of(attempts, guessing, overcome),
        beginning,
        facts,
        notes);
  }

  private List<Attempt> attempts() {
    var attempts = new ArrayList<Attempt>();
    for (Draft draft : AttemptJoiner.join(clues.inOrder())) {
      attempts.add(draft.finish(knowledge));
    }
    for (ClueStore.Flood flood : clues.floods()) {
      attempts.add(flooded(flood));
    }
    attempts.sort(Comparator.comparing(Attempt::start));
    return List.copyOf(attempts);
  }

  /// Those of a flood that were only counted, as one attempt that stands for all of them.
  private Attempt flooded(ClueStore.Flood flood) {
    Clue example = flood.example();
    Attempt one = new Draft(example).finish(knowledge);
    return new Attempt(
        one.side(),
        one.computer(),
        flood.last(),
        flood.last(),
        one.client(),
        one.server(),
        one.account(),
        one.mechanism(),
        one.outcome(),
        one.reached(),
        one.broke(),
        one.code(),
        one.family(),
        one.name(),
        one.because(),
        one.sure(),
        flood.more(),
        flood.more(),
        one.first());
  }

  private List<String> computers() {
    return computers.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
