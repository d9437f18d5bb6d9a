package org.rdpdoctor.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rdpdoctor.report.GuideText;
import org.rdpdoctor.report.Look;

/// A conversation line by line: works on a terminal, a dumb one, and in a pipe.
final class Talk {
  /// A line that is longer is no answer.
  private static final int LONGEST = 4_000;

  private final PrintWriter out;
  private final BufferedReader in;
  private final GuideText text;

  Talk(Screen screen, Look look) {
    this.out = screen.out();
    this.in = new BufferedReader(new InputStreamReader(screen.in(), StandardCharsets.UTF_8));
    this.text = new GuideText(look);
  }

  GuideText text() {
    return text;
  }

  void say(String lines) {
    out.print(lines);
    out.flush();
  }

  /// A sentence of the guide's own.
  void note(String words) {
    say(text.note(words));
  }

  /// Asks, and waits for a line.
  ///
  /// @return nothing at the end of the input
  Optional<String> ask(String prompt) {
    out.print(prompt);
    out.flush();
    try {
      Optional<String> line = Optional.ofNullable(in.readLine());
      return line.map(
          words -> words.length() > LONGEST ? words.substring(0, LONGEST) : words.strip());
    } catch (IOException e) {
      throw new UncheckedIOException("the standard input cannot be read", e);
    }
  }
}
