package org.rdpdoctor.diagnosis.compared;

import org.rdpdoctor.diagnosis.compared.Conclusion.Place;

/// Where a failure is most likely to be, by the rung that breaks: for two checks from one place,
/// where no way can be held against another.
///
/// @param where in words
record Blame(Place place, String where) {
  static Blame of(Pair pair, View failing, String rung) {
    return switch (rung) {
      case "name" -> new Blame(Place.NAMES, "the name resolution");
      case "route" -> new Blame(Place.PATH, "the way to the server");
      case "tcp" -> ofConnecting(failing);
      case "proxy" -> new Blame(Place.PATH, "the proxy or jump host");
      case "gateway" -> new Blame(Place.PATH, "the gateway, or its policies");
      case "broker" -> new Blame(Place.SERVER, "the broker, or where it sends clients");
      case "client" -> new Blame(Place.CLIENT, "the machine of the check");
      default -> ofTalking(pair);
    };
  }

  private static Blame ofConnecting(View failing) {
    if (failing.saw("connect-unanswered")) {
      return new Blame(Place.PATH, "a firewall, on the way or on the server itself");
    }
    if (failing.saw("connect-prohibited")) {
      return new Blame(Place.PATH, "a firewall that says so");
    }
    return new Blame(Place.SERVER, "the server: its service, or its firewall");
  }

  /// The machine that answers is the one that answered before: nothing else took its place.
  private static Blame ofTalking(Pair pair) {
    return pair.isSameComputer() || pair.isSameCertificate()
        ? new Blame(Place.SERVER, "the server's settings: the same machine answers otherwise")
        : new Blame(Place.UNKNOWN, "the server's settings, or something new on the way");
  }
}
