package org.rdpdoctor.probe;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The two calls of Linux that tell of a socket what Java does not: getsockname(2), which finds its
/// file descriptor, and getsockopt(2) with TCP_INFO.
///
/// Elsewhere, or where the JVM was not told to allow such calls, nothing is known and nobody is
/// bothered.
@SuppressWarnings("restricted")
final class SocketCalls {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  /// A process with more open files than this is not searched.
  private static final int MOST_FILES = 4096;

  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  /// `struct sockaddr_storage`.
  private static final int ADDRESS_SIZE = 128;

  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;

  private static volatile boolean ready;

  private final MethodHandle socketName;
  private final MethodHandle socketOption;

  private SocketCalls(Linker linker) {
    socketName =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("getsockname"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    socketOption =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("getsockopt"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
  }

  /// Made once, when it is first needed: linking takes some ten milliseconds.
  private static final class Linked {
    static final Optional<SocketCalls> CALLS = link();
  }

  private static Optional<SocketCalls> link() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    if (!linux || !SocketCalls.class.getModule().isNativeAccessEnabled()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SocketCalls(Linker.nativeLinker()));
    } catch (RuntimeException | LinkageError e) {
      return Optional.empty(); // a machine that Java cannot call into
    }
  }

  /// Links beside the run, so that nobody waits for it later.
  static void prepare() {
    Thread.ofPlatform().daemon().name("socket calls").start(() -> ready = Linked.CALLS.isPresent());
  }

  /// What the kernel knows of an open connection, if that can be told without waiting.
  static Optional<TcpInfo> informationNow(Socket socket) {
    return ready ? information(socket) : Optional.empty();
  }

  /// What the kernel knows of an open connection.
  static Optional<TcpInfo> information(Socket socket) {
    return Linked.CALLS.flatMap(calls -> calls.ask(socket));
  }

  private Optional<TcpInfo> ask(Socket socket) {
    int port = socket.getLocalPort();
    if (port <= 0 || socket.isClosed()) {
      return Optional.empty();
    }
    try (var arena = Arena.ofConfined()) {
      OptionalInt file = find(arena, port, socket.getLocalAddress().getAddress());
      return file.isPresent() ? ask(arena, file.getAsInt()) : Optional.empty();
    } catch (IOException | DirectoryIteratorException _) {
      return Optional.empty();
    }
  }

  private Optional<TcpInfo> ask(Arena arena, int file) {
    MemorySegment struct = arena.allocate(TcpInfo.MOST, 8);
    MemorySegment length = arena.allocateFrom(JAVA_INT, TcpInfo.MOST);
    if (call(() -> (int) socketOption.invokeExact(file, IPPROTO_TCP, TCP_INFO, struct, length))
        != 0) {
      return Optional.empty();
    }
    int size = Math.clamp(length.get(JAVA_INT, 0), 0, TcpInfo.MOST);
    return TcpInfo.of(struct.asSlice(0, size).asByteBuffer().order(ByteOrder.nativeOrder()));
  }

  /// The descriptor of the socket with this local address: no two have the same, but for those that
  /// are connected to different peers, which a client's are not.
  private OptionalInt find(Arena arena, int port, byte[] address) throws IOException {
    MemorySegment name = arena.allocate(ADDRESS_SIZE, 8);
    MemorySegment length = arena.allocate(JAVA_INT);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
      int seen = 0;
      for (Path path : files) {
        if (++seen > MOST_FILES) {
          break;
        }
        if (!isSocket(path)) {
          continue;
        }
        int file = Integer.parseInt(path.getFileName().toString());
        length.set(JAVA_INT, 0, ADDRESS_SIZE);
        if (call(() -> (int) socketName.invokeExact(file, name, length)) == 0
            && isAt(name, port, address)) {
          return OptionalInt.of(file);
        }
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException _) {
      return false; // closed meanwhile
    }
  }

  /// Java opens sockets of IPv6 even for addresses of IPv4, which are then the last four bytes.
  private static boolean isAt(MemorySegment name, int port, byte[] address) {
    short family = name.get(JAVA_SHORT, 0);
    int at = family == AF_INET ? 4 : 8;
    int size = family == AF_INET ? 4 : 16;
    if ((family != AF_INET && family != AF_INET6) || address.length > size) {
      return false;
    }
    int found = (u8(name, 2) << 8) | u8(name, 3); // in network byte order
    MemorySegment tail = name.asSlice((long) at + size - address.length, address.length);
    return found == port && tail.mismatch(MemorySegment.ofArray(address)) < 0;
  }

  private static int u8(MemorySegment segment, long offset) {
    return Byte.toUnsignedInt(segment.get(JAVA_BYTE, offset));
  }

  @FunctionalInterface
  private interface Call {
    int make() throws Throwable;
  }

  private static int call(Call call) {
    try {
      return call.make();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // a downcall throws nothing else
    }
  }
}
