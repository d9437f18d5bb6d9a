package org.rdpdoctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.plan.Plan.Step;
import org.rdpdoctor.diagnosis.plan.Plan.Suspect;

/// The words of plans, the same in every form.
public final class PlanWording {
  static final String STOP =
      "After each step run its proof. When it is green, stop: what follows is not needed. If a step"
          + " did not help, take it back before the next one.";

  static final String TEST_HEADING = "Only to test, never to stay";

  private PlanWording() {}

  /// Who has to do it.
  static String who(Fix.Side side) {
    return switch (side) {
      case CLIENT -> "At the client";
      case SERVER -> "On the server";
      case NETWORK -> "On the way: network, firewall, VPN, proxy";
      case GATEWAY -> "On the RD Gateway or the broker";
      case DIRECTORY -> "In the directory: domain, DNS, group policy";
    };
  }

  /// `an administrator and a restart`; empty if it needs nothing.
  public static String needs(Fix fix) {
    List<String> words = fix.needs().stream().map(PlanWording::need).toList();
    if (words.size() < 2) {
      return String.join("", words);
    }
    return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  private static String need(Fix.Need need) {
    return switch (need) {
      case ADMINISTRATOR -> "an administrator";
      case DOMAIN_ADMINISTRATOR -> "a domain administrator";
      case CONSOLE -> "the console";
      case RESTART -> "a restart";
      case SESSIONS_END -> "that sessions end";
      case PASSWORD -> "a password";
      case MAKER -> "the maker of the product";
      case ANOTHER_DEVICE -> "another device";
    };
  }

  static String risk(Fix fix) {
    return switch (fix.risk()) {
      case NONE -> "no risk";
      case LOW -> "low risk";
      case HIGH -> "high risk";
    };
  }

  /// `low risk, needs an administrator; another way than 1`.
  static String circumstances(Step step) {
    var words = new ArrayList<String>();
    switch (step.kind()) {
      case LOOK -> words.add("only looks");
      case CHANGE, ONLY_TO_TEST -> words.add(risk(step.fix()));
    }
    String needs = needs(step.fix());
    if (!needs.isEmpty()) {
      words.add("needs " + needs);
    }
    String line = String.join(", ", words);
    if (step.insteadOf().isPresent()) {
      line += "; another way than " + step.insteadOf().getAsInt();
    }
    return line;
  }

  /// What is open meanwhile, and for how long; empty if nothing is.
  public static String weakens(Fix fix) {
    String what = fix.weakens().orElse("");
    String until = fix.atMost().map(time -> "for at most " + time).orElse("");
    if (what.isEmpty() || until.isEmpty()) {
      return what + until;
    }
    return what + " (" + until + ")";
  }

  /// `against cert-expired, cert-weak`; empty if nobody said against what.
  static String against(Step step) {
    return step.serves().isEmpty()
        ? ""
        : "against " + step.serves().stream().map(Suspect::id).collect(Collectors.joining(", "));
  }

  /// What a way is done with.
  public static String by(Fix.Way.By by) {
    return switch (by) {
      case GUI -> "in windows and menus";
      case POWERSHELL -> "PowerShell";
      case REGISTRY -> "registry";
      case GROUP_POLICY -> "group policy";
      case INTUNE -> "Intune";
      case COMMAND -> "command line";
      case BASH -> "Linux";
      case XRDP -> "xrdp";
      case FREERDP -> "FreeRDP";
      case NETWORK_DEVICE -> "on the device";
      case HAND -> "by hand";
    };
  }
}
