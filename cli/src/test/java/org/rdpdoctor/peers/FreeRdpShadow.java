package org.rdpdoctor.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// freerdp-shadow-cli, which shares an X display; the display is a virtual one of its own.
public final class FreeRdpShadow implements Peer {
  /// The one user that the server knows.
  public static final String USER = "alice";

  public static final String PASSWORD = "Secret1";

  private static final String NT_HASH_OF_PASSWORD = "ed50bdc9faa370e31ac4ee119fd51f48";
  private static final String DISPLAY_NUMBER = "display";
  private static final String ACCOUNTS = "accounts.sam";

  private final Workplace workplace;
  private final int port;
  private final ServerProcess display;
  private final ServerProcess process;

  private FreeRdpShadow(String security, List<String> more) {
    String program = InstalledProgram.find("freerdp-shadow-cli", "freerdp2-shadow-x11");
    String screen = InstalledProgram.find("Xvfb", "xvfb");
    workplace = Workplace.of("shadow");
    port = LoopbackPort.free();
    workplace.write(ACCOUNTS, USER + ":::" + NT_HASH_OF_PASSWORD + ":::\n");
    display = startDisplay(screen);
    process = startServer(program, security, more);
  }

  /// Network Level Authentication only.
  public static FreeRdpShadow nla() {
    return new FreeRdpShadow("nla", List.of("+auth"));
  }

  /// TLS only.
  public static FreeRdpShadow tls() {
    return new FreeRdpShadow("tls", List.of());
  }

  /// Standard RDP security only.
  public static FreeRdpShadow rdpSecurityOnly() {
    return new FreeRdpShadow("rdp", List.of());
  }

  private ServerProcess startDisplay(String screen) {
    var output = workplace.file(DISPLAY_NUMBER);
    // Without -noreset the display begins anew when its last client leaves, and the server leaves
    // once while it starts.
    var command = List.of(screen, "-displayfd", "1", "-noreset", "-screen", "0", "640x480x24");
    var started = ServerProcess.start(workplace.folder(), Map.of(), output, command);
    if (!ServerProcess.waitUntil(() -> displayNumber().isPresent())) {
      started.close();
      throw new IllegalStateException("Xvfb does not start");
    }
    return started;
  }

  /// Xvfb tells the number, and on the same way complains of those that it could not have.
  private Optional<String> displayNumber() {
    String output = workplace.read(DISPLAY_NUMBER);
    return output
        .substring(0, output.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.matches("[0-9]+"))
        .findFirst();
  }

  private ServerProcess startServer(String program, String security, List<String> more) {
    var command = new ArrayList<>(List.of(program, "/port:" + port, "/bind-address:" + ADDRESS));
    command.add("/sec:" + security);
    command.add("/sam-file:" + workplace.file(ACCOUNTS));
    command.addAll(more);
    String home = workplace.folder().toString(); // its certificate and key go there
    var environment =
        Map.of(
            "HOME", home, "XDG_CONFIG_HOME", home, "DISPLAY", ":" + displayNumber().orElseThrow());
    try {
      return ServerProcess.start(workplace, port, environment, command);
    } catch (IllegalStateException e) {
      display.close();
      throw e;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String log() {
    return workplace.read(ServerProcess.OUTPUT);
  }

  @Override
  public void close() {
    process.close();
    display.close();
    workplace.close();
  }
}
