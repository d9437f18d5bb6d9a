package org.rdpdoctor.wire.mcs;

import java.util.List;
import org.rdpdoctor.wire.SpecifiedIn;

/// Result: how an MCS request ended. Numbers without a name are kept.
@SpecifiedIn("T.125 7 part 1")
public record McsResult(int value) {
  public static final McsResult SUCCESSFUL = new McsResult(0);

  private static final List<String> NAMES =
      List.of(
          "rt-successful",
          "rt-domain-merging",
          "rt-domain-not-hierarchical",
          "rt-no-such-channel",
          "rt-no-such-domain",
          "rt-no-such-user",
          "rt-not-admitted",
          "rt-other-user-id",
          "rt-parameters-unacceptable",
          "rt-token-not-available",
          "rt-token-not-possessed",
          "rt-too-many-channels",
          "rt-too-many-tokens",
          "rt-too-many-users",
          "rt-unspecified-failure",
          "rt-user-rejected");

  @Override
  public String toString() {
    return value >= 0 && value < NAMES.size() ? NAMES.get(value) : "result " + value;
  }
}
