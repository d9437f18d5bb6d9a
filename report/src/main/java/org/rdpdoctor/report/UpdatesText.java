package org.rdpdoctor.report;

import java.time.LocalDate;
import java.util.List;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;

/// Known updates that somebody asked for, for people.
public final class UpdatesText {
  private UpdatesText() {}

  /// The whole text; each line ends with `\n` and none with a space.
  ///
  /// @param asOf the day up to which is known what is known
  public static String render(List<KnownUpdate> updates, LocalDate asOf, Look look, Detail detail) {
    var page = new Page(look);
    page.line(
        new Page.Piece(
            Wording.counted(updates.size(), "entry").replace("entrys", "entries")
                + " among the updates that are known to break Remote Desktop, as of "
                + asOf,
            Ink.BOLD));
    var text = new UpdateText(page, detail);
    updates.forEach(text::entry);
    return page.toString();
  }
}
