package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// tcpdump, which writes down every packet that goes to or from one loopback port, and what ICMP
/// says. Where it is not
/// installed, or this is not root, the test is skipped.
public final class Tcpdump implements AutoCloseable {
  private static final String FILE = "loopback.pcap";

  /// Looks in a row, 20 ms apart, that find the file as large as before.
  private static final int STILL = 15;

  private final Workplace workplace;
  private final ServerProcess process;

  private Tcpdump(int port) {
    boolean root = "root".equals(System.getProperty("user.name"));
    Assumptions.assumeTrue(root, "needs root to capture packets");
    String program = InstalledProgram.find("tcpdump", "tcpdump");
    workplace = Workplace.of("tcpdump");
    String file = workplace.file(FILE).toString();
    process =
        ServerProcess.start(
            workplace.folder(),
            Map.of(),
            workplace.file(ServerProcess.OUTPUT),
            List.of(
                program,
                "--interface=lo",
                "--immediate-mode",
                "--buffer-size=16384", // KiB; the machine may have no time for it for a while
                "--packet-buffered",
                "--snapshot-length=0",
                "--relinquish-privileges=root", // else it may not write into our folder
                "-w",
                file,
                "port " + port + " or icmp"));
    if (!ServerProcess.waitUntil(
        () -> workplace.read(ServerProcess.OUTPUT).contains("listening on"))) {
      String said = workplace.read(ServerProcess.OUTPUT);
      close();
      throw new IllegalStateException("tcpdump does not listen:\n" + said);
    }
  }

  /// Begins to listen.
  public static Tcpdump on(int port) {
    return new Tcpdump(port);
  }

  /// What was captured so far, once no more comes.
  public Path captured() {
    Path file = workplace.file(FILE);
    long[] seen = {-1, 0};
    ServerProcess.waitUntil(
        () -> {
          long size = size(file);
          seen[1] = size == seen[0] ? seen[1] + 1 : 0;
          seen[0] = size;
          return seen[1] >= STILL;
        });
    return file;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    workplace.close();
  }
}
