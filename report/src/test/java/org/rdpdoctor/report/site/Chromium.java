package org.rdpdoctor.report.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A headless Chromium with one page, spoken to in the DevTools protocol. It keeps what went wrong
/// on its pages and every address that they asked for.
final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--remote-debugging-port=0");
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final int PATIENCE_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> troubles = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final String session;
  private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

  private Chromium(Process process, String address) {
    this.process = process;
    this.socket =
        within(http.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()));
    String target =
        call("", "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    this.session =
        call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /// Starts one with a new profile in `folder`; where there is none the test is skipped.
  static Chromium start(Path folder) {
    Optional<Path> program = installed();
    Assumptions.assumeTrue(program.isPresent(), "missing peer: install chromium");
    var command = new ArrayList<String>();
    command.add(program.orElseThrow().toString());
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + folder);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new Chromium(process, address(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens a page of a disk and waits until it is loaded.
  void open(Path page) {
    open(page.toUri().toString());
  }

  void open(String address) {
    loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", address));
    within(loaded);
  }

  /// The pages that follow are drawn in these colours, and as wide as that.
  void look(String colours, int width, int height) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void scripts(boolean wanted) {
    call("Emulation.setScriptExecutionDisabled", Map.of("value", !wanted));
  }

  /// The value of an expression of JavaScript; a promise is waited for.
  JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.path("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /// Presses a key as a user does.
  void press(String key) {
    var down = Map.of("type", "keyDown", "key", key, "code", key);
    var typed =
        switch (key) {
          case "Enter" -> Map.of("type", "keyDown", "key", key, "code", key, "text", "\r");
          case "/" -> Map.of("type", "keyDown", "key", key, "code", "Slash", "text", "/");
          default -> down;
        };
    call("Input.dispatchKeyEvent", typed);
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  byte[] picture() {
    String data = call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    return Base64.getDecoder().decode(data);
  }

  /// Forgets what it has kept.
  void forget() {
    troubles.clear();
    asked.clear();
  }

  /// Errors of scripts, refused contents and the like, on every page so far.
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  /// Every address that the pages asked for.
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    // It tidies up after itself if it is asked to go.
    within(socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true));
    try {
      boolean gone = process.waitFor(10, TimeUnit.SECONDS);
      socket.abort();
      http.shutdownNow();
      if (!gone) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return call(session, method, parameters);
  }

  private JsonNode call(String within, String method, Map<String, ?> parameters) {
    int id = calls.incrementAndGet();
    var message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!within.isEmpty()) {
      message.put("sessionId", within);
    }
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    within(socket.sendText(message.toString(), true));
    JsonNode reply = within(answer);
    if (reply.has("error")) {
      throw new AssertionError(method + ": " + reply.path("error"));
    }
    return reply.path("result");
  }

  private static <T> T within(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void heard(JsonNode message) {
    JsonNode parameters = message.path("params");
    switch (message.path("method").asText()) {
      case "" -> {
        CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt());
        if (answer != null) {
          answer.complete(message);
        }
      }
      case "Page.loadEventFired" -> loaded.complete(true);
      case "Runtime.exceptionThrown" ->
          troubles.add(parameters.path("exceptionDetails").toString());
      case "Log.entryAdded" -> {
        if (parameters.path("entry").path("level").asText().equals("error")) {
          troubles.add(parameters.path("entry").path("text").asText());
        }
      }
      case "Runtime.consoleAPICalled" -> {
        if (parameters.path("type").asText().equals("error")) {
          troubles.add(parameters.path("args").toString());
        }
      }
      case "Network.requestWillBeSent" ->
          asked.add(parameters.path("request").path("url").asText());
      default -> {}
    }
  }

  private static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Where it listens, which it says among other things; the rest is read so that it never waits.
  private static String address(Process process) {
    var address = new CompletableFuture<String>();
    InputStream said = process.getInputStream();
    Thread.ofVirtual()
        .start(
            () -> {
              try (var lines =
                  new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  Matcher listening = LISTENING.matcher(line);
                  if (listening.find()) {
                    address.complete(listening.group(1));
                  }
                }
              } catch (IOException e) {
                address.completeExceptionally(e);
              }
              address.completeExceptionally(new IOException("chromium ended"));
            });
    return within(address);
  }

  /// Puts the pieces of a message together.
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String message = text.toString();
        text.setLength(0);
        try {
          heard(JSON.readTree(message));
        } catch (IOException e) {
          troubles.add(e.toString());
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
