package org.rdpdoctor.probe.kerberos;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.rdpdoctor.facts.Evidence;

/// What a Kerberos logon knows of the machine and of the run that it is part of.
///
/// @param wallClock to compare a KDC's clock with
/// @param sinceBegin time since the run began
/// @param left time until the run must end
/// @param dnsServers to ask for the KDCs of a realm
/// @param environment gives the value of an environment variable, or empty text
/// @param statusOf the name of an NTSTATUS such as `0xC0000234`
public record Surroundings(
    InstantSource wallClock,
    Supplier<Duration> sinceBegin,
    Supplier<Duration> left,
    List<InetSocketAddress> dnsServers,
    UnaryOperator<String> environment,
    UnaryOperator<String> statusOf) {
  public Surroundings {
    dnsServers = List.copyOf(dnsServers);
  }

  /// `wanted`, or what is left of the run if that is less.
  Duration atMost(Duration wanted) {
    Duration rest = left.get();
    return rest.compareTo(wanted) < 0 ? rest : wanted;
  }

  Duration now() {
    return sinceBegin.get();
  }

  Evidence evidence(String sent, String heard) {
    return Evidence.of(sent, heard, now());
  }
}
