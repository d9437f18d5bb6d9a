package org.rdpdoctor.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A server program that runs in the foreground until it is closed, even if the test's own process
/// is ended before that.
final class ServerProcess implements AutoCloseable {
  static final String OUTPUT = "output.log";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final Thread lastResort;

  private ServerProcess(Process process) {
    this.process = process;
    this.lastResort = new Thread(this::end);
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /// Starts `command` and waits until it listens on `port`; its output goes to [#OUTPUT] in its
  /// workplace. If it does not start, the workplace is gone too.
  static ServerProcess start(
      Workplace workplace, int port, Map<String, String> environment, List<String> command) {
    var started = start(workplace.folder(), environment, workplace.file(OUTPUT), command);
    boolean listens = false;
    try {
      listens =
          waitUntil(() -> LoopbackPort.isListening(port) || !started.process.isAlive())
              && started.process.isAlive();
      if (!listens) {
        throw new IllegalStateException(
            command.getFirst() + " does not listen:\n" + workplace.read(OUTPUT));
      }
      return started;
    } finally {
      if (!listens) {
        started.close();
        workplace.close();
      }
    }
  }

  /// Starts `command` without waiting.
  static ServerProcess start(
      Path folder, Map<String, String> environment, Path output, List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
    builder.redirectInput(Redirect.from(new File("/dev/null")));
    try {
      return new ServerProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks again and again; false when the patience is used up.
  static boolean waitUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(Duration.ofMillis(20));
    }
    return true;
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a peer", e);
    }
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private void end() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    children.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(3, TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
