package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.failing;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.rdpdoctor.testkit.script.Answer;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// What goes wrong while client and server agree on a security protocol.
final class NegotiationFaults {
  private static final String CLOSED_ON = "“This computer can't connect…”, 0x904 with 0x7.";
  private static final String HANGS = "“Initiating remote connection” for a long time, then 0x904.";
  private static final String PROTOCOL = "“Because of a protocol error…”, or an internal error.";
  private static final Bytes CONFIRM =
      new ConnectionConfirm.NegotiationResponse(new ResponseFlags(0), Protocols.HYBRID).encode();
  private static final int DISCONNECT_REASON = 0x80;

  private NegotiationFaults() {}

  static List<Fault> all() {
    return Stream.of(silent(), unreadable(), refusing(), selective())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Fault> silent() {
    return List.of(
        failing(
                "request-unanswered",
                "The connection request gets no answer",
                "Reads the connection request, says nothing, and keeps the connection open; other"
                    + " bytes meet the same.",
                HANGS,
                "negotiation.no-answer",
                saying(Bytes.EMPTY, Ending.SILENCE))
            .causes("x224-no-reply", "termservice-crash-hang"),
        failing(
                "request-closed",
                "The connection is closed at the connection request",
                "Reads the connection request, or anything else, and sends FIN.",
                CLOSED_ON,
                "negotiation.closed",
                saying(Bytes.EMPTY, Ending.CLOSE))
            .causes("x224-closed-without-reply"),
        failing(
                "request-reset",
                "The connection is reset at the connection request",
                "Reads the connection request, or anything else, and sends RST.",
                CLOSED_ON,
                "negotiation.reset",
                saying(Bytes.EMPTY, Ending.RESET))
            .causes("x224-closed-without-reply"),
        failing(
                "half-confirm-silence",
                "Half an answer comes, and then nothing",
                "Sends the first 9 of 19 bytes of its answer and keeps the connection open.",
                HANGS,
                "negotiation.malformed",
                saying(CONFIRM.first(9), Ending.SILENCE))
            .or("negotiation.no-answer"),
        failing(
                "half-confirm-close",
                "Half an answer comes, and then the end",
                "Sends the first 9 of 19 bytes of its answer and closes.",
                CLOSED_ON,
                "negotiation.malformed",
                saying(CONFIRM.first(9), Ending.CLOSE))
            .or("negotiation.closed"),
        failing(
                "confirm-trickle",
                "The answer comes at one byte a second",
                "Sends its answer of 19 bytes with a second before each.",
                HANGS,
                "negotiation.slow",
                answering(new Answer.Trickle(CONFIRM, Duration.ofSeconds(1))))
            .or("negotiation.malformed"),
        failing(
                "slow-answer",
                "The answer takes four seconds",
                "Thinks for four seconds over every connection request, and is healthy otherwise.",
                "Connects after a long wait, or gives up with 0x904.",
                "negotiation.slow",
                answering(new Answer.Late(Duration.ofSeconds(4), Script.healthy().answer())))
            .degraded()
            .causes("cpu-memory-disk-starved", "bruteforce-overload"));
  }

  private static List<Fault> unreadable() {
    return List.of(
        failing(
                "garbage-answer",
                "The answer to the connection request is noise",
                "Sends sixteen bytes that are no protocol, and closes.",
                PROTOCOL,
                "negotiation.malformed",
                saying(Bytes.hex("9d 00 c1 7f 13 ee 42 08 b7 55 e0 31 6a f4 02 d8"), Ending.CLOSE))
            .or("tcp.foreign-service"),
        failing(
            "wrong-tpdu",
            "The answer is a packet of another kind",
            "Answers the connection request with an X.224 data packet instead of a confirm.",
            PROTOCOL,
            "negotiation.malformed",
            saying(Bytes.hex("03 00 00 0b 06 50 00 00 12 34 00"), Ending.CLOSE)),
        failing(
                "protocol-not-offered",
                "The server selects a protocol that was not offered",
                "Selects RDSTLS, whatever the client offered.",
                PROTOCOL,
                "negotiation.malformed",
                answering(new Answer.Insist(Protocols.RDSTLS)))
            .or("negotiation.protocol-not-offered"),
        failing(
            "x224-disconnect",
            "The server answers with a disconnect request",
            "Answers with an X.224 Disconnect Request and closes.",
            CLOSED_ON,
            "negotiation.refused",
            saying(
                new ConnectionConfirm.DisconnectRequest(DISCONNECT_REASON).encode(),
                Ending.CLOSE)));
  }

  private static List<Fault> refusing() {
    return List.of(
        refusal(
                "tls-required",
                "The server wants TLS, and the client offers none",
                "Takes TLS and NLA, and answers an offer without them with failure 1.",
                "negotiation.tls-required",
                HealthyForms.TLS_ONLY)
            .options("--offer", "rdp")
            .causes("ssl-required-client-without"),
        refusal(
                "tls-not-allowed",
                "The server allows standard RDP security only",
                "Answers every offer of TLS or NLA with failure 2.",
                "negotiation.tls-not-allowed",
                HealthyForms.RDP_ONLY)
            .causes("ssl-not-allowed"),
        refusal(
                "certificate-missing",
                "The server has no certificate that it can use",
                "Answers every offer of TLS or NLA with failure 3.",
                "negotiation.cert-missing",
                refusingAll(NegotiationFailureCode.SSL_CERT_NOT_ON_SERVER))
            .causes("ssl-cert-not-on-server", "cert-machinekeys-permission"),
        refusal(
                "inconsistent-flags",
                "The server finds the request contradictory",
                "Answers every offer with failure 4.",
                "negotiation.inconsistent",
                refusingAll(NegotiationFailureCode.INCONSISTENT_FLAGS))
            .causes("inconsistent-flags"),
        refusal(
                "nla-required",
                "The server wants NLA, and the client offers none",
                "Takes NLA only, and answers an offer without it with failure 5.",
                "negotiation.nla-required",
                HealthyForms.NLA_ONLY)
            .options("--offer", "tls")
            .causes("nla-required-client-without"),
        refusal(
                "smartcard-required",
                "The server wants TLS with user authentication",
                "Answers every offer with failure 6.",
                "negotiation.smartcard-required",
                refusingAll(NegotiationFailureCode.SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER))
            .causes("ssl-with-user-auth-required"),
        refusal(
            "unknown-failure",
            "The server refuses with a code that nobody knows",
            "Answers every offer with failure 99.",
            "negotiation.unknown-failure",
            refusingAll(new NegotiationFailureCode(99))),
        failing(
                "no-negotiation",
                "The server confirms without a word about protocols",
                "Sends a confirm without negotiation data: standard RDP security or nothing.",
                "“The versions of the client and server do not match”, or a protocol error.",
                "negotiation.tls-not-allowed",
                answering(new Answer.WithoutNegotiation()))
            .degraded()
            .causes("negotiation-disabled"));
  }

  private static List<Fault> selective() {
    return List.of(
        failing(
                "cookie-closed",
                "Connections with a user name in the request are closed",
                "Closes when the request has an mstshash cookie, and is healthy without one.",
                CLOSED_ON,
                "negotiation.cookie-interference",
                answering(
                    new Answer.CookieSensitive(
                        new Answer.Say(Bytes.EMPTY, Ending.CLOSE), Script.healthy().answer())))
            .causes("ips-dpi-kills-rdp"),
        failing(
                "cookie-silence",
                "Connections with a user name in the request hang",
                "Says nothing when the request has an mstshash cookie, and is healthy without one.",
                HANGS,
                "negotiation.cookie-interference",
                answering(
                    new Answer.CookieSensitive(
                        new Answer.Say(Bytes.EMPTY, Ending.SILENCE), Script.healthy().answer())))
            .causes("ips-dpi-kills-rdp"),
        failing(
                "interference-reset",
                "A device resets RDP, and lets other bytes pass",
                "Resets on a connection request; anything else is read and left open.",
                CLOSED_ON,
                "negotiation.interference",
                answering(new Answer.Recognising(Ending.RESET, Ending.SILENCE)))
            .causes("ips-dpi-kills-rdp"),
        failing(
                "interference-silence",
                "A device swallows RDP, and lets other bytes pass",
                "Says nothing to a connection request; anything else gets an orderly end.",
                HANGS,
                "negotiation.interference",
                answering(new Answer.Recognising(Ending.SILENCE, Ending.CLOSE)))
            .causes("ips-dpi-kills-rdp"));
  }

  private static Fault refusal(
      String id, String title, String does, String breakId, Answer answer) {
    String seen =
        breakId.equals("negotiation.nla-required")
            ? "“The remote computer requires Network Level Authentication…”, 0xB09."
            : "A message that the security settings do not fit, or an internal error.";
    return failing(id, title, does, seen, breakId, answering(answer));
  }

  private static Answer refusingAll(NegotiationFailureCode code) {
    return new Answer.Negotiate(Protocols.RDP, false, code);
  }

  private static Script saying(Bytes bytes, Ending ending) {
    return answering(new Answer.Say(bytes, ending));
  }

  private static Script answering(Answer answer) {
    return Script.healthy().answer(answer);
  }
}
