package org.rdpdoctor.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// HAProxy before a gateway on loopback.
final class HaproxyBeforeGateway implements Peer {
  private static final String TLS_AGAIN = " ssl verify none";

  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private HaproxyBeforeGateway(String mode, boolean endsTls, int gateway) {
    String program = InstalledProgram.find("haproxy", "haproxy");
    workplace = Workplace.of("haproxy");
    port = LoopbackPort.free();
    var identity = SelfSigned.of(workplace, "haproxy.example");
    String both =
        Stream.of(identity.certificate(), identity.key())
            .map(path -> workplace.read(path.getFileName().toString()))
            .collect(Collectors.joining());
    Path pem = workplace.write("both.pem", both);
    var settings =
        workplace.write(
            "haproxy.cfg",
            """
            global
              log stdout format raw local0
            defaults
              mode %s
              log global
              %s
              timeout connect 5s
              timeout client 30s
              timeout server 30s
              timeout tunnel 30s
            listen gateway
              bind %s:%d%s
              server one %s:%d%s
            """
                .formatted(
                    mode,
                    mode.equals("http") ? "option httplog" : "option tcplog",
                    ADDRESS,
                    port,
                    endsTls ? " ssl crt " + pem : "",
                    ADDRESS,
                    gateway,
                    endsTls ? TLS_AGAIN : ""));
    process =
        ServerProcess.start(
            workplace, port, Map.of(), List.of(program, "-db", "-f", settings.toString()));
  }

  /// Passes TLS on as it is.
  static HaproxyBeforeGateway passing(int gateway) {
    return new HaproxyBeforeGateway("tcp", false, gateway);
  }

  /// Ends TLS, begins it anew, and passes on what is inside without looking at it.
  static HaproxyBeforeGateway bridging(int gateway) {
    return new HaproxyBeforeGateway("tcp", true, gateway);
  }

  /// Ends TLS and understands HTTP.
  static HaproxyBeforeGateway readingHttp(int gateway) {
    return new HaproxyBeforeGateway("http", true, gateway);
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
