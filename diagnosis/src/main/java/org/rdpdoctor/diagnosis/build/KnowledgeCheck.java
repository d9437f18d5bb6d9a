package org.rdpdoctor.diagnosis.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.codes.CodesCheck;
import org.rdpdoctor.diagnosis.events.EventsCheck;
import org.rdpdoctor.diagnosis.knowledge.CatalogueSource;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.diagnosis.rdpfile.PropertyCheck;

/// Reads the whole knowledge folder as strictly as can be; part of the build, not of the program.
///
/// A new kind of knowledge adds one line to [#CHECKS].
public final class KnowledgeCheck {
  private static final List<Check> CHECKS =
      List.of(
          CodesCheck::faults,
          EventsCheck::faults,
          PropertyCheck::faults,
          files -> CatalogueSource.of(files).faults());

  private KnowledgeCheck() {}

  /// Finds the faults in the files of the knowledge folder, which are given by their path below it.
  @FunctionalInterface
  interface Check {
    List<KnowledgeFault> faults(Map<String, String> files);
  }

  /// Stops the build with every fault of the knowledge folder, which is the first argument; packs
  /// breaks and causes into the classes, whose folder is the second.
  public static void main(String[] args) throws IOException {
    Map<String, String> files = read(Path.of(args[0]));
    List<KnowledgeFault> faults = faults(files);
    if (!faults.isEmpty()) {
      var message = new StringBuilder(faults.size() + " faults in the knowledge:");
      faults.forEach(fault -> message.append('\n').append(fault));
      throw new IllegalStateException(message.toString());
    }
    Path packed = Path.of(args[1]).resolve(PackedCatalogue.RESOURCE.substring(1));
    Files.createDirectories(packed.getParent());
    Files.write(packed, CatalogueSource.of(files).packed());
  }

  /// All faults, in the order of the checks and the files.
  static List<KnowledgeFault> faults(Map<String, String> files) {
    var faults = new ArrayList<KnowledgeFault>();
    for (Check check : CHECKS) {
      faults.addAll(check.faults(files));
    }
    return List.copyOf(faults);
  }

  private static Map<String, String> read(Path folder) throws IOException {
    var files = new TreeMap<String, String>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, Files.readString(path));
      }
    }
    return files;
  }
}
