package org.rdpdoctor.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.wire.Bytes;

/// A connection to the target inside a channel of a jump host. How the target ended it is not told:
/// whatever it was, it is a close.
final class ChannelConnection implements Connection {
  /// As in [TcpLine]: whoever sends more is not heard.
  private static final int LIMIT = 1 << 20;

  private final ChannelDirectTcpip channel;
  private final Clock clock;
  private final int number;
  private final SecretsLog secrets;
  private final Arrivals arrivals = new Arrivals();
  private final BlockingQueue<Heard> coming = new LinkedBlockingQueue<>();
  private final Pushback unread = new Pushback();
  private boolean ended;
  private int heard;

  /// @param channel not opened yet
  ChannelConnection(ChannelDirectTcpip channel, Clock clock, int number, SecretsLog secrets) {
    this.channel = channel;
    this.clock = clock;
    this.number = number;
    this.secrets = secrets;
    channel.setOut(new Incoming());
    channel.addCloseFutureListener(_ -> end());
  }

  /// Where the library puts what comes.
  private final class Incoming extends OutputStream {
    private int taken;

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      taken = Math.min(LIMIT, taken + length);
      if (taken < LIMIT) {
        coming.add(new Heard.Data(Bytes.copyOf(octets, offset, length), clock.now()));
      }
    }

    @Override
    public void close() {
      end();
    }
  }

  private void end() {
    coming.add(new Heard.End(Ending.CLOSED, clock.now()));
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Arrivals arrivals() {
    return arrivals;
  }

  @Override
  public SecretsLog secrets() {
    return secrets;
  }

  @Override
  public void say(Bytes message) {
    arrivals.begin();
    try {
      OutputStream out = channel.getInvertedIn();
      out.write(message.toArray());
      out.flush();
    } catch (IOException _) {
      end(); // the channel has gone; what it left to read stands before that
    }
  }

  @Override
  public Heard listen(Duration patience) {
    Optional<Heard> again = unread.take(clock.now());
    if (again.isPresent()) {
      return again.get();
    }
    Duration began = clock.now();
    Duration bounded = clock.atMost(patience);
    if (ended) {
      return new Heard.End(Ending.CLOSED, began);
    }
    if (!bounded.isPositive() || heard >= LIMIT) {
      return new Heard.Silence(Duration.ZERO, began);
    }
    try {
      @Nullable Heard next = coming.poll(bounded.toNanos(), TimeUnit.NANOSECONDS);
      if (next instanceof Heard.Data data) {
        heard += data.bytes().size();
        arrivals.add(data.bytes().size(), data.at());
        return data;
      }
      ended = next != null;
      return next == null ? new Heard.Silence(clock.now().minus(began), clock.now()) : next;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Heard.Silence(clock.now().minus(began), clock.now());
    }
  }

  @Override
  public Duration now() {
    return clock.now();
  }

  @Override
  public void unread(Bytes bytes) {
    unread.put(bytes);
  }

  @Override
  public void close() {
    channel.close(true);
  }
}
