package org.rdpdoctor.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// How often a check names rightly what is wrong on a path: each [InterferenceScene] on each kind
/// of path, again and again. `bench/interference` runs it; it takes long and is no part of the
/// tests.
class InterferenceBench {
  private static final int RUNS = Integer.getInteger("interference.runs", 20);
  private static final int AT_ONCE = Integer.getInteger("interference.atOnce", 4);
  private static final String ONLY = System.getProperty("interference.only", "");
  private static final Path RESULT = Path.of("target", "interference.md");

  /// How the runs of one scene on one path were named.
  private record Row(
      InterferenceScene scene, InterferenceScene.Path path, Map<String, Integer> named) {
    int right() {
      return named.entrySet().stream()
          .filter(entry -> scene.isNamedBy(entry.getKey()))
          .mapToInt(Map.Entry::getValue)
          .sum();
    }

    String wrong() {
      return String.join(
          ", ",
          named.entrySet().stream()
              .filter(entry -> !scene.isNamedBy(entry.getKey()))
              .map(entry -> entry.getValue() + " × " + entry.getKey())
              .toList());
    }
  }

  @Test
  void every_scene_on_every_path() throws IOException, InterruptedException, ExecutionException {
    var rows = new ArrayList<Future<Row>>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (InterferenceScene scene : InterferenceScene.ALL) {
        if (Pattern.compile(ONLY).matcher(scene.title()).find()) {
          for (InterferenceScene.Path path : InterferenceScene.PATHS) {
            rows.add(threads.submit(() -> row(scene, path)));
          }
        }
      }
      Files.createDirectories(RESULT.toAbsolutePath().getParent());
      Files.writeString(RESULT, table(rows));
    }
  }

  private static Row row(InterferenceScene scene, InterferenceScene.Path path) {
    var named = new TreeMap<String, Integer>();
    try (TestNetwork network = scene.on(path, path.hashCode())) {
      for (int run = 0; run < RUNS; run++) {
        NetworkCheck check =
            network.check(InterferenceScene.SERVER, scene.options().toArray(String[]::new));
        named.merge(firstBreak(check), 1, Integer::sum);
      }
    }
    return new Row(scene, path, named);
  }

  private static String firstBreak(NetworkCheck check) {
    String answer = check.answer();
    int colon = answer.indexOf(": ");
    return colon >= 0 ? answer.substring(colon + 2) : answer.equals("healthy") ? "" : answer;
  }

  private static String table(List<Future<Row>> rows)
      throws InterruptedException, ExecutionException {
    var table = new StringBuilder("| What is wrong | Expected |");
    InterferenceScene.PATHS.forEach(path -> table.append(' ').append(path.title()).append(" |"));
    table.append("\n|---|---|").append("---|".repeat(InterferenceScene.PATHS.size()));
    String last = "";
    for (Future<Row> future : rows) {
      Row row = future.get();
      if (!row.scene().title().equals(last)) {
        String expected = String.join(" or ", row.scene().expected());
        table
            .append("\n| ")
            .append(row.scene().title())
            .append(" | ")
            .append(expected.isEmpty() ? "nothing" : expected)
            .append(" |");
        last = row.scene().title();
      }
      table.append(' ').append(row.right()).append(" of ").append(RUNS);
      if (!row.wrong().isEmpty()) {
        table.append(" (").append(row.wrong()).append(')');
      }
      table.append(" |");
    }
    return table.append('\n').toString();
  }
}
