package org.rdpdoctor.diagnosis.accuracy;

import java.util.List;
import java.util.Locale;
import org.rdpdoctor.diagnosis.accuracy.Figures.Bin;

/// The reliability diagram: what was told against what was true, a dot for each bin, as large as
/// there are many.
final class Diagram {
  private static final int SIDE = 400;
  private static final int LEFT = 60;
  private static final int TOP = 20;

  private Diagram() {}

  static String of(List<Bin> bins, int enough) {
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 490 480" width="490" height="480" \
        role="img" aria-labelledby="title description">
        <title id="title">Reliability of the probabilities of causes</title>
        <desc id="description">For each bin of probabilities, what was told and how often it was \
        true; the nearer to the diagonal, the better.</desc>
        <style>
          text { font: 13px system-ui, sans-serif; fill: #1f2328; }
          .axis { stroke: #59636e; fill: none; }
          .grid { stroke: #d1d9e0; }
          .ideal { stroke: #59636e; stroke-dasharray: 5 4; }
          .near { fill: #0969da; fill-opacity: 0.12; }
          .bin { fill: #0969da; }
          .few { fill: none; stroke: #0969da; }
          @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc; }
            .axis { stroke: #9198a1; }
            .grid { stroke: #3d444d; }
            .ideal { stroke: #9198a1; }
            .near { fill: #4493f8; fill-opacity: 0.18; }
            .bin { fill: #4493f8; }
            .few { stroke: #4493f8; }
          }
        </style>
        """);
    svg.append(
        "<polygon class=\"near\" points=\"%s %s %s %s %s %s\"/>%n"
            .formatted(at(0, 0), at(0, 0.1), at(0.9, 1), at(1, 1), at(1, 0.9), at(0.1, 0)));
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double share = tenth / 10.0;
      svg.append(line("grid", 0, share, 1, share)).append(line("grid", share, 0, share, 1));
      svg.append(text(LEFT - 8, y(share) + 4, "end", percent(share)));
      svg.append(text(x(share), TOP + SIDE + 18, "middle", percent(share)));
    }
    svg.append(line("ideal", 0, 0, 1, 1));
    svg.append(
        "<rect class=\"axis\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>%n"
            .formatted(LEFT, TOP, SIDE, SIDE));
    int most = bins.stream().mapToInt(Bin::count).max().orElse(1);
    bins.stream().filter(bin -> bin.count() > 0).forEach(bin -> svg.append(dot(bin, most, enough)));
    svg.append(text(LEFT + SIDE / 2.0, TOP + SIDE + 42, "middle", "told"));
    svg.append(
        "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">true</text>%n"
            .formatted(TOP + SIDE / 2));
    return svg.append("</svg>\n").toString();
  }

  private static String dot(Bin bin, int most, int enough) {
    double radius = 4 + 10 * Math.sqrt(bin.count() / (double) most);
    return String.format(
        Locale.ROOT,
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%d told as %s, %s true"
            + "</title></circle>%n",
        bin.count() > enough ? "bin" : "few",
        x(bin.told()),
        y(bin.seen()),
        radius,
        bin.count(),
        percent(bin.told()),
        percent(bin.seen()));
  }

  private static String line(String kind, double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line class=\"%s\" x1=\"%.0f\" y1=\"%.0f\" x2=\"%.0f\" y2=\"%.0f\"/>%n",
        kind,
        x(x1),
        y(y1),
        x(x2),
        y(y2));
  }

  private static String text(double x, double y, String anchor, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        words);
  }

  private static String at(double told, double seen) {
    return String.format(Locale.ROOT, "%.0f,%.0f", x(told), y(seen));
  }

  private static double x(double share) {
    return LEFT + SIDE * share;
  }

  private static double y(double share) {
    return TOP + SIDE * (1 - share);
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
