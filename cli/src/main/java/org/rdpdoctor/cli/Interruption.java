package org.rdpdoctor.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C as a wish to come to an end: what is known can be told before the process goes.
///
/// The Java machine waits for this until it is closed, and for a few seconds at most.
final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch wished = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "interruption");

  private Interruption() {}

  /// Holds the end of the process up from now on.
  static Interruption awaited() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// Nobody can interrupt this one but by [#wish].
  static Interruption never() {
    return new Interruption();
  }

  private void hold() {
    wish();
    try {
      if (!told.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return; // whatever is still being told, the user wants to leave
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  void wish() {
    wished.countDown();
  }

  boolean isWished() {
    return wished.getCount() == 0;
  }

  /// Waits until it is wished, or as long as this.
  ///
  /// @return whether it is wished
  boolean isWishedWithin(Duration time) throws InterruptedException {
    return wished.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    told.countDown();
    if (!isWished()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
