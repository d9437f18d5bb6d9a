package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds.WindowsBuild;
import org.rdpdoctor.diagnosis.codes.WindowsSupport;

/// The lists of codes, of the sentences of dialogs and of the builds of Windows.
final class IndexPages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  IndexPages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.of(codes(), messages(), builds());
  }

  private Leaf codes() {
    Topic page = topics.of(Kind.CHAPTER, Kind.CODE.name());
    String lead =
        topics.of(Kind.CODE).size()
            + " codes that programs show when Remote Desktop fails, by whose they are; those that"
            + " people meet most often stand first.";
    return leaf(
        page, "Error codes of Remote Desktop", lead, parts.list(page, topics.of(Kind.FAMILY)));
  }

  private Leaf messages() {
    Topic page = topics.of(Kind.CHAPTER, Kind.MESSAGE.name());
    String lead =
        topics.of(Kind.MESSAGE).size()
            + " sentences that dialogs show, and what they mean. Part of a sentence is enough for"
            + " rdpdoctor explain.";
    return leaf(
        page, "Error messages of Remote Desktop", lead, parts.list(page, topics.of(Kind.MESSAGE)));
  }

  private Leaf builds() {
    Topic page = topics.of(Kind.CHAPTER, Kind.BUILD.name());
    String lead = "Which Windows a build number means, as servers tell it before any logon.";
    List<Html> rows =
        knowledge.builds().all().stream()
            .map(
                build ->
                    Html.tag("tr")
                        .of(
                            Html.tag("th")
                                .with("scope", "row")
                                .with("id", "build-" + build.build())
                                .text(build.nt() + "." + build.build()),
                            Html.tag("td").of(windows(build))))
            .toList();
    Html table =
        Html.tag("table")
            .of(
                Html.tag("thead")
                    .of(
                        Html.tag("tr")
                            .of(
                                Html.tag("th").with("scope", "col").text("Build"),
                                Html.tag("th").with("scope", "col").text("Windows"))),
                Html.tag("tbody").of(rows));
    List<String> sources =
        knowledge.builds().all().stream()
            .flatMap(build -> build.sources().stream())
            .distinct()
            .toList();
    return leaf(page, "Builds of Windows", lead, Html.all(table, Prose.sources(sources)));
  }

  private static Html windows(WindowsBuild build) {
    var parts = new ArrayList<Html>();
    parts.add(Html.text(build.name()));
    if (!build.note().isEmpty()) {
      parts.add(Html.text(" "));
      parts.add(Html.tag("span", "says").of(Prose.of(build.note())));
    }
    for (WindowsSupport support : build.support()) {
      parts.add(Html.tag("div", "says").text(support.kind().words() + " until " + support.until()));
    }
    return Html.all(parts);
  }

  private static Leaf leaf(Topic page, String heading, String lead, Html content) {
    return new Leaf(
        page,
        heading,
        lead,
        Html.all(Parts.title(page.name()), Html.tag("p", "lead").text(lead), content));
  }
}
