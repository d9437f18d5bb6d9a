package org.rdpdoctor.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// MIT's krb5kdc with a realm, accounts and a clock of its own.
public final class Kdc implements Peer {
  public static final String REALM = "LAB.TEST";
  public static final String PASSWORD = "Secret1";

  /// A user without any trouble.
  public static final String USER = "alice";

  /// A user whose password expired years ago.
  public static final String EXPIRED = "expired";

  /// A user whose account ended years ago.
  public static final String ENDED = "ended";

  /// A user who is locked out by the second wrong password.
  public static final String LOCKABLE = "lockable";

  /// A user whose password the KDC does not ask a proof for.
  public static final String UNPROVED = "unproved";

  /// The host whose service has a key.
  public static final String HOST = "rdp.lab.test";

  private static final String LOG = "kdc.log";

  private final Workplace workplace;
  private final int port;
  private final Map<String, String> environment;
  private final ServerProcess process;

  private Kdc(Duration ahead) {
    String program = InstalledProgram.find("krb5kdc", "krb5-kdc");
    String maker = InstalledProgram.find("kdb5_util", "krb5-kdc");
    String administrator = InstalledProgram.find("kadmin.local", "krb5-admin-server");
    workplace = Workplace.of("kdc");
    port = LoopbackPort.free();
    environment =
        Map.of(
            "KRB5_CONFIG", clientConfiguration().toString(),
            "KRB5_KDC_PROFILE", serverConfiguration().toString());
    run(environment, List.of(maker, "create", "-s", "-r", REALM, "-P", "master", "-W"), "");
    run(environment, List.of(administrator, "-r", REALM), accounts());
    process = ServerProcess.start(workplace, port, environment, command(program, ahead));
  }

  /// With the right time.
  public static Kdc start() {
    return new Kdc(Duration.ZERO);
  }

  /// Whose clock is ahead of this machine's.
  public static Kdc ahead(Duration ahead) {
    return new Kdc(ahead);
  }

  private List<String> command(String program, Duration ahead) {
    var command = new ArrayList<String>();
    if (!ahead.isZero()) {
      String shifting = InstalledProgram.find("faketime", "faketime");
      command.addAll(
          List.of(shifting, "--exclude-monotonic", "-f", "%+ds".formatted(ahead.toSeconds())));
    }
    command.addAll(List.of(program, "-n", "-r", REALM, "-P", pidFile()));
    return command;
  }

  private String pidFile() {
    return workplace.file("kdc.pid").toString();
  }

  private Path serverConfiguration() {
    return workplace.write(
        "kdc.conf",
        """
        [kdcdefaults]
         kdc_listen = %s:%d
         kdc_tcp_listen = %s:%d
        [realms]
         %s = {
          database_name = %s
          key_stash_file = %s
          acl_file = %s
          max_life = 10h
          default_principal_flags = +preauth
         }
        [logging]
         kdc = FILE:%s
         admin_server = FILE:%s
        """
            .formatted(
                ADDRESS,
                port,
                ADDRESS,
                port,
                REALM,
                workplace.file("principal"),
                workplace.file("stash"),
                workplace.file("acl"),
                workplace.file(LOG),
                workplace.file("kadmin.log")));
  }

  /// krb5.conf of somebody who knows this KDC.
  public Path clientConfiguration() {
    return workplace.write(
        "krb5.conf",
        """
        [libdefaults]
         default_realm = %s
         dns_lookup_kdc = false
        [realms]
         %s = {
          kdc = %s:%d
         }
        """
            .formatted(REALM, REALM, ADDRESS, port));
  }

  private String accounts() {
    return """
    addpol -maxfailure 2 -failurecountinterval 1h -lockoutduration 1h lockout
    addprinc -pw %1$s %2$s
    addprinc -pw %1$s -pwexpire 2020-01-01 %3$s
    addprinc -pw %1$s -expire 2020-01-01 %4$s
    addprinc -pw %1$s -policy lockout %5$s
    addprinc -pw %1$s -requires_preauth %6$s
    addprinc -randkey TERMSRV/%7$s
    ktadd -k %8$s TERMSRV/%7$s
    """
        .formatted(PASSWORD, USER, EXPIRED, ENDED, LOCKABLE, UNPROVED, HOST, keytab());
  }

  /// The keys of the service on [#HOST].
  public Path keytab() {
    return workplace.file("server.keytab");
  }

  /// A ticket cache with a ticket-granting ticket of [#USER], made with MIT's own kinit.
  public Path ticketCache() {
    Path cache = workplace.file("tickets");
    String kinit = InstalledProgram.find("kinit", "krb5-user");
    run(environment, List.of(kinit, "-c", "FILE:" + cache, USER), PASSWORD + "\n");
    return cache;
  }

  /// How often the KDC's log says `what` of `user`.
  public long logged(String what, String user) {
    return log().lines().filter(line -> line.contains(what + ": " + user + "@")).count();
  }

  private void run(Map<String, String> variables, List<String> command, String input) {
    try {
      Path output = workplace.file("tools.log");
      var builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
      builder.environment().putAll(variables);
      builder.directory(workplace.folder().toFile());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
      Process tool = builder.start();
      try (var in = tool.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!tool.waitFor(20, TimeUnit.SECONDS) || tool.exitValue() != 0) {
        tool.destroyForcibly();
        throw new IllegalStateException(
            command.getFirst() + " failed:\n" + Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
    process.close();
    workplace.close();
  }
}
