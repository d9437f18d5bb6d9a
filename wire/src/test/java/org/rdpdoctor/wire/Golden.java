package org.rdpdoctor.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A whole, sound message in `src/test/resources/…/golden/DECODER/NAME.hex`, as annotated hex:
/// worked examples of the specifications under their section, and others under what they show.
public record Golden(Decoder decoder, String name, Bytes message) {

  /// Every golden message.
  public static List<Golden> all() {
    return folders().stream().flatMap(folder -> in(folder).stream()).toList();
  }

  /// The message of this decoder with this name.
  public static Bytes message(String decoder, String name) {
    return read(root().resolve(decoder).resolve(name + ".hex"));
  }

  static List<String> folders() {
    return list(root()).map(Path::getFileName).map(Path::toString).toList();
  }

  private static List<Golden> in(String folder) {
    Decoder decoder = Decoder.named(folder);
    return list(root().resolve(folder))
        .map(file -> new Golden(decoder, nameOf(file), read(file)))
        .toList();
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".hex", "");
  }

  private static Bytes read(Path file) {
    try {
      return Bytes.hex(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> list(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    var folder = Golden.class.getResource("golden");
    if (folder == null) {
      throw new IllegalStateException("the folder golden is not among the test resources");
    }
    try {
      return Path.of(folder.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return decoder + " " + name;
  }
}
