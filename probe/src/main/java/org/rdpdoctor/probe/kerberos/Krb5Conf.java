package org.rdpdoctor.probe.kerberos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What the user's krb5.conf says, as far as a logon needs it: which realm is meant, where its KDCs
/// are and which encryption is allowed.
///
/// @param source the file that was read; empty if there is none
/// @param values of `section/key` or `section/realm/key`, in the order of the file
record Krb5Conf(String source, Map<String, List<String>> values) {
  private static final long MOST_BYTES = 256 * 1024;
  private static final int MOST_FILES = 64;
  private static final int MOST_DEPTH = 4;

  static Krb5Conf none() {
    return new Krb5Conf("", Map.of());
  }

  /// The file that Kerberos programs of this machine read.
  ///
  /// @param environment gives the value of a variable, or empty text
  static Krb5Conf ofMachine(UnaryOperator<String> environment) {
    var places = new ArrayList<String>();
    places.addAll(List.of(environment.apply("KRB5_CONFIG").split(java.io.File.pathSeparator)));
    places.add(System.getProperty("java.security.krb5.conf", ""));
    String windows = environment.apply("SystemRoot");
    if (!windows.isEmpty()) {
      places.add(windows + "\\krb5.ini");
    }
    places.add("/etc/krb5.conf");
    places.add("/Library/Preferences/edu.mit.Kerberos");
    return places.stream()
        .filter(place -> !place.isBlank())
        .map(Path::of)
        .filter(Files::isReadable)
        .findFirst()
        .map(Krb5Conf::read)
        .orElseGet(Krb5Conf::none);
  }

  static Krb5Conf read(Path file) {
    var reading = new Reading();
    reading.file(file, 0);
    return new Krb5Conf(file.toString(), reading.values);
  }

  /// For text that stands in no file.
  static Krb5Conf of(String text) {
    var reading = new Reading();
    reading.lines(text.lines().toList(), Path.of(""), 0);
    return new Krb5Conf("", reading.values);
  }

  Optional<String> defaultRealm() {
    return first("libdefaults/default_realm");
  }

  List<String> kdcs(String realm) {
    return values.getOrDefault("realms/" + realm + "/kdc", List.of());
  }

  /// Every realm that it knows of.
  List<String> realms() {
    var realms = new TreeSet<String>();
    for (String key : values.keySet()) {
      String[] parts = key.split("/", -1);
      if (parts.length == 3 && parts[0].equals("realms")) {
        realms.add(parts[1]);
      }
    }
    return List.copyOf(realms);
  }

  /// The realm that `[domain_realm]` gives to a host: by its whole name, or by the longest domain.
  Optional<String> realmOf(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    Optional<String> found = first("domain_realm/" + name);
    for (int dot = name.indexOf('.');
        found.isEmpty() && dot >= 0;
        dot = name.indexOf('.', dot + 1)) {
      String domain = name.substring(dot);
      found =
          first("domain_realm/" + domain).or(() -> first("domain_realm/" + domain.substring(1)));
    }
    return found;
  }

  Optional<String> libdefault(String key) {
    return first("libdefaults/" + key);
  }

  private Optional<String> first(String key) {
    return values.getOrDefault(key, List.of()).stream().findFirst();
  }

  /// Reads a file and what it includes. What is no setting is passed over, as others do.
  private static final class Reading {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private int files;

    void file(Path file, int depth) {
      if (depth > MOST_DEPTH || ++files > MOST_FILES) {
        return;
      }
      try {
        if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
          String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
          lines(text.lines().toList(), file, depth);
        }
      } catch (IOException _) {
        // a file that cannot be read says nothing
      }
    }

    void lines(List<String> lines, Path file, int depth) {
      String section = "";
      String group = "";
      for (String raw : lines) {
        String line = raw.strip();
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
          continue;
        }
        if (line.startsWith("include")) {
          include(line, file, depth);
        } else if (line.startsWith("[")) {
          section = line.substring(1, Math.max(1, line.indexOf(']'))).strip();
          group = "";
        } else if (line.startsWith("}")) {
          group = "";
        } else {
          group = setting(section, group, line);
        }
      }
    }

    /// The group that the next line stands in.
    private String setting(String section, String group, String line) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        return group;
      }
      String key = line.substring(0, equals).strip();
      String value = line.substring(equals + 1).strip();
      if (value.startsWith("{")) {
        return key;
      }
      String unquoted =
          value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
              ? value.substring(1, value.length() - 1)
              : value;
      String name = section.equals("domain_realm") ? key.toLowerCase(Locale.ROOT) : key;
      String path = group.isEmpty() ? section + "/" + name : section + "/" + group + "/" + name;
      values.computeIfAbsent(path, _ -> new ArrayList<>()).add(unquoted);
      return group;
    }

    private void include(String line, Path file, int depth) {
      String[] parts = line.split("\\s+", 2);
      if (parts.length < 2) {
        return;
      }
      Path named = file.resolveSibling(parts[1].strip());
      if (parts[0].equals("include")) {
        file(named, depth + 1);
      } else if (parts[0].equals("includedir")) {
        try (Stream<Path> entries = Files.list(named)) {
          entries
              .filter(entry -> String.valueOf(entry.getFileName()).matches("[\\w-]+(\\.conf)?"))
              .sorted()
              .forEach(entry -> file(entry, depth + 1));
        } catch (IOException _) {
          // an absent folder is empty
        }
      }
    }
  }
}
