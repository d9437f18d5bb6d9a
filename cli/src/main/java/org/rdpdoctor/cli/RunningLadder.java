package org.rdpdoctor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.facts.Observation;

/// Shows the ladder as it stands while facts still come in: on a thread of its own, at most as
/// often as an eye can follow, so that the climb never waits for the screen.
final class RunningLadder implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private final Function<List<Observation>, List<Rung>> judge;
  private final Consumer<List<Rung>> watcher;
  private final List<Observation> facts = new ArrayList<>();
  private final Thread painter;
  private int painted;
  private boolean over;

  RunningLadder(Function<List<Observation>, List<Rung>> judge, Consumer<List<Rung>> watcher) {
    this.judge = judge;
    this.watcher = watcher;
    this.painter = Thread.ofVirtual().unstarted(this::paint);
    if (!watcher.equals(Doctor.NOBODY)) {
      painter.start();
    }
  }

  synchronized void saw(Observation fact) {
    facts.add(fact);
    notifyAll();
  }

  private void paint() {
    try {
      while (true) {
        List<Observation> now = news();
        if (now.isEmpty()) {
          return;
        }
        watcher.accept(judge.apply(now));
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// All facts, as soon as there are new ones; none when the climb is over.
  private synchronized List<Observation> news() throws InterruptedException {
    while (!over && facts.size() == painted) {
      wait();
    }
    painted = facts.size();
    return over ? List.of() : List.copyOf(facts);
  }

  @Override
  public void close() {
    synchronized (this) {
      over = true;
      notifyAll();
    }
    try {
      painter.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
