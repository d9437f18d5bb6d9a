package org.rdpdoctor.probe;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.ProxyFact.ProxyNoticed;

/// Which proxies this machine is told to use for a URL: by its environment, and by the settings of
/// its desktop. Nothing is asked over the network; a script (PAC) is named and not run.
///
/// rdpdoctor itself heeds none of them: it goes the way that the command line says.
final class SystemProxies {
  private SystemProxies() {}

  /// @param url whose proxy is wanted, such as `https://gateway.example:443/`
  static List<ProxyNoticed> of(Map<String, String> environment, String url, Clock clock) {
    var noticed = new ArrayList<ProxyNoticed>();
    ofEnvironment(environment, url, clock).ifPresent(noticed::add);
    for (DesktopProxy setting : DesktopProxy.read(environment, clock)) {
      if (!setting.isFor(url)) {
        continue;
      }
      noticed.add(
          new ProxyNoticed(
              setting.isScript() ? "pac" : "system",
              shown(setting.proxy()),
              url,
              Evidence.of("a look at " + setting.source(), setting.words(), clock.now())));
    }
    return List.copyOf(noticed);
  }

  /// By `https_proxy`, `all_proxy` and `no_proxy`, in upper and lower case. `HTTP_PROXY` is left
  /// out as everywhere: a web server's visitor could set it.
  static Optional<ProxyNoticed> ofEnvironment(
      Map<String, String> environment, String url, Clock clock) {
    String host = host(url);
    String exceptions = value(environment, "no_proxy", "NO_PROXY").orElse("");
    if (isExcepted(host, exceptions)) {
      return Optional.empty();
    }
    List<String> names =
        url.startsWith("https:")
            ? List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
            : List.of("http_proxy", "all_proxy", "ALL_PROXY");
    for (String name : names) {
      String proxy = environment.getOrDefault(name, "").strip();
      if (!proxy.isEmpty()) {
        return Optional.of(
            new ProxyNoticed(
                "environment",
                shown(proxy),
                url,
                Evidence.of("a look at the environment", name + "=" + shown(proxy), clock.now())));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> value(Map<String, String> environment, String... names) {
    for (String name : names) {
      String value = environment.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /// A list of hosts and domains with commas, semicolons or spaces between; `*` is everything,
  /// `<local>` every name without a dot.
  static boolean isExcepted(String host, String list) {
    String wanted = host.toLowerCase(Locale.ROOT);
    for (String written : list.toLowerCase(Locale.ROOT).split("[,;\\s]+", -1)) {
      String exception =
          written.replaceFirst("^(https?://|\\*?\\.)", "").replaceFirst(":\\d+$", "");
      boolean isLocal = written.equals("<local>") && wanted.indexOf('.') < 0;
      boolean isSame =
          !exception.isEmpty() && (wanted.equals(exception) || wanted.endsWith("." + exception));
      if (written.equals("*") || isLocal || isSame || isPrefix(wanted, written)) {
        return true;
      }
    }
    return false;
  }

  /// `10.*`, as Windows has it.
  private static boolean isPrefix(String host, String exception) {
    return exception.length() > 1
        && exception.endsWith("*")
        && host.startsWith(exception.substring(0, exception.length() - 1));
  }

  /// Without what may be a password.
  static String shown(String proxy) {
    return proxy.replaceFirst("//[^/@]*@", "//").replaceFirst("^[^/@]*@", "");
  }

  static String host(String url) {
    try {
      return Optional.ofNullable(new URI(url).getHost()).orElse("");
    } catch (URISyntaxException _) {
      return "";
    }
  }
}
