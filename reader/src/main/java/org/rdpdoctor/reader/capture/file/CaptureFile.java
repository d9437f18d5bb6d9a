package org.rdpdoctor.reader.capture.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.flow.Conversations;
import org.rdpdoctor.reader.capture.format.Frame;
import org.rdpdoctor.reader.capture.format.Frames;
import org.rdpdoctor.reader.capture.format.Gunzip;
import org.rdpdoctor.reader.capture.format.Input;
import org.rdpdoctor.reader.capture.format.Notes;
import org.rdpdoctor.reader.capture.format.Recognition;
import org.rdpdoctor.reader.capture.packet.Headers;
import org.rdpdoctor.reader.capture.packet.Packet;

/// Reads a capture of any size, once and from front to back, in bounded memory: its packets
/// become conversations, and each conversation gets a follower who hears what is said in it.
///
/// pcap, pcapng and snoop are known, in every byte order, also packed with gzip, and are told by
/// what is in them. Whatever a file holds, reading it ends in a tally: what is damaged, cut or
/// unknown is passed over and noted.
public final class CaptureFile {
  private static final long SECOND = 1_000_000_000;
  private static final long STEP = 1 << 20;

  private final Counted file;
  private final OptionalLong size;
  private final CaptureOptions options;
  private final Conversations conversations;
  private final Headers headers = new Headers();
  private final Notes notes = new Notes();
  private long packets;
  private long outside;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;
  private long nextReport = STEP;

  private CaptureFile(
      InputStream in, OptionalLong size, CaptureOptions options, Follower.Source source) {
    file = new Counted(in);
    this.size = size;
    this.options = options;
    conversations = new Conversations(source);
  }

  /// @throws IOException if the file cannot be read; never for what is in it
  public static CaptureTally read(Path path, CaptureOptions options, Follower.Source source)
      throws IOException {
    boolean regular = Files.isRegularFile(path);
    OptionalLong size = regular ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, size, options, source);
    }
  }

  /// Reads a stream, as standard input, up to its end. It is not closed.
  ///
  /// @param size in bytes, if it is known; only the progress is told
  /// @throws IOException if it comes from the stream
  public static CaptureTally read(
      InputStream in, OptionalLong size, CaptureOptions options, Follower.Source source)
      throws IOException {
    return new CaptureFile(in, size, options, source).read();
  }

  private CaptureTally read() throws IOException {
    byte[] first = file.readNBytes(4);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), file);
    boolean packed = Recognition.isPacked(first);
    try (Gunzip gunzip = packed ? new Gunzip(whole, notes) : null) {
      Input input = new Input(gunzip != null ? gunzip : whole);
      Optional<Frames> frames = Recognition.open(input, notes, options.keyLog());
      if (frames.isPresent()) {
        read(frames.get());
      }
      return tally(frames.map(known -> known.format() + (packed ? ", gzip" : "")));
    }
  }

  private void read(Frames frames) throws IOException {
    long from = options.from().map(CaptureFile::nanoseconds).orElse(Long.MIN_VALUE);
    long to = options.to().map(CaptureFile::nanoseconds).orElse(Long.MAX_VALUE);
    Frame frame = new Frame();
    Packet packet = new Packet();
    while (frames.next(frame)) {
      if (frame.time < from || frame.time > to) {
        outside++;
      } else {
        packets++;
        earliest = Math.min(earliest, frame.time);
        latest = Math.max(latest, frame.time);
        if (headers.read(frame, packet)) {
          conversations.take(packet);
        }
      }
      if (file.read >= nextReport && !goOn()) {
        notes.say("The reading was stopped after %d bytes.".formatted(file.read));
        break;
      }
    }
    conversations.finish();
  }

  private boolean goOn() {
    nextReport = file.read + STEP;
    return options.progress().goOn(file.read, size, packets);
  }

  private CaptureTally tally(Optional<String> format) {
    List<String> all = new ArrayList<>(notes.all());
    all.addAll(headers.notes());
    all.addAll(conversations.notes());
    if (packets == 0 && outside > 0) {
      all.add("None of its %d packets lies within the wanted time.".formatted(outside));
    }
    return new CaptureTally(
        format,
        packets,
        outside,
        file.read,
        packets > 0 ? Optional.of(instant(earliest)) : Optional.empty(),
        packets > 0 ? Optional.of(instant(latest)) : Optional.empty(),
        conversations.tcp(),
        conversations.udp(),
        all);
  }

  private static Instant instant(long time) {
    return Instant.ofEpochSecond(Math.floorDiv(time, SECOND), Math.floorMod(time, SECOND));
  }

  /// The nearest that a packet's time can be.
  private static long nanoseconds(Instant time) {
    long most = Long.MAX_VALUE / SECOND - 1;
    return Math.clamp(time.getEpochSecond(), -most, most) * SECOND + time.getNano();
  }

  /// Counts what is read of the file itself.
  private static final class Counted extends InputStream {
    private final InputStream in;
    private long read;

    Counted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      read += octet >= 0 ? 1 : 0;
      return octet;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int count = in.read(to, offset, length);
      read += Math.max(count, 0);
      return count;
    }
  }
}
