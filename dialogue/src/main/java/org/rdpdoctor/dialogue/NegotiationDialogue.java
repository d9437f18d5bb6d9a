package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NegotiationFact.DisconnectRequested;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnfinished;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnreadable;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.SelectionNotOffered;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.mcs.DisconnectReason;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.DisconnectProviderUltimatum;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.ConnectionConfirm.DisconnectRequest;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionConfirm.WithoutNegotiation;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.Tpkt;

/// One request, one answer: which security protocol will this server speak? (MS-RDPBCGR 1.3.1.1,
/// Connection Initiation)
public final class NegotiationDialogue implements Dialogue {
  private final Peer peer;
  private final Offer offer;
  private final Bytes request;
  private final String sent;
  private final Duration patience;
  private Duration began = Duration.ZERO;
  private Duration lastHeard = Duration.ZERO;
  private Bytes heardSoFar = Bytes.EMPTY;
  private Optional<Protocols> selected = Optional.empty();

  /// @param patience for the whole answer, however slowly it comes
  public NegotiationDialogue(Peer peer, Offer offer, Duration patience) {
    this(peer, offer, offer.request().encode(), offer.describe(), patience);
  }

  private NegotiationDialogue(
      Peer peer, Offer offer, Bytes request, String sent, Duration patience) {
    this.peer = peer;
    this.offer = offer;
    this.request = request;
    this.sent = sent;
    this.patience = patience;
  }

  /// The same between a client and a server that are only listened to: begun when the client
  /// sends `request`, which need not be said again.
  public static NegotiationDialogue overheard(Peer peer, ConnectionRequest request) {
    Protocols offered =
        request
            .negotiation()
            .map(ConnectionRequest.Negotiation::requestedProtocols)
            .orElse(Protocols.RDP);
    var offer = new Offer(offered, request.routing().isPresent(), true);
    String sent =
        request.negotiation().isPresent()
            ? offer.describe()
            : "a connection request without negotiation data"
                + (offer.cookie() ? "" : ", without cookie");
    return new NegotiationDialogue(peer, offer, request.encode(), sent, Overheard.FOR_EVER);
  }

  /// What the server selected, once the dialogue is done; empty if it selected nothing.
  public Optional<Protocols> selected() {
    return selected;
  }

  /// True if what was heard so far can be no answer, whatever else may come of it.
  public boolean isForeign() {
    try {
      var _ = Tpkt.sizeOf(heardSoFar);
      return false;
    } catch (DecodeException _) {
      return true;
    }
  }

  @Override
  public Turn begin(Duration at) {
    began = at;
    return new Turn.Say(request, patience);
  }

  @Override
  public Turn hear(Heard heard) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        heardSoFar = heardSoFar.plus(bytes);
        lastHeard = at;
        yield readOrWait(at);
      }
      case Heard.Silence(_, Duration at) -> whatIsHeard(at, silence(at));
      case Heard.End(var how, Duration at) ->
          whatIsHeard(at, heardSoFar.isEmpty() ? ended(how, at) : cutShort(at));
    };
  }

  private Turn readOrWait(Duration at) {
    Duration left = began.plus(patience).minus(at);
    try {
      int size = Tpkt.sizeOf(heardSoFar);
      if (size >= 0 && heardSoFar.size() >= size) {
        Bytes packet = heardSoFar.slice(0, size);
        return new Turn.Done(checked(read(packet, at)), heardSoFar.from(size));
      }
    } catch (DecodeException e) {
      return left.isPositive() && Services.mayGoOn(heardSoFar)
          ? new Turn.Listen(Services.settling(left))
          : new Turn.Done(foreign(e.fault(), at));
    }
    return left.isPositive() ? new Turn.Listen(left) : done(silence(at));
  }

  /// Nothing more will come: `otherwise`, unless what came already is no beginning of an answer.
  private Turn whatIsHeard(Duration at, Observation otherwise) {
    try {
      var _ = Tpkt.sizeOf(heardSoFar);
      return done(otherwise);
    } catch (DecodeException e) {
      return new Turn.Done(foreign(e.fault(), at));
    }
  }

  /// Standard RDP security is the absence of protocols, so it may always be chosen.
  private static List<Observation> checked(Observation fact) {
    return fact instanceof ProtocolSelected selected
            && !selected.offered().includes(selected.selected())
        ? List.of(
            fact,
            new SelectionNotOffered(
                selected.offered(), selected.selected(), selected.usual(), selected.evidence()))
        : List.of(fact);
  }

  private Observation read(Bytes packet, Duration at) {
    Protocols offered = offer.protocols();
    Duration elapsed = at.minus(began);
    try {
      return switch (ConnectionConfirm.decode(packet)) {
        case NegotiationResponse(var flags, var chosen) -> {
          selected = Optional.of(chosen);
          yield new ProtocolSelected(
              offered,
              chosen,
              flags,
              offer.cookie(),
              offer.usual(),
              elapsed,
              evidence("RDP_NEG_RSP selecting " + chosen + ", flags " + flags, at));
        }
        case NegotiationFailure(var code) ->
            new NegotiationRefused(
                offered,
                code,
                offer.cookie(),
                offer.usual(),
                elapsed,
                evidence("RDP_NEG_FAILURE " + code, at));
        case WithoutNegotiation() -> {
          selected = Optional.of(Protocols.RDP);
          yield new NegotiationAbsent(
              offered,
              offer.cookie(),
              offer.usual(),
              elapsed,
              evidence("a connection confirm without negotiation data", at));
        }
        case DisconnectRequest(int reason) ->
            disconnected(reason, "an X.224 disconnect request, reason " + reason, at);
      };
    } catch (DecodeException e) {
      return ultimatum(packet)
          .<Observation>map(why -> disconnected(why.value(), "an MCS disconnect, " + why, at))
          .orElseGet(() -> unreadable(e.fault(), at));
    }
  }

  /// Some servers refuse with a message that has its place much later: xrdp among them.
  private static Optional<DisconnectReason> ultimatum(Bytes packet) {
    try {
      return DomainMcsPdu.decode(DataTpdu.decode(packet).userData())
              instanceof DisconnectProviderUltimatum(var reason)
          ? Optional.of(reason)
          : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  private DisconnectRequested disconnected(int reason, String heard, Duration at) {
    return new DisconnectRequested(
        offer.protocols(), reason, offer.cookie(), offer.usual(), evidence(heard, at));
  }

  private NegotiationEnded ended(Ending how, Duration at) {
    return new NegotiationEnded(
        offer.protocols(),
        how,
        at.minus(began),
        offer.cookie(),
        offer.usual(),
        evidence(how.words() + " instead of an answer", at));
  }

  private List<Observation> foreign(DecodeFault fault, Duration at) {
    var seen = new ArrayList<Observation>();
    seen.add(unreadable(fault, at));
    Services.recognise(peer, heardSoFar, sent, at).ifPresent(seen::add);
    return List.copyOf(seen);
  }

  private NegotiationUnreadable unreadable(DecodeFault fault, Duration at) {
    String preview = heardSoFar.preview(60);
    return new NegotiationUnreadable(
        offer.protocols(),
        fault,
        preview,
        offer.cookie(),
        offer.usual(),
        evidence(heardSoFar + " (" + fault.describe() + ")", at));
  }

  private Observation cutShort(Duration at) {
    int size = heardSoFar.size();
    return unreadable(
        new DecodeFault.Truncated("X.224 answer", 0, Math.max(size + 1, Tpkt.HEADER_SIZE), size),
        at);
  }

  private Observation silence(Duration at) {
    Duration waited = at.minus(began);
    if (heardSoFar.isEmpty()) {
      return new NegotiationUnanswered(
          offer.protocols(),
          waited,
          offer.cookie(),
          offer.usual(),
          evidence("nothing for " + seconds(waited), at));
    }
    return new NegotiationUnfinished(
        offer.protocols(),
        heardSoFar.size(),
        waited,
        at.minus(lastHeard),
        offer.cookie(),
        offer.usual(),
        evidence(
            "%d bytes in %s, and no whole answer".formatted(heardSoFar.size(), seconds(waited)),
            at));
  }

  private static Turn done(Observation observation) {
    return new Turn.Done(List.of(observation));
  }

  private Evidence evidence(String heard, Duration at) {
    return peer.evidence(sent, heard, at);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
