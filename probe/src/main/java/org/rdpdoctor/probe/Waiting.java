package org.rdpdoctor.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for work on other threads, never longer than the run lasts.
final class Waiting {
  /// A silence that the end of the run cut shorter than this tells nothing.
  static final Duration LEAST_SILENCE = Duration.ofSeconds(1);

  private Waiting() {}

  /// What happens to work that is not done in time.
  enum Late {
    IS_CANCELLED,
    GOES_ON
  }

  /// The result, or nothing if the run's time is over first. A defect of ours is thrown on.
  static <T> Optional<T> forResult(Future<T> work, Clock clock) {
    return forResult(work, clock, Late.IS_CANCELLED);
  }

  static <T> Optional<T> forResult(Future<T> work, Clock clock, Late late) {
    try {
      return Optional.ofNullable(work.get(clock.left().toMillis() + 1, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TimeoutException | CancellationException _) {
      if (late == Late.IS_CANCELLED) {
        work.cancel(true);
      }
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
