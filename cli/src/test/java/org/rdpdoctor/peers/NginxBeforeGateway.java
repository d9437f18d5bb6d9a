package org.rdpdoctor.peers;

import java.util.List;
import java.util.Map;

/// nginx that ends TLS and passes everything on to a gateway on loopback.
final class NginxBeforeGateway implements Peer {
  private static final String HTTP_1_1 =
      "proxy_http_version 1.1;\nproxy_set_header Connection \"\";\n";
  private static final String UPGRADING =
      """
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      """;

  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private NginxBeforeGateway(String directives, int gateway) {
    String program = InstalledProgram.find("nginx", "nginx-light");
    workplace = Workplace.of("nginx");
    port = LoopbackPort.free();
    var identity = SelfSigned.of(workplace, "nginx.example");
    String folder = workplace.folder().toString();
    var settings =
        workplace.write(
            "nginx.conf",
            """
            daemon off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log info;
            events {}
            http {
              access_log %1$s/access.log;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              ssl_certificate %2$s;
              ssl_certificate_key %3$s;
              map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
              server {
                listen %4$s:%5$d ssl;
                location / {
                  proxy_pass https://%4$s:%6$d;
                  %7$s
                }
              }
            }
            """
                .formatted(
                    folder,
                    identity.certificate(),
                    identity.key(),
                    ADDRESS,
                    port,
                    gateway,
                    directives));
    process =
        ServerProcess.start(
            workplace,
            port,
            Map.of(),
            List.of(
                program, "-c", settings.toString(), "-e", workplace.file("error.log").toString()));
  }

  /// As nginx does it when it is told nothing else: HTTP/1.0, no upgrade, everything buffered.
  static NginxBeforeGateway asItComes(int gateway) {
    return new NginxBeforeGateway("", gateway);
  }

  /// As its manual says how to pass a WebSocket on.
  static NginxBeforeGateway upgrading(int gateway) {
    return new NginxBeforeGateway(UPGRADING, gateway);
  }

  /// HTTP/1.1 without upgrades; what the client says and what the gateway says flows, or is kept
  /// until there is enough of it.
  static NginxBeforeGateway flowing(int gateway, boolean in, boolean out) {
    String buffering =
        "proxy_request_buffering "
            + (in ? "off" : "on")
            + ";\nproxy_buffering "
            + (out ? "off" : "on");
    return new NginxBeforeGateway(HTTP_1_1 + buffering + ";", gateway);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String log() {
    return workplace.read("access.log") + workplace.read("error.log");
  }

  @Override
  public void close() {
    process.close();
    workplace.close();
  }
}
