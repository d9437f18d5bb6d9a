package org.rdpdoctor.diagnosis.accuracy;

import java.util.ArrayList;
import java.util.List;

/// Measures how far diagnoses can be trusted. Run its `main` in the folder of this module:
/// `bench/accuracy` does.
final class Accuracy {
  private Accuracy() {}

  public static void main(String[] args) {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 6000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    var knowledge = new Knowledge();
    Figures figures = measure(knowledge, count, seed);
    print("all", figures);
    print("decidable", figures.only(Scored::decidable));
    for (Sample.Part part : Sample.Part.values()) {
      Figures of = figures.only(each -> each.sample().part() == part);
      if (!of.scored().isEmpty()) {
        print(part.title(), of);
        print(part.title() + ", decidable", of.only(Scored::decidable));
      }
    }
    figures.mistakes(Scored::decidable).stream()
        .limit(40)
        .forEach(
            m ->
                System.out.printf(
                    "%4d %-35s %-35s %.2f %s%n",
                    m.count(), m.was(), m.told(), m.probability(), m.example()));
  }

  static Figures measure(Knowledge knowledge, int count, long seed) {
    List<Sample> kept = Casebook.all();
    var world = new World(knowledge, new Scenes(knowledge, kept), seed);
    var all = new ArrayList<>(kept);
    all.addAll(world.samples(count));
    return new Figures(all.parallelStream().map(each -> Scored.of(each, knowledge)).toList());
  }

  private static void print(String title, Figures f) {
    System.out.printf(
        "%n%s: %d samples, %d ranked: top-1 %.3f, top-3 %.3f, breaks %.3f, Brier %.4f (first %.3f), healthy at most %.3f%n",
        title,
        f.scored().size(),
        f.rankedCount(),
        f.top(1),
        f.top(3),
        f.breaksRight(),
        f.brier(),
        f.brierOfFirst(),
        f.mostWhereHealthy());
    f.bins()
        .forEach(
            b ->
                System.out.printf(
                    "   %6d told %.2f seen %.2f%s%n",
                    b.count(),
                    b.told(),
                    b.seen(),
                    b.count() > 50 && b.offDiagonal() > 0.1 ? "  OFF" : ""));
  }
}
