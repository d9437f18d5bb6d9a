package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// OpenSSH's server: a foreign service that speaks first, and a jump host for who has [#identity].
public final class Sshd implements Peer {
  private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private Sshd(String more) {
    String program = InstalledProgram.find("sshd", "openssh-server");
    String keys = InstalledProgram.find("ssh-keygen", "openssh-client");
    workplace = Workplace.of("sshd");
    port = LoopbackPort.free();
    Path hostKey = workplace.file("host_key");
    SelfSigned.run(
        workplace, List.of(keys, "-q", "-t", "ed25519", "-N", "", "-f", hostKey.toString()));
    Path identity = workplace.file("identity");
    SelfSigned.run(
        workplace, List.of(keys, "-q", "-t", "ed25519", "-N", "", "-f", identity.toString()));
    var settings =
        workplace.write(
            "sshd_config",
            """
            ListenAddress %s
            Port %d
            HostKey %s
            PidFile none
            UsePAM no
            PasswordAuthentication no
            StrictModes no
            AuthorizedKeysFile %s.pub
            %s
            """
                .formatted(ADDRESS, port, hostKey, identity, more));
    workplace.write(
        "known_hosts", "[%s]:%d %s".formatted(ADDRESS, port, workplace.read("host_key.pub")));
    preparePrivilegeSeparation();
    process =
        ServerProcess.start(
            workplace, port, Map.of(), List.of(program, "-D", "-e", "-f", settings.toString()));
  }

  public static Sshd start() {
    return new Sshd("");
  }

  /// With these lines in its sshd_config.
  public static Sshd with(String settings) {
    return new Sshd(settings);
  }

  /// The file with a key that it lets in.
  public Path identity() {
    return workplace.file("identity");
  }

  /// A file that has its key.
  public Path knownHosts() {
    return workplace.file("known_hosts");
  }

  /// The system's start script makes this folder, and sshd does not start as root without it.
  private static void preparePrivilegeSeparation() {
    if ("root".equals(System.getProperty("user.name"))) {
      try {
        Files.createDirectories(PRIVILEGE_SEPARATION);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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
