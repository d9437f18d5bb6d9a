package org.rdpdoctor.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.rdpdoctor.testkit.Faults;
import org.rdpdoctor.testkit.LabServer;

/// A network of a test's own: a client and a server on one cable, nothing else, and no way out.
///
/// The client is 10.77.0.1 and fd77::1, the server 10.77.0.2 and fd77::2, also under a few further
/// addresses. Whatever is not on the cable goes to the server's machine, which forwards nothing.
final class TestNetwork implements AutoCloseable {
  static final String SERVER = "10.77.0.2";
  static final String SERVER_2 = "10.77.0.3";
  static final String SERVER_6 = "fd77:0:0:0:0:0:0:2";
  static final int RDP = 3389;

  private static final AtomicInteger MADE = new AtomicInteger();
  private static final AtomicInteger CHECKED = new AtomicInteger();
  private static final Path NOTES = Path.of("target", "network-checks");
  private static final int BACKLOG = 50;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread lastResort = new Thread(this::closeAll);
  private final Namespace client;
  private final Namespace server;

  private TestNetwork() {
    Runtime.getRuntime().addShutdownHook(lastResort);
    client = namespace("c");
    server = namespace("s");
  }

  /// Client and server, connected.
  static TestNetwork create() {
    TestNetwork network = apart();
    network.cable(network.client, "eth0", network.server, "eth0");
    network.client.ip("addr add 10.77.0.1/24 dev eth0");
    network.client.ip("addr add fd77::1/64 dev eth0 nodad");
    network.server.ip("addr add 10.77.0.2/24 dev eth0");
    network.server.ip("addr add 10.77.0.3/24 dev eth0");
    network.server.ip("addr add fd77::2/64 dev eth0 nodad");
    network.client.ip("route add default via 10.77.0.2");
    network.client.ip("route add default via fd77::2");
    return network;
  }

  /// Client and server without a cable.
  static TestNetwork apart() {
    assumePossible();
    return new TestNetwork();
  }

  private static void assumePossible() {
    boolean root = "root".equals(System.getProperty("user.name"));
    Assumptions.assumeTrue(root, "needs root to make network namespaces");
    InstalledProgram.find("ip", "iproute2");
    InstalledProgram.find("nft", "nftables");
    Assumptions.assumeTrue(Machine.ALLOWS, "needs a machine that allows network namespaces");
  }

  /// Tried once, and only where the rest is there.
  private static final class Machine {
    static final boolean ALLOWS = tryOnce();
  }

  /// Containers may have a root who may not.
  private static boolean tryOnce() {
    try (var first = Namespace.create("rdpdoctor-" + ProcessHandle.current().pid() + "-0")) {
      first.rules();
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  Namespace client() {
    return client;
  }

  Namespace server() {
    return server;
  }

  /// One more machine.
  Namespace namespace(String suffix) {
    String name =
        "rdpdoctor-%d-%d%s"
            .formatted(ProcessHandle.current().pid(), MADE.incrementAndGet(), suffix);
    return keep(Namespace.create(name));
  }

  /// Connects two machines; the ends are up.
  void cable(Namespace one, String device, Namespace other, String otherDevice) {
    one.ip("link add " + device + " type veth peer name " + otherDevice + " netns " + other.name());
    one.ip("link set " + device + " up");
    other.ip("link set " + otherDevice + " up");
  }

  /// An RDP server that takes every client, at every address of the server's machine.
  LabServer serve() {
    return serve("healthy", "::", RDP);
  }

  LabServer serve(String fault, String address, int port) {
    return keep(
        LabServer.start(
            Faults.named(fault).orElseThrow(), server.listener(address, port, BACKLOG)));
  }

  /// Closes `thing` together with the network.
  <T extends AutoCloseable> T keep(T thing) {
    synchronized (open) {
      open.push(thing);
    }
    return thing;
  }

  /// Runs `rdpdoctor check` on the client's machine, as a process of its own; with plenty of time
  /// unless `options` say otherwise, since several run at once.
  NetworkCheck check(String target, String... options) {
    return checkFrom(client, target, options);
  }

  /// The same on another machine of this network.
  NetworkCheck checkFrom(Namespace machine, String target, String... options) {
    var command =
        new ArrayList<>(
            List.of(
                "ip",
                "netns",
                "exec",
                machine.name(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.rdpdoctor.cli.Main",
                "check",
                target,
                "--json"));
    command.addAll(List.of(options));
    if (!command.contains("--timeout")) {
      command.addAll(List.of("--timeout", "20s"));
    }
    long began = System.nanoTime();
    try (var workplace = Workplace.of("check")) {
      Path out = workplace.file("report.json");
      Path err = workplace.file("errors.txt");
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the check hangs: " + String.join(" ", command));
      }
      long millis = (System.nanoTime() - began) / 1_000_000;
      var check =
          new NetworkCheck(
              process.exitValue(),
              workplace.read("report.json"),
              workplace.read("errors.txt"),
              millis);
      note(target, options, check);
      return check;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// For people: which case took how long, and its whole report.
  private static synchronized void note(String target, String[] options, NetworkCheck check)
      throws IOException {
    String test =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(frame -> frame.getClassName().endsWith("Test"))
                        .map(StackWalker.StackFrame::getMethodName)
                        .reduce("", (_, outer) -> outer));
    Files.createDirectories(NOTES);
    Files.writeString(
        NOTES.resolve(test + "-" + CHECKED.incrementAndGet() + ".json"), check.json());
    Files.writeString(
        NOTES.resolve("all.tsv"),
        "%s\t%s\t%s\t%d ms\n"
            .formatted(
                test,
                (target + " " + String.join(" ", options)).strip(),
                check.answer(),
                check.millis()),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Override
  public void close() {
    closeAll();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  /// The last first; one that cannot be closed keeps no other open.
  private void closeAll() {
    synchronized (open) {
      while (!open.isEmpty()) {
        try {
          open.pop().close();
        } catch (Exception e) {
          System.getLogger(TestNetwork.class.getName())
              .log(System.Logger.Level.WARNING, "left behind after a test", e);
        }
      }
    }
  }
}
