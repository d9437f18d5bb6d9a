package org.rdpdoctor.testkit.gateway;

import java.util.Optional;
import org.rdpdoctor.wire.tsgu.RedirectionFlags;
import org.rdpdoctor.wire.tsgu.TsguCapabilities;

/// What a scripted gateway says in its own protocol, from the handshake to the channel.
///
/// @param consent what the user must agree to, if anything
/// @param health whether it asks for a statement of health
/// @param idleMinutes after how long it ends an idle session; 0 for never
/// @param udpPort where it takes UDP; 0 for nowhere
public record TunnelScript(
    GatewayStep handshake,
    GatewayStep tunnel,
    GatewayStep authorization,
    GatewayStep channel,
    TsguCapabilities capabilities,
    Optional<String> consent,
    boolean health,
    RedirectionFlags redirections,
    int idleMinutes,
    int udpPort) {

  /// The capabilities are those of Windows Server 2012 R2 and later.
  public static TunnelScript healthy() {
    return new TunnelScript(
        GatewayStep.TAKEN,
        GatewayStep.TAKEN,
        GatewayStep.TAKEN,
        GatewayStep.TAKEN,
        new TsguCapabilities(0x3F),
        Optional.empty(),
        false,
        new RedirectionFlags(RedirectionFlags.ENABLE_ALL),
        0,
        0);
  }

  public TunnelScript handshake(GatewayStep other) {
    return new TunnelScript(
        other,
        tunnel,
        authorization,
        channel,
        capabilities,
        consent,
        health,
        redirections,
        idleMinutes,
        udpPort);
  }

  public TunnelScript tunnel(GatewayStep other) {
    return new TunnelScript(
        handshake,
        other,
        authorization,
        channel,
        capabilities,
        consent,
        health,
        redirections,
        idleMinutes,
        udpPort);
  }

  public TunnelScript authorization(GatewayStep other) {
    return new TunnelScript(
        handshake,
        tunnel,
        other,
        channel,
        capabilities,
        consent,
        health,
        redirections,
        idleMinutes,
        udpPort);
  }

  public TunnelScript channel(GatewayStep other) {
    return new TunnelScript(
        handshake,
        tunnel,
        authorization,
        other,
        capabilities,
        consent,
        health,
        redirections,
        idleMinutes,
        udpPort);
  }

  public TunnelScript consent(String text) {
    return new TunnelScript(
        handshake,
        tunnel,
        authorization,
        channel,
        capabilities,
        Optional.of(text),
        health,
        redirections,
        idleMinutes,
        udpPort);
  }

  public TunnelScript askingForHealth() {
    return new TunnelScript(
        handshake,
        tunnel,
        authorization,
        channel,
        capabilities,
        consent,
        true,
        redirections,
        idleMinutes,
        udpPort);
  }

  public TunnelScript policy(RedirectionFlags redirected, int idle) {
    return new TunnelScript(
        handshake,
        tunnel,
        authorization,
        channel,
        capabilities,
        consent,
        health,
        redirected,
        idle,
        udpPort);
  }

  public TunnelScript udpPort(int other) {
    return new TunnelScript(
        handshake,
        tunnel,
        authorization,
        channel,
        capabilities,
        consent,
        health,
        redirections,
        idleMinutes,
        other);
  }
}
