package org.rdpdoctor.testkit.gateway;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.wire.tsgu.RedirectionFlags;
import org.rdpdoctor.wire.tsgu.TsguCapabilities;

/// What a scripted gateway says in its own protocol, from the handshake to the channel.
///
/// @param steps those that it does not simply take
/// @param udpPort where it takes UDP; 0 for nowhere
public record TunnelScript(
    Map<Step, GatewayStep> steps, TsguCapabilities capabilities, TunnelPolicy policy, int udpPort) {

  /// What a client asks for, one after the other.
  public enum Step {
    HANDSHAKE,
    TUNNEL,
    AUTHORIZATION,
    CHANNEL
  }

  public TunnelScript {
    steps = Map.copyOf(steps);
  }

  /// The capabilities are those of Windows Server 2012 R2 and later.
  public static TunnelScript healthy() {
    return new TunnelScript(Map.of(), new TsguCapabilities(0x3F), TunnelPolicy.none(), 0);
  }

  public GatewayStep at(Step step) {
    return steps.getOrDefault(step, GatewayStep.TAKEN);
  }

  public TunnelScript handshake(GatewayStep other) {
    return with(Step.HANDSHAKE, other);
  }

  public TunnelScript tunnel(GatewayStep other) {
    return with(Step.TUNNEL, other);
  }

  public TunnelScript authorization(GatewayStep other) {
    return with(Step.AUTHORIZATION, other);
  }

  public TunnelScript channel(GatewayStep other) {
    return with(Step.CHANNEL, other);
  }

  private TunnelScript with(Step step, GatewayStep other) {
    var changed = new EnumMap<Step, GatewayStep>(Step.class);
    changed.putAll(steps);
    changed.put(step, other);
    return new TunnelScript(changed, capabilities, policy, udpPort);
  }

  public TunnelScript consent(String text) {
    return with(
        new TunnelPolicy(
            Optional.of(text), policy.health(), policy.redirections(), policy.idleMinutes()));
  }

  public TunnelScript askingForHealth() {
    return with(
        new TunnelPolicy(policy.consent(), true, policy.redirections(), policy.idleMinutes()));
  }

  public TunnelScript policy(RedirectionFlags redirected, int idleMinutes) {
    return with(new TunnelPolicy(policy.consent(), policy.health(), redirected, idleMinutes));
  }

  private TunnelScript with(TunnelPolicy other) {
    return new TunnelScript(steps, capabilities, other, udpPort);
  }

  public TunnelScript udpPort(int other) {
    return new TunnelScript(steps, capabilities, policy, other);
  }
}
