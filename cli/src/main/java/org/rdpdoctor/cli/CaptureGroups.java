package org.rdpdoctor.cli;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.cli.CapturedReports.Judged;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Cause;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection;
import org.rdpdoctor.report.CaptureReport.End;
import org.rdpdoctor.report.CaptureReport.Group;
import org.rdpdoctor.report.CaptureReport.Probable;
import org.rdpdoctor.report.CaptureReport.Several;

/// Connections of a capture that went alike, counted: what broke, and why if that is probable.
///
/// Keeps one connection of each group, and no more of the others than numbers.
final class CaptureGroups {
  /// From here on a cause is told with its group.
  private static final double PROBABLE = 0.5;

  private static final int MOST_GROUPS = 200;
  private static final List<Verdict> WORST_FIRST =
      List.of(Verdict.FAILING, Verdict.DEGRADED, Verdict.INCONCLUSIVE, Verdict.HEALTHY);

  private final Map<Key, Members> groups = new LinkedHashMap<>();

  private record Key(Verdict verdict, String broken, String cause, String title) {}

  /// What is kept of a group while it grows.
  private static final class Members {
    final Judged first;
    final Names clients = new Names();
    final Names servers = new Names();
    final Names users = new Names();
    final Map<String, Long> ends = new HashMap<>();
    long count;
    Instant from;
    Instant to;

    Members(Judged first) {
      this.first = first;
      this.from = first.captured().conversation().firstSeen();
      this.to = from;
    }

    void add(CapturedConnection captured) {
      var conversation = captured.conversation();
      count++;
      clients.add(conversation.client().address());
      servers.add(conversation.server().toString());
      captured.cookie().flatMap(CaptureGroups::user).ifPresent(users::add);
      String with = captured.endedWith().map(how -> how.word()).orElse("");
      ends.merge(captured.endedBy().word() + " " + with, 1L, Long::sum);
      Instant seen = conversation.firstSeen();
      from = seen.isBefore(from) ? seen : from;
      to = seen.isAfter(to) ? seen : to;
    }
  }

  /// Different names, counted up to a limit.
  private static final class Names {
    private static final int MOST = 500;
    private static final int NAMED = 3;

    private final Set<String> known = new HashSet<>();
    private final Set<String> some = new LinkedHashSet<>();
    private boolean more;

    void add(String name) {
      if (known.size() < MOST) {
        known.add(name);
        if (some.size() < NAMED) {
          some.add(name);
        }
      } else if (!known.contains(name)) {
        more = true;
      }
    }

    Several several() {
      return new Several(List.copyOf(some), known.size(), more);
    }
  }

  /// The user name that a request carries for load balancers.
  private static Optional<String> user(String cookie) {
    int at = cookie.toLowerCase(Locale.ROOT).indexOf("mstshash=");
    return at < 0 ? Optional.empty() : Optional.of(cookie.substring(at + "mstshash=".length()));
  }

  void add(Judged judged) {
    Diagnosis outline = judged.judgement().outline();
    Optional<Break> broken = broken(outline);
    Optional<Cause> cause = broken.flatMap(each -> cause(outline, each));
    var key =
        new Key(
            outline.verdict(),
            broken.map(Break::id).orElse(""),
            cause.map(Cause::id).orElse(""),
            broken.map(Break::title).orElseGet(() -> came(outline)));
    boolean roomLeft = groups.size() < MOST_GROUPS || groups.containsKey(key);
    groups
        .computeIfAbsent(
            roomLeft ? key : new Key(outline.verdict(), "", "", "Something else"),
            _ -> new Members(judged))
        .add(judged.captured());
  }

  /// What a connection broke at, or is hampered by.
  static Optional<Break> broken(Diagnosis outline) {
    return switch (outline.verdict()) {
      case FAILING -> outline.breaks().stream().filter(each -> !each.degradesOnly()).findFirst();
      case DEGRADED -> outline.breaks().stream().findFirst();
      case HEALTHY, INCONCLUSIVE -> Optional.empty();
    };
  }

  private static Optional<Cause> cause(Diagnosis outline, Break broken) {
    return outline.causes().stream()
        .findFirst()
        .filter(cause -> cause.probability() >= PROBABLE && cause.breaks().contains(broken.id()));
  }

  /// How far a connection came that did not break.
  private static String came(Diagnosis outline) {
    if (outline.verdict() == Verdict.INCONCLUSIVE) {
      return outline.summary();
    }
    Optional<Layer> reached = reached(outline);
    if (reached.filter(layer -> layer == Layer.SESSION).isPresent()) {
      return "The session was reached";
    }
    boolean hidden =
        outline.notTested().stream()
            .map(NotTested::because)
            .anyMatch(because -> because.startsWith("encrypted"));
    return "Nothing broke up to "
        + reached.map(Layer::purpose).orElse("the connection")
        + (hidden ? "; what follows is encrypted" : "");
  }

  /// The highest rung that was seen to be climbed.
  static Optional<Layer> reached(Diagnosis outline) {
    return outline.rungs().stream()
        .filter(rung -> rung.layer().compareTo(Layer.SESSION) <= 0)
        .filter(rung -> rung.status() == Status.PASSED || rung.status() == Status.WARNED)
        .map(Rung::layer)
        .reduce((lower, higher) -> higher);
  }

  /// The worst first, and of equals the larger.
  List<Group> all() {
    return sorted().stream().map(CaptureGroups::group).toList();
  }

  private List<Map.Entry<Key, Members>> sorted() {
    return groups.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Key, Members>>comparingInt(
                    entry -> WORST_FIRST.indexOf(entry.getKey().verdict()))
                .thenComparingLong(entry -> -entry.getValue().count))
        .toList();
  }

  private static Group group(Map.Entry<Key, Members> entry) {
    Key key = entry.getKey();
    Members members = entry.getValue();
    Diagnosis outline = members.first.judgement().outline();
    return new Group(
        key.verdict(),
        broken(outline).map(Break::layer),
        key.broken(),
        key.title(),
        broken(outline)
            .flatMap(broken -> cause(outline, broken))
            .map(cause -> new Probable(cause.id(), cause.title(), cause.probability())),
        members.count,
        members.clients.several(),
        members.servers.several(),
        members.users.several(),
        members.from,
        members.to,
        members.ends.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(end -> end(end.getKey(), end.getValue()))
            .toList(),
        members.first.captured().conversation().number());
  }

  private static End end(String byAndWith, long count) {
    int space = byAndWith.indexOf(' ');
    return new End(byAndWith.substring(0, space), byAndWith.substring(space + 1), count);
  }

  /// The first connection of the group that is told first.
  Optional<Judged> example() {
    return sorted().stream().findFirst().map(entry -> entry.getValue().first);
  }
}
