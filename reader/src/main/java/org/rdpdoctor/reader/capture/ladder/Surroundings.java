package org.rdpdoctor.reader.capture.ladder;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdpdoctor.dialogue.CodeNames;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.reader.capture.Opener;

/// What a witness knows beside what was said.
///
/// @param source the capture's name, as evidence has it
/// @param ports where RDP is expected: an attempt there counts even if nothing is said
/// @param windowsOf the Windows version that a build such as `10.0.26100` means, or `unknown`
/// @param statusOf the name of an NTSTATUS such as `0xC000006D`, or words that say it has none
/// @param nameOf the name of any other number that a server says
/// @param openers who can read what TLS hides
public record Surroundings(
    String source,
    Set<Integer> ports,
    UnaryOperator<String> windowsOf,
    UnaryOperator<String> statusOf,
    CodeNames nameOf,
    Opener.Source openers) {

  public Surroundings {
    ports = Set.copyOf(ports);
  }

  /// RDP on its own port, with nobody who could open TLS.
  public static Surroundings of(
      String source,
      UnaryOperator<String> windowsOf,
      UnaryOperator<String> statusOf,
      CodeNames nameOf) {
    return new Surroundings(
        source, Set.of(Target.RDP_PORT), windowsOf, statusOf, nameOf, Opener.Source.NONE);
  }

  /// The same, with RDP expected at these ports instead.
  public Surroundings at(Set<Integer> otherPorts) {
    return new Surroundings(source, otherPorts, windowsOf, statusOf, nameOf, openers);
  }

  /// The same, with somebody who can open TLS.
  public Surroundings with(Opener.Source others) {
    return new Surroundings(source, ports, windowsOf, statusOf, nameOf, others);
  }
}
