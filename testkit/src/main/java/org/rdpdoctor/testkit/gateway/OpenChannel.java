package org.rdpdoctor.testkit.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.rdpdoctor.testkit.gateway.StreamScript.Trouble;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tsgu.CloseChannel;
import org.rdpdoctor.wire.tsgu.Data;
import org.rdpdoctor.wire.tsgu.KeepAlive;
import org.rdpdoctor.wire.tsgu.ReauthMessage;
import org.rdpdoctor.wire.tsgu.ServiceMessage;
import org.rdpdoctor.wire.tsgu.TsguStatus;
import org.rdpdoctor.wire.tsgu.TsguText;

/// A channel that carries data both ways, until one side has enough.
final class OpenChannel implements AutoCloseable {
  private static final TsguStatus ERROR_BAD_ARGUMENTS = new TsguStatus(0xA0);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final StreamScript script;
  private final long tunnelId;
  private final Ledger ledger;
  private final OutStream out;
  private final Target target;
  private final Runnable gone;
  private final AtomicLong used = new AtomicLong(System.nanoTime());
  private volatile boolean closed;

  /// @param gone is told when the channel ends by itself
  OpenChannel(
      StreamScript script,
      long tunnelId,
      Ledger ledger,
      OutStream out,
      Target target,
      Runnable gone) {
    this.script = script;
    this.tunnelId = tunnelId;
    this.ledger = ledger;
    this.out = out;
    this.target = target;
    this.gone = gone;
  }

  /// What was agreed is said first; then the target is heard on a thread of its own.
  void begin() throws IOException {
    if (script.service().isPresent()) {
      out.say(new ServiceMessage(TsguText.of(script.service().get())));
    }
    if (script.reauthenticates()) {
      out.say(new ReauthMessage(tunnelId));
    }
    Thread.ofVirtual().name("lab-gateway-target").start(this::relay);
    if (!script.keepAlive().isZero() || script.trouble().filter(this::isIdleness).isPresent()) {
      Thread.ofVirtual().name("lab-gateway-timer").start(this::watch);
    }
  }

  private boolean isIdleness(Trouble trouble) {
    return trouble instanceof Trouble.IdleCut || trouble instanceof Trouble.IdleClosed;
  }

  void toTarget(Bytes data) throws IOException {
    used.set(System.nanoTime());
    ledger.toTarget(data.size());
    target.say(data);
  }

  private void relay() {
    int packets = 0;
    try {
      for (Bytes heard = target.hear(); !heard.isEmpty(); heard = target.hear()) {
        used.set(System.nanoTime());
        ledger.fromTarget(heard.size());
        out.say(new Data(heard));
        packets++;
        if (script.trouble().isPresent()
            && script.trouble().get() instanceof Trouble.Closed(int most, TsguStatus status)
            && packets >= most) {
          end(status);
          return;
        }
      }
    } catch (IOException e) {
      // The target has left abruptly, or the channel was closed from the other side.
    }
    try {
      end(ERROR_BAD_ARGUMENTS);
    } catch (IOException e) {
      // The client has left as well.
    }
  }

  /// Closes the channel, unless the client did before.
  private void end(TsguStatus status) throws IOException {
    if (!closed) {
      out.say(new CloseChannel(status));
      gone.run();
    }
  }

  private void watch() {
    Duration sinceSign = Duration.ZERO;
    try {
      while (!closed) {
        Thread.sleep(LOOK);
        sinceSign = sinceSign.plus(LOOK);
        if (!script.keepAlive().isZero() && sinceSign.compareTo(script.keepAlive()) >= 0) {
          out.say(new KeepAlive());
          sinceSign = Duration.ZERO;
        }
        if (script.trouble().isPresent()) {
          judgeIdleness(script.trouble().get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The client has left; there is nothing to watch any more.
    }
  }

  private void judgeIdleness(Trouble trouble) throws IOException {
    var idle = Duration.ofNanos(System.nanoTime() - used.get());
    if (trouble instanceof Trouble.IdleCut(Duration most, Ending ending)
        && idle.compareTo(most) >= 0) {
      gone.run();
      out.leave(ending);
    } else if (trouble instanceof Trouble.IdleClosed(Duration most, TsguStatus status)
        && idle.compareTo(most) >= 0) {
      end(status);
    }
  }

  @Override
  public void close() {
    closed = true;
    target.close();
  }
}
