package org.rdpdoctor.facts;

import java.time.Duration;
import java.util.List;

/// What can be seen while client and server exchange basic settings and join channels.
///
/// `step` says what was being asked: `connect`, `attach` or `join`.
public sealed interface McsFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.MCS;
  }

  /// The server answered the MCS Connect-Initial with success. `version` is the RDP version that it
  /// names, such as `10.12`.
  record DomainConnected(String version, Duration elapsed, Evidence evidence) implements McsFact {}

  /// The user is attached and its channels are joined, or taken as joined if `skipped`: the I/O
  /// channel and whatever else the server has.
  record ChannelsJoined(int channels, boolean skipped, Duration elapsed, Evidence evidence)
      implements McsFact {}

  /// The server refused with an MCS `result`, whose number is `code`.
  record McsRefused(String step, int code, String result, Duration elapsed, Evidence evidence)
      implements McsFact {}

  /// The server refused the join of a channel: `user`, `I/O` or `message`.
  record ChannelJoinRefused(String channel, int code, String result, Evidence evidence)
      implements McsFact {}

  /// The server said goodbye instead of an answer.
  record McsDisconnected(String step, int code, String reason, Duration elapsed, Evidence evidence)
      implements McsFact {}

  record McsEnded(String step, Ending how, Duration elapsed, Evidence evidence)
      implements McsFact {}

  record McsUnanswered(String step, Duration waited, Evidence evidence) implements McsFact {}

  record McsUnreadable(String step, String reason, String preview, Evidence evidence)
      implements McsFact {}

  /// The server understood another connection request than was sent: somebody changed it on its
  /// way.
  record RequestChangedOnTheWay(List<String> sent, List<String> received, Evidence evidence)
      implements McsFact {}
}
