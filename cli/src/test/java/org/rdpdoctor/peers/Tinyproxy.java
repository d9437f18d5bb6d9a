package org.rdpdoctor.peers;

import java.util.List;
import java.util.Map;

/// An HTTP proxy that connects to one port of its neighbours, and to no other.
public final class Tinyproxy implements Peer {
  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private Tinyproxy(int allowed, String more) {
    String program = InstalledProgram.find("tinyproxy", "tinyproxy");
    workplace = Workplace.of("tinyproxy");
    port = LoopbackPort.free();
    var settings =
        workplace.write(
            "tinyproxy.conf",
            """
            Port %d
            Listen %s
            Allow %s
            Timeout 60
            MaxClients 50
            ConnectPort %d
            %s
            """
                .formatted(port, ADDRESS, ADDRESS, allowed, more));
    process =
        ServerProcess.start(
            workplace, port, Map.of(), List.of(program, "-d", "-c", settings.toString()));
  }

  public static Tinyproxy allowing(int port) {
    return new Tinyproxy(port, "");
  }

  /// Only for this user.
  public static Tinyproxy allowing(int port, String user, String password) {
    return new Tinyproxy(port, "BasicAuth " + user + " " + password);
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
    workplace.close();
  }
}
