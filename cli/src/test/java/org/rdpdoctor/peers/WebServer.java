package org.rdpdoctor.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The JDK's own `jwebserver`: a foreign service that waits for the client to speak HTTP.
public final class WebServer implements Peer {
  private final Workplace workplace = Workplace.of("web");
  private final int port = LoopbackPort.free();
  private final ServerProcess process;

  private WebServer() {
    String program = Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString();
    process =
        ServerProcess.start(
            workplace,
            port,
            Map.of(),
            List.of(
                program,
                "-b",
                ADDRESS,
                "-p",
                Integer.toString(port),
                "-d",
                workplace.folder().toString()));
  }

  public static WebServer start() {
    return new WebServer();
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
