package org.rdpdoctor.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.NotTested;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.diagnosis.Precedents;
import org.rdpdoctor.diagnosis.Precedents.Judgement;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.SecurityFact.KeysExchanged;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.HandshakeCompleted;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeFailed;
import org.rdpdoctor.facts.TlsFact.HandshakeStalled;
import org.rdpdoctor.facts.TlsFact.HandshakeUnreadable;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection;
import org.rdpdoctor.report.CaptureReport.Connection;
import org.rdpdoctor.report.Report;
import org.rdpdoctor.wire.x224.Protocols;

/// Makes a report, as `check` gives it, of each connection of a capture.
final class CapturedReports {
  private static final Report.Tool TOOL = new Report.Tool("rdpdoctor", Version.number());
  private static final String NO_NAME = "a capture does not show how the name was resolved";
  private static final String NO_BEGIN = "the capture begins after that";
  private static final String BESIDE = "RDP over UDP goes beside a TCP connection, which shows it";
  private static final String HIDDEN = "encrypted; give --tls-keys or --server-key";
  private static final String HIDDEN_SESSION =
      "encrypted by standard RDP security; give --server-key";
  private static final String HIDDEN_CERTIFICATE =
      "TLS 1.3 encrypts it; give --tls-keys, or look at it with check";

  /// What TLS hides from a capture.
  private static final List<Layer> ABOVE_TLS =
      List.of(
          Layer.CREDSSP,
          Layer.AUTHENTICATION,
          Layer.MCS,
          Layer.SECURITY,
          Layer.LICENSING,
          Layer.SESSION);

  private final Precedents precedents;
  private final List<Inquiry> inquiries;

  /// @param inquiries what each report is to give its reasons for
  CapturedReports(Precedents precedents, List<Inquiry> inquiries) {
    this.precedents = precedents;
    this.inquiries = List.copyOf(inquiries);
  }

  /// A connection that was judged.
  record Judged(CapturedConnection captured, Judgement judgement) {
    Report report() {
      return reportOn(captured, judgement.diagnosis());
    }
  }

  Judged judged(CapturedConnection captured) {
    return new Judged(captured, precedents.judge(situation(captured, captured.facts())));
  }

  /// The report with facts that several connections state together.
  Report joint(CapturedConnection captured, List<Observation> together) {
    var facts = new ArrayList<Observation>(captured.facts());
    facts.addAll(together);
    return reportOn(captured, precedents.diagnose(situation(captured, facts)));
  }

  private Situation situation(CapturedConnection captured, List<Observation> facts) {
    return new Situation(
            LiveDoctor.typed(target(captured)),
            facts,
            offered(captured),
            Layer.SESSION,
            notTested(captured))
        .asking(inquiries);
  }

  private static Report reportOn(CapturedConnection captured, Diagnosis diagnosis) {
    Conversation conversation = captured.conversation();
    Target target = target(captured);
    return new Report(
        TOOL,
        conversation.firstSeen(),
        lasted(captured),
        target,
        List.of(target.host()),
        Optional.of(target.host()),
        diagnosis,
        List.of());
  }

  static Report.Tool tool() {
    return TOOL;
  }

  static Duration lasted(CapturedConnection captured) {
    Conversation conversation = captured.conversation();
    Duration lasted = Duration.between(conversation.firstSeen(), conversation.lastSeen());
    return lasted.isNegative() ? Duration.ZERO : lasted;
  }

  static Connection connection(CapturedConnection captured) {
    Conversation conversation = captured.conversation();
    return new Connection(
        conversation.number(),
        conversation.client().toString(),
        conversation.server().toString(),
        conversation.firstSeen(),
        captured.requestedProtocols(),
        captured.selectedProtocol(),
        captured.failureCode(),
        captured.cookie(),
        captured.tlsVersion(),
        captured.certificateSubject(),
        captured.endedBy().word(),
        captured.endedWith().map(with -> with.word()));
  }

  private static Target target(CapturedConnection captured) {
    Endpoint server = captured.innerTarget().orElse(captured.conversation().server());
    return new Target(server.toString(), server.address(), server.port(), Optional.empty());
  }

  private static Protocols offered(CapturedConnection captured) {
    Protocols offered = Protocols.RDP;
    for (String name : captured.requestedProtocols()) {
      offered = offered.and(Protocols.named(name));
    }
    return captured.requestedProtocols().isEmpty() ? Offer.CURRENT_WINDOWS : offered;
  }

  /// What the capture cannot show of this connection, however long one looks.
  private static List<NotTested> notTested(CapturedConnection captured) {
    var seen = EnumSet.noneOf(Layer.class);
    captured.facts().forEach(fact -> seen.add(fact.layer()));
    var notTested = new ArrayList<NotTested>();
    if (!seen.contains(Layer.NAME)) {
      notTested.add(new NotTested(Layer.NAME, NO_NAME, true));
    }
    switch (captured.conversation().opening().how()) {
      case MIDSTREAM ->
          leave(List.of(Layer.ROUTE, Layer.TCP, Layer.NEGOTIATION), NO_BEGIN, seen, notTested);
      case NONE -> leave(List.of(Layer.ROUTE, Layer.TCP), BESIDE, seen, notTested);
      case ESTABLISHED, REFUSED, UNANSWERED -> {}
    }
    hidden(captured, seen, notTested);
    return List.copyOf(notTested);
  }

  private static void leave(
      List<Layer> layers, String because, Set<Layer> seen, List<NotTested> notTested) {
    layers.stream()
        .filter(layer -> !seen.contains(layer))
        .forEach(layer -> notTested.add(new NotTested(layer, because, true)));
  }

  private static void hidden(
      CapturedConnection captured, Set<Layer> seen, List<NotTested> notTested) {
    if (captured.facts().stream().anyMatch(KeysExchanged.class::isInstance)) {
      leave(List.of(Layer.LICENSING, Layer.SESSION), HIDDEN_SESSION, seen, notTested);
    }
    if (!isEncrypted(captured.facts())) {
      return;
    }
    if (!seen.contains(Layer.CERTIFICATE)
        && captured.tlsVersion().map("TLSv1.3"::equals).orElse(false)) {
      notTested.add(new NotTested(Layer.CERTIFICATE, HIDDEN_CERTIFICATE, true));
    }
    if (ABOVE_TLS.stream().anyMatch(seen::contains)) {
      return; // it was opened, or said in the clear
    }
    boolean usesNla =
        captured.selectedProtocol().map(name -> name.startsWith("HYBRID")).orElse(false);
    for (Layer layer : ABOVE_TLS) {
      if (usesNla || layer.compareTo(Layer.MCS) >= 0) {
        notTested.add(new NotTested(layer, HIDDEN, true));
      }
    }
  }

  /// True if the handshake went as far as it can be seen, and did not fail there.
  private static boolean isEncrypted(List<Observation> facts) {
    return facts.stream()
            .anyMatch(
                fact -> fact instanceof ServerHelloReceived || fact instanceof HandshakeCompleted)
        && facts.stream().noneMatch(CapturedReports::breaksTls);
  }

  private static boolean breaksTls(Observation fact) {
    return switch (fact) {
      case AlertReceived _,
          HandshakeEnded _,
          HandshakeStalled _,
          HandshakeUnreadable _,
          HandshakeFailed _ ->
          true;
      default -> false;
    };
  }
}
