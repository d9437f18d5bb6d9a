package org.rdpdoctor.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/// A cable between two machines on which each packet takes its time, SYNs and all: a pair of tun
/// devices with this program between them.
final class SlowCable implements AutoCloseable {
  private static final int LARGEST_PACKET = 65_536;
  private static final int LOOK_UP_MILLIS = 100;
  private static final Path TUN = Path.of("/dev/net/tun");

  private final Supplier<Duration> delay;
  private final Meddler meddler;
  private final int one;
  private final int other;
  private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
  private final Thread there;
  private final Thread back;
  private volatile boolean cut;

  /// @param device the name of the device at both ends
  /// @param delay of the next packet, one way
  SlowCable(Namespace one, Namespace other, String device, Supplier<Duration> delay) {
    this(one, other, device, delay, Meddler.NONE);
  }

  /// @param meddler a device at the end of `one`
  SlowCable(
      Namespace one, Namespace other, String device, Supplier<Duration> delay, Meddler meddler) {
    Assumptions.assumeTrue(Files.exists(TUN), "needs the device " + TUN);
    this.delay = delay;
    this.meddler = meddler;
    this.one = one.inside(() -> Kernel.openTun(device));
    this.other = other.inside(() -> Kernel.openTun(device));
    one.ip("link set " + device + " up");
    other.ip("link set " + device + " up");
    there = Thread.ofPlatform().daemon().start(() -> carry(true));
    back = Thread.ofPlatform().daemon().start(() -> carry(false));
  }

  private void carry(boolean there) {
    int from = there ? one : other;
    int to = there ? other : one;
    while (!cut) {
      byte[] packet = Kernel.read(from, LARGEST_PACKET, LOOK_UP_MILLIS);
      if (packet.length > 0) {
        Meddler.Leaving leaving = meddler.pass(there, packet);
        leaving.back().forEach(answer -> Kernel.write(from, answer));
        try {
          for (byte[] passed : leaving.on()) {
            Future<?> _ =
                sender.schedule(
                    () -> Kernel.write(to, passed), delay.get().toNanos(), TimeUnit.NANOSECONDS);
          }
        } catch (RejectedExecutionException _) {
          return; // the cable was cut meanwhile
        }
      }
    }
  }

  @Override
  public void close() {
    cut = true;
    try {
      there.join();
      back.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return; // the devices go with their machines
    }
    sender.shutdownNow();
    Kernel.closeFile(one);
    Kernel.closeFile(other);
  }
}
