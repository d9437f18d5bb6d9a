package org.rdpdoctor.reader.collected;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Vocabulary;

/// What each section says, in the forms of Windows PowerShell 5.1 and of PowerShell 7.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SectionFactsTest {
  private static final String PORT =
      """
      {"key": "HKLM:\\\\SYSTEM\\\\CurrentControlSet\\\\Control\\\\Terminal Server\\\\WinStations\\\\RDP-Tcp",
       "name": "PortNumber", "present": true, "value": %s}""";

  private static List<Map<String, Object>> facts(String word, BundleFile bundle) {
    return BundleTest.read(bundle).facts().stream()
        .filter(fact -> Vocabulary.wordOf(fact).equals(word))
        .map(SectionFactsTest::values)
        .toList();
  }

  private static Map<String, Object> values(Observation fact) {
    return Vocabulary.valuesOf(fact);
  }

  private static BundleFile server(String section, String json) {
    return BundleFile.of("server").with(section, json);
  }

  private static BundleFile client(String section, String json) {
    return BundleFile.of("client").with(section, json);
  }

  @Test
  void the_system_with_numbers_as_texts_or_as_numbers() {
    String json =
        """
        {"caption": "Microsoft Windows Server 2025 Standard", "build": "26100", "revision": 3194,
         "edition": "ServerStandard", "productType": 3, "domainMember": true,
         "booted": "2026-11-20T08:00:00.0000000Z"}""";

    assertThat(facts("server-system-found", server("machine/system", json)))
        .singleElement()
        .satisfies(
            system ->
                assertThat(system)
                    .containsEntry("build", 26100)
                    .containsEntry("revision", 3194)
                    .containsEntry("kind", "server")
                    .containsEntry("domainMember", true)
                    .containsEntry("booted", "2026-11-20T08:00:00Z"));
  }

  @Test
  void an_update_of_both_lists_once_with_the_earlier_date() {
    var bundle =
        server(
                "machine/updates",
                "[{\"kb\": \"KB5051987\", \"installed\": \"\\/Date(1795000000000)\\/\"}]")
            .with(
                "machine/update-history",
                """
                [{"title": "2025-02 Cumulative Update (KB5051987)", "at": "2026-11-11T12:00:00Z",
                  "operation": 1, "result": 2},
                 {"title": "Failed one (KB5000001)", "at": "2026-11-11T12:00:00Z", "operation": 1,
                  "result": 4}]""");

    assertThat(facts("server-update-installed", bundle))
        .singleElement()
        .satisfies(
            update ->
                assertThat(update).containsEntry("kb", "KB5051987").containsEntry("daysAgo", 10));
  }

  @Test
  void a_date_of_windows_powershell_may_be_an_object_around_its_value() {
    String json =
        """
        [{"kb": "KB1234567", "installed": {"value": "\\/Date(1794700800000)\\/", "DisplayHint": 2,
          "DateTime": "Samstag, 14. November 2026"}}]""";

    assertThat(facts("server-update-installed", server("machine/updates", json)))
        .singleElement()
        .satisfies(update -> assertThat(update).containsEntry("installed", "2026-11-15T00:00:00Z"));
  }

  @Test
  void a_clock_that_is_behind_its_source() {
    String json = "{\"source\": \"dc01.corp.example\", \"offsetSeconds\": \"+600.25\"}";

    assertThat(facts("server-clock-found", server("machine/clock", json)))
        .singleElement()
        .satisfies(
            clock ->
                assertThat(clock)
                    .containsEntry("offsetMillis", 600250L)
                    .containsEntry("ahead", false));
    assertThat(
            facts(
                "server-clock-found",
                server("machine/clock", "{\"source\": \"Local CMOS Clock\"}")))
        .isEmpty();
  }

  @Test
  void nobody_listens_on_the_port_that_is_set() {
    var bundle =
        server("machine/registry", "[" + PORT.formatted("3390") + "]")
            .with(
                "server/listener",
                """
                [{"protocol": "", "port": 3390},
                 {"protocol": "tcp", "address": "::", "port": 3389, "process": "svnserve", "services": ["svn"]}]""");

    assertThat(facts("listener-absent", bundle))
        .extracting(absent -> absent.get("protocol") + " " + absent.get("port"))
        .containsExactlyInAnyOrder("tcp 3390", "udp 3390");
    assertThat(facts("listener-found", bundle))
        .singleElement()
        .satisfies(found -> assertThat(found).containsEntry("configured", false));
  }

  @Test
  void where_the_listener_could_not_be_asked_nothing_is_absent() {
    var bundle = BundleFile.of("server").failed("server/listener", "gave up after 40 seconds");

    assertThat(BundleTest.read(bundle).facts()).isEmpty();
  }

  @Test
  void the_certificate_that_is_used_is_the_one_that_the_listener_is_told() {
    var bundle =
        server(
                "machine/registry",
                "["
                    + PORT.replace("PortNumber", "SSLCertificateSHA1Hash").formatted("\"0a1b2c\"")
                    + "]")
            .with(
                "server/certificates",
                """
                [{"store": "My", "thumbprint": "0A1B2C", "subject": "CN=srv01", "issuer": "CN=CA",
                  "notAfter": "2026-11-01T00:00:00Z", "hasPrivateKey": false, "usages": ["1.3.6.1.5.5.7.3.2"]},
                 {"store": "Remote Desktop", "thumbprint": "FF", "subject": "CN=a", "issuer": "CN=a",
                  "notAfter": "/Date(1830000000000)/", "hasPrivateKey": true, "usages": []}]""");

    assertThat(facts("certificate-stored", bundle).getFirst())
        .containsEntry("used", true)
        .containsEntry("key", false)
        .containsEntry("serverUsage", false)
        .containsEntry("daysLeft", -20);
    assertThat(facts("certificate-stored", bundle).getLast())
        .containsEntry("used", false)
        .containsEntry("selfSigned", true);
    assertThat(facts("bound-certificate-absent", bundle)).isEmpty();
  }

  @Test
  void a_certificate_that_the_listener_is_told_and_no_store_has() {
    var bundle =
        server(
                "machine/registry",
                "["
                    + PORT.replace("PortNumber", "SSLCertificateSHA1Hash").formatted("\"0a1b2c\"")
                    + "]")
            .with("server/certificates", "{\"store\": \"My\", \"thumbprint\": \"\"}");

    assertThat(facts("bound-certificate-absent", bundle))
        .singleElement()
        .satisfies(absent -> assertThat(absent).containsEntry("thumbprint", "0a1b2c"));
  }

  @Test
  void rights_are_read_from_security_descriptors_in_no_language() {
    assertThat(Sddl.of("O:SYG:SYD:PAI(A;;FA;;;SY)(A;;FR;;;NS)").letRead(Sddl.NETWORK_SERVICE))
        .isTrue();
    assertThat(Sddl.of("O:SYG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)").letRead(Sddl.NETWORK_SERVICE))
        .isFalse();
    assertThat(Sddl.of("O:BAG:SYD:AI(A;;0x1200a9;;;BU)").letRead(Sddl.NETWORK_SERVICE)).isTrue();
    assertThat(Sddl.of("O:BAG:SYD:AI(D;;FR;;;NS)(A;;FA;;;WD)").letRead(Sddl.NETWORK_SERVICE))
        .isFalse();
    assertThat(Sddl.of("O:BAG:SYD:AI(A;OICIIO;GA;;;WD)").letRead(Sddl.SYSTEM)).isFalse();
    assertThat(Sddl.of("O:BAG:SYD:AI(A;;FW;;;NS)(A;;FA;;;BA)").letRead(Sddl.NETWORK_SERVICE))
        .isFalse();
    assertThat(Sddl.of("access denied").isKnown()).isFalse();
  }

  @Test
  void a_rule_for_other_profiles_does_not_open_the_port_in_a_public_network() {
    var ruled =
        facts("port-ruled", firewall("Public", "\"Domain, Private\"", "True", "ActiveStore"));

    assertThat(ruled.getFirst())
        .containsEntry("protocol", "tcp")
        .containsEntry("profile", "public")
        .containsEntry("outcome", "unruled")
        .containsEntry("elsewhere", List.of("domain", "private"));
  }

  @Test
  void a_rule_for_any_profile_opens_it() {
    var ruled =
        facts("port-ruled", firewall("DomainAuthenticated", "\"Any\"", "True", "ActiveStore"));

    assertThat(ruled.getFirst())
        .containsEntry("profile", "domain")
        .containsEntry("outcome", "allowed");
  }

  @Test
  void rules_that_are_disabled_are_counted() {
    var ruled = facts("port-ruled", firewall("Private", "\"Any\"", "False", "PersistentStore"));

    assertThat(ruled.getFirst()).containsEntry("outcome", "unruled").containsEntry("disabled", 1);
  }

  private static BundleFile firewall(
      String category, String profiles, String enabled, String store) {
    return server(
            "machine/networks",
            "[{\"network\": \"n\", \"link\": \"Ethernet\", \"category\": \"" + category + "\"}]")
        .with(
            "server/firewall-profiles",
            """
            [{"profile": "Domain", "enabled": "True", "inbound": "Block", "allowInboundRules": "True"},
             {"profile": "Private", "enabled": "True", "inbound": "NotConfigured"},
             {"profile": "Public", "enabled": "True", "inbound": "Block"}]""")
        .with(
            "server/firewall-rules",
            """
            [{"store": "%s", "id": "RemoteDesktop-UserMode-In-TCP", "enabled": "%s", "action": "Allow",
              "profiles": %s, "protocol": "TCP", "ports": ["3389"], "remotes": ["Any"],
              "program": "C:\\\\Windows\\\\System32\\\\svchost.exe", "service": "termservice"},
             {"store": "ActiveStore", "id": "other", "enabled": "True", "action": "Allow",
              "profiles": "Any", "protocol": "TCP", "ports": ["Any"], "remotes": ["Any"],
              "program": "C:\\\\game.exe", "service": "Any"}]"""
                .formatted(store, enabled, profiles));
  }

  @Test
  void licensing_of_a_session_host_without_a_server() {
    String json =
        """
        [{"class": "Win32_TerminalServiceSetting", "terminalServerMode": 1, "licensingType": 4,
          "graceDays": 0, "licenseServers": [], "logons": "1"},
         {"class": "Win32_TSGeneralSetting", "terminal": "RDP-Tcp"}]""";

    assertThat(facts("licensing-found", server("server/wmi", json)))
        .singleElement()
        .satisfies(
            found ->
                assertThat(found)
                    .containsEntry("sessionHost", true)
                    .containsEntry("mode", "per user")
                    .containsEntry("graceDays", 0)
                    .containsEntry("servers", List.of()));
    assertThat(facts("server-setting-found", server("server/wmi", json)))
        .singleElement()
        .satisfies(
            found ->
                assertThat(found).containsEntry("setting", "Logons").containsEntry("value", "1"));
  }

  @Test
  void rights_and_groups_by_sid() {
    var bundle =
        server(
                "server/rights",
                "[{\"right\": \"SeDenyRemoteInteractiveLogonRight\", \"holders\": \"S-1-5-32-546\"}]")
            .with("server/groups", "[{\"group\": \"S-1-5-32-555\", \"members\": []}]");

    assertThat(facts("user-right-found", bundle).getFirst())
        .containsEntry("holders", List.of("S-1-5-32-546"));
    assertThat(facts("group-found", bundle).getFirst()).containsEntry("members", List.of());
  }

  @Test
  void memory_that_is_nearly_used_up() {
    String json =
        "[{\"resource\": \"memory\", \"total\": 8388608, \"free\": 83886, \"unit\": \"KiB\"}]";

    assertThat(facts("pressure-found", server("machine/pressure", json)).getFirst())
        .containsEntry("percentUsed", 99)
        .containsEntry("left", "82 MiB left");
  }

  @Test
  void of_a_client_hosts_stored_logons_proxies_and_vpn() {
    var bundle =
        client("machine/hosts", "{\"line\": 21, \"text\": \"10.1.2.3   srv01 srv01.corp.example\"}")
            .with(
                "client/credentials",
                "[{\"kind\": \"Domain\", \"target\": \"TERMSRV/srv01\"}, {\"kind\": \"LegacyGeneric\", \"target\": \"git:x\"}]")
            .with(
                "machine/proxy",
                """
                [{"place": "winhttp", "lines": ["Proxyserver:  proxy.corp.example:8080"]},
                 {"place": "user", "name": "ProxyEnable", "value": "0"},
                 {"place": "user", "name": "ProxyServer", "value": "old:3128"}]""")
            .with(
                "machine/vpn",
                "[{\"name\": \"Office\", \"state\": \"Disconnected\", \"split\": true}]");

    assertThat(facts("hosts-line-found", bundle).getFirst())
        .containsEntry("address", "10.1.2.3")
        .containsEntry("names", List.of("srv01", "srv01.corp.example"))
        .containsEntry("line", 21);
    assertThat(facts("credential-stored", bundle))
        .extracting(found -> String.valueOf(found.get("host")))
        .containsExactlyInAnyOrder("srv01", "");
    assertThat(facts("credentials-counted", bundle).getFirst()).containsEntry("count", 2);
    assertThat(facts("client-proxy-found", bundle))
        .singleElement()
        .satisfies(proxy -> assertThat(proxy).containsEntry("proxy", "proxy.corp.example:8080"));
    assertThat(facts("vpn-found", bundle).getFirst()).containsEntry("state", "disconnected");
  }

  @Test
  void credential_guard_system_files_restarts_and_products() {
    var bundle =
        server("machine/device-guard", "{\"running\": [1, 2], \"configured\": [1]}")
            .with("machine/system-files", "{\"checked\": true, \"unrepaired\": 2}")
            .with("machine/reboot", "[{\"reason\": \"RebootPending\", \"pending\": true}]")
            .with(
                "machine/products",
                "[{\"kind\": \"FirewallProduct\", \"name\": \"Acme\", \"state\": 266240}]");

    assertThat(facts("server-setting-found", bundle).getFirst())
        .containsEntry("setting", "Credential Guard")
        .containsEntry("value", "running");
    assertThat(facts("system-files-checked", bundle).getFirst()).containsEntry("unrepaired", 2);
    assertThat(facts("reboot-pending", bundle).getFirst())
        .containsEntry("reasons", List.of("RebootPending"));
    assertThat(facts("security-product-found", bundle).getFirst())
        .containsEntry("kind", "firewall")
        .containsEntry("enabled", true);
  }
}
