package org.rdpdoctor.peers;

import java.util.List;
import java.util.Map;

/// xrdp with a configuration of its own. No session manager runs behind it: it gets as far as the
/// logon window.
public final class Xrdp implements Peer {
  private static final String LOG = "xrdp.log";

  /// Something to log on to, without which xrdp shows no logon window, and the channels without
  /// which FreeRDP leaves before that.
  private static final String LOGON_WINDOW =
      """
      rdpdr=true
      rdpsnd=true
      drdynvc=true
      cliprdr=true
      [Xorg]
      name=Xorg
      lib=libxup.so
      username=ask
      password=ask
      port=-1
      code=20
      """;

  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private Xrdp(String securityLayer, String tlsVersions, boolean oldTls, String cryptLevel) {
    this(securityLayer, tlsVersions, oldTls, cryptLevel, "");
  }

  private Xrdp(
      String securityLayer,
      String tlsVersions,
      boolean oldTls,
      String cryptLevel,
      String sessions) {
    String program = InstalledProgram.find("xrdp", "xrdp");
    workplace = Workplace.of("xrdp");
    port = LoopbackPort.free();
    var identity = SelfSigned.of(workplace, "xrdp.example");
    var settings =
        workplace.write(
            "xrdp.ini",
            """
            [Globals]
            ini_version=1
            fork=true
            port=tcp://%s:%d
            use_vsock=false
            allow_channels=%b
            security_layer=%s
            crypt_level=%s
            certificate=%s
            key_file=%s
            ssl_protocols=%s
            [Logging]
            LogFile=%s
            LogLevel=INFO
            EnableSyslog=false
            EnableConsole=false
            [Channels]
            %s"""
                .formatted(
                    ADDRESS,
                    port,
                    !sessions.isEmpty(),
                    securityLayer,
                    cryptLevel,
                    identity.certificate(),
                    identity.key(),
                    tlsVersions,
                    workplace.file(LOG),
                    sessions));
    process =
        ServerProcess.start(
            workplace,
            port,
            oldTls ? OldTls.allowedBy(workplace) : Map.of(),
            List.of(program, "--nodaemon", "--config", settings.toString()));
  }

  /// TLS 1.2 and 1.3 only, as Debian ships it; no NLA, which xrdp does not know.
  public static Xrdp tls() {
    return new Xrdp("tls", "TLSv1.2, TLSv1.3", false, "high");
  }

  /// The same, up to a logon window that stays.
  public static Xrdp withLogonWindow() {
    return new Xrdp("tls", "TLSv1.2, TLSv1.3", false, "high", LOGON_WINDOW);
  }

  /// True once a client has come as far as the logon window.
  public boolean showedLogonWindow() {
    return log().contains("connecting to sesman");
  }

  /// Standard RDP security only.
  public static Xrdp rdpSecurityOnly() {
    return new Xrdp("rdp", "TLSv1.2, TLSv1.3", false, "high");
  }

  /// Standard RDP security only, with `none`, `low`, `medium`, `high` or `fips` as its level.
  public static Xrdp rdpSecurity(String level) {
    return new Xrdp("rdp", "TLSv1.2, TLSv1.3", false, level);
  }

  /// TLS where the client offers it, otherwise standard RDP security.
  public static Xrdp negotiating() {
    return new Xrdp("negotiate", "TLSv1.2, TLSv1.3", false, "high");
  }

  /// TLS of these versions only, as xrdp.ini spells them (`TLSv1`, `TLSv1.1`, …), with the security
  /// level of OpenSSL lowered so far that the old ones work.
  public static Xrdp tlsOf(String... versions) {
    return new Xrdp("tls", String.join(", ", versions), true, "high");
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
