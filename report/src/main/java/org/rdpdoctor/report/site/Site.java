package org.rdpdoctor.report.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The knowledge as a book of pages that link to each other: static, and complete without a server.
public final class Site {
  /// What stands beside the pages, as resources of this package.
  public static final List<String> ASSETS =
      List.of("site.css", "site.js", "colours.js", "ladder.svg");

  private Site() {}

  /// Every page, and the index for searching, as text by path; the [#ASSETS] belong into `assets/`.
  ///
  /// @param version of the program, as it names itself
  public static Map<String, String> pages(Knowledge knowledge, String version) {
    var topics = new Topics();
    CatalogueTopics.addTo(topics, knowledge);
    CodeTopics.addTo(topics, knowledge.codes());
    EventTopics.addTo(topics, knowledge.events());
    var parts = new Parts(topics, Relations.of(knowledge, topics));
    var frame = new Frame(topics, version);
    var pages = new LinkedHashMap<String, String>();
    leaves(knowledge, parts).forEach(leaf -> pages.put(leaf.topic().path(), frame.document(leaf)));
    for (Topic topic : topics.all()) {
      if (!pages.containsKey(topic.path())) {
        throw new IllegalStateException("nobody wrote the page " + topic.path());
      }
    }
    pages.put("assets/index.js", SearchIndex.of(topics));
    return pages;
  }

  private static Stream<Leaf> leaves(Knowledge knowledge, Parts parts) {
    return Stream.of(
            new StartPages(knowledge, parts).all(),
            new RungPages(knowledge, parts).all(),
            new CausePages(knowledge, parts).all(),
            new FixPages(knowledge, parts).all(),
            new TestPages(knowledge, parts).all(),
            new CodePages(knowledge, parts).all(),
            new EventPages(knowledge, parts).all(),
            new PropertyPages(knowledge, parts).all(),
            new ClientPages(knowledge, parts).all(),
            new UpdatePages(knowledge, parts).all(),
            new IndexPages(knowledge, parts).all())
        .flatMap(leaves -> leaves);
  }
}
