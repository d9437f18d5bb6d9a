package org.rdpdoctor.dialogue;

import java.time.Duration;
import org.rdpdoctor.facts.SessionFact.SessionLeft;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.SharePdu.DataPdu;

/// Asks the server to end the session (MS-RDPBCGR 1.3.1.4.1). It agrees where nobody is logged on,
/// and denies it where somebody is: then the client may only leave, and the session stays.
public final class LeavingDialogue implements Dialogue {
  private final Bytes request;
  private final ServerVoice voice;
  private final Packets packets;

  /// @param session that was activated
  /// @param patience for the answer
  public LeavingDialogue(Peer peer, Domain domain, ActivationDialogue session, Duration patience) {
    this.request = session.shutdownRequest();
    this.voice = new ServerVoice(domain);
    this.packets = new Packets(peer, new Mishap.Session(), patience);
  }

  /// The same between a client and a server that are only listened to: begun when the client asks.
  public static LeavingDialogue overheard(Peer peer, Domain domain, ActivationDialogue session) {
    return new LeavingDialogue(peer, domain, session, Overheard.FOR_EVER);
  }

  @Override
  public Turn begin(Duration at) {
    packets.begin(at);
    packets.silenceIs((_, evidence) -> new SessionLeft("silent", evidence));
    return packets.say("leaving", "a Shutdown Request", request, at);
  }

  @Override
  public Turn hear(Heard heard) {
    return heard instanceof Heard.End(var how, Duration at)
        ? packets.done(new SessionLeft("closed", packets.evidence(how.words(), at)))
        : packets.hear(heard, this::hear);
  }

  private Turn hear(Bytes packet, Duration at) {
    if (Goodbye.in(packet).isPresent()) {
      return packets.done(new SessionLeft("agreed", packets.evidence("an MCS disconnect", at)));
    }
    try {
      for (ServerWord word : voice.hear(packet)) {
        if (word instanceof ServerWord.Share(DataPdu data)
            && data.data() instanceof ShareData.ShutdownDenied) {
          return packets.done(
              new SessionLeft("denied", packets.evidence("a Shutdown Request Denied", at)));
        }
      }
    } catch (DecodeException _) {
      return packets.listen(at); // pictures in a form that nobody asked for
    }
    return packets.listen(at);
  }
}
