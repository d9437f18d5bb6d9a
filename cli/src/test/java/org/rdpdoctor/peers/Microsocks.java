package org.rdpdoctor.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A SOCKS 5 proxy, for everybody or for one user.
public final class Microsocks implements Peer {
  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private Microsocks(List<String> logon) {
    String program = InstalledProgram.find("microsocks", "microsocks");
    workplace = Workplace.of("microsocks");
    port = LoopbackPort.free();
    var command = new ArrayList<>(List.of(program, "-i", ADDRESS, "-p", "" + port));
    command.addAll(logon);
    process = ServerProcess.start(workplace, port, Map.of(), command);
  }

  public static Microsocks open() {
    return new Microsocks(List.of());
  }

  public static Microsocks of(String user, String password) {
    return new Microsocks(List.of("-u", user, "-P", password));
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
