package org.rdpdoctor.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.facts.GuideCase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rdpdoctor guide [TARGET]`: checks, and then asks for what tells most, until the cause is found.
@Command(
    name = "guide",
    description =
        "Finds the cause in a conversation: checks the server, then asks the one question, or offers"
            + " the one test, that tells most for what it costs, and ends with what to do. Nothing"
            + " that needs a password is done unasked.",
    sortOptions = false,
    sortSynopsis = false,
    customSynopsis = "rdpdoctor guide [TARGET] [--case=FILE] [options of check]",
    footerHeading =
        "%nEverything that rdpdoctor check takes can be given, as in --code 0x204,%n--gateway GW or"
            + " --rdp FILE. Answers are lines: a number, s (I do not know),%no (others), b (back), ?"
            + " (help), p (plan) or q (save and stop).%n%nFor example:%n",
    footer = {
      "  rdpdoctor guide",
      "  rdpdoctor guide srv01 --code 0x204",
      "  rdpdoctor guide --case srv01.case.json"
    },
    exitCodeListHeading = "%nExit codes, those of a check as it stands at the end:%n",
    exitCodeList = {
      " 0:healthy",
      " 1:degraded: it connects, but something will bite",
      " 2:failing",
      " 3:inconclusive",
      "64:wrong usage",
      "70:a defect of rdpdoctor"
    })
final class GuideCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = "What to examine, as for check; asked for if it is not given.")
  List<String> words = List.of();

  @Option(
      names = "--case",
      order = 1,
      paramLabel = "FILE",
      description =
          "Keep the case in this file, and go on with it if it is there. Without it, the case is"
              + " saved when you stop before the end.")
  @Nullable Path file;

  @Mixin Output output = new Output();

  private final Screen screen;
  private final Doctor doctor;
  private final InstantSource clock;

  GuideCommand(Screen screen, Doctor doctor, InstantSource clock) {
    this.screen = screen;
    this.doctor = doctor;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (output.json) {
      throw new UsageException(
          "a conversation has no JSON: leave out --json, or take rdpdoctor check --json, which has"
              + " the next tests in it");
    }
    var casebook = new Casebook(Optional.ofNullable(file), clock);
    Optional<GuideCase> known = casebook.open();
    if (known.isPresent() && !words.isEmpty()) {
      throw new UsageException(
          FileDesk.quoted(casebook.path())
              + " holds a case already: leave out the target to go on with it, or name another"
              + " file");
    }
    var talk = new Talk(screen, output.look(screen));
    var guide = new Guide(talk, new GuideChecks(screen, doctor, output), casebook);
    return guide.lead(known, words).exitCode();
  }
}
