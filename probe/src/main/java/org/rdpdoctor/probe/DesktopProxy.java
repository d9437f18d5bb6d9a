package org.rdpdoctor.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdpdoctor.wire.Bytes;

/// A proxy that the settings of a desktop name.
///
/// @param source where it stands, for people to read
/// @param scheme of the URLs that it is for; empty for all
/// @param proxy where it is; where its script is, if `isScript`
/// @param exceptions hosts that it is not for
record DesktopProxy(
    String source, String scheme, String proxy, boolean isScript, String exceptions) {
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private static final int MOST_OUTPUT = 64 * 1024;

  private static final String WINDOWS_KEY =
      "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";

  private static final Path GSETTINGS = Path.of("/usr/bin/gsettings");

  private static final Pattern WINDOWS_VALUE =
      Pattern.compile("^\\s+(\\w+)\\s+REG_\\w+\\s+(.*?)\\s*$", Pattern.MULTILINE);

  private static final Pattern GNOME_VALUE =
      Pattern.compile(
          "^org\\.gnome\\.system\\.proxy(\\.\\w+)? ([\\w-]+) (.*?)\\s*$", Pattern.MULTILINE);

  boolean isFor(String url) {
    return (scheme.isEmpty() || url.startsWith(scheme + ":"))
        && !SystemProxies.isExcepted(SystemProxies.host(url), exceptions);
  }

  String words() {
    return (isScript ? "the script " : "the proxy ") + SystemProxies.shown(proxy);
  }

  /// What this machine's desktop is set to; nothing where that is not known.
  static List<DesktopProxy> read(Map<String, String> environment, Clock clock) {
    boolean windows = environment.getOrDefault("OS", "").startsWith("Windows");
    if (windows) {
      return said(List.of("reg", "query", WINDOWS_KEY), clock)
          .map(DesktopProxy::ofWindows)
          .orElse(List.of());
    }
    boolean gnome =
        environment.containsKey("DBUS_SESSION_BUS_ADDRESS") && Files.isExecutable(GSETTINGS);
    return gnome
        ? said(List.of(GSETTINGS.toString(), "list-recursively", "org.gnome.system.proxy"), clock)
            .map(DesktopProxy::ofGnome)
            .orElse(List.of())
        : List.of();
  }

  /// Reads what `reg query` says of the Internet Settings.
  static List<DesktopProxy> ofWindows(String said) {
    var values = new LinkedHashMap<String, String>();
    Matcher value = WINDOWS_VALUE.matcher(said);
    while (value.find()) {
      values.put(value.group(1), value.group(2));
    }
    var found = new ArrayList<DesktopProxy>();
    String script = values.getOrDefault("AutoConfigURL", "");
    String source = "the Internet Settings of this user";
    if (!script.isEmpty()) {
      found.add(new DesktopProxy(source, "", script, true, ""));
    }
    String exceptions = values.getOrDefault("ProxyOverride", "");
    if (values.getOrDefault("ProxyEnable", "").equals("0x1")) {
      for (String part : values.getOrDefault("ProxyServer", "").split(";", -1)) {
        int at = part.indexOf('=');
        String scheme = at < 0 ? "" : part.substring(0, at).toLowerCase(Locale.ROOT).strip();
        String proxy = part.substring(at + 1).strip();
        if (!proxy.isEmpty()) {
          found.add(
              new DesktopProxy(
                  source, scheme.equals("socks") ? "" : scheme, proxy, false, exceptions));
        }
      }
    }
    return List.copyOf(found);
  }

  /// Reads what `gsettings list-recursively org.gnome.system.proxy` says.
  static List<DesktopProxy> ofGnome(String said) {
    var values = new LinkedHashMap<String, String>();
    Matcher value = GNOME_VALUE.matcher(said);
    while (value.find()) {
      String section = Optional.ofNullable(value.group(1)).orElse("");
      values.put(
          (section + "." + value.group(2)).substring(section.isEmpty() ? 0 : 1), value.group(3));
    }
    String source = "GNOME's network settings";
    return switch (text(values, ".mode")) {
      case "auto" -> {
        String script = text(values, ".autoconfig-url");
        yield List.of(
            new DesktopProxy(source, "", script.isEmpty() ? "found by WPAD" : script, true, ""));
      }
      case "manual" -> {
        var found = new ArrayList<DesktopProxy>();
        String exceptions =
            values.getOrDefault(".ignore-hosts", "").replaceAll("[\\[\\]']", "").strip();
        for (String section : List.of("https", "http", "socks")) {
          String host = text(values, section + ".host");
          String port = values.getOrDefault(section + ".port", "0");
          if (!host.isEmpty() && !port.equals("0")) {
            found.add(
                new DesktopProxy(
                    source,
                    section.equals("socks") ? "" : section,
                    section.equals("socks") ? "socks://" + host + ":" + port : host + ":" + port,
                    false,
                    exceptions));
          }
        }
        yield List.copyOf(found);
      }
      default -> List.of();
    };
  }

  private static String text(Map<String, String> values, String name) {
    return values.getOrDefault(name, "").replaceAll("^'|'$", "");
  }

  /// What a program of this machine prints; nothing if it cannot, or takes too long.
  private static Optional<String> said(List<String> command, Clock clock) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      process.getOutputStream().close();
      var reading =
          Blocking.start(
              () -> {
                try (InputStream out = process.getInputStream()) {
                  return Bytes.copyOf(out.readNBytes(MOST_OUTPUT));
                }
              });
      Optional<Bytes> read =
          Waiting.forResult(reading, clock.until(clock.now().plus(clock.atMost(PATIENCE))));
      process.destroy();
      return read.map(bytes -> bytes.decode(StandardCharsets.UTF_8));
    } catch (IOException | IllegalStateException _) {
      return Optional.empty(); // no such program here
    }
  }
}
