package org.rdpdoctor.report.site;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Layer;

/// The ladder as it is drawn: beside every page, with the rung that the page belongs to.
final class Ladder {
  /// The rungs in the order of a connection, as reports have them.
  static final List<Layer> RUNGS = Stream.of(Layer.values()).sorted(Layer.inTime()).toList();

  private Ladder() {}

  /// Which rung it is, counted from 1.
  static int number(Layer layer) {
    return RUNGS.indexOf(layer) + 1;
  }

  static Html beside(Topic page, Topics topics) {
    List<Html> rungs =
        RUNGS.stream().map(rung -> rung(page, topics.of(rung), page.layer())).toList();
    return Html.tag("nav", "ladder")
        .with("aria-label", "The ladder")
        .of(Html.tag("ol").of(rungs), Html.lineEnd());
  }

  private static Html rung(Topic page, Topic rung, Optional<Layer> current) {
    boolean here = rung.layer().equals(current);
    var link = Html.tag("a").with("href", page.linkTo(rung));
    if (here) {
      link = link.with("aria-current", page.path().equals(rung.path()) ? "page" : "location");
    }
    Html item = link.text(rung.name());
    return here ? Html.tag("li", "here").of(item) : Html.tag("li").of(item);
  }
}
