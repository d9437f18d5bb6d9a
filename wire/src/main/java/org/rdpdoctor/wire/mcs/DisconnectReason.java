package org.rdpdoctor.wire.mcs;

import java.util.List;
import org.rdpdoctor.wire.SpecifiedIn;

/// Reason: why an MCS connection is given up. Numbers without a name are kept.
@SpecifiedIn("T.125 7 part 1")
public record DisconnectReason(int value) {
  public static final DisconnectReason PROVIDER_INITIATED = new DisconnectReason(1);
  public static final DisconnectReason USER_REQUESTED = new DisconnectReason(3);

  private static final List<String> NAMES =
      List.of(
          "rn-domain-disconnected",
          "rn-provider-initiated",
          "rn-token-purged",
          "rn-user-requested",
          "rn-channel-purged");

  @Override
  public String toString() {
    return value >= 0 && value < NAMES.size() ? NAMES.get(value) : "reason " + value;
  }
}
