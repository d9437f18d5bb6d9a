package org.rdpdoctor.report.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rdpdoctor.report.site.Knowledge;
import org.rdpdoctor.report.site.Site;

/// Writes the site into a folder; part of the build, not of the program.
public final class SiteBuild {
  /// Says that everything beside it was made by this class and may be replaced.
  private static final String MARK = "made-by-the-build.txt";

  private SiteBuild() {}

  /// Writes the site into the folder that is the first argument; the second is the version.
  ///
  /// What did not change is left alone, what is no longer part of the site goes.
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    if (Files.isDirectory(folder) && !isEmpty(folder) && !Files.exists(folder.resolve(MARK))) {
      throw new IllegalStateException(
          folder + " holds something that is not the site: give an empty folder");
    }
    Map<Path, byte[]> files = new LinkedHashMap<>();
    files.put(
        folder.resolve(MARK), text("Written by the build from knowledge/; open index.html.\n"));
    Site.pages(Knowledge.load(), args[1])
        .forEach((path, page) -> files.put(folder.resolve(path), text(page)));
    for (String asset : Site.ASSETS) {
      files.put(folder.resolve("assets").resolve(asset), resource(asset));
    }
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      write(file.getKey(), file.getValue());
    }
    for (Path old : filesIn(folder)) {
      if (!files.containsKey(old)) {
        Files.delete(old);
      }
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Site.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the asset " + name + " is not packaged");
      }
      return in.readAllBytes();
    }
  }
}
