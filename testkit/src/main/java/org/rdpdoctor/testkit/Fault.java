package org.rdpdoctor.testkit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.testkit.gateway.GatewayScript;
import org.rdpdoctor.testkit.script.Script;

/// One known misbehaviour of a peer, or none: what it does, what people see, and what a check of it
/// must find.
///
/// @param id kebab-case, unique in [Faults]
/// @param title one line without a full stop
/// @param does what the peer does on the wire
/// @param seen what the user of a Windows client would see
/// @param breaks ids of the breaks that explain what is to be measured here, the most exact one
///     first; a check must find one of them. Empty if the peer is healthy
/// @param causes ids of causes that a check may name, where the wire alone suggests any
/// @param name the name that the user typed, to be given with `--address`; empty for the address
/// @param options further options of `rdpdoctor check` without which this fault does not show
/// @param verdict `healthy`, `degraded`, `failing` or `inconclusive`
/// @param script how the peer acts it out
/// @param gateway how the RD Gateway before the peer acts, where there is one
public record Fault(
    String id,
    String title,
    String does,
    String seen,
    List<String> breaks,
    List<String> causes,
    String name,
    List<String> options,
    String verdict,
    Script script,
    Optional<GatewayScript> gateway) {

  public Fault {
    breaks = List.copyOf(breaks);
    causes = List.copyOf(causes);
    options = List.copyOf(options);
  }

  /// A peer that is reached directly.
  public Fault(
      String id,
      String title,
      String does,
      String seen,
      List<String> breaks,
      List<String> causes,
      String name,
      List<String> options,
      String verdict,
      Script script) {
    this(id, title, does, seen, breaks, causes, name, options, verdict, script, Optional.empty());
  }

  /// The rung that breaks, by its id; `healthy` if none does.
  public String rung() {
    return breaks.isEmpty() ? "healthy" : breaks.getFirst().replaceAll("\\..*", "");
  }

  /// A peer that nothing is wrong with.
  static Fault healthy(String id, String title, String does, String seen, Script script) {
    return new Fault(id, title, does, seen, List.of(), List.of(), "", List.of(), "healthy", script);
  }

  static Fault failing(
      String id, String title, String does, String seen, String breakId, Script script) {
    return new Fault(
        id, title, does, seen, List.of(breakId), List.of(), "", List.of(), "failing", script);
  }

  /// The same with a client that connects, for now.
  Fault degraded() {
    return new Fault(
        id, title, does, seen, breaks, causes, name, options, "degraded", script, gateway);
  }

  /// The same, where another break explains the measurement as well.
  Fault or(String breakId) {
    List<String> more = Stream.concat(breaks.stream(), Stream.of(breakId)).toList();
    return new Fault(id, title, does, seen, more, causes, name, options, verdict, script, gateway);
  }

  Fault causes(String... ids) {
    return new Fault(
        id, title, does, seen, breaks, List.of(ids), name, options, verdict, script, gateway);
  }

  /// The same, reached by a name.
  Fault name(String typed) {
    return new Fault(
        id,
        title,
        does,
        seen,
        breaks,
        causes,
        typed,
        List.of("--address", "127.0.0.1"),
        verdict,
        script,
        gateway);
  }

  Fault options(String... more) {
    List<String> all = Stream.concat(options.stream(), Stream.of(more)).toList();
    return new Fault(id, title, does, seen, breaks, causes, name, all, verdict, script, gateway);
  }
}
