package org.rdpdoctor.reader.eventlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Reads what libevtx's `evtxexport -f xml` prints. It indents, and does not escape every text, so
/// that it is read by its lines rather than as XML.
final class EvtxExport {
  private static final Pattern EVENT = Pattern.compile("(?s)<Event xmlns=.*?\n</Event>");
  private static final Pattern SYSTEM = Pattern.compile("(?s)\n  <System>\n(.*?)\n  </System>");
  private static final Pattern PART =
      Pattern.compile("(?m)^    <(\\w+|TimeCr.sted)((?: [^>]*?)?)(?:/>|>(.*?)</\\1>)$");
  private static final Pattern ATTRIBUTE = Pattern.compile(" (\\w+)=\"([^\"]*)\"");
  private static final Pattern DATA =
      Pattern.compile("(?s)\n  <EventData[^>]*>(\n.*?)\n  </EventData>");
  private static final Pattern FIELD =
      Pattern.compile("(?s)\n    <(\\w+)(?: Name=\"([^\"]*)\")?(?:/>|>(.*?)</\\1>)(?=\n    <|$)");
  private static final Pattern USER =
      Pattern.compile("(?s)\n  <(UserData|DebugData|ProcessingErrorData)>(\n.*?)\n  </\\1>");
  private static final Pattern TAG =
      Pattern.compile("(?s)<(/?)([\\w:]+)((?: [^>]*?)?)(/?)>([^<]*)");

  private EvtxExport() {}

  /// @param system the System part, names as [SystemPart] has them
  record Event(long recordId, Map<String, String> system, Map<String, String> fields) {}

  static List<Event> read(Path packed) throws IOException {
    String text;
    try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var events = new ArrayList<Event>();
    for (Matcher event = EVENT.matcher(text); event.find(); ) {
      Map<String, String> system = system(event.group());
      var fields = new Names();
      for (Matcher data = DATA.matcher(event.group()); data.find(); ) {
        eventData(data.group(1), fields);
      }
      for (Matcher data = USER.matcher(event.group()); data.find(); ) {
        userData(data.group(2), fields);
      }
      events.add(
          new Event(
              Long.parseLong(system.getOrDefault("EventRecordID", "0")), system, fields.texts));
    }
    return events;
  }

  private static Map<String, String> system(String event) {
    var system = new HashMap<String, String>();
    Matcher whole = SYSTEM.matcher(event);
    if (whole.find()) {
      for (Matcher part = PART.matcher(whole.group(1)); part.find(); ) {
        // A letter of this name is damaged in one log, where its hash tells it.
        String name = part.group(1).matches("TimeCr.sted") ? "TimeCreated" : part.group(1);
        if (part.group(3) != null) {
          system.put(name, unescaped(part.group(3)));
        }
        for (Matcher attribute = ATTRIBUTE.matcher(part.group(2)); attribute.find(); ) {
          system.put(name + "_" + attribute.group(1), unescaped(attribute.group(2)));
        }
      }
    }
    system.keySet().retainAll(system.keySet().stream().filter(SystemPart::isOne).toList());
    return system;
  }

  private static void eventData(String data, Names fields) {
    for (Matcher field = FIELD.matcher(data); field.find(); ) {
      String name = field.group(2) == null ? field.group(1) : unescaped(field.group(2));
      String text = field.group(3) == null ? "" : field.group(3);
      fields.add(
          field.group(2) == null && name.equals("Data") ? "" : name,
          text.startsWith("<") ? text : unescaped(text));
    }
  }

  private static void userData(String data, Names fields) {
    Matcher tag = TAG.matcher(data);
    String open = "";
    String attributes = "";
    String text = "";
    while (tag.find()) {
      boolean closes = !tag.group(1).isEmpty();
      String name = tag.group(2).substring(tag.group(2).indexOf(':') + 1);
      if (!closes && !open.isEmpty()) {
        attributes(open, attributes, fields);
      }
      if (closes && name.equals(open)) {
        fields.add(name, unescaped(text));
        attributes(name, attributes, fields);
      }
      open = closes ? "" : name;
      attributes = tag.group(3);
      text = tag.group(5);
      if (!tag.group(4).isEmpty()) {
        fields.add(name, "");
        attributes(name, attributes, fields);
        open = "";
      }
    }
  }

  private static void attributes(String element, String attributes, Names fields) {
    for (Matcher attribute = ATTRIBUTE.matcher(attributes); attribute.find(); ) {
      if (!attribute.group(1).startsWith("xmlns")) {
        fields.add(element + "." + attribute.group(1), unescaped(attribute.group(2)));
      }
    }
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  /// Texts under names that are told apart as an [org.rdpdoctor.facts.EventRecord] does.
  private static final class Names {
    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    void add(String name, String text) {
      int count = seen.merge(name, 1, Integer::sum);
      texts.put(name.isEmpty() ? "param" + count : count == 1 ? name : name + "#" + count, text);
    }
  }
}
