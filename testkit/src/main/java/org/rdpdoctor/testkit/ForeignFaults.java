package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;
import static org.rdpdoctor.testkit.script.Welcome.Reaction.toAnything;

import java.util.List;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.Welcome;
import org.rdpdoctor.testkit.script.Welcome.Reaction;
import org.rdpdoctor.wire.Bytes;

/// Another service where RDP should be: the wrong port was asked, forwarded or taken.
final class ForeignFaults {
  private static final String SEEN = "“This computer can't connect…”, 0x904, or an internal error.";

  /// Alert 70, as TLS servers answer bytes that are no TLS.
  private static final Bytes TLS_ALERT = Bytes.of(0x15, 3, 3, 0, 2, 2, 70);

  private static final String HTTP_400 =
      """
      HTTP/1.1 400 Bad Request\r
      Server: nginx\r
      Content-Type: text/html\r
      Content-Length: 15\r
      Connection: close\r
      \r
      400 Bad Request""";

  /// SMB2 NEGOTIATE response in its NetBIOS session message: dialect 3.1.1 and no more.
  private static final Bytes SMB2 =
      Bytes.hex(
          """
          00 00 00 80                # NetBIOS session message, 128 bytes
          fe 53 4d 42 40 00 00 00    # ProtocolId, StructureSize, CreditCharge
          00 00 00 00 00 00 01 00    # Status, Command NEGOTIATE, Credits
          01 00 00 00 00 00 00 00    # Flags: a response; NextCommand
          00 00 00 00 00 00 00 00    # MessageId
          00 00 00 00 00 00 00 00    # Reserved, TreeId
          00 00 00 00 00 00 00 00    # SessionId
          00 00 00 00 00 00 00 00    # Signature
          00 00 00 00 00 00 00 00
          41 00 01 00 11 03 00 00    # StructureSize, SecurityMode, DialectRevision
          4c 61 62 20 53 65 72 76    # ServerGuid
          65 72 20 53 4d 42 32 00
          2f 00 00 00 00 00 80 00    # Capabilities, MaxTransactSize
          00 00 80 00 00 00 80 00    # MaxReadSize, MaxWriteSize
          00 00 00 00 00 00 00 00    # SystemTime
          00 00 00 00 00 00 00 00    # ServerStartTime
          80 00 00 00 00 00 00 00    # SecurityBufferOffset and Length, Reserved
          """);

  private ForeignFaults() {}

  static List<Fault> all() {
    return List.of(
        foreign(
            "ssh",
            "an SSH server",
            "Says `SSH-2.0-OpenSSH_9.6` at once, and closes on anything that is not SSH.",
            "SSH-2.0-OpenSSH_9.6\r\n",
            toAnything("Invalid SSH identification string.\r\n", Ending.CLOSE)),
        foreign(
            "http",
            "a web server",
            "Waits, and answers anything with HTTP 400.",
            "",
            toAnything(HTTP_400, Ending.CLOSE)),
        service(
                "https",
                "a web server with TLS",
                "Answers the connection request with TLS alert 70; inside TLS it speaks HTTP.",
                new Welcome.TlsFirst(TLS_ALERT, Bytes.ascii(HTTP_400)))
            .causes("wrong-protocol-tls-first-port"),
        foreign(
            "smtp",
            "a mail server",
            "Says `220 … ESMTP` at once, and 502 to what it does not know.",
            "220 mail.lab.test ESMTP Postfix\r\n",
            toAnything("502 5.5.2 Error: command not recognized\r\n", Ending.SILENCE)),
        foreign(
            "ftp",
            "an FTP server",
            "Says `220 (vsFTPd 3.0.5)` at once, and 500 to what it does not know.",
            "220 (vsFTPd 3.0.5)\r\n",
            toAnything("500 OOPS: unknown command\r\n", Ending.SILENCE)),
        foreign(
            "vnc",
            "a VNC server",
            "Says `RFB 003.008` at once, and closes on anything else.",
            "RFB 003.008\n",
            toAnything("", Ending.CLOSE)),
        foreign(
            "smb",
            "a Windows file server",
            "Resets on anything but SMB, to which it answers.",
            "",
            new Reaction(Bytes.of(0x00), SMB2, Ending.SILENCE),
            toAnything("", Ending.RESET)),
        service(
                "raw-tls",
                "a TLS service",
                "Answers the connection request with TLS alert 70; inside TLS it says nothing.",
                new Welcome.TlsFirst(TLS_ALERT, Bytes.EMPTY))
            .causes("wrong-protocol-tls-first-port"),
        foreign(
            "mysql",
            "a MySQL server",
            "Says its version in binary at once, and closes on anything else.",
            "J\0\0\0\n8.0.36\0",
            toAnything("", Ending.CLOSE)));
  }

  private static Fault foreign(
      String service, String what, String does, String banner, Reaction... reactions) {
    Fault fault =
        service(service, what, does, new Welcome.Foreign(Bytes.ascii(banner), List.of(reactions)));
    // Without a banner there are services that cannot be told from a server that refuses RDP.
    return banner.isEmpty() ? fault.or("negotiation.malformed").or("negotiation.reset") : fault;
  }

  private static Fault service(String service, String what, String does, Welcome welcome) {
    return failing(
            "foreign-" + service,
            "Not RDP but " + what + " answers",
            does,
            SEEN,
            "tcp.foreign-service",
            Script.healthy().welcome(welcome))
        .causes("port-conflict");
  }
}
