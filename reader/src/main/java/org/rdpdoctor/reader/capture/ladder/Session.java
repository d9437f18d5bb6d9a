package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.ActivationDialogue;
import org.rdpdoctor.dialogue.Dialogue;
import org.rdpdoctor.dialogue.Domain;
import org.rdpdoctor.dialogue.Goodbye;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.LeavingDialogue;
import org.rdpdoctor.dialogue.LicensingDialogue;
import org.rdpdoctor.dialogue.McsDialogue;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.Turn;
import org.rdpdoctor.facts.LicensingFact.LicensingDisconnected;
import org.rdpdoctor.facts.LicensingFact.LicensingUnreadable;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.SecurityFact.KeysExchanged;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.gcc.ConferenceCreateRequest;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.mcs.ConnectInitial;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.DisconnectProviderUltimatum;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataRequest;
import org.rdpdoctor.wire.security.ClientInfo;
import org.rdpdoctor.wire.security.SecurityExchange;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.security.SessionCiphers;
import org.rdpdoctor.wire.share.ShareData.ShutdownRequest;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.share.SharePdu.DataPdu;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.Tpkt;

/// Everything from the client's basic settings on, as far as it is in the clear: under TLS that
/// somebody has opened, to the end of the session; under standard RDP security, to its keys and
/// what is said of licenses.
final class Session {
  /// The tag of a Connect-Initial: application 101 in BER.
  private static final Bytes CONNECT_INITIAL = Bytes.of(0x7F, 0x65);

  private final Surroundings surroundings;
  private final Peer peer;
  private final Optional<Protocols> requested;
  private final Protocols selected;
  private final List<Observation> seen = new ArrayList<>();
  private final List<Observation> goodbyes = new ArrayList<>();
  private Bytes fromClient = Bytes.EMPTY;
  private Optional<McsDialogue> mcs = Optional.empty();
  private Optional<Dialogue> current = Optional.empty();
  private Optional<ActivationDialogue> activation = Optional.empty();
  private Optional<Domain> domain = Optional.empty();
  private Optional<Duration> keysSent = Optional.empty();
  private boolean settingsSent;
  private boolean answered;
  private boolean left;
  private boolean over;

  /// @param requested nothing if the request is not in the capture
  Session(Surroundings surroundings, Peer peer, Optional<Protocols> requested, Protocols selected) {
    this.surroundings = surroundings;
    this.peer = peer;
    this.requested = requested;
    this.selected = selected;
  }

  List<Observation> seen() {
    var all = new ArrayList<>(seen);
    activation.ifPresent(session -> all.addAll(session.settled()));
    all.addAll(goodbyes);
    return all;
  }

  /// True if nothing that is said from now on can be read.
  boolean isOver() {
    return over;
  }

  void say(Bytes bytes, Duration at) {
    left |= isGoodbye(bytes);
    if (over || settingsSent) {
      leave(bytes, at);
      return;
    }
    fromClient = fromClient.plus(bytes);
    try {
      int size = Tpkt.sizeOf(fromClient);
      while (size >= 0 && fromClient.size() >= size && !settingsSent) {
        Bytes packet = fromClient.first(size);
        fromClient = fromClient.from(size);
        said(packet, at);
        size = Tpkt.sizeOf(fromClient);
      }
    } catch (DecodeException _) {
      over = current.isEmpty(); // a client that makes no sense: what the server says still counts
    }
  }

  /// A client that leaves says so with its last message (MS-RDPBCGR 1.3.1.4.2).
  private static boolean isGoodbye(Bytes said) {
    Bytes last = said.from(Math.max(0, said.size() - Goodbye.ultimatum().size()));
    try {
      return last.at(0) == Tpkt.VERSION
          && Tpkt.sizeOf(last) == last.size()
          && DomainMcsPdu.decode(DataTpdu.decode(last).userData())
              instanceof DisconnectProviderUltimatum;
    } catch (DecodeException _) {
      return false;
    }
  }

  private void said(Bytes packet, Duration at) throws DecodeException {
    Bytes message = DataTpdu.decode(packet).userData();
    if (message.startsWith(CONNECT_INITIAL)) {
      if (mcs.isEmpty()) {
        connect(ConferenceCreateRequest.decode(ConnectInitial.decode(message).userData()), at);
      }
    } else if (mcs.isPresent()) {
      DomainMcsPdu pdu = DomainMcsPdu.decode(message);
      if (pdu instanceof SendDataRequest(_, _, Bytes data)) {
        goOn(at);
        settings(SecurityHeader.decode(data), at);
      } else if (pdu instanceof DisconnectProviderUltimatum) {
        left(at);
      }
    }
  }

  /// Of what a client says in a session only its goodbye matters here; it comes in one piece.
  private void leave(Bytes bytes, Duration at) {
    if (over || isHidden()) {
      return;
    }
    try {
      if (Tpkt.sizeOf(bytes) != bytes.size()) {
        return;
      }
      DomainMcsPdu pdu = DomainMcsPdu.decode(DataTpdu.decode(bytes).userData());
      if (pdu instanceof DisconnectProviderUltimatum) {
        over = true;
      } else if (pdu instanceof SendDataRequest(_, _, Bytes data)
          && activation.isPresent()
          && SharePdu.decode(data) instanceof DataPdu shared
          && shared.data() instanceof ShutdownRequest) {
        hold(LeavingDialogue.overheard(peer, domain.orElseThrow(), activation.get()), at);
      }
    } catch (DecodeException _) {
      // keys and clicks in a form of their own
    }
  }

  /// The client went while it joined channels: nothing that the server does then is its own doing.
  private void left(Duration at) {
    if (current.isPresent() && current.get() == mcs.orElseThrow()) {
      take(mcs.get().left(at), at);
    }
    over = true;
  }

  private void connect(ConferenceCreateRequest settings, Duration at) {
    var dialogue = McsDialogue.overheard(peer, requested, selected, settings);
    var _ = dialogue.begin(at);
    mcs = Optional.of(dialogue);
    current = Optional.of(dialogue);
  }

  /// The client has no more channels to join.
  private void goOn(Duration at) {
    if (current.isPresent() && current.get() == mcs.orElseThrow()) {
      take(mcs.get().wentOn(at), at);
    }
  }

  private void settings(SecurityHeader header, Duration at) throws DecodeException {
    if (domain.isEmpty()) {
      return;
    }
    if (header.has(SecurityHeader.SEC_EXCHANGE_PKT)) {
      keysSent = Optional.of(at);
      open(SecurityExchange.decode(header.rest()).encryptedClientRandom());
    } else if (header.has(SecurityHeader.SEC_INFO_PKT)) {
      settingsSent = true;
      fromClient = Bytes.EMPTY;
      hold(
          LicensingDialogue.overheard(
              peer, domain.get(), ClientInfo.of("", "", ""), surroundings.nameOf()),
          at);
    }
  }

  /// Whoever has the server's private key can have the keys of both sides.
  private void open(Bytes encryptedClientRandom) {
    Domain joined = domain.orElseThrow();
    ServerSecurityData server = joined.security();
    Optional<Bytes> random = surroundings.openers().clientRandom(server, encryptedClientRandom);
    boolean isUsable =
        random.filter(bytes -> bytes.size() == SessionCiphers.RANDOM_SIZE).isPresent()
            && server.serverRandom().size() == SessionCiphers.RANDOM_SIZE
            && Integer.bitCount(server.encryptionMethod().flags()) == 1
            && EncryptionMethods.ALL.includes(server.encryptionMethod());
    if (isUsable) {
      domain =
          Optional.of(
              joined.with(
                  SessionCiphers.of(
                      server.encryptionMethod(), random.orElseThrow(), server.serverRandom())));
    }
  }

  private void hold(Dialogue next, Duration at) {
    current = Optional.of(next);
    take(next.begin(at), at);
  }

  void hear(Bytes bytes, Duration at) {
    answered |= settingsSent;
    tell(new Heard.Data(bytes, at));
    if (answered && !over) {
      exchanged(List.of(), at);
    }
  }

  /// The server ended, or nobody said anything any more.
  void hear(Heard heard) {
    // Of what is hidden nobody knows whether it was an answer; and whoever is told goodbye may end.
    if (!left && !(answered && isHidden())) {
      tell(heard);
    }
  }

  private boolean isHidden() {
    return domain
        .map(
            joined ->
                joined.ciphers().isEmpty()
                    && !joined.security().encryptionMethod().equals(EncryptionMethods.NONE))
        .orElse(false);
  }

  private void tell(Heard heard) {
    if (!over && current.isPresent()) {
      take(current.get().hear(heard), heard.at());
    }
  }

  private void take(Turn turn, Duration at) {
    if (!(turn instanceof Turn.Done(List<Observation> facts, Bytes left))) {
      return;
    }
    Dialogue done = current.orElseThrow();
    current = Optional.empty();
    if (done instanceof LicensingDialogue && answered) {
      exchanged(facts, at);
    }
    if (done instanceof LeavingDialogue) {
      goodbyes.addAll(facts);
    } else if (activation.isEmpty()) {
      // what is encrypted cannot be read, which is nobody's fault
      facts.stream()
          .filter(fact -> !(isHidden() && fact instanceof LicensingUnreadable))
          .forEach(seen::add);
    }
    next(done, left, at);
  }

  /// The server went on after the client's half of the keys.
  private void exchanged(List<Observation> facts, Duration at) {
    boolean objected = facts.stream().anyMatch(LicensingDisconnected.class::isInstance);
    if (keysSent.isPresent() && domain.isPresent() && !objected) {
      String method = domain.get().security().encryptionMethod().toString();
      Duration elapsed = at.minus(keysSent.get());
      seen.add(
          new KeysExchanged(
              method, elapsed, peer.evidence("a Security Exchange", "no objection", at)));
    }
    keysSent = Optional.empty();
  }

  private void next(Dialogue done, Bytes left, Duration at) {
    switch (done) {
      case McsDialogue joining when joining.domain().isPresent() -> domain = joining.domain();
      case LicensingDialogue licensing when licensing.goesOn() && !isHidden() -> {
        var session =
            ActivationDialogue.overheard(
                peer, domain.orElseThrow(), licensing.demand(), surroundings.nameOf());
        activation = Optional.of(session);
        hold(session, at);
        tell(new Heard.Data(left, at));
      }
      default -> over = true;
    }
  }
}
