package org.rdpdoctor.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.Itinerary;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Through which RD Gateway the target is reached.
final class GatewayOptions {
  @Option(
      names = "--gateway",
      order = 40,
      paramLabel = "HOST[:PORT]",
      description =
          "The RD Gateway that the target is behind: it is examined first, without a logon unless"
              + " you give --user. As a target, gateway://HOST examines it alone.")
  @Nullable String gateway;

  @Option(
      names = "--gateway-address",
      order = 41,
      paramLabel = "A",
      description = "Connect to this address instead of what the gateway's name resolves to.")
  @Nullable String address;

  @Option(
      names = "--gateway-pin",
      order = 42,
      paramLabel = "SHA256",
      converter = Words.PinWord.class,
      description = "The certificate that the gateway is known to have.")
  @Nullable String pin;

  @Mixin GatewayLogonOptions logon = new GatewayLogonOptions();

  /// The gateway that the command line names: as an option, or alone as the target.
  ///
  /// @param target a `gateway://` link, if there is one
  /// @throws UsageException if the options contradict each other
  Optional<Itinerary.Gateway> named(Optional<String> target) {
    if (gateway != null && target.isPresent()) {
      throw new UsageException("there are two gateways: leave out --gateway, or " + target.get());
    }
    if (gateway != null) {
      return Optional.of(gateway(TargetParser.gateway(gateway), false));
    }
    return target.map(link -> gateway(TargetParser.gateway(link), true));
  }

  /// The gateway that an .rdp file names, with what the command line says of it.
  Itinerary.Gateway ofFile(Itinerary.Gateway there) {
    return new Itinerary.Gateway(
        there.host(),
        there.port(),
        address(),
        Optional.ofNullable(pin),
        there.logon(),
        there.token(),
        there.targetless());
  }

  /// @throws UsageException if something is said of a gateway, and there is none
  void checkUsed(boolean used) {
    if (!used && (address != null || pin != null)) {
      throw new UsageException(
          (address != null ? "--gateway-address" : "--gateway-pin")
              + " goes with a gateway: give --gateway HOST, or an .rdp file that uses one");
    }
  }

  private Itinerary.Gateway gateway(Target place, boolean targetless) {
    return new Itinerary.Gateway(
        place.host(),
        place.port(),
        address(),
        Optional.ofNullable(pin),
        Optional.empty(),
        Optional.empty(),
        targetless);
  }

  private Optional<String> address() {
    return Optional.ofNullable(address).map(TargetParser::address);
  }
}
