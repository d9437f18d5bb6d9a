package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A machine on a network of a test's own: a network namespace of Linux, with its own addresses,
/// routes, firewall, and its own `hosts` and `resolv.conf` for what runs in it.
record Namespace(String name) implements AutoCloseable {
  private static final String CHAINS =
      """
      table inet t {
        chain in { type filter hook input priority 0; }
        chain out { type filter hook output priority 0; }
        chain forward { type filter hook forward priority 0; }
      }
      """;

  static Namespace create(String name) {
    command("ip", "netns", "add", name);
    var made = new Namespace(name);
    made.ip("link set lo up");
    made.hosts("");
    made.file("resolv.conf", "");
    return made;
  }

  /// Each word of one `ip` command, such as `addr add 10.77.0.1/24 dev eth0`, with this namespace.
  void ip(String words) {
    var command = new ArrayList<>(List.of("ip", "-n", name));
    command.addAll(List.of(words.split(" ", -1)));
    command(command.toArray(String[]::new));
  }

  /// Rules for the chains `in`, `out` and `forward`, in place of those before: `in tcp dport 3389
  /// drop`.
  void rules(String... rules) {
    var script = new StringBuilder("flush ruleset\n").append(CHAINS);
    for (String rule : rules) {
      script.append("add rule inet t ").append(rule).append('\n');
    }
    run(script.toString(), "ip", "netns", "exec", name, "nft", "-f", "-");
  }

  /// A switch of the kernel, such as `net/ipv4/ip_forward`.
  void setting(String path, String value) {
    inside(() -> Files.writeString(Path.of("/proc/sys", path), value));
  }

  /// Further lines of the hosts file.
  void hosts(String lines) {
    file("hosts", "127.0.0.1 localhost\n::1 localhost\n" + lines);
  }

  void resolver(String lines) {
    file("resolv.conf", lines);
  }

  private void file(String file, String text) {
    try {
      Files.createDirectories(settings());
      Files.writeString(settings().resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What `ip netns exec` puts in the place of the files in /etc.
  private Path settings() {
    return Path.of("/etc/netns", name);
  }

  ServerSocket listener(String address, int port, int backlog) {
    return inside(() -> new ServerSocket(port, backlog, InetAddress.ofLiteral(address)));
  }

  DatagramSocket datagrams(String address, int port) {
    return inside(
        () -> new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), port)));
  }

  /// Runs `work` on a thread that is in this namespace, and ends.
  <T> T inside(Callable<T> work) {
    var task =
        new FutureTask<>(
            () -> {
              Kernel.enterNetwork(Path.of("/run/netns", name));
              return work.call();
            });
    Thread.ofPlatform().daemon().start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("in " + name, e.getCause());
    }
  }

  @Override
  public void close() {
    command("ip", "netns", "del", name);
    try (Stream<Path> files = Files.walk(settings())) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void command(String... words) {
    run("", words);
  }

  private static void run(String input, String... words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      try (var out = process.getOutputStream()) {
        out.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", words) + " failed: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
