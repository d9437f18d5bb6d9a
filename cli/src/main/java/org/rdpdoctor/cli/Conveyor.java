package org.rdpdoctor.cli;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Hands things on to a thread of its own, in their order. Whoever is faster than that thread waits
/// for it, so that little piles up.
final class Conveyor<T> implements Consumer<T>, AutoCloseable {
  private static final long LOOK_UP_MILLIS = 100;

  private final BlockingQueue<Optional<T>> belt;
  private final FutureTask<Boolean> work;
  private boolean told;

  /// @param length how many may be on their way
  Conveyor(int length, Consumer<? super T> end) {
    belt = new ArrayBlockingQueue<>(length);
    work = new FutureTask<>(() -> unload(end), true);
    Thread.ofPlatform().daemon().name("conveyor").start(work);
  }

  private void unload(Consumer<? super T> end) {
    try {
      for (var next = belt.take(); next.isPresent(); next = belt.take()) {
        end.accept(next.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @throws RuntimeException what the other thread failed with before
  @Override
  public void accept(T thing) {
    put(Optional.of(thing));
  }

  private void put(Optional<T> thing) {
    try {
      while (!belt.offer(thing, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
        if (work.isDone()) {
          result();
          throw new IllegalStateException("nobody unloads any more");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Tells once how it went.
  private void result() {
    if (told) {
      return;
    }
    told = true;
    try {
      var _ = work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Returns when everything has been dealt with.
  ///
  /// @throws RuntimeException what the other thread failed with
  @Override
  public void close() {
    if (!work.isDone()) {
      put(Optional.empty());
    }
    result();
  }
}
