package org.rdpdoctor.reader.collected;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.GroupFound;
import org.rdpdoctor.facts.ServerFact.UserRightFound;

/// Who may log on: the rights as `secedit` tells them, and the groups that usually hold them.
record RightFacts(Collected collected) {
  private static final int MOST_NAMES = 100;

  List<Observation> facts() {
    var facts = new ArrayList<Observation>();
    for (Row row : collected.rows("server/rights")) {
      if (row.has("right")) {
        List<String> holders = row.texts("holders").stream().limit(MOST_NAMES).toList();
        String said =
            row.text("right") + ": " + (holders.isEmpty() ? "nobody" : String.join(", ", holders));
        facts.add(
            new UserRightFound(
                row.text("right"), holders, collected.evidence("server/rights", said)));
      }
    }
    for (Row row : collected.rows("server/groups")) {
      if (row.has("group")) {
        List<String> members = row.texts("members").stream().limit(MOST_NAMES).toList();
        String said =
            row.text("group") + ": " + (members.isEmpty() ? "nobody" : String.join(", ", members));
        facts.add(
            new GroupFound(row.text("group"), members, collected.evidence("server/groups", said)));
      }
    }
    return facts.stream().limit(MOST_NAMES).toList();
  }
}
