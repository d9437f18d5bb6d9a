package org.rdpdoctor.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.Look;
import org.rdpdoctor.report.Report;

/// One run of the command line: what was printed, and the exit code.
record Run(int exit, String out, String err) {
  private static final Look COLOURED = new Look(80, true, true);

  /// Output goes to a file or pipe.
  static Run of(Doctor doctor, String... words) {
    return of(doctor, InputStream.nullInputStream(), false, Look.plain(), words);
  }

  static Run onTerminal(Doctor doctor, String... words) {
    return of(doctor, InputStream.nullInputStream(), true, COLOURED, words);
  }

  /// With this on the standard input.
  static Run reading(String input, String... words) {
    return reading(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), words);
  }

  /// With this on the standard input of a run that examines something.
  static Run reading(Doctor doctor, String input, String... words) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return of(doctor, in, false, Look.plain(), words);
  }

  static Run reading(InputStream input, String... words) {
    return of(nobody(), input, false, Look.plain(), words);
  }

  private static Run of(
      Doctor doctor, InputStream in, boolean terminal, Look look, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var screen = new Screen(in, new PrintWriter(out), new PrintWriter(err), terminal, look);
    int exit = new Commands(screen, false, doctor).run(words);
    screen.out().flush();
    screen.err().flush();
    return new Run(exit, out.toString(), err.toString());
  }

  /// A doctor for runs that must not get as far.
  static Doctor nobody() {
    return (target, _, _) -> {
      throw new AssertionError("examined " + target);
    };
  }

  static Doctor saying(Verdict verdict, String... breaks) {
    return (target, _, _) -> report(target, verdict, breaks);
  }

  static Report report(Target target, Verdict verdict, String... breaks) {
    var rung = new Rung(Layer.TCP, Status.PASSED, 3, "connects", List.of());
    return new Report(
        new Report.Tool("rdpdoctor", "0"),
        Instant.EPOCH,
        Duration.ofMillis(20),
        target,
        List.of("192.0.2.10"),
        Optional.of("192.0.2.10"),
        new Diagnosis(
            verdict,
            Optional.empty(),
            "so it is with " + target.host(),
            List.of(breaks).stream()
                .map(id -> new Break(id, Layer.TCP, id, false, 0.9, List.of()))
                .toList(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(rung)),
        List.of());
  }
}
