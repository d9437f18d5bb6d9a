import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// `Cable.java DEVICE MILLIS LOG`: a network of one machine, on which each packet takes its time.
///
/// Makes the tun device DEVICE. Each IPv4 packet that the system routes to it comes back after
/// MILLIS with source and destination exchanged: whoever connects to a made-up address behind the
/// device reaches this machine itself, SYN and all, over a path with a round trip of twice MILLIS.
/// (Exchanged addresses leave every checksum as it is.)
///
/// LOG gets a line for each TCP segment as it is read: milliseconds, `>` for one to the lower port
/// and `<` for one from it, both ports (the higher first), flags (`S` or `-`), bytes of payload.
@SuppressWarnings("restricted")
final class Cable {
  private static final int O_RDWR = 2;
  private static final long TUNSETIFF = 0x400454CAL;
  private static final int IFREQ_SIZE = 40;
  private static final int IFREQ_FLAGS = 16;
  private static final short IFF_TUN_NO_PI = 0x1001;
  private static final int LARGEST_PACKET = 1 << 16;
  private static final int TCP = 6;
  private static final int SYN = 2;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle OPEN =
      call("open", 2, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle IOCTL =
      call("ioctl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
  private static final MethodHandle READ =
      call("read", 3, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      call("write", 3, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  private static MethodHandle call(String name, int named, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        descriptor,
        descriptor.argumentLayouts().size() > named
            ? new Linker.Option[] {Linker.Option.firstVariadicArg(named)}
            : new Linker.Option[0]);
  }

  public static void main(String[] arguments) throws Throwable {
    int device = open(arguments[0]);
    long delay = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[1]));
    ScheduledExecutorService far = Executors.newSingleThreadScheduledExecutor();
    try (var log = new PrintStream(Path.of(arguments[2]).toFile());
        Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(LARGEST_PACKET);
      while (true) {
        long count = (long) READ.invokeExact(device, buffer, (long) LARGEST_PACKET);
        if (count <= 0) {
          throw new IOException("the device is gone");
        }
        byte[] packet = buffer.asSlice(0, count).toArray(JAVA_BYTE);
        if (packet[0] >> 4 == 4) {
          note(packet, log);
          exchangeAddresses(packet);
          far.schedule(() -> write(device, packet), delay, TimeUnit.NANOSECONDS);
        }
      }
    }
  }

  private static int open(String name) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      int file = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), O_RDWR);
      MemorySegment request = arena.allocate(IFREQ_SIZE, 8);
      request.setString(0, name);
      request.set(JAVA_SHORT, IFREQ_FLAGS, IFF_TUN_NO_PI);
      if (file < 0 || (int) IOCTL.invokeExact(file, TUNSETIFF, request) < 0) {
        throw new IOException("cannot make the device " + name);
      }
      return file;
    }
  }

  private static void write(int device, byte[] packet) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, packet);
      long _ = (long) WRITE.invokeExact(device, bytes, (long) packet.length);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void exchangeAddresses(byte[] packet) {
    for (int at = 12; at < 16; at++) {
      byte source = packet[at];
      packet[at] = packet[at + 4];
      packet[at + 4] = source;
    }
  }

  private static void note(byte[] packet, PrintStream log) {
    int header = (packet[0] & 15) * 4;
    if (packet[9] != TCP || packet.length < header + 20) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(packet);
    int from = in.getShort(header) & 0xFFFF;
    int to = in.getShort(header + 2) & 0xFFFF;
    int payload = packet.length - header - (packet[header + 12] >> 4 & 15) * 4;
    boolean syn = (packet[header + 13] & SYN) != 0;
    log.printf(
        "%d %s %d %d %s %d%n",
        System.nanoTime() / 1_000_000,
        from > to ? ">" : "<",
        Math.max(from, to),
        Math.min(from, to),
        syn ? "S" : "-",
        payload);
  }
}
