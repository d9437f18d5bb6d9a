package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.util.List;
import java.util.stream.Stream;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.TlsScript;
import org.rdpdoctor.testkit.script.TlsScript.Extent;
import org.rdpdoctor.wire.Bytes;

/// What goes wrong inside the TLS handshake. All of these servers want TLS: without a way around
/// it, a client meets the fault.
final class TlsFaults {
  private static final String INTERNAL = "“An internal error has occurred”.";
  private static final String CLOSED_ON = "“This computer can't connect…”, 0x904 with 0x7.";
  private static final String HANGS = "“Securing remote connection” for a long time, then 0x904.";

  private static final int SSL_3_0 = 0x0300;
  private static final int TLS_1_0 = 0x0301;
  private static final int TLS_1_1 = 0x0302;
  private static final int TLS_1_2 = 0x0303;
  private static final int TLS_1_3 = 0x0304;
  private static final List<Integer> RC4 = List.of(0x0005, 0x0004);
  private static final List<Integer> TRIPLE_DES = List.of(0xC012, 0x000A);
  private static final List<Integer> NULL = List.of(0x003B, 0x0002, 0x0001);
  private static final List<Integer> EXPORT = List.of(0x0003, 0x0006, 0x0008);
  private static final List<Integer> OLD_AES = List.of(0xC014, 0xC013, 0x0035, 0x002F);

  /// What an IPS or an old device still lets pass: the hello of a client without post-quantum keys.
  private static final int SMALL_HELLO = 600;

  private TlsFaults() {}

  static List<Fault> all() {
    return Stream.of(old(), ended(), alerts(), middleboxes()).flatMap(List::stream).toList();
  }

  private static List<Fault> old() {
    return List.of(
        failing(
                "tls10-only",
                "The server speaks TLS 1.0 and nothing newer",
                "A real TLS server; newer clients meet alert 70.",
                INTERNAL,
                "tls.too-old",
                tls(new TlsScript.Serve(TLS_1_0, TLS_1_0, OLD_AES, false)))
            .causes("tls12-disabled-only-10"),
        failing(
                "tls11-only",
                "The server speaks TLS 1.1 and nothing else",
                "A real TLS server; newer clients meet alert 70.",
                INTERNAL,
                "tls.too-old",
                tls(new TlsScript.Serve(TLS_1_1, TLS_1_1, OLD_AES, false)))
            .causes("tls12-disabled-only-10"),
        failing(
                "sslv3-only",
                "The server speaks SSL 3.0 and nothing newer",
                "Answers in SSL 3.0 up to ServerHelloDone, and a hello that lists only newer versions with"
                    + " alert 70.",
                INTERNAL,
                "tls.too-old",
                readable(SSL_3_0, List.of(0x000A, 0x002F, 0x0035, 0x0005, 0x0004)))
            .causes("tls-version-mismatch"),
        failing(
                "rc4-only",
                "The server has RC4 and no other cipher",
                "TLS 1.2 with RC4 suites; a client without them meets alert 40.",
                INTERNAL,
                "tls.weak-ciphers",
                readable(TLS_1_2, RC4))
            .causes("tls-cipher-mismatch"),
        failing(
                "3des-only",
                "The server has 3DES and no other cipher",
                "A real TLS 1.2 server with 3DES suites; a client without them meets alert 40.",
                INTERNAL,
                "tls.weak-ciphers",
                tls(new TlsScript.Serve(TLS_1_2, TLS_1_2, TRIPLE_DES, false)))
            .causes("tls-cipher-mismatch"),
        failing(
                "null-cipher-only",
                "The server has suites without encryption, and no others",
                "TLS 1.2 with NULL suites; a client without them meets alert 40.",
                INTERNAL,
                "tls.weak-ciphers",
                readable(TLS_1_2, NULL))
            .causes("tls-cipher-mismatch"),
        failing(
                "export-only",
                "The server has export-grade suites, and no others",
                "TLS 1.0 with EXPORT suites; a client without them meets alert 40.",
                INTERNAL,
                "tls.weak-ciphers",
                readable(TLS_1_0, EXPORT))
            .or("tls.too-old")
            .causes("tls-cipher-mismatch"));
  }

  private static List<Fault> ended() {
    return List.of(
        failing(
                "hello-closed",
                "The connection is closed at the ClientHello",
                "Confirms, reads the ClientHello and sends FIN.",
                CLOSED_ON,
                "tls.closed",
                said(Bytes.EMPTY, Ending.CLOSE))
            .causes("tls-close-after-clienthello", "cert-machinekeys-permission"),
        failing(
                "hello-reset",
                "The connection is reset at the ClientHello",
                "Confirms, reads the ClientHello and sends RST.",
                CLOSED_ON,
                "tls.reset",
                said(Bytes.EMPTY, Ending.RESET))
            .causes("ips-dpi-kills-rdp", "cert-machinekeys-permission"),
        failing(
                "hello-stall",
                "The ClientHello gets no answer",
                "Confirms, reads the ClientHello, says nothing and stays.",
                HANGS,
                "tls.hello-dropped",
                said(Bytes.EMPTY, Ending.SILENCE))
            .or("tls.stalled")
            .causes("ips-dpi-kills-rdp"),
        failing(
            "server-hello-stall",
            "The server falls silent after its ServerHello",
            "Sends a ServerHello of TLS 1.2 and nothing after it.",
            HANGS,
            "tls.stalled",
            tls(new TlsScript.Plaintext(TLS_1_2, OLD_AES, Extent.SERVER_HELLO, Ending.SILENCE))),
        failing(
                "half-record-stall",
                "A TLS record is cut in two, and its rest never comes",
                "Sends the first half of the record with its ServerHello and certificate.",
                HANGS,
                "tls.stalled",
                tls(
                    new TlsScript.Plaintext(
                        TLS_1_2, OLD_AES, Extent.HALF_A_RECORD, Ending.SILENCE)))
            .or("tls.record-split"),
        failing(
            "garbage-after-confirm",
            "What follows the confirm is not TLS",
            "Confirms TLS and answers the ClientHello with bytes of no protocol.",
            INTERNAL,
            "tls.not-tls",
            said(Bytes.hex("00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff"), Ending.CLOSE)),
        failing(
            "http-after-confirm",
            "A web server answers where TLS should begin",
            "Confirms TLS and answers the ClientHello with HTTP 400.",
            INTERNAL,
            "tls.not-tls",
            said(Bytes.ascii("HTTP/1.0 400 Bad request\r\n\r\n"), Ending.CLOSE)),
        failing(
            "client-certificate-required",
            "The server demands a certificate of the client",
            "A real TLS server that ends the handshake when the client has no certificate.",
            INTERNAL,
            "tls.client-cert",
            tls(new TlsScript.Serve(TLS_1_2, TLS_1_3, List.of(), true))));
  }

  private static List<Fault> alerts() {
    return List.of(
        alert(40, "handshake_failure", "tls.no-shared-cipher").causes("tls-cipher-mismatch"),
        alert(42, "bad_certificate", "tls.alert"),
        alert(46, "certificate_unknown", "tls.alert"),
        alert(47, "illegal_parameter", "tls.alert"),
        alert(50, "decode_error", "tls.alert"),
        alert(70, "protocol_version", "tls.alert").or("tls.too-old").causes("tls-version-mismatch"),
        alert(71, "insufficient_security", "tls.alert").or("tls.no-shared-cipher"),
        alert(80, "internal_error", "tls.alert").causes("cert-machinekeys-permission"),
        alert(112, "unrecognized_name", "tls.alert"));
  }

  private static List<Fault> middleboxes() {
    return List.of(
        failing(
                "large-hello-dropped",
                "A large ClientHello gets no answer, a small one does",
                "Falls silent when the ClientHello is larger than 600 bytes; healthy otherwise.",
                HANGS,
                "tls.record-split",
                tls(new TlsScript.SizeLimit(SMALL_HELLO, Ending.SILENCE, healthy())))
            .or("tls.hello-dropped")
            .degraded()
            .causes("tls-record-fragmentation-middlebox"),
        failing(
                "split-hello-dropped",
                "A ClientHello in two pieces gets no answer, a whole one does",
                "Falls silent when the ClientHello comes in more than one segment or record.",
                HANGS,
                "tls.record-split",
                tls(new TlsScript.WholeOnly(Ending.SILENCE, healthy())))
            .or("tls.hello-dropped")
            .degraded()
            .causes("tls-record-fragmentation-middlebox"),
        failing(
                "tls13-intolerant",
                "A hello that mentions TLS 1.3 is reset",
                "Resets at a ClientHello that offers more than TLS 1.2; healthy without it.",
                CLOSED_ON,
                "tls.reset",
                tls(
                    new TlsScript.VersionIntolerant(
                        TLS_1_2,
                        Ending.RESET,
                        new TlsScript.Serve(TLS_1_2, TLS_1_2, List.of(), false))))
            .causes("client-too-new-legacy-server"));
  }

  private static Fault alert(int description, String name, String breakId) {
    return failing(
        "alert-" + description,
        "The server ends the handshake with alert %d, %s".formatted(description, name),
        "Answers every ClientHello with the fatal alert %d and closes.".formatted(description),
        INTERNAL,
        breakId,
        tls(TlsScript.Say.alert(description)));
  }

  private static TlsScript healthy() {
    return Script.healthy().tls();
  }

  private static Script readable(int version, List<Integer> suites) {
    return tls(new TlsScript.Plaintext(version, suites, Extent.WHOLE, Ending.SILENCE));
  }

  private static Script said(Bytes bytes, Ending ending) {
    return tls(new TlsScript.Say(bytes, ending));
  }

  private static Script tls(TlsScript script) {
    return Script.healthy().answer(HealthyForms.NLA_ONLY).tls(script);
  }
}
