package org.rdpdoctor.testkit.gateway;

/// Something that a scripted gateway saw a client do.
///
/// @param connection counted from 1
/// @param detail what it was about; never a password or a token
public record GatewaySight(int connection, GatewayStage stage, String detail) {}
