package org.rdpdoctor.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.rdpdoctor.cli.ManyChecks;

/// How often a check names rightly what is wrong on a path: each [InterferenceScene] on each kind
/// of path, again and again. `bench/interference` runs it; it takes long and is no part of the
/// tests.
class InterferenceBench {
  private static final int RUNS = Integer.getInteger("interference.runs", 20);
  private static final int AT_ONCE = Integer.getInteger("interference.atOnce", 8);

  /// A server whose clients vanish behind a device keeps their connections, and takes no more at
  /// some time.
  private static final int AT_ONE_SERVER = 4;

  private static final String ONLY = System.getProperty("interference.only", "");
  private static final Path RESULT = Path.of("target", "interference.md");
  private static final Path NOTES = Path.of("target", "interference");

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
    for (int done = 0; done < RUNS; done += AT_ONE_SERVER) {
      try (TestNetwork network = scene.on(path, path.hashCode() + done)) {
        for (NetworkCheck check : checks(network, scene, Math.min(AT_ONE_SERVER, RUNS - done))) {
          named.merge(firstBreak(check), 1, Integer::sum);
        }
      }
    }
    return new Row(scene, path, named);
  }

  /// One after the other in a process of their own on the client's machine: only the first of them
  /// has to wait for the Java machine to get going.
  private static List<NetworkCheck> checks(
      TestNetwork network, InterferenceScene scene, int count) {
    var command = new ArrayList<>(List.of("ip", "netns", "exec", network.client().name()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(ManyChecks.class.getName(), String.valueOf(count), "check"));
    command.addAll(List.of(InterferenceScene.SERVER, "--json", "--timeout", "20s"));
    command.addAll(scene.options());
    var checks = new ArrayList<NetworkCheck>();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line : lines.lines().toList()) {
          int tab = line.indexOf('\t');
          checks.add(
              new NetworkCheck(
                  Integer.parseInt(line.substring(0, tab)), line.substring(tab + 1), "", 0));
        }
      }
      Files.createDirectories(NOTES);
      Files.writeString(
          NOTES.resolve(scene.title().replace(' ', '-') + "-" + process.pid() + ".jsonl"),
          String.join("\n", checks.stream().map(NetworkCheck::json).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return checks;
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
        String expected =
            row.scene().expected().contains("") ? "" : String.join(" or ", row.scene().expected());
        table
            .append("\n| ")
            .append(row.scene().title())
            .append(" | ")
            .append(expected.isEmpty() ? "nothing, but for the path's own quality" : expected)
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
