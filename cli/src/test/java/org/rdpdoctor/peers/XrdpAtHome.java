package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// xrdp with a copy of the folder that Debian gives it, which may be broken, repaired and looked
/// at; it is started again to take up what was changed.
public final class XrdpAtHome implements Peer {
  private static final String LOG = "xrdp.log";

  private final String program = InstalledProgram.find("xrdp", "xrdp");
  private final Workplace workplace = Workplace.of("xrdp-at-home");
  private final Path folder = workplace.file("etc");
  private final int port = LoopbackPort.free();
  private boolean asItself;
  private @Nullable ServerProcess process;

  /// A healthy one, not started yet: TLS 1.2 and 1.3 with a good certificate of its own.
  public static XrdpAtHome healthy() {
    var home = new XrdpAtHome();
    home.moveIn();
    return home;
  }

  private void moveIn() {
    try {
      open(workplace.folder());
      open(Files.createDirectory(folder));
      try (Stream<Path> files = Files.list(Path.of("/etc/xrdp"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!Files.isSymbolicLink(file)) {
            Files.copy(file, folder.resolve(file.getFileName()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SelfSigned.of(new Workplace(folder), "xrdp.example", options("-days", "365"));
    set("port", "tcp://" + ADDRESS + ":" + port);
    set("certificate", folder.resolve("certificate.pem").toString());
    set("key_file", folder.resolve("key.pem").toString());
    set("security_layer", "negotiate");
    set("LogFile", workplace.file(LOG).toString());
  }

  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<String> options(String... last) {
    var options = new ArrayList<>(List.of("-newkey", "rsa:2048", "-sha256"));
    options.addAll(List.of(last));
    return options;
  }

  /// Replaces its certificate and key by one made with these options of `openssl req`.
  public void certificate(String... openssl) {
    SelfSigned.of(new Workplace(folder), "xrdp.example", List.of(openssl));
  }

  /// A certificate that ended on the first day of 2021.
  public void expiredCertificate() {
    SelfSigned.run(
        workplace,
        List.of(
            InstalledProgram.find("faketime", "faketime"),
            "2020-12-01 12:00:00",
            InstalledProgram.find("openssl", "openssl"),
            "req",
            "-x509",
            "-nodes",
            "-newkey",
            "rsa:2048",
            "-sha256",
            "-days",
            "31",
            "-subj",
            "/CN=xrdp.example",
            "-keyout",
            folder.resolve("key.pem").toString(),
            "-out",
            folder.resolve("certificate.pem").toString()));
  }

  /// Sets a line of its xrdp.ini.
  public void set(String key, String value) {
    try {
      Path ini = folder.resolve("xrdp.ini");
      String lines = Files.readString(ini);
      Files.writeString(
          ini,
          lines.replaceFirst(
              "(?m)^#?" + key + "=.*$", Matcher.quoteReplacement(key + "=" + value)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// It runs as the account that Debian makes for it, and not as that of the test.
  public void runsAsItself() {
    asItself = true;
  }

  /// Where its files are.
  public Path folder() {
    return folder;
  }

  /// Where a test may put more.
  public Path around() {
    return workplace.folder();
  }

  public boolean runs() {
    return process != null;
  }

  public void start() {
    var command = new ArrayList<String>();
    if (asItself) {
      workplace.write(LOG, "");
      own(workplace.file(LOG));
      command.addAll(List.of("/usr/sbin/runuser", "-u", "xrdp", "--"));
    }
    command.addAll(
        List.of(program, "--nodaemon", "--config", folder.resolve("xrdp.ini").toString()));
    process = ServerProcess.start(workplace, port, environment(), command);
  }

  private void own(Path file) {
    SelfSigned.run(workplace, List.of("/bin/chown", "xrdp", file.toString()));
  }

  private Map<String, String> environment() {
    return OldTls.allowedBy(workplace);
  }

  public void stop() {
    ServerProcess running = process;
    if (running != null) {
      running.close();
      process = null;
    }
  }

  /// What a script leaves to people, or to systemd.
  public void restart() {
    stop();
    start();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String log() {
    return workplace.read(LOG);
  }

  @Override
  public void close() {
    stop();
    workplace.close();
  }
}
