package org.rdpdoctor.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Cause;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Diagnosis.RuledOut;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.diagnosis.Reasoning;
import org.rdpdoctor.diagnosis.Sign;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.clients.ClientOutcome;
import org.rdpdoctor.diagnosis.clients.ClientOutcome.Kind;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.clients.Confidence;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.diagnosis.knowledge.Strength;
import org.rdpdoctor.facts.CertificateFact.CertificateExpiresSoon;
import org.rdpdoctor.facts.CertificateFact.CertificatePresented;
import org.rdpdoctor.facts.CredSspFact.CredSspAnswered;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NameFact.DnsAnswered;
import org.rdpdoctor.facts.NameFact.SystemResolved;
import org.rdpdoctor.facts.NameFact.SystemUnresolved;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.ProtocolsMeasured;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.report.Report.CodeMeaning;
import org.rdpdoctor.report.Report.Round;
import org.rdpdoctor.report.Report.Tool;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// Diagnoses as they could be, one of each kind.
final class Reports {
  private static final String ADDRESS = "192.0.2.10";
  private static final Tool TOOL = new Tool("rdpdoctor", "0.1.0");
  private static final Instant STARTED = Instant.parse("2026-03-02T09:15:04.25Z");
  private static final Target SERVER =
      new Target("srv01.example.com", "srv01.example.com", 3389, Optional.empty());

  private static final List<NotTested> NO_CREDENTIALS =
      List.of(
          new NotTested(Layer.AUTHENTICATION, "no credentials were given"),
          new NotTested(Layer.MCS, "it comes after the logon"),
          new NotTested(Layer.LICENSING, "it comes after the logon"),
          new NotTested(Layer.SESSION, "it comes after the logon"),
          new NotTested(Layer.UDP, "not part of this version"));

  private Reports() {}

  /// Each of them by the name of its golden files.
  static Map<String, Report> all() {
    var all = new LinkedHashMap<String, Report>();
    all.put("healthy", healthy());
    all.put("degraded", degraded());
    all.put("reset-after-hello", resetAfterHello());
    all.put("name-unknown", nameUnknown());
    all.put("inconclusive", inconclusive());
    all.put("hostile", hostile());
    all.put("clients", clients());
    all.put("repeated", repeated());
    all.put("from-files", fromFiles());
    all.put("gateway-refuses", gatewayRefuses());
    all.put("sent-on", sentOn());
    all.put("asked-why", askedWhy());
    return all;
  }

  /// Somebody asked for the arithmetic.
  static Report askedWhy() {
    Diagnosis told = degraded().diagnosis();
    var why =
        new Reasoning(
            "cert-renewal-pending",
            "The certificate is near its end and has not been renewed",
            Reasoning.Kind.CAUSE,
            false,
            0.85,
            List.of(
                new Reasoning.Step(
                    Reasoning.Step.What.PRIOR,
                    "Of 100 connections that break like this (the certificate expires soon), about 27"
                        + " have this cause.",
                    0.27),
                new Reasoning.Step(
                    Reasoning.Step.What.SIGN,
                    "It ends on 2026-03-12. With this cause that is seen 20 times more often than with"
                        + " the others: certificates that are renewed by themselves are renewed"
                        + " earlier.",
                    0.88),
                new Reasoning.Step(
                    Reasoning.Step.What.BOUND,
                    "It is told with 85 of 100 at most: what was seen cannot prove more.",
                    0.85)),
            List.of());
    var whyNot =
        new Reasoning(
            "tls-no-certificate",
            "The server has no certificate",
            Reasoning.Kind.CAUSE,
            true,
            0,
            List.of(),
            List.of(
                "It explains “The handshake is reset” (tls.reset-after-hello), which was not found."
                    + " Looked for and not seen: “The server reset the connection after …”."));
    return report(
        SERVER,
        Duration.ofMillis(151),
        new Diagnosis(
            told.verdict(),
            told.brokenLayer(),
            told.summary(),
            told.breaks(),
            told.causes(),
            told.ruledOut(),
            told.unexplained(),
            told.notTested(),
            told.nextTests(),
            told.rungs(),
            List.of(why, whyNot)));
  }

  /// A rung of several steps, one of which broke.
  static Report gatewayRefuses() {
    Diagnosis measured = inconclusive().diagnosis();
    var stages =
        List.of(
            new Rung.Stage("name", Status.PASSED, 4, "gw.example.com is 192.0.2.77"),
            new Rung.Stage("certificate", Status.WARNED, 0, "Expires in 12 days"),
            new Rung.Stage(
                "authorization",
                Status.FAILED,
                38,
                "No connection policy lets EXAMPLE\\anna in: E_PROXY_NAP_ACCESSDENIED (0x800759DB)"),
            new Rung.Stage("channel", Status.NOT_REACHED, 0, "Not reached"));
    var gateway =
        new Rung(
            Layer.GATEWAY,
            Status.FAILED,
            38,
            "The gateway refused at authorization",
            List.of(),
            stages);
    return report(
        SERVER,
        Duration.ofMillis(612),
        new Diagnosis(
            Verdict.FAILING,
            Optional.of(Layer.GATEWAY),
            "The gateway lets this user in by none of its connection policies",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            measured.nextTests(),
            List.of(gateway, notReached(Layer.NAME), notReached(Layer.TCP))));
  }

  /// Files, and not the network, say what is wrong.
  static Report fromFiles() {
    var files =
        List.of(
            new Report.Read("notes/code.txt", "text", 1, List.of()),
            new Report.Read(
                "logs/System.evtx",
                "event log",
                12,
                List.of("2 of 4,810 records are damaged and were left out")));
    Diagnosis measured = degraded().diagnosis();
    Sign written =
        new Sign(
            true,
            "Schannel says that the certificate has expired",
            "server-event-recorded",
            Strength.STRONG,
            List.of("logs/System.evtx, record 4711", "logs/System.evtx, record 4712"));
    Break first = measured.breaks().getFirst();
    Break told =
        new Break(
            first.id(),
            first.layer(),
            first.title(),
            first.degradesOnly(),
            first.probability(),
            Stream.concat(Stream.of(written), first.signs().stream()).toList());
    return new Report(
            degraded().tool(),
            degraded().started(),
            degraded().elapsed(),
            degraded().target(),
            degraded().addresses(),
            degraded().usedAddress(),
            new Diagnosis(
                measured.verdict(),
                measured.brokenLayer(),
                measured.summary(),
                List.of(told),
                measured.causes(),
                measured.ruledOut(),
                measured.unexplained(),
                measured.notTested(),
                measured.nextTests(),
                measured.rungs()),
            degraded().codes())
        .reading(files);
  }

  /// Some clients connect and some do not.
  static Report clients() {
    Report healthy = healthy();
    List<ClientProfile> known = PackedCatalogue.loadClients();
    return new Report(
        healthy.tool(),
        healthy.started(),
        healthy.elapsed(),
        healthy.target(),
        healthy.addresses(),
        healthy.usedAddress(),
        healthy.diagnosis(),
        healthy.codes(),
        List.of(
            fails(
                known, "windows-xp-sp3", "it | offers TLSv1.0", Optional.of("Use a newer client")),
            fails(known, "windows-11-25h2", "it | offers TLSv1.0", Optional.empty()),
            outcome(known, "windows-10-22h2", Kind.CONNECTS, Optional.empty(), "TLSv1.2, NLA"),
            outcome(known, "freerdp-2-openssl-3", Kind.WARNS, Optional.of(Layer.TLS), "old TLS"),
            outcome(known, "windows-app-ios", Kind.UNKNOWN, Optional.of(Layer.TLS), "no source")),
        List.of(),
        List.of());
  }

  private static ClientOutcome outcome(
      List<ClientProfile> known, String id, Kind kind, Optional<Layer> rung, String because) {
    return new ClientOutcome(
        called(known, id), kind, rung, because, Confidence.INFERRED, Optional.empty());
  }

  private static ClientOutcome fails(
      List<ClientProfile> known, String id, String because, Optional<String> remedy) {
    return new ClientOutcome(
        called(known, id),
        Kind.FAILS,
        Optional.of(Layer.TLS),
        because,
        Confidence.DOCUMENTED,
        remedy);
  }

  private static ClientProfile called(List<ClientProfile> known, String id) {
    return known.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  /// Five climbs, two of which broke.
  static Report repeated() {
    Report one = degraded();
    var rounds = new ArrayList<Round>();
    for (int number = 1; number <= 5; number++) {
      boolean broke = number == 3 || number == 4;
      rounds.add(
          new Round(
              number,
              STARTED.plusSeconds(2L * number),
              Duration.ofMillis(300 + 10 * number),
              broke ? Verdict.FAILING : Verdict.HEALTHY,
              broke ? Optional.of(Layer.TLS) : Optional.empty(),
              broke ? "tls.reset" : "",
              broke ? "The connection is reset in the TLS handshake" : "It gets through"));
    }
    return one.repeated(Duration.ofSeconds(11), one.diagnosis(), rounds);
  }

  /// A healthy target that sends the client to two others, the last of which is broken.
  static Report sentOn() {
    Report one = healthy();
    return one.followed(
        Duration.ofMillis(1900), resetAfterHello().diagnosis(), List.of(one, resetAfterHello()));
  }

  private static Report report(Target target, Duration elapsed, Diagnosis diagnosis) {
    return new Report(
        TOOL,
        STARTED,
        elapsed,
        target,
        List.of(ADDRESS),
        Optional.of(ADDRESS),
        diagnosis,
        List.of());
  }

  private static Evidence evidence(int connection, String sent, String heard, long millis) {
    return new Evidence(connection, sent, heard, Duration.ofMillis(millis));
  }

  private static Rung rung(
      Layer layer, Status status, long millis, String summary, Observation... facts) {
    return new Rung(layer, status, millis, summary, List.of(facts));
  }

  private static Rung notReached(Layer layer) {
    return rung(layer, Status.NOT_REACHED, 0, "");
  }

  private static Rung notTested(Layer layer, String because) {
    return rung(layer, Status.NOT_TESTED, 0, because);
  }

  private static Sign speaksFor(String text, String observation, Strength strength) {
    return new Sign(true, text, observation, strength);
  }

  private static Sign against(String text, String observation, Strength strength) {
    return new Sign(false, text, observation, strength);
  }

  private static Rung namePassed() {
    return rung(
        Layer.NAME,
        Status.PASSED,
        21,
        "192.0.2.10, by the system and 2 DNS servers",
        new SystemResolved(
            SERVER.host(),
            List.of(ADDRESS),
            Duration.ofMillis(4),
            evidence(0, "a lookup by the system", "192.0.2.10", 4)),
        new DnsAnswered(
            "192.0.2.53",
            SERVER.host(),
            "NOERROR",
            List.of(ADDRESS),
            List.of(),
            Duration.ofMinutes(20),
            Duration.ofMillis(17),
            evidence(0, "A and AAAA to 192.0.2.53", "NOERROR, 192.0.2.10", 21)));
  }

  private static Rung tcpPassed() {
    return rung(
        Layer.TCP,
        Status.PASSED,
        12,
        "192.0.2.10:3389 connects",
        new Connected(
            ADDRESS, 3389, Duration.ofMillis(12), evidence(1, "SYN", "SYN-ACK after 12 ms", 33)));
  }

  private static Rung nlaRequired() {
    return rung(
        Layer.NEGOTIATION,
        Status.PASSED,
        41,
        "NLA required; takes NLA and NLA with early authorization",
        new ProtocolSelected(
            Protocols.SSL.and(Protocols.HYBRID).and(Protocols.HYBRID_EX),
            Protocols.HYBRID_EX,
            new ResponseFlags(0x1f),
            true,
            true,
            Duration.ofMillis(13),
            evidence(1, "RDP_NEG_REQ SSL|HYBRID|HYBRID_EX", "RDP_NEG_RSP HYBRID_EX", 46)),
        new ProtocolsMeasured(
            List.of("HYBRID", "HYBRID_EX"),
            List.of("RDP", "SSL"),
            "required",
            evidence(3, "RDP_NEG_REQ SSL", "RDP_NEG_FAILURE 5 (HYBRID_REQUIRED_BY_SERVER)", 74)));
  }

  private static Rung tls13() {
    return rung(
        Layer.TLS,
        Status.PASSED,
        28,
        "TLS 1.3, TLS_AES_256_GCM_SHA384, x25519",
        new ServerHelloReceived(
            "usual",
            247,
            "TLSv1.3",
            "TLS_AES_256_GCM_SHA384",
            "x25519",
            Duration.ofMillis(14),
            evidence(1, "ClientHello `usual`, 247 bytes", "ServerHello", 60)));
  }

  private static CertificatePresented certificate(String subject, List<String> names) {
    return new CertificatePresented(
        subject,
        subject,
        names,
        Instant.parse("2025-09-10T07:00:00Z"),
        Instant.parse("2026-03-12T07:00:00Z"),
        "RSA",
        2048,
        "SHA256withRSA",
        true,
        1,
        "5f1a0c7be9d24c83a1f06b2e7d3c9a4858e6d1b7f2a3940c5d6e7f8091a2b3c4",
        evidence(1, "", "Certificate message, 1 certificate, 782 bytes", 88));
  }

  private static Rung credSspPassed() {
    return rung(
        Layer.CREDSSP,
        Status.PASSED,
        35,
        "CredSSP 6, NTLM; SRV01 in EXAMPLE, Windows Server 2022 (10.0.20348)",
        new CredSspAnswered(
            6, "NTLM", Duration.ofMillis(15), evidence(1, "TSRequest 6", "TSRequest 6", 121)),
        new NtlmChallengeReceived(
            "SRV01",
            "EXAMPLE",
            "srv01.example.com",
            "example.com",
            "example.com",
            "10.0.20348",
            "Windows Server 2022",
            evidence(1, "NTLM NEGOTIATE", "NTLM CHALLENGE", 121)));
  }

  private static Report healthy() {
    return report(
        SERVER,
        Duration.ofMillis(143),
        new Diagnosis(
            Verdict.HEALTHY,
            Optional.empty(),
            "a current client gets as far as the logon",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            NO_CREDENTIALS,
            List.of(),
            List.of(
                namePassed(),
                tcpPassed(),
                nlaRequired(),
                tls13(),
                rung(
                    Layer.CERTIFICATE,
                    Status.PASSED,
                    0,
                    "CN=srv01.example.com, self-signed, RSA 2048, until 2026-03-12",
                    certificate("CN=srv01.example.com", List.of("srv01.example.com"))),
                credSspPassed(),
                notTested(Layer.AUTHENTICATION, "no credentials were given"),
                notTested(Layer.MCS, "it comes after the logon"))));
  }

  private static Report degraded() {
    var soon =
        new CertificateExpiresSoon(
            Instant.parse("2026-03-12T07:00:00Z"),
            Duration.ofHours(237),
            evidence(1, "", "notAfter 2026-03-12T07:00:00Z", 88));
    return report(
        SERVER,
        Duration.ofMillis(151),
        new Diagnosis(
            Verdict.DEGRADED,
            Optional.empty(),
            "it connects, and the certificate expires in 9 days",
            List.of(
                new Break(
                    "certificate.expires-soon",
                    Layer.CERTIFICATE,
                    "the certificate expires soon",
                    true,
                    1.0,
                    List.of(
                        speaksFor(
                            "it ends on 2026-03-12, 9 days from now",
                            "certificate-expires-soon",
                            Strength.DECISIVE)))),
            List.of(
                new Cause(
                    "cert-renewal-pending",
                    Layer.CERTIFICATE,
                    List.of("certificate.expires-soon"),
                    "The certificate is near its end and has not been renewed",
                    "",
                    0.93,
                    List.of(),
                    List.of(
                        fix(
                            "renew-self-signed",
                            "Let Windows make a new certificate",
                            Fix.Side.SERVER,
                            Fix.Risk.LOW,
                            false,
                            List.of(
                                "Delete the certificate in the store Remote Desktop:"
                                    + " `Get-ChildItem 'Cert:\\LocalMachine\\Remote Desktop' | Remove-Item`",
                                "Restart the service: `Restart-Service TermService -Force`"),
                            List.of("nothing to take back: the old one would have expired"),
                            "`rdpdoctor check srv01.example.com` shows the new date.")),
                    List.of("MS-RDPBCGR 5.4.5.2"))),
            List.of(),
            List.of(),
            NO_CREDENTIALS,
            List.of(),
            List.of(
                namePassed(),
                tcpPassed(),
                nlaRequired(),
                tls13(),
                rung(
                    Layer.CERTIFICATE,
                    Status.WARNED,
                    0,
                    "CN=srv01.example.com, self-signed, RSA 2048, expires in 9 days",
                    certificate("CN=srv01.example.com", List.of("srv01.example.com")),
                    soon),
                credSspPassed())));
  }

  /// The commonest riddle: reset after the ClientHello, which has several causes.
  static Report resetAfterHello() {
    var ended =
        new HandshakeEnded(
            "usual",
            247,
            Ending.RESET,
            "hello",
            Duration.ofMillis(3),
            evidence(1, "ClientHello `usual`, 247 bytes", "RST after 3 ms", 63));
    return new Report(
        TOOL,
        STARTED,
        Duration.ofMillis(1412),
        SERVER,
        List.of(ADDRESS, "2001:db8::10"),
        Optional.of(ADDRESS),
        new Diagnosis(
            Verdict.FAILING,
            Optional.of(Layer.TLS),
            "the server resets the connection as soon as it has read the ClientHello",
            List.of(
                new Break(
                    "tls.reset-after-client-hello",
                    Layer.TLS,
                    "the connection is reset right after the ClientHello",
                    false,
                    0.97,
                    List.of(
                        speaksFor(
                            "RST came 3 ms after the ClientHello, on 4 of 4 connections",
                            "handshake-ended",
                            Strength.DECISIVE),
                        speaksFor(
                            "a ClientHello for TLS 1.0 to 1.2 only met the same",
                            "handshake-ended",
                            Strength.STRONG)))),
            resetCauses(),
            List.of(
                new RuledOut(
                    "tls-no-shared-cipher",
                    "Client and server share no cipher suite",
                    "a server without a shared suite answers with alert 40, and none came"),
                new RuledOut(
                    "firewall-blocks-port",
                    "A firewall blocks the port",
                    "the port connects and the negotiation was answered")),
            List.of(),
            NO_CREDENTIALS,
            List.of(
                test(
                    "schannel-events",
                    "Look for Schannel event 36870 on the server",
                    "it names a key that cannot be opened, and nothing else writes it",
                    "Get-WinEvent -FilterHashtable @{LogName='System';"
                        + "ProviderName='Schannel';Id=36870} -MaxEvents 5",
                    0.61)),
            List.of(
                namePassed(),
                tcpPassed(),
                nlaRequired(),
                rung(
                    Layer.TLS,
                    Status.FAILED,
                    3,
                    "RST 3 ms after the ClientHello, without an alert, whatever was offered",
                    ended),
                notReached(Layer.CERTIFICATE),
                notReached(Layer.CREDSSP))),
        List.of(
            new CodeMeaning(
                "mstsc",
                "0x904",
                "NL_ERR_TDSKTCONNECTFAILED",
                "The socket was closed while connecting.",
                Optional.of(Layer.TCP),
                "documented",
                List.of("https://learn.microsoft.com/windows/win32/termserv/")),
            new CodeMeaning(
                "extended",
                "0x7",
                "exDiscReasonServerDeniedConnection",
                "The server denied the connection; also shown when nobody said why.",
                Optional.empty(),
                "documented",
                List.of())));
  }

  private static List<Cause> resetCauses() {
    return List.of(
        new Cause(
            "cert-machinekeys-permission",
            Layer.CERTIFICATE,
            List.of("tls.reset-after-client-hello"),
            "Windows cannot open the private key of the server's certificate",
            "The service runs as NETWORK SERVICE, which lacks the right to read the key file."
                + " Schannel then gives up without an alert.",
            0.62,
            List.of(
                speaksFor(
                    "the reset comes at once, before a certificate is shown",
                    "handshake-ended",
                    Strength.STRONG),
                speaksFor(
                    "the negotiation works, so the service itself is alive",
                    "protocol-selected",
                    Strength.WEAK),
                against("no server record was given that names the key", "", Strength.WEAK)),
            List.of(
                fix(
                    "own-key",
                    "Replace the certificate",
                    Fix.Side.SERVER,
                    Fix.Risk.HIGH,
                    false,
                    List.of("Bind another certificate."),
                    List.of(),
                    "`rdpdoctor check srv01.example.com` reaches the rung certificate."),
                fix(
                    "grant-network-service",
                    "Give NETWORK SERVICE the right to read the key",
                    Fix.Side.SERVER,
                    Fix.Risk.LOW,
                    false,
                    List.of(
                        "Find the key file: `certutil -store \"Remote Desktop\"` shows its name as"
                            + " Unique container name.",
                        "`icacls C:\\ProgramData\\Microsoft\\Crypto\\RSA\\MachineKeys\\NAME /grant"
                            + " \"NETWORK SERVICE:R\"`",
                        "`Restart-Service TermService -Force` (this ends the sessions that are open)"),
                    List.of("`icacls … /remove \"NETWORK SERVICE\"`"),
                    "`rdpdoctor check srv01.example.com` reaches the rung certificate.")),
            List.of("https://learn.microsoft.com/troubleshoot/windows-server/remote/")),
        new Cause(
            "av-edr-blocks-after-update",
            Layer.TLS,
            List.of("tls.reset-after-client-hello"),
            "Security software on the server or on the way cuts TLS on this port",
            "",
            0.21,
            List.of(
                against(
                    "the round trip of the reset is that of the server itself",
                    "round-trip",
                    Strength.WEAK)),
            List.of(
                fix(
                    "pause-inspection",
                    "Exclude port 3389 from TLS inspection",
                    Fix.Side.NETWORK,
                    Fix.Risk.LOW,
                    true,
                    List.of("Add an exception for the server's address."),
                    List.of("Remove the exception."),
                    "")),
            List.of()),
        new Cause(
            "schannel-protocols-disabled",
            Layer.TLS,
            List.of("tls.reset-after-client-hello"),
            "Every version of TLS is switched off in the registry",
            "",
            0.08,
            List.of(),
            List.of(),
            List.of()),
        new Cause(
            "termservice-crashing",
            Layer.SERVER,
            List.of("tls.reset-after-client-hello"),
            "The Remote Desktop service crashes on each connection",
            "",
            0.04,
            List.of(),
            List.of(),
            List.of()));
  }

  private static Report nameUnknown() {
    Target target = new Target("srv1.exmaple.com:3390", "srv1.exmaple.com", 3390, Optional.empty());
    return new Report(
        TOOL,
        STARTED,
        Duration.ofMillis(64),
        target,
        List.of(),
        Optional.empty(),
        new Diagnosis(
            Verdict.FAILING,
            Optional.of(Layer.NAME),
            "the name srv1.exmaple.com does not exist",
            List.of(
                new Break(
                    "name.nxdomain",
                    Layer.NAME,
                    "the name does not exist",
                    false,
                    0.99,
                    List.of())),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                test(
                    "by-address",
                    "Try the address, if you know it",
                    "tells a wrong name from a broken server",
                    "rdpdoctor check srv1.exmaple.com:3390 --address ADDRESS",
                    0.5)),
            List.of(
                rung(
                    Layer.NAME,
                    Status.FAILED,
                    58,
                    "NXDOMAIN from 192.0.2.53 and 192.0.2.54",
                    new SystemUnresolved(
                        "srv1.exmaple.com",
                        "unknown host",
                        Duration.ofMillis(58),
                        evidence(0, "a lookup by the system", "unknown host", 58))),
                notReached(Layer.TCP),
                notReached(Layer.NEGOTIATION),
                notReached(Layer.TLS),
                notReached(Layer.CERTIFICATE),
                notReached(Layer.CREDSSP))),
        List.of());
  }

  private static Report inconclusive() {
    var silent =
        new ConnectUnanswered(
            "2001:db8::10",
            3389,
            Duration.ofSeconds(4),
            evidence(1, "SYN, repeated after 1 s and 3 s", "nothing in 4.0 s", 4012));
    return new Report(
        TOOL,
        STARTED,
        Duration.ofMillis(10_004),
        new Target("[2001:db8::10]", "2001:db8::10", 3389, Optional.empty()),
        List.of("2001:db8::10"),
        Optional.of("2001:db8::10"),
        new Diagnosis(
            Verdict.INCONCLUSIVE,
            Optional.empty(),
            "nothing answers, and from here a dead machine and a silent firewall look the same",
            List.of(),
            List.of(),
            List.of(),
            List.of(silent),
            List.of(new NotTested(Layer.NEGOTIATION, "the time was up")),
            List.of(),
            List.of(
                rung(Layer.NAME, Status.PASSED, 0, "an address, nothing to resolve"),
                rung(Layer.TCP, Status.WARNED, 4012, "no answer in 4.0 s", silent),
                notReached(Layer.NEGOTIATION))),
        List.of());
  }

  /// A peer that would like to write into other people's terminals and tickets.
  private static Report hostile() {
    String name = "CN=\u001b[2J\u001b]0;owned\u0007<script>alert(1)</script>\u202egnp.exe";
    String banner = "`|**bold**|` [click](http://evil.example) @everyone ![x](http://e.example/p)";
    var foreign =
        new ForeignService(
            ADDRESS, 3389, "http", banner, evidence(1, "", banner + "\r\n\u009b31m", 40));
    return report(
        SERVER,
        Duration.ofMillis(77),
        new Diagnosis(
            Verdict.FAILING,
            Optional.of(Layer.TCP),
            "another service answers: " + banner,
            List.of(
                new Break(
                    "tcp.foreign-service",
                    Layer.TCP,
                    "another service has the port: " + banner,
                    false,
                    0.98,
                    List.of(speaksFor("it said " + banner, "foreign-service", Strength.DECISIVE)))),
            List.of(),
            List.of(),
            List.of(foreign),
            List.of(),
            List.of(),
            List.of(
                rung(Layer.TCP, Status.FAILED, 40, banner, foreign),
                rung(
                    Layer.CERTIFICATE,
                    Status.WARNED,
                    0,
                    name,
                    certificate(name, List.of(name, "- list", "1. list"))))));
  }

  private static Fix fix(
      String id,
      String title,
      Fix.Side side,
      Fix.Risk risk,
      boolean temporary,
      List<String> steps,
      List<String> undo,
      String proof) {
    return new Fix(
        id,
        title,
        side,
        risk,
        List.of(),
        temporary,
        Optional.empty(),
        Optional.empty(),
        List.of(new Fix.Way(Fix.Way.By.POWERSHELL, steps, undo)),
        false,
        List.of(),
        new Fix.Proof(Optional.empty(), proof, Optional.empty()));
  }

  private static NextTest test(String id, String title, String why, String command, double bits) {
    return new NextTest(
        id,
        title,
        why,
        command,
        bits,
        KnownTest.Kind.ASK,
        "What comes out?",
        List.of("Do it."),
        new KnownTest.Cost(60, List.of(KnownTest.Cost.Need.SERVER)),
        List.of(new NextTest.Outcome("so", "It is so"), new NextTest.Outcome("not", "It is not")));
  }
}
