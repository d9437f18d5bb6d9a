package org.rdpdoctor.reader.eventlog.evtx;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The names of elements and attributes that mean something in every event, as the event schema has
/// them.
enum Word {
  EVENT("Event"),
  SYSTEM("System"),
  EVENT_DATA("EventData"),
  USER_DATA("UserData"),
  DEBUG_DATA("DebugData"),
  PROCESSING_ERROR_DATA("ProcessingErrorData"),
  BINARY_EVENT_DATA("BinaryEventData"),
  PROVIDER("Provider"),
  EVENT_ID("EventID"),
  VERSION("Version"),
  LEVEL("Level"),
  TASK("Task"),
  OPCODE("Opcode"),
  KEYWORDS("Keywords"),
  TIME_CREATED("TimeCreated"),
  SYSTEM_TIME("SystemTime"),
  EVENT_RECORD_ID("EventRecordID"),
  CORRELATION("Correlation"),
  ACTIVITY_ID("ActivityID"),
  EXECUTION("Execution"),
  PROCESS_ID("ProcessID"),
  THREAD_ID("ThreadID"),
  CHANNEL("Channel"),
  COMPUTER("Computer"),
  SECURITY("Security"),
  USER_ID("UserID"),
  DATA("Data"),
  NAME("Name"),
  /// Any other name.
  OTHER("");

  /// A hash and a length for each.
  private static final Map<Integer, Word> BY_HASH =
      Arrays.stream(values())
          .filter(word -> !word.text.isEmpty())
          .collect(
              Collectors.toUnmodifiableMap(
                  word -> key(hash(word.text), word.text.length()), word -> word));

  private static final Map<String, Word> BY_TEXT =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(word -> word.text, word -> word));

  private final String text;

  Word(String text) {
    this.text = text;
  }

  static Word of(String name) {
    return BY_TEXT.getOrDefault(name, OTHER);
  }

  String text() {
    return text;
  }

  /// The hash that stands before each name in a log.
  static int hash(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = hash * 65599 + name.charAt(i);
    }
    return hash & 0xFFFF;
  }

  /// The name that a damaged one must have been, [#OTHER] if it is none of these.
  static Word healed(int hash, int length) {
    return BY_HASH.getOrDefault(key(hash, length), OTHER);
  }

  private static int key(int hash, int length) {
    return length << 16 | hash;
  }
}
