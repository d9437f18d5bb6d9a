package org.rdpdoctor.peers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An X display that nobody sees, with a number that nobody else has.
final class VirtualDisplay implements AutoCloseable {
  private static final String OUTPUT = "display";

  private final ServerProcess process;
  private final String name;

  private VirtualDisplay(ServerProcess process, String name) {
    this.process = process;
    this.name = name;
  }

  /// Leaves no process behind if it does not start; the workplace is its owner's to close.
  static VirtualDisplay start(Workplace workplace) {
    String screen = InstalledProgram.find("Xvfb", "xvfb");
    // Without -noreset the display begins anew when its last client leaves, and some leave once
    // while they start.
    var command = List.of(screen, "-displayfd", "1", "-noreset", "-screen", "0", "640x480x24");
    var started =
        ServerProcess.start(workplace.folder(), Map.of(), workplace.file(OUTPUT), command);
    if (!ServerProcess.waitUntil(() -> number(workplace).isPresent())) {
      started.close();
      throw new IllegalStateException("Xvfb does not start:\n" + workplace.read(OUTPUT));
    }
    return new VirtualDisplay(started, ":" + number(workplace).orElseThrow());
  }

  /// The number stands in a line of its own, perhaps among complaints about displays that others
  /// have.
  private static Optional<String> number(Workplace workplace) {
    String said = workplace.read(OUTPUT);
    return said.substring(0, said.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.matches("[0-9]+"))
        .findFirst();
  }

  /// For the environment variable `DISPLAY`.
  String name() {
    return name;
  }

  @Override
  public void close() {
    process.close();
  }
}
