package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.SessionFact.ActivationDemanded;
import org.rdpdoctor.facts.SessionFact.DesktopMissing;
import org.rdpdoctor.facts.SessionFact.DesktopShown;
import org.rdpdoctor.facts.SessionFact.SessionActivated;
import org.rdpdoctor.facts.SessionFact.SessionDeactivated;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.share.Capabilities;
import org.rdpdoctor.wire.share.CapabilitySet;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.share.SharePdu.ConfirmActive;
import org.rdpdoctor.wire.share.SharePdu.DataPdu;
import org.rdpdoctor.wire.share.SharePdu.DemandActive;

/// Capabilities, finalization, and the first picture (MS-RDPBCGR 1.3.1.1).
public final class ActivationDialogue implements Dialogue {
  private static final String SETTINGS = "settings";
  private static final String ACTIVATION = "activation";
  private static final String DESKTOP = "desktop";
  private static final int SERVER_CHANNEL = 0x03EA;
  private static final int WIDTH = 1024;
  private static final int HEIGHT = 768;
  private static final int DEPTH = 24;
  private static final Bytes DESCRIPTOR = Bytes.ascii("rdpdoctor").plus(Bytes.of(0));

  private final Packets packets;
  private final ServerVoice voice;
  private final SessionNews news;
  private final Domain domain;
  private final Optional<DemandActive> demanded;
  private final boolean overheard;
  private int shareId;
  private boolean active;
  private boolean shown;

  /// @param demanded what the server has demanded already, if it has
  /// @param patience for the whole conversation, however slowly it goes
  public ActivationDialogue(
      Peer peer,
      Domain domain,
      Optional<DemandActive> demanded,
      CodeNames names,
      Duration patience) {
    this(peer, domain, demanded, names, false, patience);
  }

  private ActivationDialogue(
      Peer peer,
      Domain domain,
      Optional<DemandActive> demanded,
      CodeNames names,
      boolean overheard,
      Duration patience) {
    this.packets = new Packets(peer, new Mishap.Session(), patience);
    this.voice = new ServerVoice(domain);
    this.news = new SessionNews(names, packets);
    this.domain = domain;
    this.demanded = demanded;
    this.overheard = overheard;
  }

  /// The same between a client and a server that are only listened to, what they have to say
  /// being said already. It goes on when the desktop shows, until the session ends.
  public static ActivationDialogue overheard(
      Peer peer, Domain domain, Optional<DemandActive> demanded, CodeNames names) {
    return new ActivationDialogue(peer, domain, demanded, names, true, Overheard.FOR_EVER);
  }

  /// What a session that is listened to has shown by now.
  public List<Observation> settled() {
    return packets.seen();
  }

  /// True if there is a session to be left.
  public boolean isActive() {
    return active;
  }

  /// Where the server sends the client, if it does.
  public Optional<ServerRedirection> redirection() {
    return news.redirection();
  }

  /// What asks the server to end the session (MS-RDPBCGR 2.2.2.1).
  Bytes shutdownRequest() {
    return share(new ShareData.ShutdownRequest());
  }

  @Override
  public Turn begin(Duration at) {
    packets.begin(at);
    packets.step(SETTINGS, "the client's settings", at);
    return demanded.map(demand -> confirm(demand, at)).orElseGet(() -> packets.listen(at));
  }

  @Override
  public Turn hear(Heard heard) {
    return packets.hear(heard, this::hear);
  }

  private Turn hear(Bytes packet, Duration at) {
    Optional<Goodbye> goodbye = Goodbye.in(packet);
    if (goodbye.isPresent()) {
      active = false;
      return packets.disconnected(goodbye.get(), at);
    }
    try {
      Bytes answers = Bytes.EMPTY;
      for (ServerWord word : voice.hear(packet)) {
        switch (heard(word, at)) {
          case Turn.Say(Bytes message, _) -> answers = answers.plus(message);
          case Turn.Listen _ -> {
            // nothing to say
          }
          case Turn.Done done -> {
            return done;
          }
        }
      }
      return answers.isEmpty() ? packets.listen(at) : packets.answer(answers, at);
    } catch (DecodeException e) {
      // Once pictures may come, some are in forms that nobody asked for.
      return active ? packets.listen(at) : packets.unreadable(e.fault().describe(), packet, at);
    }
  }

  private Turn heard(ServerWord word, Duration at) throws DecodeException {
    return switch (word) {
      case ServerWord.Share(SharePdu pdu) -> heard(pdu, at);
      case ServerWord.Redirection(var redirection) -> {
        news.redirected(redirection, at);
        yield SessionNews.isMeant(redirection) ? packets.done() : packets.listen(at);
      }
      case ServerWord.Picture() when active && !shown -> {
        shown = true;
        packets.saw(
            new DesktopShown(packets.elapsed(at), packets.evidence("the first picture", at)));
        yield overheard ? packets.listen(at) : packets.done();
      }
      case ServerWord.Picture() -> packets.listen(at);
      case ServerWord.Aside(Bytes answer) ->
          answer.isEmpty() ? packets.listen(at) : packets.answer(answer, at);
      case ServerWord.License _ -> packets.listen(at); // late, as from servers that give licenses
    };
  }

  private Turn heard(SharePdu pdu, Duration at) throws DecodeException {
    return switch (pdu) {
      case DemandActive demand -> confirm(demand, at);
      case DataPdu data -> {
        news.heard(data.data(), at);
        yield data.data() instanceof ShareData.FontMap ? activated(at) : packets.listen(at);
      }
      case SharePdu.DeactivateAll _ -> {
        active = false;
        packets.silenceIs((_, evidence) -> new SessionDeactivated(packets.step(), evidence));
        yield packets.listen(at);
      }
      case SharePdu _ -> packets.listen(at);
    };
  }

  private Turn activated(Duration at) {
    active = true;
    packets.saw(new SessionActivated(packets.elapsed(at), packets.evidence("a Font Map", at)));
    packets.step(DESKTOP, "the last word before the desktop", at);
    packets.silenceIs(DesktopMissing::new);
    return packets.listen(at);
  }

  /// Everything up to the desktop at once: none of it waits for an answer (MS-RDPBCGR 1.3.1.1).
  private Turn confirm(DemandActive demand, Duration at) {
    shareId = demand.shareId();
    packets.saw(
        new ActivationDemanded(
            packets.elapsed(at),
            packets.evidence(
                "a Demand Active with %d capability sets".formatted(demand.capabilitySets().size()),
                at)));
    packets.usualSilence();
    Bytes messages =
        voice
            .say(
                new ConfirmActive(
                    domain.user(), shareId, SERVER_CHANNEL, DESCRIPTOR, capabilities()))
            .plus(
                share(
                    new ShareData.Synchronize(
                        ShareData.Synchronize.SYNCMSGTYPE_SYNC, SERVER_CHANNEL)))
            .plus(share(new ShareData.Control(ShareData.Control.CTRLACTION_COOPERATE, 0, 0)))
            .plus(share(new ShareData.Control(ShareData.Control.CTRLACTION_REQUEST_CONTROL, 0, 0)))
            .plus(share(ShareData.FontList.EMPTY));
    return packets.say(ACTIVATION, "a Confirm Active and what follows it", messages, at);
  }

  private Bytes share(ShareData data) {
    return voice.say(DataPdu.of(domain.user(), shareId, data));
  }

  private static List<CapabilitySet> capabilities() {
    return List.of(
        Capabilities.general(false),
        Capabilities.bitmap(WIDTH, HEIGHT, DEPTH),
        Capabilities.order(),
        Capabilities.bitmapCache(),
        Capabilities.pointer(),
        Capabilities.input(),
        Capabilities.brush(),
        Capabilities.glyphCache(),
        Capabilities.virtualChannel(),
        Capabilities.sound(),
        Capabilities.share(0),
        Capabilities.font(),
        Capabilities.control(),
        Capabilities.activation(),
        Capabilities.colorCache());
  }
}
