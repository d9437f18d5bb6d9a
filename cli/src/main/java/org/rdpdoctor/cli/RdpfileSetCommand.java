package org.rdpdoctor.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdpdoctor.diagnosis.rdpfile.Finding;
import org.rdpdoctor.diagnosis.rdpfile.Property;
import org.rdpdoctor.diagnosis.rdpfile.Severity;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.reader.rdpfile.RdpFile;
import org.rdpdoctor.report.FindingsText;
import org.rdpdoctor.report.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rdpdoctor rdpfile set FILE KEY=VALUE...`: changes settings and nothing else.
@Command(
    name = "set",
    description =
        "Changes or removes settings of an .rdp file; every other byte stays as it is. The old file"
            + " is kept beside it as FILE.bak.",
    sortOptions = false,
    footerHeading = "%nFor example:%n",
    footer = {
      "  rdpdoctor rdpfile set office.rdp \"full address=server.example.com\"",
      "  rdpdoctor rdpfile set office.rdp \"vendor setting:s:value\"",
      "  rdpdoctor rdpfile set office.rdp --remove \"password 51\""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done, or nothing to do",
      "64:wrong usage, or the file cannot be written",
      "70:a defect of rdpdoctor"
    })
final class RdpfileSetCommand implements Callable<Integer> {
  private static final Pattern FULL = Pattern.compile("([^:=]+):([A-Za-z]):(.*)");

  @Parameters(index = "0", paramLabel = "FILE", description = "The .rdp file.")
  Path path = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "A setting, or KEY:TYPE:VALUE for one that is not known here.")
  List<String> words = List.of();

  @Option(
      names = "--remove",
      order = 1,
      paramLabel = "KEY",
      description = "Remove every line of this setting; may be given several times.")
  List<String> removed = List.of();

  @Option(names = "--dry-run", order = 2, description = "Only show what would change.")
  boolean dryRun;

  @Mixin RdpfileLook look = new RdpfileLook();

  private final Screen screen;

  RdpfileSetCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (words.isEmpty() && removed.isEmpty()) {
      throw new UsageException(
          "there is nothing to set: write a setting, as in \"server port=3390\", or --remove KEY");
    }
    RdpfileDesk desk = RdpfileDesk.open(path);
    Set<String> touched = new LinkedHashSet<>();
    ConnectionFile changed = desk.file();
    for (String key : removed) {
      touched.add(key.strip().toLowerCase(Locale.ROOT));
      changed = changed.without(key.strip());
    }
    for (String word : words) {
      Wanted wanted = wanted(word, desk);
      touched.add(wanted.key.toLowerCase(Locale.ROOT));
      changed = changed.with(wanted.key, wanted.type, wanted.value);
    }
    var change = new RdpfileChange(desk, changed);
    PrintWriter out = screen.out();
    if (!change.show(out, look.of(screen))) {
      say("There is nothing to change: " + desk.name() + " says so already.");
      return 0;
    }
    odd(desk, changed, touched)
        .forEach(finding -> out.print(FindingsText.inShort(finding, look.of(screen))));
    change.signature().ifPresent(this::say);
    if (!dryRun) {
      say(change.write());
    }
    return 0;
  }

  private record Wanted(String key, char type, String value) {}

  private static Wanted wanted(String word, RdpfileDesk desk) {
    Matcher full = FULL.matcher(word);
    if (full.matches()) {
      char type = Character.toLowerCase(full.group(2).charAt(0));
      if ("isb".indexOf(type) < 0) {
        throw new UsageException(
            "there is no type " + type + ": write i (a number), s (text) or b (bytes in hex)");
      }
      return checked(new Wanted(full.group(1).strip(), type, full.group(3)), desk);
    }
    int equals = word.indexOf('=');
    String key = equals < 0 ? "" : word.substring(0, equals).strip();
    if (key.isEmpty() || key.contains(":")) {
      throw new UsageException(
          "\""
              + Printable.shortened(word, 60)
              + "\" is no setting: write KEY=VALUE, as in \"server port=3390\", or KEY:TYPE:VALUE");
    }
    Property property =
        desk.book()
            .of(key)
            .orElseThrow(
                () ->
                    new UsageException(
                        "\""
                            + Printable.shortened(key, 60)
                            + "\" is not known here: write KEY:TYPE:VALUE, with i for a number or s"
                            + " for text"));
    return checked(new Wanted(property.name(), property.type(), word.substring(equals + 1)), desk);
  }

  private static Wanted checked(Wanted wanted, RdpfileDesk desk) {
    if (desk.book().isSecret(wanted.key)) {
      throw new UsageException(
          "secrets are not taken from the command line, where others can read them; save the"
              + " password with the client, or let it ask");
    }
    if (wanted.type == 'i' && !wanted.value.strip().matches("[+-]?[0-9]{1,10}")) {
      throw new UsageException(
          wanted.key
              + " is a number, and \""
              + Printable.shortened(wanted.value, 60)
              + "\" is none");
    }
    if (wanted.value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      throw new UsageException("a value cannot have line ends: give one line");
    }
    if (!RdpFile.holds(desk.file(), wanted.key + wanted.value)) {
      throw new UsageException(
          "the file is stored as "
              + desk.file().encoding().title()
              + ", which has not all of these letters: save it with mstsc first");
    }
    return wanted;
  }

  /// What is odd about the new values and was not before.
  private static List<Finding> odd(RdpfileDesk desk, ConnectionFile changed, Set<String> touched) {
    List<String> before = desk.findings().stream().map(RdpfileSetCommand::same).toList();
    var odd = new ArrayList<Finding>();
    for (Finding finding : desk.findings(changed)) {
      boolean is = finding.severity() != Severity.NOTE && touched.contains(finding.key());
      if (is && !before.contains(same(finding))) {
        odd.add(finding);
      }
    }
    return odd;
  }

  private static String same(Finding finding) {
    return finding.rule() + " " + finding.key() + " " + finding.message();
  }

  private void say(String text) {
    screen.out().print(FindingsText.paragraph(text, look.of(screen)));
  }
}
