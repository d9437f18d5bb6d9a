package org.rdpdoctor.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.rdpdoctor.report.Printable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line as a whole: finds the command, runs it, turns what went wrong into one line and
/// an exit code.
final class Commands {
  static final int WRONG_USAGE = 64;
  static final int OWN_DEFECT = 70;

  private static final String EXPLAIN = "explain";
  private static final String GUIDE = "guide";
  private static final List<String> NAMES =
      List.of(
          "check", GUIDE, EXPLAIN, "plan", "compare", "analyze", "capture", "events", "rdpfile",
          "clients", "lab");

  private final Screen screen;
  private final boolean debug;
  private final Doctor doctor;

  /// @param debug true if a defect shows its stack trace
  Commands(Screen screen, boolean debug, Doctor doctor) {
    this.screen = screen;
    this.debug = debug;
    this.doctor = doctor;
  }

  /// Runs the command that these words ask for.
  ///
  /// @return the exit code
  int run(String... words) {
    CommandLine line = commandLine(words.length == 0 ? "" : words[0]);
    try {
      return line.execute(words);
    } catch (Error defect) { // what is thrown at picocli itself, such as a lack of memory
      return defect(defect, line.getCommandName(), debug || List.of(words).contains("--debug"));
    }
  }

  /// Only the command that was asked for is built, since building takes time; all of them if it is
  /// none, to be listed or suggested.
  private Map<String, Object> commands(String first) {
    var commands = new LinkedHashMap<String, Object>();
    for (String name : NAMES.contains(first) ? List.of(first) : NAMES) {
      commands.put(name, command(name));
    }
    return commands;
  }

  private Object command(String name) {
    return switch (name) {
      case "check" -> new CheckCommand(screen, doctor);
      case GUIDE -> new GuideCommand(screen, doctor, InstantSource.system());
      case "capture" -> new CaptureCommand(screen, CaptureFiles.of(screen));
      case "analyze" -> new AnalyzeCommand(screen, InstantSource.system());
      case "events" -> new EventsCommand(screen, InstantSource.system());
      case EXPLAIN -> new ExplainCommand(screen);
      case "plan" -> new PlanCommand(screen, InstantSource.system());
      case "compare" -> new CompareCommand(screen);
      case "rdpfile" -> RdpfileCommand.line(screen);
      case "clients" -> new ClientsCommand(screen);
      case "lab" -> new LabCommand(screen, doctor, new CountDownLatch(1)::await);
      default -> throw new IllegalArgumentException("no command is called " + name);
    };
  }

  private CommandLine commandLine(String first) {
    var line = new CommandLine(new RdpdoctorCommand());
    commands(first).forEach(line::addSubcommand);
    line.setOut(screen.out());
    line.setErr(screen.err());
    line.setUsageHelpWidth(screen.look().width());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(screen.look().colour() ? Ansi.ON : Ansi.OFF));
    // A word that begins with @ is a word: nothing is read from files behind the user's back.
    line.setExpandAtFiles(false);
    CommandLine explain = line.getSubcommands().get(EXPLAIN);
    if (explain != null) {
      explain.setUnmatchedOptionsArePositionalParams(true); // codes may be negative numbers
    }
    CommandLine guide = line.getSubcommands().get(GUIDE);
    if (guide != null) {
      guide.setUnmatchedOptionsArePositionalParams(true); // they are those of a check
    }
    airy(line);
    line.setParameterExceptionHandler(this::wrongUsage);
    line.setExecutionExceptionHandler(this::failed);
    return line;
  }

  /// Blank lines between the parts of a help text.
  private static void airy(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.descriptionHeading("%n").parameterListHeading("%n").commandListHeading("%nCommands:%n");
    usage.optionListHeading(line.getCommandSpec().positionalParameters().isEmpty() ? "%n" : "");
    line.getSubcommands().values().forEach(Commands::airy);
  }

  private int wrongUsage(ParameterException wrong, String[] words) {
    CommandLine line = wrong.getCommandLine();
    String message = message(wrong);
    String end = message.endsWith("?") || message.endsWith(".") ? " " : ". ";
    return complain(
        line, message + end + "See " + line.getCommandSpec().qualifiedName() + " --help.");
  }

  private static String message(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String word = unmatched.getUnmatched().getFirst();
      if (wrong.getCommandLine().getSubcommands().isEmpty()) {
        return "'" + word + "' is one word too many";
      }
      String near = unmatched.getSuggestions().stream().findFirst().orElse("");
      String end = near.isEmpty() ? "" : ": did you mean " + near + "?";
      return "there is no command '" + word + "'" + end;
    }
    return Objects.requireNonNullElse(wrong.getMessage(), "wrong usage");
  }

  private static int complain(CommandLine line, String message) {
    String command = line.getCommandSpec().qualifiedName();
    line.getErr().println(command + ": " + Printable.line(message));
    return WRONG_USAGE;
  }

  private int failed(Exception cause, CommandLine line, ParseResult words) {
    return cause instanceof UsageException wrong
        ? complain(line, wrong.advice())
        : defect(cause, line.getCommandSpec().qualifiedName(), debug || wantsDebug(words));
  }

  private int defect(Throwable cause, String command, boolean withTrace) {
    PrintWriter err = screen.err();
    err.println(
        command
            + ": this is a defect of rdpdoctor "
            + Version.number()
            + ", please report it: "
            + Printable.shortened(cause.toString(), 300));
    if (withTrace) {
      cause.printStackTrace(err);
    } else {
      err.println("Run it again with --debug to see where it happened.");
    }
    return OWN_DEFECT;
  }

  private static boolean wantsDebug(ParseResult words) {
    return words.commandSpec().root().userObject() instanceof RdpdoctorCommand top && top.debug;
  }
}
