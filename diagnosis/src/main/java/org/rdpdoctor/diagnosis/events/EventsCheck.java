package org.rdpdoctor.diagnosis.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.RowCheck;
import org.rdpdoctor.diagnosis.codes.Tsv;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;
import org.rdpdoctor.facts.EventMeaning;

/// The rules that the event tables keep; the build stops where one is broken.
public final class EventsCheck {
  private static final int LARGEST_ID = 65_535;

  private EventsCheck() {}

  /// Every fault in the event tables, given all knowledge files by path.
  public static List<KnowledgeFault> faults(Map<String, String> files) {
    var faults = new ArrayList<KnowledgeFault>();
    Set<String> families = CodeBook.familyIds(files);
    var seen = new HashSet<String>();
    for (String name : EventBook.FILES) {
      String file = EventBook.FOLDER + name + ".tsv";
      String text = files.get(file);
      if (text == null) {
        faults.add(new KnowledgeFault(file, 0, "the file is missing"));
        continue;
      }
      for (Tsv.Row row : Tsv.read(file, text, KnownEvent.COLUMNS, faults).rows()) {
        check(new RowCheck(file, row, faults), row, seen, families);
      }
    }
    for (String file : files.keySet()) {
      if (file.startsWith(EventBook.FOLDER) && !isKnown(file)) {
        faults.add(new KnowledgeFault(file, 0, "EventBook does not name this file"));
      }
    }
    return List.copyOf(faults);
  }

  private static boolean isKnown(String file) {
    return EventBook.FILES.stream().anyMatch(name -> file.equals(EventBook.FOLDER + name + ".tsv"));
  }

  private static void check(RowCheck at, Tsv.Row row, Set<String> seen, Set<String> families) {
    String id = row.cell(KnownEvent.ID);
    boolean number = id.matches("[0-9]{1,5}") && Integer.parseInt(id) <= LARGEST_ID;
    at.holds(number, "bad event number " + id);
    at.isNew(seen, EventBook.key(row.cell(KnownEvent.PROVIDER), id));
    at.holds(row.filled(KnownEvent.PROVIDER).isPresent(), "no provider");
    at.holds(row.filled(KnownEvent.CHANNEL).isPresent(), "no channel");
    at.layer(row.cell(KnownEvent.LAYER));
    at.confidence(row.cell(KnownEvent.CONFIDENCE));
    at.sentence(row.cell(KnownEvent.MEANING));
    at.sources(row, KnownEvent.SOURCES);
    String kind = row.cell(KnownEvent.KIND);
    Set<String> kinds =
        Stream.of(EventMeaning.Kind.values()).map(KnownEvent::id).collect(Collectors.toSet());
    at.holds(kinds.contains(kind), "unknown kind " + kind);
    for (String family : row.list(KnownEvent.CODE_FAMILY)) {
      at.holds(families.contains(family), "unknown family " + family);
    }
    at.holds(
        row.filled(KnownEvent.CODE_FAMILY).isEmpty()
            || row.filled(KnownEvent.CODE_FIELD).isPresent(),
        "a code family needs a code field");
  }
}
