package org.rdpdoctor.diagnosis.rdpfile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.diagnosis.codes.Confidence;

/// What is known of one setting of .rdp files.
///
/// @param name as its makers write it
/// @param type `i`, `s` or `b`
/// @param values the values that it may have; empty if any may
/// @param usual the value that a client takes if the file does not say; nothing if none is known
/// @param meaning a sentence
/// @param advice what to look at when a connection fails; empty if there is nothing
/// @param clients who reads it
/// @param period since or until when, and what took its place; empty if it is as it always was
public record Property(
    String name,
    char type,
    Group group,
    Values values,
    Optional<String> usual,
    String meaning,
    String advice,
    List<String> clients,
    String period,
    Set<Flag> flags,
    Confidence confidence,
    List<String> sources) {

  static final List<String> COLUMNS =
      List.of(
          "name",
          "type",
          "group",
          "values",
          "default",
          "meaning",
          "advice",
          "clients",
          "period",
          "flags",
          "confidence",
          "sources");

  public Property {
    clients = List.copyOf(clients);
    flags = Set.copyOf(flags);
    sources = List.copyOf(sources);
  }

  /// What a setting is about; in this order a file is shown.
  public enum Group {
    CONNECTION("Connection"),
    SECURITY("Logon and security"),
    GATEWAY("RD Gateway"),
    REMOTEAPP("RemoteApp"),
    AVD("Azure Virtual Desktop and workspaces"),
    SESSION("Session"),
    DEVICES("Devices and sound"),
    DISPLAY("Display and speed"),
    SIGNATURE("Signature"),
    EXTENSION("Settings of single programs");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a wrong value can keep a connection from coming about.
    boolean isVital() {
      return switch (this) {
        case CONNECTION, SECURITY, GATEWAY, REMOTEAPP, SIGNATURE -> true;
        case AVD, SESSION, DEVICES, DISPLAY, EXTENSION -> false;
      };
    }
  }

  /// What else there is to say of a setting.
  public enum Flag {
    /// A file without it is worth nothing.
    REQUIRED,
    /// Signing a file covers it.
    SIGNED,
    /// Its value is not to be shown.
    SECRET,
    /// Clients ignore it, or something else took its place.
    RETIRED,
    /// Only the program that made it up knows it.
    VENDOR;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The name in lower case, as a file's settings have it.
  public String key() {
    return name.toLowerCase(Locale.ROOT);
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  /// A line that sets it, as in `server port:i:3389`.
  public String line(String value) {
    return name + ":" + type + ":" + value;
  }
}
