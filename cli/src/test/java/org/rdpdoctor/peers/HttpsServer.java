package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// HTTPS servers that stand where a gateway should be, or before it.
public final class HttpsServer implements Peer {
  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private HttpsServer(Workplace workplace, int port, List<String> command) {
    this.workplace = workplace;
    this.port = port;
    this.process = ServerProcess.start(workplace, port, Map.of(), command);
  }

  /// nginx with files to serve, and nothing else.
  public static HttpsServer nginx() {
    String program = InstalledProgram.find("nginx", "nginx-light");
    var workplace = Workplace.of("nginx");
    int port = LoopbackPort.free();
    SelfSigned identity = SelfSigned.of(workplace, "web.example");
    String scratch =
        List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
            .map(kind -> "%s_temp_path %s;".formatted(kind, workplace.file(kind)))
            .reduce("", String::concat);
    var configuration =
        workplace.write(
            "nginx.conf",
            """
            daemon off;
            pid %s;
            error_log stderr;
            events {}
            http {
              access_log off;
              %s
              server {
                listen 127.0.0.1:%d ssl;
                ssl_certificate %s;
                ssl_certificate_key %s;
                root %s;
              }
            }
            """
                .formatted(
                    workplace.file("nginx.pid"),
                    scratch,
                    port,
                    identity.certificate(),
                    identity.key(),
                    workplace.folder()));
    return new HttpsServer(
        workplace, port, List.of(program, "-e", "stderr", "-c", configuration.toString()));
  }

  /// HAProxy that has no server behind it, as if all of them were down.
  public static HttpsServer haproxyWithoutServers() {
    String program = InstalledProgram.find("haproxy", "haproxy");
    var workplace = Workplace.of("haproxy");
    int port = LoopbackPort.free();
    SelfSigned identity = SelfSigned.of(workplace, "balancer.example");
    String both = text(identity.certificate()) + text(identity.key());
    var configuration =
        workplace.write(
            "haproxy.cfg",
            """
            defaults
              mode http
              timeout connect 2s
              timeout client 5s
              timeout server 5s
            frontend https
              bind 127.0.0.1:%d ssl crt %s
              default_backend gateways
            backend gateways
            """
                .formatted(port, workplace.write("both.pem", both)));
    return new HttpsServer(
        workplace, port, List.of(program, "-db", "-f", configuration.toString()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    workplace.close();
  }
}
