package org.rdpdoctor.testkit.script;

import java.time.Duration;
import java.util.List;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;

/// Everything a scripted peer does, rung by rung. A fault is a healthy script with one rung
/// changed.
public record Script(
    Listening listening,
    Welcome welcome,
    Answer answer,
    TlsScript tls,
    CertificateScript certificate,
    CredSspScript credSsp,
    SessionScript session,
    UdpScript udp) {

  public static final Protocols NLA = Protocols.HYBRID.and(Protocols.HYBRID_EX);

  /// A server that takes every protocol, with NLA optional.
  public static Script healthy() {
    return new Script(
        Listening.OPEN,
        new Welcome.Wait(),
        new Answer.Negotiate(
            NLA.and(Protocols.SSL), true, NegotiationFailureCode.SSL_REQUIRED_BY_SERVER),
        new TlsScript.Serve(0x0303, 0x0304, List.of(), false),
        CertificateScript.healthy(),
        new CredSspScript.Serve(6, Duration.ZERO, "SERVER"),
        SessionScript.healthy(),
        new UdpScript.Closed());
  }

  public Script listening(Listening other) {
    return new Script(other, welcome, answer, tls, certificate, credSsp, session, udp);
  }

  public Script welcome(Welcome other) {
    return new Script(listening, other, answer, tls, certificate, credSsp, session, udp);
  }

  public Script answer(Answer other) {
    return new Script(listening, welcome, other, tls, certificate, credSsp, session, udp);
  }

  public Script tls(TlsScript other) {
    return new Script(listening, welcome, answer, other, certificate, credSsp, session, udp);
  }

  public Script certificate(CertificateScript other) {
    return new Script(listening, welcome, answer, tls, other, credSsp, session, udp);
  }

  public Script credSsp(CredSspScript other) {
    return new Script(listening, welcome, answer, tls, certificate, other, session, udp);
  }

  public Script session(SessionScript other) {
    return new Script(listening, welcome, answer, tls, certificate, credSsp, other, udp);
  }

  public Script udp(UdpScript other) {
    return new Script(listening, welcome, answer, tls, certificate, credSsp, session, other);
  }
}
