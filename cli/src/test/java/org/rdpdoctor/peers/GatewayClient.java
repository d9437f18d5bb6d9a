package org.rdpdoctor.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// xfreerdp on its way to a server behind an RD Gateway, until it is closed.
final class GatewayClient implements AutoCloseable {
  private static final String SAID = "xfreerdp.log";

  private final Workplace workplace;
  private final ServerProcess process;

  private GatewayClient(Workplace workplace, ServerProcess process) {
    this.workplace = workplace;
    this.process = process;
  }

  /// The gateway and its target are both on loopback.
  ///
  /// @param transport as `/gt:` has it: `http`, `http,no-websockets`, `rpc` or `auto`
  /// @param logon how it proves itself at the gateway: `/gu:` and `/gp:`, or `/gat:`
  static GatewayClient start(
      VirtualDisplay display, int gateway, int target, String transport, String... logon) {
    String program = InstalledProgram.find("xfreerdp", "freerdp2-x11");
    Workplace workplace = Workplace.of("gateway-client");
    var command =
        new ArrayList<>(
            List.of(
                program,
                "/v:" + Peer.ADDRESS + ":" + target,
                "/u:" + FreeRdpShadow.USER,
                "/p:" + FreeRdpShadow.PASSWORD,
                "/g:" + Peer.ADDRESS + ":" + gateway,
                "/gt:" + transport,
                "/cert:ignore",
                "/log-level:INFO"));
    command.addAll(List.of(logon));
    String home = workplace.folder().toString();
    var environment = Map.of("HOME", home, "XDG_CONFIG_HOME", home, "DISPLAY", display.name());
    return new GatewayClient(
        workplace,
        ServerProcess.start(workplace.folder(), environment, workplace.file(SAID), command));
  }

  String said() {
    return workplace.read(SAID);
  }

  boolean says(String words) {
    return ServerProcess.waitUntil(() -> said().contains(words));
  }

  @Override
  public void close() {
    process.close();
    workplace.close();
  }
}
