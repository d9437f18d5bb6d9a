package org.rdpdoctor.cli;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.report.Look;

/// Where the command reads and writes, and what can be shown there.
///
/// @param terminal true if `out` is a terminal that understands cursor movement
/// @param watched true if `err` is a terminal, where somebody may wait for what takes long
/// @param look without `--color always` or `never` taken into account
record Screen(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    boolean watched,
    Look look) {

  /// One that nobody watches.
  Screen(InputStream in, PrintWriter out, PrintWriter err, boolean terminal, Look look) {
    this(in, out, err, terminal, false, look);
  }

  /// Standard input, output and error of this process.
  ///
  /// The launcher says in `RDPDOCTOR_TERMINAL` (`yes` or `no`) whether standard output is a
  /// terminal, since Java itself only knows when standard input is one too, and its width in
  /// `COLUMNS`; in `RDPDOCTOR_WATCHED` whether the error output is one.
  static Screen ofProcess(Map<String, String> environment) {
    Charset charset = charset(System.getProperty("stdout.encoding"));
    boolean terminal = isTerminal(environment);
    boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    int width = terminal ? columns(environment.get("COLUMNS")) : Look.USUAL_WIDTH;
    return new Screen(
        System.in,
        writer(FileDescriptor.out, charset),
        writer(FileDescriptor.err, charset),
        terminal,
        isWatched(environment, terminal),
        new Look(width, Look.canShowMarks(charset), colour));
  }

  private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
    return new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(new FileOutputStream(descriptor), charset)));
  }

  private static boolean isTerminal(Map<String, String> environment) {
    if (environment.getOrDefault("TERM", "").equals("dumb")) {
      return false;
    }
    String told = environment.get("RDPDOCTOR_TERMINAL");
    if (told != null) {
      return told.equals("yes");
    }
    // No console at all is still a legal answer, whatever the annotations of the JDK say.
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private static boolean isWatched(Map<String, String> environment, boolean terminal) {
    String told = environment.get("RDPDOCTOR_WATCHED");
    boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
    return !dumb && (told == null ? terminal : told.equals("yes"));
  }

  private static int columns(@Nullable String text) {
    try {
      return text == null ? Look.USUAL_WIDTH : Integer.parseInt(text.strip());
    } catch (NumberFormatException _) {
      return Look.USUAL_WIDTH;
    }
  }

  private static Charset charset(@Nullable String name) {
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return StandardCharsets.UTF_8;
    }
  }
}
