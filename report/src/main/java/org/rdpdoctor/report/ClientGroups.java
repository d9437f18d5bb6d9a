package org.rdpdoctor.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.diagnosis.clients.ClientOutcome.Kind;
import org.rdpdoctor.diagnosis.clients.Confidence;

/// Clients that meet the same for the same reason, together.
record ClientGroups(List<ClientOutcome> outcomes) {
  /// @param because empty for those that connect
  record Group(Kind kind, String because, List<ClientOutcome> members) {
    String names() {
      return members.stream().map(each -> each.client().name()).collect(Collectors.joining(", "));
    }

    /// How well it is known, where that is less than documented or seen.
    String doubt() {
      boolean inferred =
          kind != Kind.UNKNOWN
              && members.stream().anyMatch(each -> each.confidence() == Confidence.INFERRED);
      return inferred ? " (inferred)" : "";
    }

    /// What to do about it, each advice once.
    Set<String> remedies() {
      var remedies = new LinkedHashSet<String>();
      members.forEach(each -> each.remedy().ifPresent(remedies::add));
      return remedies;
    }
  }

  /// True if it matters which client one has.
  boolean differ() {
    boolean some = outcomes.stream().anyMatch(each -> each.kind() == Kind.CONNECTS);
    boolean others =
        outcomes.stream().anyMatch(each -> each.kind() == Kind.FAILS || each.kind() == Kind.WARNS);
    return others && (some || all().size() > 1);
  }

  /// True if fewer than half of them are known to connect.
  boolean mostStayOut() {
    long through =
        outcomes.stream()
            .filter(each -> each.kind() == Kind.CONNECTS || each.kind() == Kind.WARNS)
            .count();
    return 2 * through < outcomes.size();
  }

  /// Those that connect first, then by what they meet; in each, the most clients first.
  List<Group> all() {
    var members = new LinkedHashMap<String, List<ClientOutcome>>();
    for (ClientOutcome outcome : outcomes) {
      String key = outcome.kind() == Kind.CONNECTS ? "" : outcome.kind() + outcome.because();
      members.computeIfAbsent(key, _ -> new ArrayList<>()).add(outcome);
    }
    return members.values().stream()
        .map(ClientGroups::group)
        .sorted(
            Comparator.comparing(Group::kind)
                .thenComparingInt(group -> -group.members().size())
                .thenComparingInt(group -> group.members().getFirst().client().rank()))
        .toList();
  }

  private static Group group(List<ClientOutcome> members) {
    ClientOutcome first = members.getFirst();
    return new Group(
        first.kind(), first.kind() == Kind.CONNECTS ? "" : first.because(), List.copyOf(members));
  }
}
