package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Listening;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.testkit.script.Welcome;
import org.rdpdoctor.testkit.script.Welcome.Leave;
import org.rdpdoctor.testkit.script.Welcome.Wait;
import org.rdpdoctor.wire.Bytes;

/// What goes wrong before RDP begins.
final class TcpFaults {
  private static final String CANNOT_CONNECT =
      "“Remote Desktop can't connect to the remote computer for one of these reasons”, 0x204.";
  private static final String CLOSED_ON = "“This computer can't connect…”, 0x904 with 0x7.";
  private static final String HANGS = "“Initiating remote connection” for a long time, then 0x904.";

  private TcpFaults() {}

  static List<Fault> all() {
    return Stream.concat(ports().stream(), ForeignFaults.all().stream()).toList();
  }

  private static List<Fault> ports() {
    return List.of(
        failing(
                "closed-port",
                "Nothing listens on the port",
                "Answers every SYN with RST.",
                CANNOT_CONNECT,
                "tcp.closed",
                Script.healthy().listening(Listening.CLOSED))
            .causes("termservice-stopped", "rdp-disabled-registry", "port-changed"),
        failing(
                "mute-port",
                "The port answers no SYN at all",
                "Drops every SYN, as a firewall does that filters.",
                CANNOT_CONNECT,
                "tcp.filtered",
                Script.healthy().listening(Listening.MUTE))
            .or("tcp.backlog-full")
            .causes("security-group-blocks", "guest-firewall-rule-disabled"),
        failing(
                "backlog-full",
                "The first connection hangs, all later ones get no answer",
                "Completes one TCP connection, reads nothing of it, and drops every later SYN.",
                HANGS,
                "tcp.backlog-full",
                Script.healthy().listening(Listening.FULL_AFTER_ONE))
            .or("tcp.intermittent")
            .or("negotiation.no-answer")
            .causes("termservice-crash-hang"),
        failing(
            "accept-close",
            "The connection is accepted and closed at once",
            "Sends FIN as soon as the connection stands.",
            CLOSED_ON,
            "tcp.accept-close",
            leaving(Ending.CLOSE)),
        failing(
            "accept-reset",
            "The connection is accepted and reset at once",
            "Sends RST as soon as the connection stands.",
            CLOSED_ON,
            "tcp.accept-reset",
            leaving(Ending.RESET)),
        failing(
                "accept-silence",
                "The connection is accepted, and nothing ever comes",
                "Reads everything, says nothing and keeps the connection open.",
                HANGS,
                "negotiation.no-answer",
                leaving(Ending.SILENCE))
            .causes("termservice-crash-hang", "x224-no-reply"),
        failing(
                "trickle",
                "The peer sends one byte a second, without being asked",
                "Sends a zero byte every second and takes no notice of the client.",
                HANGS,
                "tcp.foreign-service",
                welcoming(new Welcome.Trickle(Bytes.of(0), Duration.ofSeconds(1))))
            .or("negotiation.malformed"),
        failing(
                "flood",
                "The peer sends without end, without being asked",
                "Sends as fast as the client can read and takes no notice of it.",
                HANGS,
                "tcp.foreign-service",
                welcoming(new Welcome.Flood(Bytes.copyOf(new byte[16 * 1024]))))
            .or("negotiation.malformed"),
        failing(
                "every-other-closed",
                "Every other connection is closed at once",
                "Serves the first, third, fifth … connection and closes the others with FIN.",
                "Sometimes it connects and sometimes it does not: 0x904 with 0x7.",
                "tcp.intermittent",
                welcoming(new Welcome.Alternating(new Wait(), new Leave(Ending.CLOSE))))
            .degraded(),
        failing(
                "every-other-reset",
                "Every other connection is reset at once",
                "Serves the first, third, fifth … connection and resets the others.",
                "Sometimes it connects and sometimes it does not: 0x904 with 0x7.",
                "tcp.intermittent",
                welcoming(new Welcome.Alternating(new Wait(), new Leave(Ending.RESET))))
            .degraded(),
        failing(
                "throttled",
                "After three connections the peer closes all others",
                "Serves three connections, then closes each new one at once.",
                "Connects a few times, then 0x904 with 0x7.",
                "negotiation.throttled",
                welcoming(new Welcome.Limited(3, new Wait(), new Leave(Ending.CLOSE))))
            .or("tcp.rate-limited")
            .causes("bruteforce-lockout-tools")
            .degraded(),
        failing(
                "banned",
                "After three connections the peer falls silent",
                "Serves three connections, then accepts and says nothing any more.",
                "Connects a few times, then hangs.",
                "negotiation.throttled",
                welcoming(new Welcome.Limited(3, new Wait(), new Leave(Ending.SILENCE))))
            .or("tcp.rate-limited")
            .causes("bruteforce-lockout-tools")
            .degraded(),
        failing(
                "reset-after-four",
                "After four connections the peer resets all others",
                "Serves four connections, then resets each new one at once.",
                "Connects a few times, then 0x904 with 0x7.",
                "negotiation.throttled",
                welcoming(new Welcome.Limited(4, new Wait(), new Leave(Ending.RESET))))
            .or("tcp.rate-limited")
            .causes("bruteforce-lockout-tools")
            .degraded());
  }

  private static Script leaving(Ending ending) {
    return welcoming(new Leave(ending));
  }

  static Script welcoming(Welcome welcome) {
    return Script.healthy().welcome(welcome);
  }
}
