package org.rdpdoctor.peers;

import java.util.List;
import java.util.Map;

/// The RDP server of the GNOME desktop, in a session of its own without a screen. NLA only.
///
/// Version 43 is fragile: connections that follow each other within 5 milliseconds leave it silent
/// for good, those within 10 are reset now and then; with 20 it stayed well.
public final class GnomeRemoteDesktop implements Peer {
  private static final String PACKAGE = "gnome-remote-desktop";

  private final Workplace workplace;
  private final int port;
  private final ServerProcess process;

  private GnomeRemoteDesktop() {
    String server = InstalledProgram.find("gnome-remote-desktop-daemon", PACKAGE);
    String bus = InstalledProgram.find("dbus-run-session", "dbus");
    String sound = InstalledProgram.find("pipewire", "pipewire");
    String soundSession = InstalledProgram.find("wireplumber", "wireplumber");
    String desktop = InstalledProgram.find("mutter", "mutter");
    workplace = Workplace.of("gnome");
    port = LoopbackPort.free();
    prepare();
    var session =
        workplace.write(
            "session.sh",
            """
            '%s' & '%s' & '%s' --headless --wayland --no-x11 --virtual-monitor 1024x768 &
            exec '%s' --headless --rdp-port %d
            """
                .formatted(sound, soundSession, desktop, server, port));
    process =
        ServerProcess.start(
            workplace, port, environment(), List.of(bus, "--", "sh", session.toString()));
  }

  public static GnomeRemoteDesktop start() {
    return new GnomeRemoteDesktop();
  }

  private void prepare() {
    var identity = SelfSigned.of(workplace, "gnome.example");
    workplace.write(
        "config/glib-2.0/settings/keyfile",
        """
        [org/gnome/desktop/remote-desktop/rdp]
        enable=true
        tls-cert='%s'
        tls-key='%s'
        """
            .formatted(identity.certificate(), identity.key()));
    workplace.write(
        "data/gnome-remote-desktop/credentials.ini",
        """
        [RDP]
        credentials={'username': <'alice'>, 'password': <'Secret1'>}
        """);
    workplace.write("run/.keep", "");
  }

  private Map<String, String> environment() {
    return Map.of(
        "HOME", folder(""),
        "XDG_CONFIG_HOME", folder("config"),
        "XDG_DATA_HOME", folder("data"),
        "XDG_RUNTIME_DIR", folder("run"),
        "GSETTINGS_BACKEND", "keyfile");
  }

  private String folder(String name) {
    return workplace.file(name).toString();
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
