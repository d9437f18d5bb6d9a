package org.rdpdoctor.cli;

import org.rdpdoctor.report.Detail;
import org.rdpdoctor.report.Look;
import picocli.CommandLine.Option;

/// How an answer is printed: the options that commands share.
final class Output {
  @Option(
      names = "--json",
      order = 50,
      description = "Print JSON: one document, or one a line for several answers.")
  boolean json;

  @Option(
      names = "--color",
      order = 51,
      paramLabel = "WHEN",
      converter = Words.ColourWord.class,
      description = "auto (the default: on a terminal, if NO_COLOR is not set), always or never.")
  Words.Colour colour = Words.Colour.AUTO;

  @Option(
      names = {"-v", "--verbose"},
      order = 52,
      description = "Print everything, with evidence and sources.")
  boolean verbose;

  Detail detail() {
    return verbose ? Detail.FULL : Detail.SHORT;
  }

  /// How text is to look on this screen.
  Look look(Screen screen) {
    Look usual = screen.look();
    return switch (colour) {
      case AUTO -> usual;
      case ALWAYS -> new Look(usual.width(), usual.unicode(), true);
      case NEVER -> new Look(usual.width(), usual.unicode(), false);
    };
  }
}
