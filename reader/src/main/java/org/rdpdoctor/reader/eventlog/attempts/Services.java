package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The services and programs that Remote Desktop needs, by the names that logs give them.
final class Services {
  /// Their short names by what the service control manager calls them; it speaks the machine's
  /// language, so that only the short ones are sure.
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("termservice", "TermService"),
          Map.entry("remote desktop services", "TermService"),
          Map.entry("terminal services", "TermService"),
          Map.entry("remotedesktopdienste", "TermService"),
          Map.entry("services bureau à distance", "TermService"),
          Map.entry("servicios de escritorio remoto", "TermService"),
          Map.entry("sessionenv", "SessionEnv"),
          Map.entry("remote desktop configuration", "SessionEnv"),
          Map.entry("umrdpservice", "UmRdpService"),
          Map.entry("remote desktop services usermode port redirector", "UmRdpService"),
          Map.entry("netlogon", "Netlogon"),
          Map.entry("bfe", "BFE"),
          Map.entry("base filtering engine", "BFE"),
          Map.entry("mpssvc", "MpsSvc"),
          Map.entry("windows firewall", "MpsSvc"),
          Map.entry("windows defender firewall", "MpsSvc"),
          Map.entry("keyiso", "KeyIso"),
          Map.entry("cng key isolation", "KeyIso"),
          Map.entry("cryptsvc", "CryptSvc"),
          Map.entry("cryptographic services", "CryptSvc"),
          Map.entry("dhcp", "Dhcp"),
          Map.entry("dhcp client", "Dhcp"),
          Map.entry("nsi", "nsi"),
          Map.entry("network store interface service", "nsi"),
          Map.entry("rpcss", "RpcSs"),
          Map.entry("remote procedure call (rpc)", "RpcSs"),
          Map.entry("w32time", "W32Time"),
          Map.entry("windows time", "W32Time"),
          Map.entry("tsgateway", "TSGateway"),
          Map.entry("remote desktop gateway", "TSGateway"),
          Map.entry("tssdis", "Tssdis"),
          Map.entry("remote desktop connection broker", "Tssdis"));

  private static final Set<String> STOPPED =
      Set.of("stopped", "beendet", "arrêté", "detenido", "interrotto", "parado", "gestopt");

  private static final Set<String> PROGRAMS =
      Set.of(
          "svchost.exe_termservice",
          "winlogon.exe",
          "logonui.exe",
          "dwm.exe",
          "csrss.exe",
          "rdpclip.exe",
          "userinit.exe",
          "lsass.exe",
          "lsm.exe");

  private Services() {}

  /// The service's short name, if Remote Desktop depends on it.
  static Optional<String> known(String name) {
    return Optional.ofNullable(KNOWN.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  static boolean isStopped(String state) {
    return STOPPED.contains(state.strip().toLowerCase(Locale.ROOT));
  }

  /// Whether sessions need this program.
  static boolean isOfSessions(String program) {
    return PROGRAMS.contains(program.strip().toLowerCase(Locale.ROOT));
  }

  /// The last part of a path, without what is written behind it in brackets.
  static String fileName(String path) {
    String text = path.strip();
    int bracket = text.indexOf(" (");
    String bare = bracket > 0 ? text.substring(0, bracket) : text;
    return bare.substring(bare.lastIndexOf('\\') + 1);
  }
}
