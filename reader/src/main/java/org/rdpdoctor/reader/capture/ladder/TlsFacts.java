package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ClientAlerted;
import org.rdpdoctor.facts.TlsFact.ClientCertificateRequested;
import org.rdpdoctor.facts.TlsFact.ClientOfferedAtMost;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.tls.Alert;

/// The facts of a handshake behind the answer to its hello, which a single hello does not get to
/// see. `stage` is what the server had shown.
///
/// @param helloSize in bytes
/// @param began when the hello was said
record TlsFacts(Peer peer, int helloSize, Duration began) {
  private static final String USUAL = "usual";

  private Evidence evidence(String heard, Duration at) {
    return peer.evidence("a ClientHello (usual, " + helloSize + " bytes)", heard, at);
  }

  ClientOfferedAtMost offeredAtMost(String version, Duration at) {
    return new ClientOfferedAtMost(
        version, peer.evidence("", "a ClientHello of the client with " + version + " at most", at));
  }

  ClientCertificateRequested certificateRequested(Duration at) {
    return new ClientCertificateRequested(false, evidence("a CertificateRequest", at));
  }

  AlertReceived alerted(Alert alert, String stage, Duration at) {
    return new AlertReceived(
        USUAL,
        alert.description().value(),
        alert.description().toString(),
        stage,
        at.minus(began),
        evidence("a " + alert + " alert after what the client answered", at));
  }

  ClientAlerted clientAlerted(Alert alert, String stage, Duration at) {
    return new ClientAlerted(
        alert.description().value(),
        alert.description().toString(),
        stage,
        at.minus(began),
        peer.evidence("", "a " + alert + " alert of the client", at));
  }

  HandshakeCompleted completed(ServerHelloReceived chosen, Duration at) {
    return new HandshakeCompleted(
        chosen.version(),
        chosen.cipherSuite(),
        at.minus(began),
        evidence(
            "application data behind the handshake: "
                + chosen.version()
                + " with "
                + chosen.cipherSuite(),
            at));
  }

  HandshakeEnded ended(Ending how, String stage, Duration at) {
    return new HandshakeEnded(
        USUAL,
        helloSize,
        how,
        stage,
        at.minus(began),
        evidence(how.words() + " inside the handshake", at));
  }

  HandshakeStalled stalled(Duration waited, String stage, Duration at) {
    return new HandshakeStalled(
        USUAL,
        helloSize,
        stage,
        waited,
        evidence("nothing more for " + waited.toMillis() + " ms", at));
  }
}
