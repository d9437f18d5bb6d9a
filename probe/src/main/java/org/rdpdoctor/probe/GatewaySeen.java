package org.rdpdoctor.probe;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateExpired;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateNameDiffers;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateNotYetValid;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificatePresented;
import org.rdpdoctor.facts.GatewayFact.GatewayCertificateUnpinned;
import org.rdpdoctor.facts.GatewayFact.GatewayConnected;
import org.rdpdoctor.facts.GatewayFact.GatewaySchemesOffered;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportMissing;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportOffered;

/// What a gateway has shown to somebody who did not log on, as far as it decides how to log on, and
/// whether.
///
/// @param address at which it answers
/// @param sha256 of the certificate that it showed
/// @param trusted whether this machine trusts it, or the user has pinned it
/// @param pinned whether the user knows it by its fingerprint
/// @param schemes in the order in which they were offered; none if nobody asked
/// @param offered the transports that were answered
/// @param missing those that were not
/// @param flaws what speaks against a logon
record GatewaySeen(
    Optional<String> address,
    Optional<String> sha256,
    boolean trusted,
    boolean pinned,
    List<String> schemes,
    List<String> offered,
    List<String> missing,
    List<String> flaws) {
  static final String WEBSOCKET = "websocket";
  static final String HTTP = "http";

  static GatewaySeen of(Log log, Itinerary.Gateway gateway) {
    Optional<GatewayCertificatePresented> certificate =
        log.all(GatewayCertificatePresented.class).stream().findFirst();
    Optional<String> sha256 = certificate.map(GatewayCertificatePresented::sha256);
    boolean pinned = gateway.pin().isPresent() && gateway.pin().equals(sha256);
    return new GatewaySeen(
        log.all(GatewayConnected.class).stream().findFirst().map(GatewayConnected::address),
        sha256,
        pinned || certificate.map(GatewayCertificatePresented::trusted).orElse(false),
        pinned,
        log.all(GatewaySchemesOffered.class).stream()
            .findFirst()
            .map(GatewaySchemesOffered::schemes)
            .orElse(List.of()),
        log.all(GatewayTransportOffered.class).stream()
            .map(GatewayTransportOffered::transport)
            .toList(),
        log.all(GatewayTransportMissing.class).stream()
            .map(GatewayTransportMissing::transport)
            .toList(),
        flaws(log));
  }

  private static List<String> flaws(Log log) {
    return List.of(
            Optional.of("its certificate is not the pinned one")
                .filter(_ -> log.has(GatewayCertificateUnpinned.class)),
            Optional.of("its certificate has expired")
                .filter(_ -> log.has(GatewayCertificateExpired.class)),
            Optional.of("its certificate is not valid yet")
                .filter(_ -> log.has(GatewayCertificateNotYetValid.class)),
            Optional.of("its certificate is for another name")
                .filter(_ -> log.has(GatewayCertificateNameDiffers.class)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// Why nobody may log on here. Who knows the certificate by its fingerprint need not mind what
  /// stands in it.
  Optional<String> objection() {
    return pinned ? Optional.empty() : flaws.stream().findFirst();
  }

  /// The transports to try, best first: what was answered, or else what nobody has asked for.
  List<String> transports() {
    return List.of(WEBSOCKET, HTTP).stream()
        .filter(each -> offered.contains(each) || !missing.contains(each))
        .toList();
  }
}
