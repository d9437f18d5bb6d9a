package org.rdpdoctor.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Cause;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.Standing;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.facts.GuideCase;
import org.rdpdoctor.facts.GuideCase.Findings;
import org.rdpdoctor.facts.GuideCase.Step;
import org.rdpdoctor.report.GuideText;

/// Leads a user to the cause: a check first, then one question or test after the other, the most
/// telling for its cost first, until one cause stands out or nothing more can be told.
final class Guide {
  private static final String PROMPT = "> ";
  private static final int MOST_OTHERS = 12;
  private static final Pattern BLANK = Pattern.compile("\\b[A-Z]{4,}\\b");
  private static final String CHECK = "rdpdoctor check HOST";

  private final Talk talk;
  private final GuideChecks checks;
  private final Casebook casebook;
  private final Catalogue catalogue = PackedCatalogue.load();
  private final Diagnostician diagnostician = new Diagnostician(catalogue);

  private @Nullable GuideCase now;
  private @Nullable NextTest chosen;
  private Map<String, Double> before = Map.of();
  private boolean moved = true;
  private boolean left;

  Guide(Talk talk, GuideChecks checks, Casebook casebook) {
    this.talk = talk;
    this.checks = checks;
    this.casebook = casebook;
  }

  /// Leads from the first question to the plan, or until the user leaves.
  ///
  /// @param known a case to go on with
  /// @param words of the check, if it begins anew; without a target, it is asked for
  /// @return the verdict as it stands at the end
  Verdict lead(Optional<GuideCase> known, List<String> words) throws InterruptedException {
    if (known.isPresent()) {
      now = known.get();
      Standing standing = standing(now);
      talk.say(talk.text().opening(standing.diagnosis()));
      int steps = now.steps().size();
      talk.note(
          steps == 0
              ? "Taken up again at the first question."
              : "Taken up again after " + (steps == 1 ? "1 answer." : steps + " answers."));
    } else {
      Optional<List<String>> asked = words.isEmpty() ? questions() : Optional.of(words);
      if (asked.isEmpty()) {
        return Verdict.INCONCLUSIVE; // nobody said what to look at
      }
      GuideChecks.Found found = checks.run(asked.get());
      now = new GuideCase(asked.get(), found.findings(), List.of());
      talk.say(talk.text().opening(found.report()));
    }
    var hook = new Thread(this::keepAtTheEnd, "guide");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return converse();
    } finally {
      dismiss(hook);
    }
  }

  private static void dismiss(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // the process is on its way down, and the hook has run
    }
  }

  /// On Ctrl-C: what is known is kept.
  private void keepAtTheEnd() {
    GuideCase last = now;
    if (last != null) {
      talk.say("\n");
      stop(last, standing(last).diagnosis());
    }
  }

  /// What to look at, asked of the user.
  private Optional<List<String>> questions() {
    talk.note(
        "Which server cannot be reached, or not used? Write it as it is typed into the client: a"
            + " name or an address, with a port if it has one, the name of an .rdp file, or"
            + " gateway://NAME for an RD Gateway alone.");
    Optional<String> target = talk.ask(PROMPT);
    if (target.isEmpty() || target.get().isBlank()) {
      talk.note("Without a server there is nothing to look at.");
      return Optional.empty();
    }
    talk.note(
        "Which code or message does the client show? Enter alone if it shows none, or if you do"
            + " not know it.");
    var words = new ArrayList<String>(List.of(target.get()));
    talk.ask(PROMPT)
        .filter(code -> !code.isBlank())
        .ifPresent(code -> words.addAll(List.of("--code", code)));
    return Optional.of(words);
  }

  private Verdict converse() throws InterruptedException {
    while (true) {
      GuideCase current = current();
      Standing standing = standing(current);
      if (moved) {
        talk.say(talk.text().standing(standing.diagnosis(), before));
      }
      moved = false;
      List<NextTest> open = standing.worthAsking();
      if (standing.settled().isPresent() || open.isEmpty()) {
        end(current, standing);
        return standing.diagnosis().verdict();
      }
      NextTest test = chosen == null ? open.getFirst() : chosen;
      talk.say(talk.text().question(test, current.steps().size() + 1));
      Optional<String> line = talk.ask(PROMPT);
      if (line.isEmpty()) {
        talk.say("\n");
        talk.note("The input has ended.");
        stop(current, standing.diagnosis());
        return standing.diagnosis().verdict();
      }
      take(line.get().toLowerCase(Locale.ROOT), test, standing);
      if (left) {
        return standing.diagnosis().verdict();
      }
    }
  }

  private void take(String line, NextTest test, Standing standing) throws InterruptedException {
    GuideCase current = current();
    switch (line) {
      case "" -> talk.note("A number, please, or one of the letters below the question.");
      case "s", KnownTest.UNKNOWN -> answer(test, KnownTest.UNKNOWN, standing);
      case "b" -> back(current, standing);
      case "o" -> others(standing, test);
      case "p" -> talk.say(talk.text().plan(standing, current.latest().target()));
      case "q" -> {
        stop(current, standing.diagnosis());
        left = true;
      }
      case "y", "yes" -> {
        if (GuideText.isRun(test)) {
          run(test, standing);
        } else {
          talk.note("This is no yes-or-no question: please type the number of an answer.");
        }
      }
      default -> {
        if (line.startsWith("?")) {
          help(line.substring(1).strip(), test, standing);
        } else {
          outcome(line, test)
              .ifPresentOrElse(
                  id -> answer(test, id, standing),
                  () ->
                      talk.note(
                          "'" + line + "' is none of the answers. ? tells what can be typed."));
        }
      }
    }
  }

  /// By its number or its id; what rdpdoctor runs itself has its outcome from the facts.
  private static Optional<String> outcome(String line, NextTest test) {
    if (GuideText.isRun(test)) {
      return Optional.empty();
    }
    List<NextTest.Outcome> outcomes = test.outcomes();
    if (line.matches("[1-9]") && Integer.parseInt(line) <= outcomes.size()) {
      return Optional.of(outcomes.get(Integer.parseInt(line) - 1).id());
    }
    return outcomes.stream().map(NextTest.Outcome::id).filter(line::equals).findFirst();
  }

  private void answer(NextTest test, String outcome, Standing standing) {
    step(new Step(test.id(), outcome, Optional.empty()), standing);
  }

  private void step(Step step, Standing standing) {
    GuideCase next = current().and(step);
    before = probabilities(standing.diagnosis());
    moved = !step.outcome().equals(KnownTest.UNKNOWN);
    become(next);
  }

  private void back(GuideCase current, Standing standing) {
    if (current.steps().isEmpty()) {
      talk.note("This is the first question: there is nothing to take back.");
      return;
    }
    before = probabilities(standing.diagnosis());
    moved = true;
    become(current.before());
    talk.note("The last answer is taken back.");
  }

  private void become(GuideCase next) {
    now = next;
    chosen = null;
    if (casebook.isWanted()) {
      casebook.keep(next, standing(next).diagnosis());
    }
  }

  private void others(Standing standing, NextTest test) {
    List<NextTest> others =
        standing.tests().stream()
            .filter(each -> !each.id().equals(test.id()))
            .limit(MOST_OTHERS)
            .toList();
    if (others.isEmpty()) {
      talk.note("There is no other question that would tell anything.");
      return;
    }
    talk.say(talk.text().others(others));
    talk.ask(PROMPT)
        .filter(line -> line.matches("[0-9]{1,2}"))
        .map(Integer::parseInt)
        .filter(number -> number >= 1 && number <= others.size())
        .ifPresent(number -> chosen = others.get(number - 1));
  }

  /// About the question, or about a cause by its number.
  private void help(String about, NextTest test, Standing standing) {
    List<Cause> causes = standing.diagnosis().causes();
    if (about.matches("[1-9]") && Integer.parseInt(about) <= causes.size()) {
      talk.say(talk.text().cause(causes.get(Integer.parseInt(about) - 1)));
      return;
    }
    GuideCase current = current();
    List<Cause> leaders =
        test.outcomes().stream()
            .map(
                outcome ->
                    standing(current.and(new Step(test.id(), outcome.id(), Optional.empty()))))
            .flatMap(then -> then.diagnosis().causes().stream().limit(1))
            .toList();
    talk.say(talk.text().help(test, leaders));
  }

  /// Runs what rdpdoctor can do itself, with the words of the check and those of the test.
  private void run(NextTest test, Standing standing) throws InterruptedException {
    KnownTest known = catalogue.tests().test(test.id()).orElseThrow();
    String command = known.command().orElse("");
    Optional<String> extras =
        command.startsWith(CHECK)
            ? filled(command.substring(CHECK.length()).strip())
            : Optional.empty();
    if (extras.isEmpty()) {
      talk.note("It was not run.");
      return;
    }
    GuideChecks.Found found;
    try {
      found = checks.run(GuideWords.joined(current().words(), List.of(extras.get().split(" "))));
    } catch (UsageException e) {
      talk.note("It was not run: " + e.advice() + ".");
      return;
    }
    talk.note("It says: " + found.report().diagnosis().summary() + ".");
    Optional<String> outcome = diagnostician.outcome(known, found.findings().facts());
    step(
        outcome
            .map(id -> new Step(test.id(), id, Optional.<Findings>empty()))
            .orElseGet(() -> new Step(test.id(), KnownTest.RAN, Optional.of(found.findings()))),
        standing);
  }

  /// Asks for what the command leaves open: ADDRESS, USER.
  private Optional<String> filled(String words) {
    var filled = new StringBuilder();
    Matcher blank = BLANK.matcher(words);
    while (blank.find()) {
      Optional<String> word = talk.ask(blank.group() + " (Enter alone to leave it): ");
      if (word.isEmpty() || word.get().isBlank() || word.get().contains(" ")) {
        return Optional.empty();
      }
      blank.appendReplacement(filled, Matcher.quoteReplacement(word.get()));
    }
    return Optional.of(blank.appendTail(filled).toString());
  }

  private void end(GuideCase current, Standing standing) {
    long answers =
        current.steps().stream().filter(step -> !step.outcome().equals(KnownTest.UNKNOWN)).count();
    talk.say(talk.text().ending(standing, (int) answers));
    talk.say(talk.text().plan(standing, current.latest().target()));
    if (casebook.isWanted()) {
      talk.note("\nKept in " + casebook.keep(current, standing.diagnosis()) + ".");
    }
  }

  private void stop(GuideCase current, Diagnosis diagnosis) {
    String file = casebook.keep(current, diagnosis).toString();
    talk.note("Saved. Go on with: rdpdoctor guide --case " + file);
  }

  private GuideCase current() {
    if (now == null) {
      throw new IllegalStateException("nothing was looked at yet");
    }
    return now;
  }

  private Standing standing(GuideCase current) {
    Findings findings = current.latest();
    return diagnostician.standing(
        new Situation(
            findings.target(),
            current.facts(),
            findings.offered(),
            findings.until(),
            findings.leftOut().stream()
                .map(each -> new NotTested(each.rung(), each.because(), each.byChoice()))
                .toList()));
  }

  private static Map<String, Double> probabilities(Diagnosis diagnosis) {
    var probabilities = new LinkedHashMap<String, Double>();
    diagnosis.causes().forEach(cause -> probabilities.put(cause.id(), cause.probability()));
    return probabilities;
  }
}
