package org.rdpdoctor.diagnosis.plan;

import java.util.List;
import java.util.regex.Pattern;

/// Puts the target, and the options of the check that found it broken, into what the knowledge says
/// of `HOST`.
///
/// What a shell would stumble over is never put into a command: `HOST` stays there then.
///
/// @param target as it would be typed again, with its port; empty if it is not known
/// @param options of the check, each option and each value a word of its own
public record Proving(String target, List<String> options) {
  /// Where nothing is known of the target.
  public static final Proving NOWHERE = new Proving("", List.of());

  private static final String CHECK = "rdpdoctor check ";
  private static final Pattern TYPEABLE = Pattern.compile("[A-Za-z0-9\\[][A-Za-z0-9._:\\[\\]-]*");
  private static final Pattern PLAIN = Pattern.compile("--[a-z0-9-]+");
  private static final Pattern VALUE =
      Pattern.compile("[A-Za-z0-9\\[/.][A-Za-z0-9_./:@,=+\\[\\]-]*");
  private static final Pattern HOST = Pattern.compile("\\bHOST\\b(?![.:]?[A-Z]|-)");

  /// What a report may bring along is not trusted to be few.
  private static final int MOST_OPTIONS = 40;

  public Proving {
    options = List.copyOf(options);
  }

  /// True if the target can stand in a command as it is.
  public boolean isTypeable() {
    return TYPEABLE.matcher(target).matches();
  }

  /// The target without its port; an address of many colons has none.
  public String host() {
    int colon = target.lastIndexOf(':');
    boolean hasPort =
        colon > 0 && (target.indexOf(':') == colon || target.charAt(colon - 1) == ']');
    String host = hasPort ? target.substring(0, colon) : target;
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /// A step or a way back with the host in it.
  public String filled(String text) {
    return isTypeable() ? HOST.matcher(text).replaceAll(host()) : text;
  }

  /// The command of a proof, for this target and with these options.
  public String command(String run) {
    if (!run.startsWith(CHECK)) {
      return filled(run);
    }
    boolean takesPort = !run.contains("HOST:");
    String there = isTypeable() ? run.replaceAll("\\bHOST\\b", takesPort ? target : host()) : run;
    var command = new StringBuilder(there);
    for (int i = 0; i < Math.min(options.size(), MOST_OPTIONS); i++) {
      String option = options.get(i);
      boolean hasValue = i + 1 < options.size() && !options.get(i + 1).startsWith("--");
      if (option.startsWith("--") && !there.contains(option)) {
        String value = hasValue ? options.get(i + 1) : "";
        if (PLAIN.matcher(option).matches() && (!hasValue || VALUE.matcher(value).matches())) {
          command.append(' ').append(option).append(hasValue ? " " + value : "");
        }
      }
    }
    return command.toString();
  }
}
