package org.rdpdoctor.reader.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// What the fuzz target asserts, for some thousand inputs in every build.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BundlePromiseTest {
  /// Names and values of many sections, so that every reader finds something to chew on.
  private static final String ROW =
      """
      {"name": "TermService", "state": "Stopped", "startMode": "Manual", "exitCode": 1066,
       "serviceExitCode": -1, "key": "HKLM:\\\\A\\\\Protocols\\\\TLS 1.2\\\\Server", "present": true,
       "value": [1, "a", null, {"b": 2}], "file": "termsrv.dll", "kb": "KB5074109",
       "title": "x (KB5074109)", "operation": 1, "result": 2, "installed": "/Date(1700000000000)/",
       "at": "2026-11-21T12:00:00Z", "pending": true, "reason": "r", "checked": true,
       "unrepaired": 1, "resource": "memory", "total": 1e300, "free": -5, "unit": "KiB",
       "source": "dc01", "offsetSeconds": "+900.5", "line": 3, "text": "10.1.2.3 srv01 srv02",
       "status": "Up", "dhcp": "Enabled", "mtu": 1500, "addresses": ["10.1.2.3/24"], "gateways": [],
       "category": "Public", "network": "n", "place": "user", "lines": ["a:1"], "kind": "x",
       "running": [1], "protocol": "TCP", "port": 3389, "address": "::", "services": ["TermService"],
       "enabled": "True", "driver": "d", "class": "Win32_TerminalServiceSetting",
       "terminalServerMode": 1, "licensingType": 4, "graceDays": 0, "licenseServers": ["l"],
       "thumbprint": "AA", "subject": "CN=a", "issuer": "CN=a", "notAfter": "2020-01-01T00:00:00Z",
       "hasPrivateKey": true, "usages": [], "store": "ActiveStore",
       "sddl": "O:SYG:SYD:PAI(A;;FA;;;SY)(D;;0x1;;;NS)", "right": "SeNetworkLogonRight",
       "holders": ["S-1-1-0"], "group": "S-1-5-32-555", "members": [], "profile": "Public",
       "inbound": "Block", "allowInboundRules": "True", "id": "i", "action": "Allow",
       "profiles": "Any", "ports": ["3389", "1-70000"], "remotes": ["Any"], "program": "Any",
       "service": "Any", "server": "srv01", "target": "TERMSRV/srv01"}""";

  @Test
  void whatever_stands_in_a_section_facts_and_notes_come_out() {
    for (String json :
        List.of(ROW, "[" + ROW + "," + ROW + "]", "{\"value\": [" + ROW + "]}", "7")) {
      for (int choice = 1; choice < 2 * BundleTarget.SECTIONS.size(); choice++) {
        BundleTarget.feed(choice, json.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void whichever_bytes_of_a_section_are_damaged_facts_and_notes_come_out() {
    var random = new Random(4);
    for (int i = 0; i < 4000; i++) {
      byte[] damaged = ("[" + ROW + "]").getBytes(StandardCharsets.UTF_8);
      for (int hit = random.nextInt(1, 6); hit > 0; hit--) {
        damaged[random.nextInt(damaged.length)] =
            (byte) "0123456789\"[]{}:,\\-eE/.nul".charAt(random.nextInt(26));
      }
      BundleTarget.feed(2 + i % BundleTarget.SECTIONS.size(), damaged);
    }
  }
}
