package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.report.EventsReport.Failed;
import org.rdpdoctor.report.EventsReport.News;
import org.rdpdoctor.report.EventsReport.Since;
import org.rdpdoctor.report.EventsReport.Tried;
import org.rdpdoctor.report.Page.Piece;

/// What event logs tell, for people: what was read, who failed, since when, and the diagnosis.
public final class EventsText {
  private static final int SHORT_GROUPS = 6;
  private static final int SHORT_ATTEMPTS = 8;
  private static final int LONG = 200;
  private static final int TIME = 17; // "2026-03-02 09:15 "

  private final Page page;
  private final EventsReport events;
  private final Detail detail;

  private EventsText(EventsReport events, Look look, Detail detail) {
    this.page = new Page(look);
    this.events = events;
    this.detail = detail;
  }

  /// The whole text; each line ends with `\n` and none with a space.
  public static String render(EventsReport events, Look look, Detail detail) {
    var text = new EventsText(events, look, detail);
    text.overview();
    text.groups();
    text.attempts();
    text.since();
    text.page.blank();
    return text.page + TextReport.render(events.report(), look, detail);
  }

  private void overview() {
    String files =
        events.files().size() == 1
            ? events.files().getFirst()
            : Wording.counted(events.files().size(), "file");
    page.hanging(
        0,
        Wording.grouped(events.records())
            + (events.records() == 1 ? " record" : " records")
            + " of "
            + files,
        Ink.BOLD);
    if (events.first().isPresent() && events.last().isPresent()) {
      page.hanging(
          2,
          minute(events.first().get()) + " to " + minute(events.last().get()) + " UTC" + writers(),
          Ink.DIM);
    }
    if (events.damaged() > 0) {
      String places = events.damaged() == 1 ? " place" : " places";
      page.hanging(
          2,
          Wording.grouped(events.damaged()) + places + " could not be read; everything else was",
          Ink.USUAL);
    }
    events.notes().forEach(note -> page.hanging(2, note, Ink.USUAL));
    if (events.attempts().isEmpty()) {
      page.hanging(2, "No connection of Remote Desktop is written here", Ink.USUAL);
      return;
    }
    page.hanging(2, tally(), Ink.USUAL);
  }

  private String writers() {
    List<String> names = events.computers();
    if (names.isEmpty()) {
      return "";
    }
    int shown = Math.min(3, names.size());
    String more = names.size() > shown ? " and " + (names.size() - shown) + " more" : "";
    return ", written by " + String.join(", ", names.subList(0, shown)) + more;
  }

  private String tally() {
    long all = sum("");
    var parts = new ArrayList<String>();
    part(parts, sum("failed"), "failed");
    part(parts, sum("session"), "led to a session");
    part(parts, sum("open"), "of which nothing more is written");
    return Wording.grouped(all)
        + (all == 1 ? " attempt" : " attempts")
        + " to connect: "
        + String.join(", ", parts);
  }

  private static void part(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(Wording.grouped(count) + " " + what);
    }
  }

  private long sum(String outcome) {
    return events.attempts().stream()
        .filter(attempt -> outcome.isEmpty() || attempt.outcome().equals(outcome))
        .mapToLong(Tried::times)
        .sum();
  }

  private void groups() {
    if (events.groups().isEmpty()) {
      return;
    }
    page.heading("What failed");
    int limit = detail == Detail.FULL ? LONG : SHORT_GROUPS;
    List<Failed> shown = events.groups().stream().limit(limit).toList();
    int longest =
        shown.stream().mapToInt(group -> Wording.grouped(group.count()).length()).max().orElse(1);
    for (Failed group : shown) {
      String count = Wording.grouped(group.count());
      page.hanging(
          List.of(
              plain("  " + " ".repeat(longest - count.length())),
              new Piece(count, Ink.BOLD),
              plain("  ")),
          what(group),
          Ink.USUAL);
      page.hanging(longest + 4, span(group), Ink.DIM);
    }
    int more = events.groups().size() - shown.size();
    if (more > 0) {
      long rest = events.groups().stream().skip(limit).mapToLong(Failed::count).sum();
      page.hanging(
          longest + 4,
          Wording.grouped(rest)
              + " more of "
              + (more == 1 ? "another kind or place" : "other kinds and places"),
          Ink.DIM);
    }
  }

  private static String what(Failed group) {
    var text = new StringBuilder(group.because());
    if (!group.client().isEmpty()) {
      text.append(", from ").append(group.client());
    }
    if (!group.accounts().isEmpty()) {
      text.append(
          group.accounts().size() + group.moreAccounts() == 1 ? ", account " : ", accounts ");
      text.append(String.join(", ", group.accounts()));
      if (group.moreAccounts() > 0) {
        text.append(" and ").append(group.moreAccounts()).append(" more");
      }
    }
    return text.toString();
  }

  private static String span(Failed group) {
    String when =
        group.count() == 1
            ? minute(group.first())
            : minute(group.first()) + " to " + minute(group.last());
    String code =
        group.code().isEmpty()
            ? ""
            : ", " + group.code() + (group.name().isEmpty() ? "" : " " + group.name());
    String after =
        group.guessed() ? "; somebody is guessing" : group.overcome() ? "; it worked later" : "";
    return when + code + after;
  }

  private void attempts() {
    if (events.attempts().isEmpty()) {
      return;
    }
    int limit = detail == Detail.FULL ? LONG : SHORT_ATTEMPTS;
    List<Tried> all = events.attempts();
    List<Tried> shown = all.subList(Math.max(0, all.size() - limit), all.size());
    page.heading(
        shown.size() == all.size()
            ? "The attempts (UTC)"
            : "The last " + shown.size() + " attempts (UTC)");
    int who = shown.stream().mapToInt(each -> Cells.width(who(each))).max().orElse(0);
    int column = Math.min(who, Math.max(24, page.width() / 3));
    for (Tried attempt : shown) {
      Ink ink =
          switch (attempt.outcome()) {
            case "failed" -> Ink.BOLD;
            case "session" -> Ink.USUAL;
            default -> Ink.DIM;
          };
      page.hanging(
          List.of(
              plain("  "),
              new Piece(Cells.padded(minute(attempt.start()), TIME), Ink.DIM),
              plain(Cells.padded(Cells.cut(who(attempt), column), column + 2))),
          outcome(attempt),
          ink);
    }
  }

  private static String who(Tried attempt) {
    String from = attempt.client().isEmpty() ? "somewhere" : attempt.client();
    return attempt.account().isEmpty() ? from : from + " " + attempt.account();
  }

  private static String outcome(Tried attempt) {
    String times = attempt.times() > 1 ? Wording.grouped(attempt.times()) + " times: " : "";
    String because = attempt.name().isEmpty() ? attempt.because() : attempt.name();
    return times
        + switch (attempt.outcome()) {
          case "session" -> "session" + (because.isEmpty() ? "" : "; it ended: " + because);
          case "failed" ->
              "failed"
                  + attempt.broke().map(layer -> " at " + layer.id()).orElse("")
                  + ": "
                  + because;
          default ->
              "came to " + attempt.reached().map(Layer::id).orElse("its begin") + "; " + because;
        };
  }

  private void since() {
    events.since().ifPresent(this::since);
  }

  private void since(Since since) {
    page.heading("Since when");
    String whose = since.account().isEmpty() ? "" : " of " + since.account();
    page.hanging(
        2,
        Wording.counted(since.successesBefore(), "session")
            + whose
            + " until "
            + minute(since.lastSuccess())
            + ", and "
            + Wording.counted(since.failures(), "failure")
            + " from "
            + minute(since.since())
            + " on",
        Ink.USUAL);
    if (since.changes().isEmpty()) {
      page.hanging(2, "The logs tell of nothing that changed just before", Ink.DIM);
      return;
    }
    var line = new ArrayList<News>(since.changes());
    line.add(new News(since.lastSuccess(), "success", "the last session began"));
    line.add(new News(since.since(), "failure", "the first failure: " + since.failure()));
    line.sort(Comparator.comparing(News::at));
    for (News news : line) {
      Ink ink = news.kind().equals("failure") ? Ink.BOLD : Ink.USUAL;
      page.hanging(
          List.of(plain("  "), new Piece(Cells.padded(minute(news.at()), TIME), Ink.DIM)),
          news.what(),
          ink);
    }
    page.hanging(2, "What happened shortly before need not be the reason.", Ink.DIM);
  }

  private static String minute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).toString().substring(0, 16).replace('T', ' ');
  }
}
