package org.rdpdoctor.peers;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// The few calls of Linux that Java has no words for.
@SuppressWarnings("restricted")
final class Kernel {
  private static final int O_RDWR = 2;
  private static final int CLONE_NEWNET = 0x40000000;
  private static final long TUNSETIFF = 0x400454CAL;
  private static final int IFREQ_SIZE = 40;
  private static final int IFREQ_FLAGS = 16;
  private static final short IFF_TUN_NO_PI = 0x1001;
  private static final short POLLIN = 1;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle OPEN =
      call("open", 2, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SETNS =
      call("setns", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle IOCTL =
      call("ioctl", 2, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
  private static final MethodHandle POLL =
      call("poll", 3, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle READ =
      call("read", 3, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      call("write", 3, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle CLOSE =
      call("close", 1, FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private Kernel() {}

  private static MethodHandle call(String name, int named, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        descriptor,
        descriptor.argumentLayouts().size() > named
            ? new Linker.Option[] {Linker.Option.firstVariadicArg(named)}
            : new Linker.Option[0]);
  }

  /// Moves the calling thread, and no other, into a network namespace: setns(2). Sockets that it
  /// opens from now on belong there, whoever uses them later. For a thread that ends soon, since
  /// threads that it starts are in there too.
  static void enterNetwork(Path namespace) {
    try (var arena = Arena.ofConfined()) {
      int file = (int) OPEN.invokeExact(arena.allocateFrom(namespace.toString()), 0);
      int result = (int) SETNS.invokeExact(file, CLONE_NEWNET);
      closeFile(file);
      if (file < 0 || result < 0) {
        throw new IllegalStateException("cannot enter " + namespace);
      }
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// Makes a device whose packets this program reads and writes itself, in the network namespace
  /// of the calling thread: tun of Linux's networking/tuntap. The result is a file descriptor.
  static int openTun(String device) {
    try (var arena = Arena.ofConfined()) {
      int file = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), O_RDWR);
      MemorySegment request = arena.allocate(IFREQ_SIZE, 8);
      request.setString(0, device);
      request.set(JAVA_SHORT, IFREQ_FLAGS, IFF_TUN_NO_PI);
      int result = file < 0 ? -1 : (int) IOCTL.invokeExact(file, TUNSETIFF, request);
      if (result < 0) {
        throw new IllegalStateException("cannot make the device " + device);
      }
      return file;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// What can be read within `millis`; empty if that is nothing.
  static byte[] read(int file, int most, int millis) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment wish = arena.allocate(8, 4); // struct pollfd
      wish.set(JAVA_INT, 0, file);
      wish.set(JAVA_SHORT, 4, POLLIN);
      if ((int) POLL.invokeExact(wish, 1L, millis) <= 0) {
        return new byte[0];
      }
      MemorySegment packet = arena.allocate(most);
      long count = (long) READ.invokeExact(file, packet, (long) most);
      return packet.asSlice(0, Math.max(0, count)).toArray(JAVA_BYTE);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  static void write(int file, byte[] packet) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, packet);
      long _ = (long) WRITE.invokeExact(file, bytes, (long) packet.length);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  static void closeFile(int file) {
    try {
      int _ = (int) CLOSE.invokeExact(file);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static RuntimeException rethrown(Throwable e) {
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
