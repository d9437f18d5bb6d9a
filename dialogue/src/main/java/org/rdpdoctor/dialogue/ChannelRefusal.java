package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.ProxyFoundNoTarget;
import org.rdpdoctor.facts.ProxyFact.ProxyRefused;

/// What it means that a jump host opens no channel to the target (RFC 4254 5.1).
public final class ChannelRefusal {
  private static final String KIND = "ssh";

  private static final int CONNECT_FAILED = 2;

  private ChannelRefusal() {}

  /// @param code SSH_OPEN_…
  /// @param said the description that the jump host gave; may be empty
  /// @param elapsed since it was asked to
  public static Observation of(
      Peer jumpHost, Destination target, int code, String said, Duration elapsed, Duration at) {
    String name = nameOf(code);
    String plain = ForeignText.plain(said).strip();
    String reason = plain.isEmpty() ? name : plain;
    Evidence evidence =
        jumpHost.evidence(
            "a direct-tcpip channel to " + target,
            "refusal " + code + ", " + name + (plain.isEmpty() ? "" : ": “" + plain + "”"),
            at);
    Optional<TargetTrouble> trouble =
        code == CONNECT_FAILED ? TargetTrouble.in(List.of(plain)) : Optional.empty();
    return trouble
        .map(
            known ->
                known
                    .fact(target, elapsed, evidence)
                    .orElseGet(
                        () ->
                            new ProxyFoundNoTarget(
                                KIND, target.toString(), reason, elapsed, evidence)))
        .orElseGet(
            () ->
                new ProxyRefused(
                    KIND,
                    "connect",
                    Integer.toString(code),
                    name,
                    reason,
                    target.toString(),
                    elapsed,
                    evidence));
  }

  /// What the specification calls a code.
  static String nameOf(int code) {
    return switch (code) {
      case 1 -> "administratively prohibited";
      case CONNECT_FAILED -> "connect failed";
      case 3 -> "unknown channel type";
      case 4 -> "resource shortage";
      default -> "no code of the specification";
    };
  }
}
