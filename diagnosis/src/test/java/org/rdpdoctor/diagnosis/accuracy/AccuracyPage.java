package org.rdpdoctor.diagnosis.accuracy;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.accuracy.Figures.Bin;
import org.rdpdoctor.diagnosis.accuracy.Figures.Mistake;
import org.rdpdoctor.diagnosis.accuracy.Sample.Part;

/// The figures as `docs/accuracy.md` has them, between its two marks.
final class AccuracyPage {
  static final String BEGIN = "<!-- figures: written by bench/accuracy -->";
  static final String END = "<!-- end of figures -->";

  /// A bin with no more claims than this proves nothing.
  static final int ENOUGH = 50;

  private static final int MOST_MISTAKES = 20;

  private AccuracyPage() {}

  /// The page with other figures.
  static String with(String page, Figures figures, int generated, long seed) {
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    if (from < BEGIN.length() || to < from) {
      throw new IllegalStateException("docs/accuracy.md has lost the marks of its figures");
    }
    return page.substring(0, from) + text(figures, generated, seed) + page.substring(to);
  }

  /// All figures, for people.
  static String text(Figures figures, int generated, long seed) {
    return """

        `bench/accuracy %d %d`, over %d samples, %d of them with a known cause that can be ranked:

        %s
        Brier score: %.4f where the samples are decidable, %.4f over all of them. Where nothing is \
        wrong, the most that a cause got is %.3f.

        Reliability over all samples, and over the decidable ones:

        %s
        What was taken for what, where the samples are decidable:

        %s
        """
        .formatted(
            generated,
            seed,
            figures.scored().size(),
            figures.rankedCount(),
            parts(figures),
            figures.only(Scored::decidable).brier(),
            figures.brier(),
            figures.mostWhereHealthy(),
            bins(figures.bins(), figures.only(Scored::decidable).bins()),
            mistakes(figures.mistakes(Scored::decidable)));
  }

  private static String parts(Figures figures) {
    Stream<String> rows =
        Stream.of(Part.values())
            .map(part -> row(part.title(), figures.only(each -> each.sample().part() == part)));
    return "| samples | | with a known cause | it is first | among three | decidable | it is first"
        + " | among three | the right break first |\n"
        + "|---|---|---|---|---|---|---|---|---|\n"
        + rows.filter(row -> !row.isEmpty()).collect(joining())
        + row("**all**", figures);
  }

  private static String row(String title, Figures all) {
    Figures decidable = all.only(Scored::decidable);
    return all.scored().isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "| %s | %d | %d | %s | %s | %d | %s | %s | %s |%n",
            title,
            all.scored().size(),
            all.rankedCount(),
            share(all, 1),
            share(all, 3),
            decidable.rankedCount(),
            share(decidable, 1),
            share(decidable, 3),
            String.format(Locale.ROOT, "%.3f", all.breaksRight()));
  }

  private static String share(Figures figures, int ranks) {
    return figures.rankedCount() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.3f", figures.top(ranks));
  }

  private static String bins(List<Bin> all, List<Bin> decidable) {
    var text =
        new StringBuilder(
            """
            | told | mean | true | how many | decidable: mean | true | how many |
            |---|---|---|---|---|---|---|
            """);
    for (int i = 0; i < all.size(); i++) {
      text.append("| %d to %d %% |".formatted(10 * i, 10 * i + 10));
      text.append(bin(all.get(i))).append(bin(decidable.get(i))).append('\n');
    }
    return text.toString();
  }

  private static String bin(Bin bin) {
    return bin.count() == 0
        ? " | | 0 |"
        : String.format(
            Locale.ROOT,
            " %.1f %% | %.1f %% | %d |",
            100 * bin.told(),
            100 * bin.seen(),
            bin.count());
  }

  private static String mistakes(List<Mistake> mistakes) {
    return "| it was | first was | told as | how often | for example |\n|---|---|---|---|---|\n"
        + mistakes.stream()
            .limit(MOST_MISTAKES)
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "| `%s` | `%s` | %.2f | %d | %s |%n",
                        each.was(),
                        each.told(),
                        each.probability(),
                        each.count(),
                        each.example()))
            .collect(joining());
  }
}
