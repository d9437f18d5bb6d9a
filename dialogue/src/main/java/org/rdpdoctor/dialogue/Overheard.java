package org.rdpdoctor.dialogue;

import java.time.Duration;

/// What holds for a dialogue that two others hold, and that is only listened to: it is begun when
/// the client speaks, what it wants to say has been said by somebody else, and it never loses
/// patience by itself.
final class Overheard {
  /// Longer than any conversation in a capture.
  static final Duration FOR_EVER = Duration.ofDays(100_000);

  private Overheard() {}
}
