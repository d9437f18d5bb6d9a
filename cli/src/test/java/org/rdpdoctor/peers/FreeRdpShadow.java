package org.rdpdoctor.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// freerdp-shadow-cli, which shares an X display; the display is a virtual one of its own.
public final class FreeRdpShadow implements Peer {
  /// The one user that the server knows.
  public static final String USER = "alice";

  public static final String PASSWORD = "Secret1";

  private static final String NT_HASH_OF_PASSWORD = "ed50bdc9faa370e31ac4ee119fd51f48";
  private static final String ACCOUNTS = "accounts.sam";

  private final Workplace workplace;
  private final int port;
  private final VirtualDisplay display;
  private final ServerProcess process;

  private FreeRdpShadow(String security, List<String> more) {
    String program = InstalledProgram.find("freerdp-shadow-cli", "freerdp2-shadow-x11");
    workplace = Workplace.of("shadow");
    port = LoopbackPort.free();
    workplace.write(ACCOUNTS, USER + ":::" + NT_HASH_OF_PASSWORD + ":::\n");
    display = VirtualDisplay.start(workplace);
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

  private ServerProcess startServer(String program, String security, List<String> more) {
    var command = new ArrayList<>(List.of(program, "/port:" + port, "/bind-address:" + ADDRESS));
    command.add("/sec:" + security);
    command.add("/sam-file:" + workplace.file(ACCOUNTS));
    command.addAll(more);
    String home = workplace.folder().toString(); // its certificate and key go there
    var environment = Map.of("HOME", home, "XDG_CONFIG_HOME", home, "DISPLAY", display.name());
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
