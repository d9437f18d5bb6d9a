package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rdpdoctor.diagnosis.compared.View;
import org.rdpdoctor.facts.SavedReport;
import org.rdpdoctor.reader.saved.Saved;
import org.rdpdoctor.reader.saved.SavedReportReader;
import org.rdpdoctor.report.Printable;

/// The reports that are to be compared, as the user names them: `branch=A.json`, or a file alone.
///
/// Files with one report each are one comparison. Files with reports of several targets are one
/// comparison for each target that two of them have; a single file with several reports is one of
/// all that are in it.
final class SavedFiles {
  private static final int MOST_LABEL = 40;

  private final List<String> notes = new ArrayList<>();

  private SavedFiles() {}

  /// @param comparisons the reports of each, at least two
  /// @param notes what was left out, a sentence each
  record Loaded(List<List<View>> comparisons, List<String> notes) {}

  /// A file with the name that its reports go by.
  private record Named(String label, Path path, List<SavedReport> reports) {}

  /// @param labels one for each file in their order, or none
  /// @throws UsageException if a file holds no report, or too little is there to compare
  static Loaded load(List<String> words, List<String> labels) {
    return new SavedFiles().loaded(words, labels);
  }

  private Loaded loaded(List<String> words, List<String> labels) {
    if (!labels.isEmpty() && labels.size() != words.size()) {
      throw new UsageException(
          "there are "
              + words.size()
              + " files and "
              + labels.size()
              + " labels: give --label once for each file, or write LABEL=FILE");
    }
    var files = new ArrayList<Named>();
    for (int i = 0; i < words.size(); i++) {
      files.add(file(words.get(i), labels.isEmpty() ? "" : labels.get(i)));
    }
    return new Loaded(files.size() == 1 ? alone(files.getFirst()) : among(distinct(files)), notes);
  }

  /// What is before `=` is a label, unless the whole is the name of a file.
  private Named file(String word, String label) {
    int equals = word.indexOf('=');
    boolean labelled = label.isEmpty() && equals > 0 && !Files.exists(Path.of(word));
    Path path = Path.of(labelled ? word.substring(equals + 1) : word);
    String given = labelled ? word.substring(0, equals) : label;
    return new Named(given.strip(), path, read(path, notes));
  }

  /// The reports of one file, at least one.
  ///
  /// @param notes takes what was left out of it, a sentence each
  /// @throws UsageException if it holds none
  static List<SavedReport> read(Path path, List<String> notes) {
    if (Files.isDirectory(path)) {
      throw new UsageException(FileDesk.quoted(path) + " is a folder: name the reports in it");
    }
    try {
      if (Files.size(path) > SavedReportReader.LARGEST) {
        throw new UsageException(FileDesk.quoted(path) + " is too large for a file of reports");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return switch (SavedReportReader.read(in, path.toString())) {
          case Saved.Foreign(String why) ->
              throw new UsageException(FileDesk.quoted(path) + " " + why);
          case Saved.Reports(List<SavedReport> reports, List<String> left) -> {
            left.forEach(note -> notes.add(path + ": " + note + "."));
            yield reports;
          }
        };
      }
    } catch (IOException e) {
      throw new UsageException(FileDesk.quoted(path) + " cannot be read: " + FileDesk.reason(e));
    }
  }

  /// The reports of one file, told apart by their targets, or by their times.
  private static List<List<View>> alone(Named file) {
    if (file.reports().size() < 2) {
      throw new UsageException(
          FileDesk.quoted(file.path())
              + " holds one report, and a comparison takes two: give another file");
    }
    boolean targets =
        file.reports().stream().map(SavedFiles::target).distinct().count() == file.reports().size();
    var views = new ArrayList<View>();
    for (SavedReport report : file.reports()) {
      views.add(new View(targets ? report.target().input() : report.started().toString(), report));
    }
    return List.of(apart(views));
  }

  private List<List<View>> among(List<Named> files) {
    if (files.stream().allMatch(file -> file.reports().size() == 1)) {
      return List.of(
          files.stream().map(file -> new View(file.label(), file.reports().getFirst())).toList());
    }
    var byTarget = new LinkedHashMap<String, List<View>>();
    for (Named file : files) {
      newest(file)
          .forEach(
              (target, report) ->
                  byTarget
                      .computeIfAbsent(target, _ -> new ArrayList<>())
                      .add(new View(file.label(), report)));
    }
    var comparisons = new ArrayList<List<View>>();
    byTarget.forEach(
        (target, views) -> {
          if (views.size() > 1) {
            comparisons.add(views);
          } else {
            notes.add(target + " is in " + views.getFirst().label() + " only.");
          }
        });
    if (comparisons.isEmpty()) {
      throw new UsageException("no two of these files hold a report of the same target");
    }
    return comparisons;
  }

  /// Of several reports of one target in one file, the last that was made.
  private Map<String, SavedReport> newest(Named file) {
    var newest = new LinkedHashMap<String, SavedReport>();
    for (SavedReport report :
        file.reports().stream().sorted(Comparator.comparing(SavedReport::started)).toList()) {
      if (newest.put(target(report), report) != null) {
        notes.add(
            file.label()
                + " holds several reports of "
                + target(report)
                + "; the newest of them was taken.");
      }
    }
    return newest;
  }

  static String target(SavedReport report) {
    return report.target().host().toLowerCase(Locale.ROOT) + ":" + report.target().port();
  }

  /// Files without a label are called as they are, with as much of their folders as tells them
  /// apart.
  private static List<Named> distinct(List<Named> files) {
    Set<String> given = new HashSet<>();
    for (Named file : files) {
      if (!file.label().isEmpty() && !given.add(file.label())) {
        throw new UsageException(
            "two files have the label \"" + file.label() + "\": give each its own");
      }
    }
    for (int depth = 1; depth <= 12; depth++) {
      var labels = new LinkedHashSet<String>();
      var named = new ArrayList<Named>();
      for (Named file : files) {
        String label = file.label().isEmpty() ? tail(file.path(), depth) : file.label();
        labels.add(label);
        named.add(new Named(Printable.shortened(label, MOST_LABEL), file.path(), file.reports()));
      }
      if (labels.size() == files.size()) {
        return named;
      }
    }
    var numbered = new ArrayList<Named>();
    for (Named file : files) { // the same file twice
      String label = file.label().isEmpty() ? tail(file.path(), 1) : file.label();
      numbered.add(
          new Named(label + " (" + (numbered.size() + 1) + ")", file.path(), file.reports()));
    }
    return numbered;
  }

  /// The last names of a path, without `.json`.
  static String tail(Path path, int depth) {
    int names = path.getNameCount();
    String tail =
        names == 0 ? path.toString() : path.subpath(Math.max(0, names - depth), names).toString();
    return tail.replaceFirst("\\.jsonl?$", "");
  }

  private static List<View> apart(List<View> views) {
    long labels = views.stream().map(View::label).distinct().count();
    if (labels == views.size()) {
      return views;
    }
    var numbered = new ArrayList<View>();
    for (View view : views) {
      numbered.add(new View(view.label() + " (" + (numbered.size() + 1) + ")", view.report()));
    }
    return numbered;
  }
}
