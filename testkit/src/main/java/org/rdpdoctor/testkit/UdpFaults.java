package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;
import static org.rdpdoctor.testkit.Fault.healthy;

import java.util.List;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.testkit.script.SessionStep;
import org.rdpdoctor.testkit.script.UdpScript;
import org.rdpdoctor.wire.Bytes;

/// What a server does with RDP over UDP. None of it keeps a client out: sessions run over TCP.
final class UdpFaults {
  private static final String OVER_UDP = "A session that uses UDP beside TCP.";
  private static final String OVER_TCP = "A session over TCP alone; nothing says why.";

  private UdpFaults() {}

  static List<Fault> all() {
    return List.of(
        form(
            "udp-version-3",
            "A server with RDP over UDP, version 3",
            "Agrees to version 3, without asking for a cookie.",
            OVER_UDP,
            new UdpScript.Serve(0x0101, 0)),
        form(
            "udp-version-2",
            "A server with RDP over UDP, version 2",
            "Agrees to version 2, whatever higher one is offered.",
            OVER_UDP,
            new UdpScript.Serve(0x0002, 0)),
        form(
            "udp-version-1",
            "A server with RDP over UDP, version 1",
            "Agrees to version 1, whatever higher one is offered.",
            OVER_UDP,
            new UdpScript.Serve(0x0001, 0)),
        form(
            "udp-second-syn",
            "A server that misses the first SYN over UDP",
            "Answers the second SYN over UDP.",
            OVER_UDP,
            new UdpScript.Serve(0x0002, 1)),
        form(
            "udp-silent",
            "UDP vanishes while TCP works",
            "Answers no SYN over UDP, as behind a firewall that lets TCP alone through.",
            OVER_TCP,
            new UdpScript.Silent()),
        form(
            "udp-wrong-ack",
            "The SYN over UDP is answered as if it were another one",
            "Acknowledges a sequence number over UDP that was never sent.",
            OVER_TCP,
            new UdpScript.WrongAcknowledgement()),
        form(
            "udp-echo",
            "Everything over UDP comes back as it was sent",
            "Sends every datagram back.",
            OVER_TCP,
            new UdpScript.Echo()),
        form(
            "udp-foreign",
            "Something else than RDP answers on the UDP port",
            "Answers every datagram with a line of text.",
            OVER_TCP,
            new UdpScript.Say(Bytes.ascii("ERR unknown command\r\n"))),
        form(
            "udp-huge",
            "A datagram larger than any of RDP comes back over UDP",
            "Answers every datagram with 4,000 bytes.",
            OVER_TCP,
            new UdpScript.Say(Bytes.copyOf(new byte[4000]))),
        failing(
                "udp-offered-and-silent",
                "The server says that it has RDP over UDP, and UDP vanishes",
                "Names its UDP transports in the basic settings and answers no SYN over UDP.",
                OVER_TCP,
                "udp.blocked",
                Script.healthy()
                    .session(SessionScript.healthy().connect(new SessionStep.OfferUdp()))
                    .udp(new UdpScript.Silent()))
            .degraded());
  }

  private static Fault form(String id, String title, String does, String seen, UdpScript script) {
    return healthy(id, title, does, seen, Script.healthy().udp(script));
  }
}
