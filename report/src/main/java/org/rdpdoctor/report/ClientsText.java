package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.List;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.diagnosis.clients.ClientOutcome.Kind;
import org.rdpdoctor.report.ClientGroups.Group;
import org.rdpdoctor.report.Page.Piece;

/// The part of a text report that says which clients connect.
final class ClientsText {
  private static final int MOST_NAMED = 8;

  private final Page page;
  private final Detail detail;

  ClientsText(Page page, Detail detail) {
    this.page = page;
    this.detail = detail;
  }

  /// Nothing in a short report where all meet the same.
  void print(List<ClientOutcome> outcomes) {
    var groups = new ClientGroups(outcomes);
    if (outcomes.isEmpty() || (detail == Detail.SHORT && !groups.differ())) {
      return;
    }
    page.heading("Which clients connect");
    for (Group group : groups.all()) {
      if (detail == Detail.FULL) {
        each(group);
      } else {
        together(group, outcomes.size(), groups.mostStayOut());
      }
    }
  }

  /// @param advised whether it is worth saying what to do: for a few old ones it is not
  private void together(Group group, int all, boolean advised) {
    if (group.kind() == Kind.CONNECTS) {
      int count = group.members().size();
      line(group, count == 1 ? group.names() : count + " of " + all + " known ones connect");
      return;
    }
    String names =
        group.members().size() > MOST_NAMED ? group.members().size() + " of them" : group.names();
    line(group, names + ": " + group.because() + group.doubt());
    if (group.kind() == Kind.FAILS && advised) {
      group.remedies().forEach(remedy -> page.hanging(6, remedy, Ink.DIM));
    }
  }

  private void each(Group group) {
    for (ClientOutcome outcome : group.members()) {
      line(
          group,
          outcome.client().name()
              + ": "
              + outcome.because()
              + " ("
              + outcome.confidence().id()
              + ")");
      outcome.remedy().ifPresent(remedy -> page.hanging(6, remedy, Ink.DIM));
    }
  }

  private void line(Group group, String text) {
    page.hanging(
        List.of(plain("  "), new Piece(Wording.mark(group.kind()) + " ", Ink.of(group.kind()))),
        text,
        Ink.USUAL);
  }
}
