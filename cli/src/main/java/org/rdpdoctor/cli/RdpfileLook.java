package org.rdpdoctor.cli;

import org.rdpdoctor.report.Look;
import picocli.CommandLine.Option;

/// How a change is shown: the one option that commands which write have of [Output].
final class RdpfileLook {
  @Option(
      names = "--color",
      order = 51,
      paramLabel = "WHEN",
      converter = Words.ColourWord.class,
      description = "auto (the default: on a terminal, if NO_COLOR is not set), always or never.")
  Words.Colour colour = Words.Colour.AUTO;

  Look of(Screen screen) {
    var output = new Output();
    output.colour = colour;
    return output.look(screen);
  }
}
