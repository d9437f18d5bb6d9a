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
/// @param thorough whether to map everything, with as many connections as that takes
/// @param udp whether to ask for RDP over UDP as well, where RDP answers over TCP
/// @param logon the one that the user has agreed to
public record ClimbOptions(
    Protocols offered,
    Optional<String> pin,
    Layer until,
    Duration timeout,
    boolean thorough,
    boolean udp,
    Optional<Logon> logon) {

  /// As many connections as a check makes to one target unless it is told to be thorough.
  static final int USUAL_BUDGET = 15;

  static final int THOROUGH_BUDGET = 60;

  /// What a check does unless it is told otherwise; the methods below tell it otherwise.
  public static ClimbOptions usual() {
    return new ClimbOptions(
        Offer.CURRENT_WINDOWS,
        Optional.empty(),
        Layer.CREDSSP,
        Duration.ofSeconds(10),
        false,
        true,
        Optional.empty());
  }

  public ClimbOptions offering(Protocols other) {
    return new ClimbOptions(other, pin, until, timeout, thorough, udp, logon);
  }

  public ClimbOptions pinned(Optional<String> sha256) {
    return new ClimbOptions(offered, sha256, until, timeout, thorough, udp, logon);
  }

  public ClimbOptions upTo(Layer last) {
    return new ClimbOptions(offered, pin, last, timeout, thorough, udp, logon);
  }

  public ClimbOptions within(Duration other) {
    return new ClimbOptions(offered, pin, until, other, thorough, udp, logon);
  }

  public ClimbOptions thoroughly(boolean wanted) {
    return new ClimbOptions(offered, pin, until, timeout, wanted, udp, logon);
  }

  public ClimbOptions withUdp(boolean wanted) {
    return new ClimbOptions(offered, pin, until, timeout, thorough, wanted, logon);
  }

  public ClimbOptions loggingOn(Optional<Logon> once) {
    return new ClimbOptions(offered, pin, until, timeout, thorough, udp, once);
  }

  int budget() {
    return thorough ? THOROUGH_BUDGET : USUAL_BUDGET;
  }

  boolean reaches(Layer layer) {
    return layer.compareTo(until) <= 0;
  }
}
