package org.rdpdoctor.testkit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything that a scripted peer can do wrong, and the forms in which it does nothing wrong.
public final class Faults {
  private static final List<Fault> ALL =
      Stream.of(
              HealthyForms.all(),
              TcpFaults.all(),
              NegotiationFaults.all(),
              TlsFaults.all(),
              CertificateFaults.all(),
              CredSspFaults.all(),
              LogonFaults.all(),
              McsFaults.all(),
              SecurityFaults.all(),
              SessionFaults.all(),
              UdpFaults.all(),
              BrokerFaults.all(),
              GatewayFaults.all())
          .flatMap(List::stream)
          .toList();

  private Faults() {}

  /// In the order of the ladder.
  public static List<Fault> all() {
    return ALL;
  }

  public static Optional<Fault> named(String id) {
    return ALL.stream().filter(fault -> fault.id().equals(id)).findFirst();
  }
}
