package org.rdpdoctor.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.report.Report;

/// Examines several targets side by side, those of the same host one after the other, since some
/// servers break under more.
final class Rounds {
  private static final int AT_ONCE = 8;

  private final Doctor doctor;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Map<String, ReentrantLock> hosts = new HashMap<>();

  Rounds(Doctor doctor) {
    this.doctor = doctor;
  }

  /// @param reader given the reports in the order of the targets
  void examine(List<Target> targets, CheckOptions options, Consumer<Report> reader)
      throws InterruptedException {
    for (Target target : targets) {
      hosts.putIfAbsent(key(target), new ReentrantLock());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reports = new ArrayList<Future<Report>>();
      for (Target target : targets) {
        reports.add(threads.submit(() -> examine(target, options)));
      }
      for (Future<Report> report : reports) {
        reader.accept(result(report));
      }
    }
  }

  private Report examine(Target target, CheckOptions options) throws InterruptedException {
    ReentrantLock host = hosts.getOrDefault(key(target), new ReentrantLock());
    host.lockInterruptibly();
    try {
      places.acquire();
      try {
        return doctor.examine(target, options, Doctor.NOBODY);
      } finally {
        places.release();
      }
    } finally {
      host.unlock();
    }
  }

  private static Report result(Future<Report> report) throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UsageException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("examining a target failed", e.getCause());
    }
  }

  private static String key(Target target) {
    return target.host().toLowerCase(Locale.ROOT);
  }
}
