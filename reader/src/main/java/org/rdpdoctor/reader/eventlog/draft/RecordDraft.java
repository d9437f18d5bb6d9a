package org.rdpdoctor.reader.eventlog.draft;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rdpdoctor.facts.EventRecord;

/// An event while it is read, whichever form it is read from; the same draft serves for one event
/// after the other.
public final class RecordDraft {
  /// How much text an event may hold, in characters: more than any log can.
  private static final int LONGEST = 1 << 22;

  // A log of wild names must not be remembered for ever.
  private static final int MOST_NAMES = 50_000;

  private final String source;
  private final List<String> values = new ArrayList<>();
  private FieldNames first = FieldNames.start();
  private FieldNames latest = first;
  private int named;
  private int length;

  private long recordId;
  private Instant timeCreated = Instant.EPOCH;
  private boolean timed;
  private String channel = "";
  private String provider = "";
  private int eventId;
  private int version;
  private int level;
  private String computer = "";
  private String activityId = "";
  private int task;
  private int opcode;
  private long keywords;
  private long processId;
  private long threadId;
  private String userId = "";

  /// @param source the file, for evidence
  public RecordDraft(String source) {
    this.source = source;
  }

  /// Begins the next event.
  public void start() {
    if (named > MOST_NAMES) {
      first = FieldNames.start();
      named = 0;
    }
    latest = first;
    values.clear();
    length = 0;
    recordId = 0;
    timeCreated = Instant.EPOCH;
    timed = false;
    channel = "";
    provider = "";
    eventId = 0;
    version = 0;
    level = 0;
    computer = "";
    activityId = "";
    task = 0;
    opcode = 0;
    keywords = 0;
    processId = 0;
    threadId = 0;
    userId = "";
  }

  public void recordId(long number) {
    recordId = number;
  }

  public void timeCreated(Instant time) {
    timeCreated = time;
    timed = true;
  }

  /// Whether the event said when it was.
  public boolean isTimed() {
    return timed;
  }

  public void channel(String name) {
    channel = name;
  }

  public void provider(String name) {
    provider = name;
  }

  public String provider() {
    return provider;
  }

  /// The high half of 32 bits, which are an old event's qualifiers, is left out.
  public void eventId(long number) {
    eventId = (int) (number & 0xFFFF);
  }

  public int eventId() {
    return eventId;
  }

  public void version(long number) {
    version = (int) number;
  }

  public void level(long number) {
    level = (int) number;
  }

  public void computer(String name) {
    computer = name;
  }

  /// A GUID in any case, with braces or without.
  public void activityId(String guid) {
    String bare = guid.strip();
    if (bare.startsWith("{") && bare.endsWith("}")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    activityId = bare.toUpperCase(Locale.ROOT);
  }

  /// A GUID as [EventRecord#activityId] has it.
  public void bareActivityId(String guid) {
    activityId = guid;
  }

  public void task(long number) {
    task = (int) number;
  }

  public void opcode(long number) {
    opcode = (int) number;
  }

  public void keywords(long bits) {
    keywords = bits;
  }

  public void processId(long number) {
    processId = number;
  }

  public void threadId(long number) {
    threadId = number;
  }

  /// A SID.
  public void userId(String sid) {
    userId = sid;
  }

  /// Sets what the System part of an event says, as text.
  ///
  /// @param name of the element, or of it and its attribute with a point between; others mean
  ///     nothing here
  public void system(String name, String value) {
    switch (name) {
      case "Provider.Name" -> provider = value;
      case "EventID" -> eventId(number(value));
      case "Version" -> version(number(value));
      case "Level" -> level(number(value));
      case "Task" -> task(number(value));
      case "Opcode" -> opcode(number(value));
      case "Keywords" -> keywords = number(value);
      case "TimeCreated.SystemTime" -> Times.parse(value).ifPresent(this::timeCreated);
      case "EventRecordID" -> recordId = number(value);
      case "Correlation.ActivityID" -> activityId(value);
      case "Execution.ProcessID" -> processId = number(value);
      case "Execution.ThreadID" -> threadId = number(value);
      case "Channel" -> channel = value;
      case "Computer" -> computer = value;
      case "Security.UserID" -> userId = value;
      default -> {}
    }
  }

  /// A number in decimal or, after `0x`, in hex; 0 if it is none.
  public static long number(String text) {
    String plain = text.strip();
    try {
      return plain.startsWith("0x")
          ? Long.parseUnsignedLong(plain, 2, plain.length(), 16)
          : plain.startsWith("-") ? Long.parseLong(plain) : Long.parseUnsignedLong(plain);
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /// Adds a field.
  ///
  /// @param name empty if it has none
  /// @return whether there was still room for it
  public boolean field(String name, String value) {
    if (latest.size() >= FieldNames.MOST || length + value.length() > LONGEST) {
      return false;
    }
    length += value.length();
    FieldNames place = latest.with(name);
    if (place.isNew()) {
      named++;
    }
    latest = place;
    values.add(value);
    return true;
  }

  /// The event as far as it was read.
  public EventRecord finish() {
    return new EventRecord(
        recordId,
        timeCreated,
        channel,
        provider,
        eventId,
        version,
        level,
        computer,
        activityId,
        latest.names().with(values),
        source,
        new EventRecord.Origin(task, opcode, keywords, processId, threadId, userId));
  }
}
