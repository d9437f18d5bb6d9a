package org.rdpdoctor.dialogue;

import java.time.Duration;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.GatewayFact.GatewayStageEnded;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnanswered;
import org.rdpdoctor.facts.GatewayFact.GatewayStageUnreadable;
import org.rdpdoctor.wire.Bytes;

/// How one stage at a gateway fails without a word of the gateway's, as facts.
final class GatewayVoice {
  private static final int PREVIEW = 40;

  private final Peer peer;
  private final String transport;
  private String stage = "";
  private String sent = "";
  private Duration began = Duration.ZERO;

  /// @param transport as facts name it
  GatewayVoice(Peer peer, String transport) {
    this.peer = peer;
    this.transport = transport;
  }

  /// From now on it is about this stage, at which `what` is sent.
  void begin(String newStage, String what, Duration at) {
    stage = newStage;
    sent = what;
    began = at;
  }

  String stage() {
    return stage;
  }

  String transport() {
    return transport;
  }

  Duration elapsed(Duration at) {
    return at.minus(began);
  }

  Evidence evidence(String heard, Duration at) {
    return peer.evidence(sent, heard, at);
  }

  GatewayFact ended(Ending how, Duration at) {
    return new GatewayStageEnded(stage, transport, how, elapsed(at), evidence(how.words(), at));
  }

  GatewayFact unanswered(Duration at) {
    String heard = "nothing for " + elapsed(at).toMillis() + " ms";
    return new GatewayStageUnanswered(stage, transport, elapsed(at), evidence(heard, at));
  }

  /// @param shown what cannot be read; never what could be a secret of ours
  GatewayFact unreadable(String reason, Bytes shown, Duration at) {
    return new GatewayStageUnreadable(
        stage, transport, reason, shown.preview(PREVIEW), evidence(reason, at));
  }
}
