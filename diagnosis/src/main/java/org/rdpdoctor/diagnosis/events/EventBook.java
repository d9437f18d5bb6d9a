package org.rdpdoctor.diagnosis.events;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.diagnosis.codes.KnowledgeText;
import org.rdpdoctor.diagnosis.codes.Tsv;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;

/// The events of Windows that say something of Remote Desktop, for looking up.
public final class EventBook {
  static final String FOLDER = "events/";

  /// The tables, one for each source of events or group of them.
  static final List<String> FILES =
      List.of(
          "broker",
          "certificates",
          "directory",
          "gateway",
          "licensing",
          "local-session-manager",
          "machine",
          "profiles",
          "rdp-client",
          "rdpcorets",
          "remote-connection-manager",
          "schannel",
          "security",
          "services",
          "sysmon",
          "termdd",
          "updates");

  private final Map<String, KnownEvent> byKey = new HashMap<>();
  private final Set<Integer> numbers = new HashSet<>();

  private EventBook() {}

  /// Reads the tables; a fault in them is one of the project itself.
  public static EventBook load(KnowledgeText knowledge) {
    var book = new EventBook();
    var faults = new ArrayList<KnowledgeFault>();
    for (String name : FILES) {
      String file = FOLDER + name + ".tsv";
      for (Tsv.Row row : Tsv.read(file, knowledge.of(file), KnownEvent.COLUMNS, faults).rows()) {
        book.byKey.put(
            key(row.cell(KnownEvent.PROVIDER), row.cell(KnownEvent.ID)), KnownEvent.of(row));
        book.numbers.add(Integer.valueOf(row.cell(KnownEvent.ID)));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.getFirst().toString());
    }
    return book;
  }

  /// The event that a provider logs under this number; the case of its name does not matter.
  public Optional<KnownEvent> find(String provider, int event) {
    return numbers.contains(event) // of most events in a log not even the number is known
        ? Optional.ofNullable(byKey.get(key(provider, Integer.toString(event))))
        : Optional.empty();
  }

  /// Every event, by provider and number.
  public List<KnownEvent> all() {
    return byKey.values().stream()
        .sorted(
            Comparator.comparing((KnownEvent event) -> event.meaning().provider())
                .thenComparingInt(event -> event.meaning().event()))
        .toList();
  }

  /// How many events are known.
  public int size() {
    return byKey.size();
  }

  static String key(String provider, String id) {
    return provider.toLowerCase(Locale.ROOT) + "|" + id;
  }
}
