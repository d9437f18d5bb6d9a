package org.rdpdoctor.diagnosis.knowledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.facts.ClientFact.FileSettingGiven;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ServerSettingFound;
import org.rdpdoctor.facts.ServerFact.ServerUpdateInstalled;
import org.rdpdoctor.facts.Vocabulary;

/// How long 300 facts take with the whole catalogue: what a check, a capture, a server's bundle and
/// an .rdp file say together. `bench/reasoning` runs it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReasoningBench {
  private static final int FACTS = 300;
  private static final int OF_THE_BUNDLE = 140;

  private final Diagnostician diagnostician = new Diagnostician(PackedCatalogue.load());
  private final Situation healthy = Situation.of(facts("healthy"));
  private final Situation failing = Situation.of(facts("failing"));

  @Benchmark
  public Diagnosis diagnosisOfAHealthyServer() {
    return diagnostician.diagnose(healthy);
  }

  @Benchmark
  public Diagnosis diagnosisOfAFailingServer() {
    return diagnostician.diagnose(failing);
  }

  /// What the first diagnosis of a process costs, by the clock.
  public static void main(String[] args) {
    List<Observation> facts = facts("failing");
    long began = System.nanoTime();
    Catalogue catalogue = PackedCatalogue.load();
    long opened = System.nanoTime();
    Diagnosis diagnosis = new Diagnostician(catalogue).diagnose(Situation.of(facts));
    long diagnosed = System.nanoTime();
    System.out.printf(
        "cold: catalogue %.0f ms, diagnosis of %d facts %.0f ms (%d breaks, %d causes)%n",
        (opened - began) / 1e6,
        facts.size(),
        (diagnosed - opened) / 1e6,
        diagnosis.breaks().size(),
        diagnosis.causes().size());
  }

  /// @param how `healthy`, or `failing`: then with what shows an expired certificate, no NLA on the
  /// client's side, and loss
  static List<Observation> facts(String how) {
    var facts = new ArrayList<Observation>(Case.in("healthy").getFirst().facts());
    facts.addAll(captured(facts));
    if (how.equals("failing")) {
      for (String broken :
          List.of("certificate.expired", "negotiation.nla-required", "route.loss")) {
        facts.addAll(shown(broken));
      }
    }
    facts.addAll(bundle());
    int line = 1;
    while (facts.size() < FACTS) { // what most of a bundle and an .rdp file is: ordinary
      String number = Integer.toString(line);
      facts.add(
          switch (line % 3) {
            case 0 -> new ServerUpdateInstalled("KB50" + number, Instant.EPOCH, line, at(line));
            case 1 -> new FileSettingGiven("setting" + number, number, line, at(line));
            default -> new ServerSettingFound("Setting" + number, number, "local", at(line));
          });
      line++;
    }
    return List.copyOf(facts.subList(0, FACTS));
  }

  private static Evidence at(int line) {
    return Evidence.in("bundle.zip, line " + line, "read");
  }

  private static List<Observation> shown(String broken) {
    return Case.in("breaks").stream()
        .filter(each -> each.shows() && each.subject().equals(broken))
        .findFirst()
        .orElseThrow()
        .facts();
  }

  /// The same connection once more, as a capture shows it.
  private static List<Observation> captured(List<Observation> measured) {
    return measured.stream().filter(fact -> fact.layer() != Layer.NAME).toList();
  }

  /// What cases state of servers and clients, each word with each name once: a bundle says of each
  /// setting, service and log what it found, and most of it is of no weight.
  private static List<Observation> bundle() {
    var byName = new LinkedHashMap<String, Observation>();
    for (Case each : Case.in("causes")) {
      for (Observation fact : each.facts()) {
        if (!each.shows() && (fact.layer() == Layer.SERVER || fact.layer() == Layer.CLIENT)) {
          Object name = Vocabulary.valuesOf(fact).values().stream().findFirst().orElse("");
          byName.putIfAbsent(Vocabulary.wordOf(fact) + " " + name, fact);
        }
      }
    }
    return byName.values().stream().limit(OF_THE_BUNDLE).toList();
  }
}
