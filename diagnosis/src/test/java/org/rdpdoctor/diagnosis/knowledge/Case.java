package org.rdpdoctor.diagnosis.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Observation;

/// One situation of a case file: facts, and what is expected of their diagnosis.
///
/// @param subject the file's name, which is the id of a break or a cause
/// @param shows false for a near miss
/// @param expect `break`, `breakIsNot`, `cause`, `listed`, `verdict`, `because`
public record Case(
    String file,
    String subject,
    boolean shows,
    int line,
    List<Observation> facts,
    Map<String, String> expect) {

  private static final Set<String> EXPECTABLE =
      Set.of("break", "breakIsNot", "cause", "listed", "verdict", "because");

  /// The cases of all files in a folder below `cases/`.
  public static List<Case> in(String folder) {
    Path cases = Path.of("..", "cases");
    try (Stream<Path> files = Files.walk(cases.resolve(folder))) {
      var found = new ArrayList<Case>();
      for (Path file : files.filter(p -> p.toString().endsWith(".yaml")).sorted().toList()) {
        found.addAll(read(cases.relativize(file).toString(), Files.readString(file)));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Case> read(String file, String yaml) {
    Tree tree =
        YamlTrees.parse(
                file,
                yaml,
                fault -> {
                  throw new IllegalArgumentException(fault.toString());
                })
            .orElseThrow();
    String subject = file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
    var cases = new ArrayList<Case>();
    for (Tree.Entry part : ((Tree.Mapping) tree).entries()) {
      if (!Set.of("shows", "nearMiss").contains(part.key())) {
        throw new IllegalArgumentException(file + ":" + part.line() + ": unknown " + part.key());
      }
      for (Tree item : ((Tree.Sequence) part.value()).items()) {
        var keys = new HashMap<String, Tree>();
        ((Tree.Mapping) item).entries().forEach(entry -> keys.put(entry.key(), entry.value()));
        cases.add(
            new Case(
                file,
                subject,
                part.key().equals("shows"),
                item.line(),
                CaseFacts.of(file, needed(keys, "facts")),
                expect(file, needed(keys, "expect"))));
      }
    }
    return cases;
  }

  private static Tree needed(Map<String, Tree> keys, String key) {
    return Objects.requireNonNull(keys.get(key), key);
  }

  private static Map<String, String> expect(String file, Tree tree) {
    var expect = new HashMap<String, String>();
    for (Tree.Entry entry : ((Tree.Mapping) tree).entries()) {
      if (!EXPECTABLE.contains(entry.key())) {
        throw new IllegalArgumentException(file + ":" + entry.line() + ": unknown " + entry.key());
      }
      expect.put(entry.key(), ((Tree.Scalar) entry.value()).text());
    }
    return expect;
  }

  @Override
  public String toString() {
    return file + ":" + line + (shows ? " shows " : " just misses ") + subject;
  }
}
