package org.rdpdoctor.peers;

import java.util.List;
import java.util.Map;

/// xfreerdp, the one client that can be had everywhere, on a virtual display of its own.
public final class XFreeRdp implements AutoCloseable {
  private static final String SAID = "xfreerdp.log";

  /// What it says when it got past TLS and NLA: its picture is there, it logged on, it is told
  /// something of the session, or it waits for more than a mere TLS server has to say.
  private static final List<String> THROUGH =
      List.of(
          "Local framebuffer format",
          "com.freerdp.core.gcc",
          "ERRINFO_",
          "Authentication only, exit status 0",
          "Timeout waiting for activation");

  private static final List<String> NOT_THROUGH =
      List.of(
          "ERRCONNECT_TLS_CONNECT_FAILED",
          "ERRCONNECT_SECURITY_NEGO_CONNECT_FAILED",
          "ERRCONNECT_LOGON_FAILURE");

  private final String program;
  private final Workplace workplace;
  private final VirtualDisplay display;

  private XFreeRdp() {
    program = InstalledProgram.find("xfreerdp", "freerdp2-x11");
    workplace = Workplace.of("xfreerdp");
    display = VirtualDisplay.start(workplace);
  }

  public static XFreeRdp start() {
    return new XFreeRdp();
  }

  /// True if it gets through negotiation, TLS and, where the server wants it, NLA.
  public boolean connects(Peer server) {
    String home = workplace.folder().toString();
    var command =
        List.of(
            program,
            "/v:" + Peer.ADDRESS + ":" + server.port(),
            "/u:" + FreeRdpShadow.USER,
            "/p:" + FreeRdpShadow.PASSWORD,
            "/cert:ignore",
            "+auth-only",
            "/log-level:INFO");
    var environment = Map.of("HOME", home, "XDG_CONFIG_HOME", home, "DISPLAY", display.name());
    try (var _ =
        ServerProcess.start(workplace.folder(), environment, workplace.file(SAID), command)) {
      boolean ended = ServerProcess.waitUntil(() -> says(THROUGH) || says(NOT_THROUGH));
      if (!ended) {
        throw new IllegalStateException("xfreerdp says neither:\n" + workplace.read(SAID));
      }
      return says(THROUGH) && !says(NOT_THROUGH);
    }
  }

  private boolean says(List<String> words) {
    String said = workplace.read(SAID);
    return words.stream().anyMatch(said::contains);
  }

  @Override
  public void close() {
    display.close();
    workplace.close();
  }
}
