package org.rdpdoctor.facts;

/// Why a connection to a host on the way did not come about: RST; no answer; ICMP forbids the port;
/// no way to the host; ended as soon as it was accepted; anything else.
public enum ConnectTrouble {
  REFUSED,
  UNANSWERED,
  PROHIBITED,
  UNREACHABLE,
  CLOSED,
  FAILED
}
