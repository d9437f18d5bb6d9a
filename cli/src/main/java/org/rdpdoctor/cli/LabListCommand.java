package org.rdpdoctor.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.testkit.Fault;
import org.rdpdoctor.testkit.Faults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `rdpdoctor lab list`: every fault that can be played, by the rung that breaks.
@Command(name = "list", description = "Names every fault that can be played, by rung.")
final class LabListCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int longest = Faults.all().stream().mapToInt(fault -> fault.id().length()).max().orElse(0);
    String rung = "";
    for (Fault fault : byRung()) {
      if (!fault.rung().equals(rung)) {
        if (!rung.isEmpty()) {
          out.println();
        }
        rung = fault.rung();
        out.println(rung);
      }
      out.println(
          "  " + fault.id() + " ".repeat(longest + 2 - fault.id().length()) + fault.title());
    }
    return 0;
  }

  private static List<Fault> byRung() {
    return Faults.all().stream().sorted(Comparator.comparingInt(LabListCommand::height)).toList();
  }

  /// Healthy peers first, then from the lowest rung.
  private static int height(Fault fault) {
    return Layer.of(fault.rung()).map(Layer::ordinal).orElse(-1);
  }
}
