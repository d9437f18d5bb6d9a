package org.rdpdoctor.testkit;

import static org.rdpdoctor.testkit.Fault.healthy;

import java.util.List;
import org.rdpdoctor.testkit.script.Answer;
import org.rdpdoctor.testkit.script.Script;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;

/// Peers that do nothing wrong. User and password are `lab`; the session is a black screen.
final class HealthyForms {
  private HealthyForms() {}

  /// Standard RDP security only.
  static final Answer RDP_ONLY =
      new Answer.Negotiate(Protocols.RDP, true, NegotiationFailureCode.SSL_NOT_ALLOWED_BY_SERVER);

  static final Answer TLS_ONLY =
      new Answer.Negotiate(Protocols.SSL, false, NegotiationFailureCode.SSL_REQUIRED_BY_SERVER);

  static final Answer NLA_ONLY =
      new Answer.Negotiate(Script.NLA, false, NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER);

  static List<Fault> all() {
    return List.of(
        healthy(
            "healthy",
            "A server that takes every client, NLA optional",
            "Takes NLA, TLS and standard RDP security, with a self-signed certificate.",
            "The usual warning about a self-signed certificate, then a black screen.",
            Script.healthy()),
        healthy(
            "healthy-nla",
            "A server that requires NLA, as Windows does by default",
            "Takes NLA only, and answers every other offer with failure 5.",
            "The usual warning about a self-signed certificate, then a black screen.",
            Script.healthy().answer(NLA_ONLY)),
        healthy(
            "healthy-tls",
            "A server with TLS and without NLA, like xrdp",
            "Takes TLS only; who you are is asked inside the session.",
            "The usual warning about a self-signed certificate, then a black screen.",
            Script.healthy().answer(TLS_ONLY)),
        healthy(
                "healthy-rdp",
                "A server with standard RDP security only, seen by a client that offers it",
                "Takes standard RDP security only, with RC4 of 128 bits.",
                "A black screen, without any warning.",
                Script.healthy().answer(RDP_ONLY))
            .options("--offer", "rdp"));
  }
}
