package org.rdpdoctor.testkit.gateway;

import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tsgu.TsguStatus;

/// What a scripted gateway makes of one step of the way to a channel.
public sealed interface GatewayStep {
  GatewayStep TAKEN = new Taken();

  /// It does what was asked.
  record Taken() implements GatewayStep {}

  /// It says no, and ends the connection.
  record Refused(TsguStatus status) implements GatewayStep {}

  /// It says exactly these bytes, which may be none, and leaves.
  record Left(Bytes bytes, Ending ending) implements GatewayStep {}
}
