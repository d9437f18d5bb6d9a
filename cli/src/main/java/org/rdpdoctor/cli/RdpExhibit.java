package org.rdpdoctor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.rdpfile.Finding;
import org.rdpdoctor.diagnosis.rdpfile.Linter;
import org.rdpdoctor.diagnosis.rdpfile.PropertyBook;
import org.rdpdoctor.diagnosis.rdpfile.Severity;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.ClientFact.FileRuleBroken;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.ConnectionFile.Endpoint;
import org.rdpdoctor.facts.ConnectionFile.GatewayUse;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.FileSignature;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.ClimbOptions;
import org.rdpdoctor.probe.Itinerary;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.reader.rdpfile.FileFacts;
import org.rdpdoctor.reader.rdpfile.RdpFile;
import org.rdpdoctor.reader.rdpfile.RdpSignature;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.RoutingToken;

/// An .rdp file as what a check walks the ladder with.
record RdpExhibit(String name, ConnectionFile file, Reading reading) {

  /// @param name as facts are to name it
  /// @param now when certificates are to be valid
  /// @throws UsageException if it cannot be read or is no .rdp file
  static RdpExhibit of(Path path, String name, Instant now) {
    try {
      return switch (RdpFile.read(path)) {
        case RdpFile.Opened(ConnectionFile file) ->
            new RdpExhibit(name, file, reading(name, file, now));
        case RdpFile.Foreign(String what) ->
            throw new UsageException(FileDesk.quoted(path) + " is no .rdp file: it is " + what);
      };
    } catch (IOException e) {
      throw new UsageException(FileDesk.quoted(path) + " cannot be read: " + FileDesk.reason(e));
    }
  }

  private static Reading reading(String name, ConnectionFile file, Instant now) {
    FileSignature signature = RdpSignature.of(file);
    Reading read = FileFacts.reading(name, file, signature);
    var facts = new ArrayList<Observation>(read.facts());
    new Linter(PropertyBook.load(new PackagedKnowledge()))
        .lint(file, signature, now).stream()
            .filter(finding -> finding.severity() != Severity.NOTE)
            .map(finding -> fact(name, finding))
            .forEach(facts::add);
    return new Reading(name, read.kind(), facts, read.notes());
  }

  private static FileRuleBroken fact(String name, Finding finding) {
    String place = finding.line() == 0 ? name : name + ", line " + finding.line();
    return new FileRuleBroken(
        finding.rule(),
        finding.severity().name().toLowerCase(Locale.ROOT),
        finding.key(),
        finding.line(),
        finding.message(),
        Evidence.in(place, finding.message()));
  }

  /// Where the file leads.
  ///
  /// @throws UsageException if its address is none
  Optional<Target> target() {
    return file.target().map(this::target);
  }

  private Target target(Endpoint there) {
    String host = there.host().indexOf(':') >= 0 ? "[" + there.host() + "]" : there.host();
    try {
      Target parsed = TargetParser.parse(host + ":" + there.port(), Optional.empty());
      return new Target(name, parsed.host(), parsed.port(), Optional.empty());
    } catch (UsageException e) {
      throw new UsageException(
          name
              + ", "
              + there.key()
              + ": "
              + e.getMessage()
              + "; rdpdoctor rdpfile lint tells more");
    }
  }

  /// The climb as the file's own settings want it.
  ///
  /// @param chosen whether the user said himself what is offered
  ClimbOptions applyTo(ClimbOptions climb, boolean chosen) {
    ClimbOptions offering = routed(chosen ? climb : climb.offering(offered()));
    return file.isOn("disableudptransport", false) ? offering.withUdp(false) : offering;
  }

  /// With the file's token, unless the user gave another one.
  private ClimbOptions routed(ClimbOptions climb) {
    return climb.routing().token().isPresent()
        ? climb
        : climb.routed(climb.routing().by(RoutingOptions.of(file.text("loadbalanceinfo"))));
  }

  private Protocols offered() {
    Protocols offered = file.wantsCredSsp() ? Offer.CURRENT_WINDOWS : Protocols.SSL;
    return file.isOn("enablerdsaadauth", false) ? offered.and(Protocols.RDSAAD) : offered;
  }

  /// The gateway that a client with this file always goes through.
  ///
  /// @throws UsageException if its address is none
  Optional<Itinerary.Gateway> gateway() {
    return file.gateway()
        .filter(_ -> file.gatewayUse() == GatewayUse.ALWAYS && !leavesGatewayToPolicy())
        .map(this::gateway);
  }

  private Itinerary.Gateway gateway(Endpoint there) {
    String host = there.host().indexOf(':') >= 0 ? "[" + there.host() + "]" : there.host();
    try {
      Target parsed = TargetParser.gateway(host + ":" + there.port());
      return new Itinerary.Gateway(
          parsed.host(),
          parsed.port(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(), // a token that opens the gateway may do so only once
          false);
    } catch (UsageException e) {
      throw new UsageException(name + ", " + there.key() + ": " + e.getMessage());
    }
  }

  private boolean leavesGatewayToPolicy() {
    return file.number("gatewayprofileusagemethod").orElse(1) == 0;
  }

  /// What the file asks for and a check does not walk.
  List<NotTested> notTested() {
    var left = new ArrayList<NotTested>();
    file.gateway()
        .flatMap(gateway -> notWalked(gateway.host()))
        .ifPresent(because -> left.add(new NotTested(Layer.GATEWAY, because, true)));
    String information = file.text("loadbalanceinfo");
    if (!information.isBlank() && RoutingOptions.of(information).isEmpty()) {
      left.add(
          new NotTested(
              Layer.BROKER,
              "the file's load-balancing information is no line of at most %d bytes, and was not sent"
                  .formatted(RoutingToken.LONGEST),
              true));
    }
    return left;
  }

  /// Why the gateway of the file is left out; nothing if it is not, or if the file does not use it.
  private Optional<String> notWalked(String gateway) {
    String instead = "; the server was asked directly, --gateway goes through it";
    return switch (file.gatewayUse()) {
      case ALWAYS ->
          leavesGatewayToPolicy()
              ? Optional.of(
                  "the file names "
                      + gateway
                      + " and leaves it to the client's own settings whether it is used"
                      + instead)
              : Optional.empty();
      case IF_DIRECT_FAILS ->
          Optional.of(
              "the file goes through "
                  + gateway
                  + " only if the server cannot be reached without"
                  + instead);
      case CLIENT_DECIDES ->
          Optional.of("the client's own settings say whether it goes through " + gateway + instead);
      case NEVER -> Optional.empty();
    };
  }
}
