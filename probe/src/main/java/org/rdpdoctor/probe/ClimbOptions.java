package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.wire.x224.Protocols;

/// How far and how thoroughly to climb.
///
/// @param offered what the user's own client offers
/// @param pin the SHA-256 of the certificate that the server is known to have, lower-case hex
/// @param until the last rung to try
/// @param timeout for the whole climb
/// @param extent what is asked beside what the user's client asks for
/// @param players which known clients it speaks for
/// @param compared where the same server can be met too
/// @param logon the one that the user has agreed to
/// @param secrets who is to know the secrets of the climb's TLS connections
/// @param itinerary through whom the target is reached
/// @param routing how balancers and brokers steer the climb
public record ClimbOptions(
    Protocols offered,
    Optional<String> pin,
    Layer until,
    Duration timeout,
    Extent extent,
    Players players,
    Optional<OtherAddress> compared,
    Optional<Logon> logon,
    SecretsLog secrets,
    Itinerary itinerary,
    Routing routing) {

  /// What is asked beside what the user's client asks for.
  ///
  /// @param mapped whether to map what the server takes
  /// @param thorough whether to map everything, with as many connections as that takes
  /// @param udp whether to ask for RDP over UDP, where RDP answers over TCP
  public record Extent(boolean mapped, boolean thorough, boolean udp) {
    /// What a check asks unless it is told otherwise.
    public static final Extent USUAL = new Extent(true, false, true);
  }

  /// Another address of the same server.
  ///
  /// @param port 0 for the target's own
  public record OtherAddress(String address, int port) {}

  /// As many connections as a check makes to one target unless it is told to be thorough.
  static final int USUAL_BUDGET = 15;

  static final int THOROUGH_BUDGET = 60;

  /// What a check does unless it is told otherwise; the methods below tell it otherwise.
  public static ClimbOptions usual() {
    return new ClimbOptions(
        Offer.CURRENT_WINDOWS,
        Optional.empty(),
        Layer.SECURITY,
        Duration.ofSeconds(10),
        Extent.USUAL,
        Players.NONE,
        Optional.empty(),
        Optional.empty(),
        SecretsLog.NONE,
        Itinerary.DIRECT,
        Routing.NONE);
  }

  public ClimbOptions offering(Protocols other) {
    return new ClimbOptions(
        other, pin, until, timeout, extent, players, compared, logon, secrets, itinerary, routing);
  }

  public ClimbOptions pinned(Optional<String> sha256) {
    return new ClimbOptions(
        offered, sha256, until, timeout, extent, players, compared, logon, secrets, itinerary,
        routing);
  }

  public ClimbOptions upTo(Layer last) {
    return new ClimbOptions(
        offered, pin, last, timeout, extent, players, compared, logon, secrets, itinerary, routing);
  }

  public ClimbOptions within(Duration other) {
    return new ClimbOptions(
        offered, pin, until, other, extent, players, compared, logon, secrets, itinerary, routing);
  }

  public ClimbOptions asking(Extent other) {
    return new ClimbOptions(
        offered, pin, until, timeout, other, players, compared, logon, secrets, itinerary, routing);
  }

  public ClimbOptions thoroughly(boolean wanted) {
    return asking(new Extent(extent.mapped(), wanted, extent.udp()));
  }

  public ClimbOptions withUdp(boolean wanted) {
    return asking(new Extent(extent.mapped(), extent.thorough(), wanted));
  }

  /// Nothing but what the user's own client would do, for one climb of several.
  public ClimbOptions unmapped() {
    return asking(new Extent(false, false, extent.udp()));
  }

  public ClimbOptions speakingFor(Players others) {
    return new ClimbOptions(
        offered, pin, until, timeout, extent, others, compared, logon, secrets, itinerary, routing);
  }

  public ClimbOptions comparedWith(Optional<OtherAddress> other) {
    return new ClimbOptions(
        offered, pin, until, timeout, extent, players, other, logon, secrets, itinerary, routing);
  }

  public ClimbOptions loggingOn(Optional<Logon> once) {
    return new ClimbOptions(
        offered, pin, until, timeout, extent, players, compared, once, secrets, itinerary, routing);
  }

  public ClimbOptions loggingSecretsTo(SecretsLog log) {
    return new ClimbOptions(
        offered, pin, until, timeout, extent, players, compared, logon, log, itinerary, routing);
  }

  public ClimbOptions travelling(Itinerary other) {
    return new ClimbOptions(
        offered, pin, until, timeout, extent, players, compared, logon, secrets, other, routing);
  }

  public ClimbOptions routed(Routing other) {
    return new ClimbOptions(
        offered, pin, until, timeout, extent, players, compared, logon, secrets, itinerary, other);
  }

  public boolean thorough() {
    return extent.thorough();
  }

  public boolean udp() {
    return extent.udp();
  }

  public boolean mapped() {
    return extent.mapped();
  }

  int budget() {
    return thorough() ? THOROUGH_BUDGET : USUAL_BUDGET;
  }

  boolean reaches(Layer layer) {
    return layer.compareTo(until) <= 0;
  }
}
