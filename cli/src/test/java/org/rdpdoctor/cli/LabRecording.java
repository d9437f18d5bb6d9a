package org.rdpdoctor.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.testkit.Fault;

/// Keeps what a check measured of a fault of the lab as a case, with what the fault is: those of
/// `cases/recorded` are what accuracy is measured by. `-Dlab.record=true` writes them anew. The lab
/// plays on this machine's loopback, and stands for a server elsewhere: it is kept with such an
/// address.
final class LabRecording {
  private static final boolean WANTED = Boolean.getBoolean("lab.record");
  private static final Path FOLDER = Path.of("..", "cases", "recorded");

  private LabRecording() {}

  static void keep(Fault fault, Report report) {
    if (!WANTED) {
      return;
    }
    String facts =
        report.diagnosis().rungs().stream()
            .flatMap(rung -> rung.observations().stream())
            .map(LabRecording::line)
            .distinct()
            .collect(joining("\n"));
    String text = "shows:\n  - facts:\n" + facts + "\n    expect: {" + expected(fault) + "}\n";
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(fault.id() + ".yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String expected(Fault fault) {
    String breaks = words("break", fault.breaks());
    return breaks + words("cause", fault.causes()) + "verdict: " + fault.verdict();
  }

  private static String words(String key, List<String> ids) {
    return ids.isEmpty() ? "" : key + ": " + quoted(String.join(" ", ids)) + ", ";
  }

  private static String line(Observation fact) {
    String fields =
        Vocabulary.valuesOf(fact).entrySet().stream()
            .filter(field -> !isUnset(field.getValue()))
            .map(LabRecording::field)
            .collect(joining(", "));
    return "      - " + Vocabulary.wordOf(fact) + ": {" + fields + "}";
  }

  private static String elsewhere(String text) {
    return text.replace("127.0.0.1", "10.1.2.30");
  }

  private static String field(Map.Entry<String, Object> field) {
    String value =
        field.getValue() instanceof List<?> list
            ? list.stream()
                .map(item -> quoted(elsewhere(item.toString())))
                .collect(joining(", ", "[", "]"))
            : field.getValue() instanceof String text
                ? quoted(elsewhere(text))
                : field.getValue().toString();
    return field.getKey() + ": " + value;
  }

  /// What a case may leave out.
  private static boolean isUnset(Object value) {
    return value.equals("")
        || value.equals(List.of())
        || value.equals(false)
        || (value instanceof Number number && number.longValue() == 0);
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
