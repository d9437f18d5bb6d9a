package org.rdpdoctor.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Sign;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.Vocabulary;
import org.rdpdoctor.report.Report.CodeMeaning;

/// The words that reports for people share.
public final class Wording {
  private static final int LONGEST_VALUE = 200;

  private Wording() {}

  /// `62 %`; never 0 or 100 unless it is exactly that.
  static String percent(double probability) {
    if (probability <= 0 || probability >= 1) {
      return probability <= 0 ? "0\u00a0%" : "100\u00a0%";
    }
    return Math.clamp(Math.round(probability * 100), 1, 99) + "\u00a0%";
  }

  static String likelihood(double probability) {
    if (probability >= 0.95) {
      return "almost certain";
    }
    if (probability >= 0.6) {
      return "likely";
    }
    if (probability >= 0.15) {
      return "possible";
    }
    return probability >= 0.05 ? "unlikely" : "very unlikely";
  }

  /// `4 ms`, `1.34 s`, `20 min`, `10 h`, `9 days`, held together when lines are wrapped.
  static String millis(long millis) {
    long seconds = millis / 1000;
    String text;
    if (millis < 1000) {
      text = millis + " ms";
    } else if (seconds < 120) {
      text = String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1000.0);
    } else if (seconds < 2 * 3600) {
      text = seconds / 60 + " min";
    } else if (seconds < 2 * 86_400) {
      text = seconds / 3600 + " h";
    } else {
      text = seconds / 86_400 + " days";
    }
    return text.replace(' ', Printable.NO_BREAK);
  }

  /// `2026-03-02 09:15:04 UTC`.
  static String time(Instant instant) {
    return instant
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace('T', ' ')
        .replace("Z", " UTC");
  }

  static String verdict(Verdict verdict) {
    return verdict.name();
  }

  static char mark(Verdict verdict) {
    return switch (verdict) {
      case HEALTHY -> '✓';
      case DEGRADED -> '!';
      case FAILING -> '✗';
      case INCONCLUSIVE -> '?';
    };
  }

  static char mark(Status status) {
    return switch (status) {
      case PASSED -> '✓';
      case WARNED -> '!';
      case FAILED -> '✗';
      case NOT_REACHED, NOT_TESTED -> '·';
    };
  }

  static char mark(ClientOutcome.Kind kind) {
    return switch (kind) {
      case CONNECTS -> '✓';
      case WARNS -> '!';
      case FAILS -> '✗';
      case UNKNOWN -> '?';
    };
  }

  /// What a rung without a summary of its own says.
  static String status(Status status) {
    return switch (status) {
      case PASSED -> "passed";
      case WARNED -> "passed, with a warning";
      case FAILED -> "failed";
      case NOT_REACHED -> "not reached";
      case NOT_TESTED -> "not tested";
    };
  }

  /// `srv.example.com:3389 at 192.0.2.10`.
  static String place(Report report) {
    Target target = report.target();
    if (target.host().isEmpty()) {
      return target.input();
    }
    String address = report.usedAddress().orElse(target.host());
    return hostAndPort(target) + (address.equals(target.host()) ? "" : " at " + address);
  }

  /// ` (System.evtx, record 7)`, or nothing for what was measured.
  static String places(Sign sign) {
    if (sign.places().isEmpty()) {
      return "";
    }
    int more = sign.places().size() - 1;
    return " (" + sign.places().getFirst() + (more == 0 ? "" : " and " + more + " more") + ")";
  }

  static String hostAndPort(Target target) {
    String host = target.host().indexOf(':') >= 0 ? "[" + target.host() + "]" : target.host();
    return host + ":" + target.port();
  }

  /// `on the server, low risk, only for a while`.
  public static String circumstances(Fix fix) {
    return side(fix.side())
        + ", "
        + PlanWording.risk(fix)
        + (fix.temporary() ? ", only for a while" : "");
  }

  /// `on the server`.
  public static String side(Fix.Side side) {
    return switch (side) {
      case CLIENT -> "on the client";
      case SERVER -> "on the server";
      case NETWORK -> "in the network";
      case GATEWAY -> "on the RD Gateway";
      case DIRECTORY -> "in the directory";
    };
  }

  /// What was left out for the same reason, together: `mcs, licensing, session`.
  static Map<String, String> layersByReason(List<NotTested> all) {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                NotTested::because,
                LinkedHashMap::new,
                Collectors.mapping(not -> not.layer().id(), Collectors.joining(", "))));
  }

  static String strength(Sign sign) {
    return sign.strength().name().toLowerCase(Locale.ROOT);
  }

  /// Who uses the code, and how well that is known: `SSL_NOT_ALLOWED, negotiation, documented`.
  static String origin(CodeMeaning code) {
    String origin = code.family() + ", " + code.confidence();
    return code.name().isEmpty() ? origin : code.name() + ", " + origin;
  }

  /// `4,312`.
  public static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// `1 fact`, `12 facts`.
  public static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /// `connected: address 192.0.2.10, port 3389, elapsed 12 ms`.
  static String fact(Observation observation) {
    String values =
        Vocabulary.valuesOf(observation).entrySet().stream()
            .map(Wording::value)
            .collect(Collectors.joining(", "));
    return Vocabulary.wordOf(observation) + (values.isEmpty() ? "" : ": " + values);
  }

  private static String value(Map.Entry<String, Object> field) {
    String name = field.getKey();
    Object value = field.getValue();
    if (name.endsWith("Millis") && value instanceof Long millis) {
      return name.substring(0, name.length() - "Millis".length()) + " " + millis(millis);
    }
    String text = Printable.shortened(String.valueOf(value), LONGEST_VALUE);
    return name + " " + (text.isEmpty() ? "\"\"" : text);
  }

  /// What one needs for a test.
  public static String need(KnownTest.Cost.Need need) {
    return switch (need) {
      case PASSWORD -> "the password";
      case SERVER -> "somebody at the server";
      case CONSOLE -> "the console of the machine";
      case ADMINISTRATOR -> "an administrator";
      case ANOTHER_COMPUTER -> "another computer";
      case ANOTHER_NETWORK -> "another network";
      case ANOTHER_CLIENT -> "another client";
      case SESSIONS_END -> "that nobody is working there: it cuts sessions off";
    };
  }
}
