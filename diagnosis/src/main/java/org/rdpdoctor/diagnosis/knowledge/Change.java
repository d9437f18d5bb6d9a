package org.rdpdoctor.diagnosis.knowledge;

import java.util.Optional;

/// One thing that a fix changes, so exactly that a script can do it: only where it is not so
/// already, with the old value saved.
///
/// In `fixes/<side>/<id>.yaml` each is a map of one key, as in `registry: {…}`.
public sealed interface Change {
  /// The operating system that it is made on.
  Platform platform();

  enum Platform {
    WINDOWS,
    LINUX
  }

  /// `registry`: a value in the registry.
  ///
  /// @param key from `HKLM\` or `HKCU\` on
  /// @param value what it must be, a number in decimal digits; without one it must not be there
  record RegistryValue(String key, String name, Kind kind, Optional<String> value)
      implements Change {
    public enum Kind {
      DWORD,
      STRING
    }

    @Override
    public Platform platform() {
      return Platform.WINDOWS;
    }
  }

  /// `service`: a service of Windows that must run.
  ///
  /// @param start how it must start; without one, anything but disabled will do
  record Service(String name, Optional<Start> start) implements Change {
    public enum Start {
      AUTOMATIC,
      MANUAL
    }

    @Override
    public Platform platform() {
      return Platform.WINDOWS;
    }
  }

  /// `firewall-rules`: inbound rules of Windows that must be enabled.
  ///
  /// @param match a group (`@FirewallAPI.dll,-28752`) or the name of one rule, neither of which
  /// depends on the language of Windows
  record FirewallRules(By by, String match) implements Change {
    public enum By {
      GROUP,
      NAME
    }

    @Override
    public Platform platform() {
      return Platform.WINDOWS;
    }
  }

  /// `rdp-certificate`: the certificate that Windows made itself must be good; a bad one is taken
  /// away, and Windows makes another one.
  ///
  /// @param days for how many it must be valid still
  record RdpCertificate(int days) implements Change {
    @Override
    public Platform platform() {
      return Platform.WINDOWS;
    }
  }

  /// `power`: on mains, the machine must not go to sleep or hibernate by itself.
  record Power(Sleep never) implements Change {
    public enum Sleep {
      STANDBY,
      HIBERNATE
    }

    @Override
    public Platform platform() {
      return Platform.WINDOWS;
    }
  }

  /// `once`: something that Windows does at once and that leaves no setting behind.
  record Once(Act act) implements Change {
    public enum Act {
      RESYNC_CLOCK,
      FLUSH_DNS,
      REGISTER_DNS,
      RENEW_LEASE
    }

    @Override
    public Platform platform() {
      return Platform.WINDOWS;
    }
  }

  /// `restart-service`: what was changed counts after a restart of this service of Windows.
  record RestartService(String name) implements Change {
    @Override
    public Platform platform() {
      return Platform.WINDOWS;
    }
  }

  /// `restart-computer`: what was changed counts after a restart of the computer, which is left to
  /// people.
  record RestartComputer() implements Change {
    @Override
    public Platform platform() {
      return Platform.WINDOWS;
    }
  }

  /// `ini`: a line of a file in the folder of xrdp.
  ///
  /// @param value what it must be; without one the line must not be there
  record IniLine(File file, String section, String key, Optional<String> value) implements Change {
    public enum File {
      XRDP,
      SESMAN;

      /// `xrdp.ini`.
      public String fileName() {
        return switch (this) {
          case XRDP -> "xrdp.ini";
          case SESMAN -> "sesman.ini";
        };
      }
    }

    @Override
    public Platform platform() {
      return Platform.LINUX;
    }
  }

  /// `unit`: a unit of systemd that must run, and start with the machine.
  record Unit(String name) implements Change {
    @Override
    public Platform platform() {
      return Platform.LINUX;
    }
  }

  /// `xrdp-certificate`: the self-signed certificate of xrdp must be good, and belong to its key.
  ///
  /// @param days for how many it must be valid still
  /// @param own whether it gets files of its own instead of those that the system shares
  record XrdpCertificate(int days, boolean own) implements Change {
    @Override
    public Platform platform() {
      return Platform.LINUX;
    }
  }

  /// `xrdp-key`: xrdp must be able to read its key.
  record XrdpKey() implements Change {
    @Override
    public Platform platform() {
      return Platform.LINUX;
    }
  }

  /// `restart-unit`: what was changed counts after a restart of this unit of systemd.
  record RestartUnit(String name) implements Change {
    @Override
    public Platform platform() {
      return Platform.LINUX;
    }
  }
}
