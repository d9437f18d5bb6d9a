package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.Layer;

/// What pages of several kinds are put together from.
final class Parts {
  private final Topics topics;
  private final Links links;

  Parts(Topics topics, Links links) {
    this.topics = topics;
    this.links = links;
  }

  Topics topics() {
    return topics;
  }

  Links links() {
    return links;
  }

  /// What kind of page it is, and on which rung: the line above its title.
  Html eyebrow(Topic page, Html... more) {
    var parts = new ArrayList<Html>();
    Kind listed = page.kind() == Kind.FAMILY ? Kind.CODE : page.kind();
    Optional<Topic> index = topics.find(Kind.CHAPTER, listed.name());
    parts.add(
        index
            .map(chapter -> link(page, chapter, page.kind().title()))
            .orElseGet(() -> Html.text(page.kind().title())));
    parts.addAll(List.of(more));
    page.layer().ifPresent(layer -> parts.add(rung(page, layer)));
    return Html.tag("p", "eyebrow").of(Html.joined(" · ", parts));
  }

  /// A link to the rung, with its number.
  Html rung(Topic page, Layer layer) {
    return link(page, topics.of(layer), "rung " + Ladder.number(layer) + ", " + layer.id());
  }

  /// A word that the page on how to read these pages explains.
  Html term(Topic page, String word) {
    Topic reading = topics.of(Kind.CHAPTER, "reading");
    return Html.tag("a").with("href", page.linkTo(reading) + "#" + word).text(word);
  }

  static Html title(String text) {
    return Html.tag("h1").text(text);
  }

  static Html heading(String text) {
    return Html.tag("h2").with("id", Topic.slug(text)).text(text);
  }

  static Html link(Topic page, Topic to, String text) {
    return Html.tag("a").with("href", page.linkTo(to)).text(text);
  }

  static Html link(Topic page, Topic to) {
    return link(page, to, to.name());
  }

  /// A command to paste.
  static Html command(String command) {
    return Html.tag("pre").with("tabindex", "0").of(Html.tag("code").text(command));
  }

  /// Names and what belongs to them; those without a value are left out.
  static Html facts(Map<String, Html> facts) {
    var items = new ArrayList<Html>();
    facts.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            items.add(Html.tag("div").of(Html.tag("dt").text(name), Html.tag("dd").of(value)));
          }
        });
    return items.isEmpty() ? Html.NOTHING : Html.tag("dl", "facts").of(items);
  }

  /// A heading with a list of links below it, or nothing.
  Html listed(String heading, Topic page, List<Topic> topicsOfIt) {
    return topicsOfIt.isEmpty() ? Html.NOTHING : Html.all(heading(heading), list(page, topicsOfIt));
  }

  /// Links, each with what stands beside its name.
  Html list(Topic page, List<Topic> of) {
    return Html.tag("ul", "links")
        .of(of.stream().map(topic -> Html.tag("li").of(entry(page, topic))).toList());
  }

  Html entry(Topic page, Topic topic) {
    boolean typed = topic.kind() == Kind.CODE || topic.kind() == Kind.PROPERTY;
    Html name =
        typed
            ? Html.tag("a", "code").with("href", page.linkTo(topic)).text(topic.name())
            : link(page, topic);
    return topic.title().isEmpty() || topic.title().equals(topic.name())
        ? name
        : Html.all(name, Html.text(" "), Html.tag("span", "says").of(Prose.of(topic.title())));
  }

  /// Everything else that has to do with a page, by kind.
  Html related(Topic page, Kind... kinds) {
    Map<Kind, List<Topic>> found = new LinkedHashMap<>();
    for (Kind kind : kinds) {
      List<Topic> of = links.of(page, kind);
      if (!of.isEmpty()) {
        found.put(kind, of);
      }
    }
    if (found.isEmpty()) {
      return Html.NOTHING;
    }
    var parts = new ArrayList<Html>();
    parts.add(heading("What it has to do with"));
    found.forEach(
        (kind, of) -> {
          parts.add(Html.tag("h3").text(kind.titles()));
          parts.add(list(page, of));
        });
    return Html.all(parts);
  }
}
