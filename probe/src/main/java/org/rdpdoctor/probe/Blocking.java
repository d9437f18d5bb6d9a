package org.rdpdoctor.probe;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// Calls into the system that hold on to their thread until they return, and cannot be interrupted.
///
/// They get threads of their own, which nobody waits for at the end.
final class Blocking {
  private Blocking() {}

  static <T> Future<T> start(Callable<T> call) {
    var task = new FutureTask<>(call);
    Thread.ofPlatform().daemon().name("blocking").start(task);
    return task;
  }
}
