package org.rdpdoctor.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.ClimbOptions.OtherAddress;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a check goes to.
final class TargetOptions {
  @Parameters(arity = "0..*", paramLabel = "TARGET", description = "What to examine.")
  List<String> targets = List.of();

  @Option(
      names = "--address",
      order = 1,
      paramLabel = "A",
      description = "Connect to this address instead of what the name resolves to.")
  @Nullable String address;

  @Option(
      names = "--compare-address",
      order = 5,
      paramLabel = "A[:PORT]",
      description =
          "Another address of the same server: shows whether something on the way shows a"
              + " certificate, a TLS or a name of its own.")
  @Nullable String compareAddress;

  Optional<String> gateway() {
    return targets.stream().filter(TargetParser::isGateway).findFirst();
  }

  Optional<OtherAddress> compared() {
    return Optional.ofNullable(compareAddress).map(TargetOptions::other);
  }

  private static OtherAddress other(String words) {
    Target place = TargetParser.parse(words, Optional.empty());
    boolean alone = Literals.isIpv4(words.strip()) || Literals.ipv6(place.host()).isPresent();
    String address = TargetParser.address(place.host()); // a name would lead there or elsewhere
    return new OtherAddress(address, alone && !words.contains("]:") ? 0 : place.port());
  }

  /// @param loggingOn whether somebody logs on, which goes with one target
  List<Target> parsed(Optional<RdpExhibit> rdpFile, boolean loggingOn) {
    if (targets.isEmpty() && rdpFile.isEmpty()) {
      throw new UsageException("there is nothing to check: give HOST, HOST:PORT or an .rdp file");
    }
    if (loggingOn && targets.size() > 1) {
      throw new UsageException("a logon goes with one target, and there are " + targets.size());
    }
    if (compareAddress != null && targets.size() > 1) {
      throw new UsageException(
          "--compare-address goes with one target, and there are " + targets.size());
    }
    if (address != null && targets.size() > 1) {
      throw new UsageException("--address goes with one target, and there are " + targets.size());
    }
    if (targets.stream().noneMatch(target -> !FileOptions.isRdpFile(target))) {
      return List.of(ofFile(rdpFile.orElseThrow()));
    }
    if (targets.stream().anyMatch(TargetParser::isAvd)) {
      if (targets.size() > 1 || address != null) {
        throw new UsageException("avd:// is examined alone: leave out what is beside it");
      }
      return List.of(TargetParser.avd());
    }
    if (targets.stream().anyMatch(TargetParser::isGateway)) {
      return List.of(gatewayAlone());
    }
    return targets.stream()
        .map(target -> TargetParser.parse(target, Optional.ofNullable(address)))
        .toList();
  }

  private Target gatewayAlone() {
    if (targets.size() > 1) {
      throw new UsageException(
          "a gateway is examined alone: leave out the other targets, or give it with --gateway");
    }
    if (address != null) {
      throw new UsageException("--address is the target's: give --gateway-address");
    }
    return TargetParser.gateway(targets.getFirst());
  }

  private Target ofFile(RdpExhibit rdpFile) {
    Target there =
        rdpFile
            .target()
            .orElseThrow(
                () ->
                    new UsageException(
                        rdpFile.name()
                            + " names no server: it has no line \"full address:s:\"; give the"
                            + " target beside --rdp"));
    return address == null
        ? there
        : new Target(
            there.input(), there.host(), there.port(), Optional.of(TargetParser.address(address)));
  }
}
