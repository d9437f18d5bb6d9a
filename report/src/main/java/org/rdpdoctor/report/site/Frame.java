package org.rdpdoctor.report.site;

import java.util.List;
import java.util.Optional;

/// What stands on every page: head, running title with the search, the ladder, the indexes.
final class Frame {
  /// Nothing comes from elsewhere; `file:` is for those who open the pages from a disk.
  private static final String POLICY =
      "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:;"
          + " base-uri 'none'; form-action 'none'";

  private static final List<Kind> INDEXES =
      List.of(
          Kind.CAUSE,
          Kind.BREAK,
          Kind.FIX,
          Kind.CODE,
          Kind.MESSAGE,
          Kind.EVENT,
          Kind.PROPERTY,
          Kind.CLIENT,
          Kind.UPDATE,
          Kind.BUILD);

  private final Topics topics;
  private final String version;

  Frame(Topics topics, String version) {
    this.topics = topics;
    this.version = version;
  }

  String document(Leaf leaf) {
    Topic page = leaf.topic();
    return Html.tag("html")
        .with("lang", "en")
        .with("data-root", page.root())
        .of(Html.lineEnd(), head(leaf), Html.lineEnd(), body(leaf))
        .document();
  }

  private static Html head(Leaf leaf) {
    String root = leaf.topic().root();
    return Html.tag("head")
        .of(
            Html.tag("meta").with("charset", "utf-8").alone(),
            Html.tag("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", POLICY)
                .alone(),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("color-scheme", "light dark"),
            meta("description", shortened(leaf.description())),
            meta("referrer", "no-referrer"),
            Html.tag("title").text(leaf.heading() + " – rdpdoctor"),
            link("icon", root + "assets/ladder.svg"),
            link("stylesheet", root + "assets/site.css"),
            Html.tag("script").with("src", root + "assets/colours.js").alone(),
            Html.tag("script").with("src", root + "assets/site.js").with("defer").alone());
  }

  private static Html meta(String name, String content) {
    return Html.tag("meta").with("name", name).with("content", content).alone();
  }

  private static Html link(String rel, String href) {
    return Html.tag("link").with("rel", rel).with("href", href).alone();
  }

  private Html body(Leaf leaf) {
    Topic page = leaf.topic();
    boolean start = page.path().equals("index.html");
    return Html.tag("body", start ? "start" : "page")
        .of(
            Html.tag("a", "skip").with("href", "#main").text("To the text"),
            Html.lineEnd(),
            running(page, start),
            Html.lineEnd(),
            Html.tag("div", "sheet")
                .of(
                    start ? Html.NOTHING : Ladder.beside(page, topics),
                    Html.lineEnd(),
                    Html.tag("main").with("id", "main").of(leaf.body()),
                    Html.lineEnd()),
            Html.lineEnd(),
            foot(page));
  }

  private Html running(Topic page, boolean start) {
    Html name = Html.tag("a", "name").with("href", page.linkTo("index.html")).text("rdpdoctor");
    Html colours =
        Html.tag("button", "colours needs-script")
            .with("type", "button")
            .with("aria-label", "Colours: as the system has them")
            .text("Auto");
    return Html.tag("header", "running")
        .of(
            name,
            Html.tag("span", "book").text("What breaks Remote Desktop, and what to do"),
            start ? Html.NOTHING : search(),
            colours);
  }

  /// Where a search is typed and its results are shown; one on a page.
  static Html search() {
    return Html.tag("search", "needs-script")
        .of(
            Html.tag("label").with("for", "query").text("A code, an event, or words"),
            Html.tag("input")
                .with("id", "query")
                .with("type", "search")
                .with("placeholder", "0x904, event 1057, certificate expired …")
                .with("autocomplete", "off")
                .with("autocapitalize", "none")
                .with("spellcheck", "false")
                .with("aria-keyshortcuts", "/")
                .with("aria-controls", "results")
                .alone(),
            Html.tag("kbd").with("aria-hidden", "true").text("/"),
            Html.tag("div")
                .with("id", "found")
                .with("hidden")
                .of(
                    Html.tag("p").with("id", "told").with("role", "status").alone(),
                    Html.tag("ol").with("id", "results").alone()));
  }

  private Html foot(Topic page) {
    List<Html> indexes =
        INDEXES.stream()
            .map(kind -> topics.find(Kind.CHAPTER, kind.name()))
            .flatMap(Optional::stream)
            .map(
                index ->
                    Html.tag("li")
                        .of(Html.tag("a").with("href", page.linkTo(index)).text(index.name())))
            .toList();
    return Html.tag("footer")
        .of(
            Html.tag("nav").with("aria-label", "Indexes").of(Html.tag("ul").of(indexes)),
            Html.tag("p")
                .text(
                    "Made from the knowledge that rdpdoctor "
                        + version
                        + " itself goes by. What nobody knows is not said."));
  }

  /// A description longer than this is cut by search engines anyway.
  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ").replace("`", "");
    if (line.length() <= 160) {
      return line;
    }
    int space = line.lastIndexOf(' ', 157);
    return line.substring(0, space < 100 ? 157 : space) + " …";
  }
}
