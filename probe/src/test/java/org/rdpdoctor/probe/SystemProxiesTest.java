package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.facts.ProxyFact.ProxyNoticed;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SystemProxiesTest {
  private static final Clock CLOCK = new Clock(System.nanoTime(), Duration.ofMinutes(1));
  private static final String URL = "https://gw.corp.example:443/";

  private static List<String> proxies(Map<String, String> environment, String url) {
    return SystemProxies.of(environment, url, CLOCK).stream().map(ProxyNoticed::proxy).toList();
  }

  @Test
  void the_environment_names_a_proxy_for_each_scheme() {
    var environment = Map.of("https_proxy", "http://proxy:3128", "http_proxy", "http://other:80");

    assertThat(proxies(environment, URL)).containsExactly("http://proxy:3128");
    assertThat(proxies(environment, "http://gw.corp.example/")).containsExactly("http://other:80");
    assertThat(proxies(Map.of("ALL_PROXY", "socks5://proxy"), URL))
        .containsExactly("socks5://proxy");
    assertThat(proxies(Map.of("HTTP_PROXY", "http://evil"), "http://gw.corp.example/")).isEmpty();
    assertThat(proxies(Map.of(), URL)).isEmpty();
  }

  @Test
  void a_password_in_the_environment_stays_there() {
    var noticed =
        SystemProxies.of(Map.of("https_proxy", "http://anna:secret@proxy:3128"), URL, CLOCK);

    assertThat(noticed.toString()).contains("http://proxy:3128").doesNotContain("secret", "anna");
  }

  @ParameterizedTest
  @CsvSource({
    "gw.corp.example, corp.example, true",
    "gw.corp.example, .corp.example, true",
    "gw.corp.example, '*.corp.example', true",
    "gw.corp.example, 'localhost,gw.corp.example:443', true",
    "gw.corp.example, '*', true",
    "gw, <local>, true",
    "10.1.2.3, '192.168.*;10.*', true",
    "gw.corp.example, <local>, false",
    "gw.corp.example, orp.example, false",
    "gw.corp.example, other.example, false",
    "gw.corp.example, '', false",
  })
  void exceptions_are_heeded(String host, String list, boolean excepted) {
    assertThat(SystemProxies.isExcepted(host, list)).isEqualTo(excepted);
  }

  @Test
  void the_settings_of_windows_are_read() {
    String said =
        """

        HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings
            AutoConfigURL    REG_SZ    http://wpad.corp.example/proxy.pac
            ProxyEnable    REG_DWORD    0x1
            ProxyServer    REG_SZ    http=web:8080;https=secure:8443
            ProxyOverride    REG_SZ    *.corp.example;<local>

        """;

    List<DesktopProxy> read = DesktopProxy.ofWindows(said);

    assertThat(read).extracting(DesktopProxy::isScript).containsExactly(true, false, false);
    assertThat(read)
        .filteredOn(proxy -> proxy.isFor("https://gw.example/"))
        .extracting(DesktopProxy::proxy)
        .containsExactly("http://wpad.corp.example/proxy.pac", "secure:8443");
    assertThat(read).filteredOn(proxy -> proxy.isFor(URL)).hasSize(1); // scripts decide themselves
    assertThat(DesktopProxy.ofWindows(said.replace("0x1", "0x0"))).hasSize(1);
    assertThat(DesktopProxy.ofWindows("ERROR: The system was unable to find the key")).isEmpty();
  }

  @Test
  void the_settings_of_gnome_are_read() {
    String manual =
        """
        org.gnome.system.proxy autoconfig-url ''
        org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', 'corp.example']
        org.gnome.system.proxy mode 'manual'
        org.gnome.system.proxy.http host 'web'
        org.gnome.system.proxy.http port 8080
        org.gnome.system.proxy.https host 'secure'
        org.gnome.system.proxy.https port 8443
        org.gnome.system.proxy.socks host ''
        org.gnome.system.proxy.socks port 0
        """;

    assertThat(DesktopProxy.ofGnome(manual))
        .filteredOn(proxy -> proxy.isFor("https://gw.example/"))
        .extracting(DesktopProxy::proxy)
        .containsExactly("secure:8443");
    assertThat(DesktopProxy.ofGnome(manual)).noneMatch(proxy -> proxy.isFor(URL));
    assertThat(DesktopProxy.ofGnome(manual.replace("'manual'", "'none'"))).isEmpty();
    assertThat(DesktopProxy.ofGnome(manual.replace("'manual'", "'auto'")))
        .singleElement()
        .matches(DesktopProxy::isScript);
  }
}
