package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.NegotiationDialogue;
import org.rdpdoctor.dialogue.OverheardLogon;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.Turn;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.reader.capture.Opener;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.Alert;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.Tpkt;

/// One RDP connection between two others, from its connection request on: the same rungs as the
/// live ladder has, climbed by the same dialogues.
final class Ladder {
  private static final int MOST_NOTES = 16;

  private final Surroundings surroundings;
  private final Peer peer;
  private final Instant epoch;
  private final List<Observation> negotiated = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Bytes requestSoFar = Bytes.EMPTY;
  private Optional<ConnectionRequest> request = Optional.empty();
  private Optional<NegotiationDialogue> negotiation = Optional.empty();
  private Optional<Protocols> selected = Optional.empty();
  private Optional<TlsTalk> tls = Optional.empty();
  private Optional<OverheardLogon> logon = Optional.empty();
  private Optional<Session> session = Optional.empty();
  private Duration lastSpoken = Duration.ZERO;
  private Duration pause = Duration.ZERO;
  private Optional<NegotiationFailureCode> failure = Optional.empty();
  private boolean directly;
  private boolean requestMissed;
  private Bytes confirmSoFar = Bytes.EMPTY;
  private boolean torn;
  private boolean over;

  /// @param epoch that times are counted from, by the clock of the capture
  Ladder(Surroundings surroundings, Peer peer, Instant epoch) {
    this.surroundings = surroundings;
    this.peer = peer;
    this.epoch = epoch;
  }

  Optional<ConnectionRequest> request() {
    return request;
  }

  List<String> notes() {
    var all = new ArrayList<>(notes);
    tls.ifPresent(talk -> all.addAll(talk.notes()));
    return all;
  }

  /// The facts by now, in the order of the rungs.
  List<Observation> seen() {
    var all = new ArrayList<>(negotiated);
    tls.ifPresent(talk -> all.addAll(talk.seen()));
    logon.ifPresent(talk -> all.addAll(talk.seen()));
    session.ifPresent(talk -> all.addAll(talk.seen()));
    return all;
  }

  /// Begins without a connection request, as the direct approach does (MS-RDPBCGR 5.4.2.2).
  void beginWithTls() {
    directly = true;
    selected = Optional.of(Protocols.HYBRID);
    tls = Optional.of(new TlsTalk(peer, epoch, surroundings.openers()));
  }

  /// Begins with the server's confirm: the capture does not have what it answers.
  void beginWithConfirm() {
    requestMissed = true;
    note("The capture begins after the connection request: what was asked for is not known");
  }

  /// What the server selected, or refused with, as far as it was heard.
  Optional<Protocols> selected() {
    return directly ? Optional.empty() : selected;
  }

  Optional<NegotiationFailureCode> failure() {
    return failure;
  }

  /// @return whether anything later matters
  boolean hear(Side from, Bytes bytes, Duration at) {
    if (over) {
      return false;
    }
    if (from == Side.CLIENT) {
      pause = at.minus(lastSpoken);
    }
    lastSpoken = at;
    if (selected.isEmpty()) {
      negotiate(from, bytes, at);
    } else {
      climb(from, bytes, at);
    }
    return !over;
  }

  private void negotiate(Side from, Bytes bytes, Duration at) {
    if (from == Side.SERVER && requestMissed) {
      confirmSoFar = confirmSoFar.plus(bytes);
      confirm(at);
      return;
    }
    if (from == Side.SERVER) {
      negotiation.ifPresent(talk -> take(talk.hear(new Heard.Data(bytes, at)), at));
      return;
    }
    requestSoFar = requestSoFar.plus(bytes);
    if (requestMissed) {
      return;
    }
    try {
      int size = Tpkt.sizeOf(requestSoFar);
      if (request.isEmpty() && size >= 0 && requestSoFar.size() >= size) {
        request = Optional.of(ConnectionRequest.decode(requestSoFar.first(size)));
        requestSoFar = requestSoFar.from(size);
        var talk = NegotiationDialogue.overheard(peer, request.get());
        var _ = talk.begin(at);
        negotiation = Optional.of(talk);
      }
    } catch (DecodeException e) {
      note("The connection request cannot be read: " + e.fault().describe());
      over = true;
    }
    over |= requestSoFar.size() > Tpkt.HEADER_SIZE + 0xFFFF;
  }

  /// The same without the request that it answers: what was offered is not known, and nothing is
  /// said of it.
  private void confirm(Duration at) {
    try {
      int size = Tpkt.sizeOf(confirmSoFar);
      if (size < 0 || confirmSoFar.size() < size) {
        return;
      }
      switch (ConnectionConfirm.decode(confirmSoFar.first(size))) {
        case NegotiationResponse(_, Protocols chosen) -> selected = Optional.of(chosen);
        case NegotiationFailure(NegotiationFailureCode code) -> failure = Optional.of(code);
        case ConnectionConfirm.WithoutNegotiation(), ConnectionConfirm.DisconnectRequest(_) -> {
          // says nothing by itself
        }
      }
      goOn(confirmSoFar.from(size), at);
    } catch (DecodeException _) {
      over = true;
    }
  }

  private void take(Turn turn, Duration at) {
    if (turn instanceof Turn.Done(List<Observation> facts, Bytes left)) {
      negotiated.addAll(facts);
      for (Observation fact : facts) {
        if (fact instanceof NegotiationRefused refused) {
          failure = Optional.of(refused.code());
        }
      }
      selected = negotiation.orElseThrow().selected();
      goOn(left, at);
    }
  }

  private void goOn(Bytes left, Duration at) {
    if (selected.isEmpty()) {
      over = true;
      return;
    }
    if (selected.get().usesTls()) {
      tls = Optional.of(new TlsTalk(peer, epoch, surroundings.openers()));
    } else {
      openSession();
    }
    Bytes early = requestSoFar;
    requestSoFar = Bytes.EMPTY;
    climb(Side.CLIENT, early, at);
    climb(Side.SERVER, left, at);
  }

  private void climb(Side from, Bytes bytes, Duration at) {
    if (bytes.isEmpty()) {
      return;
    }
    if (tls.isEmpty()) {
      inside(from, bytes, at);
      over = session.map(Session::isOver).orElse(true);
      return;
    }
    for (Opener.Said said : tls.get().hear(from, bytes, at)) {
      inside(said.from(), said.bytes(), said.at());
    }
    over = tls.get().isOver() || session.map(Session::isOver).orElse(false);
  }

  /// What is said where nothing is hidden any more.
  private void inside(Side from, Bytes bytes, Duration at) {
    if (session.isEmpty() && logon.isEmpty()) {
      begin();
    }
    if (session.isPresent()) {
      converse(from, bytes, at);
      return;
    }
    OverheardLogon talk = logon.orElseThrow();
    if (from == Side.CLIENT) {
      talk.say(bytes, at);
    } else {
      talk.hear(new Heard.Data(bytes, at));
    }
    if (talk.isOver()) {
      openSession();
      converse(Side.CLIENT, talk.clientLeft(), at);
      converse(Side.SERVER, talk.serverLeft(), at);
    }
  }

  private void begin() {
    if (selected.orElseThrow().usesCredSsp()) {
      logon =
          Optional.of(
              new OverheardLogon(
                  peer,
                  selected.get().includes(Protocols.HYBRID_EX),
                  epoch,
                  surroundings.windowsOf(),
                  surroundings.statusOf()));
    } else {
      openSession();
    }
  }

  private void openSession() {
    Optional<Protocols> offered =
        request.map(
            said ->
                said.negotiation()
                    .map(ConnectionRequest.Negotiation::requestedProtocols)
                    .orElse(Protocols.RDP));
    session = Optional.of(new Session(surroundings, peer, offered, selected.orElseThrow()));
  }

  private void converse(Side from, Bytes bytes, Duration at) {
    if (bytes.isEmpty()) {
      return;
    }
    if (from == Side.CLIENT) {
      session.orElseThrow().say(bytes, at);
    } else {
      session.orElseThrow().hear(bytes, at);
    }
  }

  /// Bytes are missing: what stands behind them cannot be read, unless somebody who opens TLS
  /// finds his way again.
  ///
  /// @return whether anything later matters
  boolean miss(Side from, long bytes, Duration at) {
    if (over) {
      return false;
    }
    note(
        "The capture lacks %d bytes of the %s's: what follows may not be readable"
            .formatted(bytes, from == Side.CLIENT ? "client" : "server"));
    torn = true;
    over = tls.isEmpty() || !tls.get().isOpened() || session.isEmpty();
    tls.ifPresent(talk -> talk.miss(from, bytes, at));
    return !over;
  }

  private void note(String sentence) {
    if (notes.size() < MOST_NOTES) {
      notes.add(sentence);
    }
  }

  private boolean owesConfirm() {
    return negotiation.isPresent() && selected.isEmpty() && negotiated.isEmpty();
  }

  /// True if the server has said what can be no answer: more of it need not be waited for.
  boolean isForeign() {
    return owesConfirm() && negotiation.orElseThrow().isForeign();
  }

  /// The server, or somebody in its name, ended the connection, or nobody said anything any more.
  /// Silence means something only where the server was to speak.
  void end(Heard heard) {
    if (torn) {
      return;
    }
    boolean reading = !over;
    if (owesConfirm() && reading) {
      take(negotiation.orElseThrow().hear(heard), heard.at());
      return;
    }
    if (session.isPresent()) {
      session.get().hear(heard);
    } else if (logon.isPresent()) {
      Optional<Alert> alert = tls.flatMap(TlsTalk::lateAlert);
      if (alert.isPresent()) {
        logon.get().alerted(alert.get().description(), heard.at());
      } else {
        logon.get().hear(heard);
      }
    } else if (reading) {
      tls.ifPresent(talk -> talk.hear(heard));
    }
  }

  /// How long both sides were silent before the client's last word.
  Duration pause() {
    return pause;
  }

  /// When either side last said something.
  Duration lastSpoken() {
    return lastSpoken;
  }
}
