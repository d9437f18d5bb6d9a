package org.rdpdoctor.peers;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// HAProxy before several RDP servers, as its manual says how to balance them.
public final class Haproxy implements Peer {
  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private Haproxy(String rules, Peer... servers) {
    String program = InstalledProgram.find("haproxy", "haproxy");
    workplace = Workplace.of("haproxy");
    port = LoopbackPort.free();
    var pool = new StringJoiner("\n");
    for (int i = 0; i < servers.length; i++) {
      pool.add("  server host%d %s:%d".formatted(i + 1, ADDRESS, servers[i].port()));
    }
    var settings =
        workplace.write(
            "haproxy.cfg",
            """
            global
              log stdout format raw local0
            defaults
              mode tcp
              log global
              log-format "%%s"
              timeout connect 5s
              timeout client 30s
              timeout server 30s
            listen farm
              bind %s:%d
              tcp-request inspect-delay 2s
            %s
            %s
            """
                .formatted(ADDRESS, port, rules.indent(2).stripTrailing(), pool));
    process =
        ServerProcess.start(
            workplace, port, Map.of(), List.of(program, "-db", "-f", settings.toString()));
  }

  /// Sends each client to the server that its routing token names, and those without one by the
  /// user in their cookie.
  public static Haproxy persisting(Peer... servers) {
    return new Haproxy(
        """
        tcp-request content accept if RDP_COOKIE
        persist rdp-cookie
        balance rdp-cookie(mstshash)
        """,
        servers);
  }

  /// Knows no routing token, and drops who brings one.
  public static Haproxy withoutTokens(Peer... servers) {
    return new Haproxy(
        """
        tcp-request content reject if { req.rdp_cookie_cnt(msts) gt 0 }
        tcp-request content accept if { req.len gt 10 }
        """,
        servers);
  }

  /// The routing token that leads to `server`.
  public static String token(Peer server) {
    int swapped = (server.port() & 0xFF) << 8 | server.port() >> 8;
    return "msts=16777343.%d.0000".formatted(swapped); // 127.0.0.1, its first byte the lowest
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
