package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.facts.TcpFact.StayedOpenUnasked;
import org.rdpdoctor.wire.Bytes;

/// A connection on which something else than RDP is said, or nothing at all: shows whether the port
/// belongs to another service, and whether what happened to the RDP request happens to any bytes.
public final class OtherBytesDialogue implements Dialogue {
  /// What is said instead of an RDP request.
  public enum Saying {
    /// Nothing: services that speak first do so, RDP servers wait.
    NOTHING("nothing", ""),
    /// A plain HTTP request: harmless everywhere, and answered by what speaks HTTP.
    HTTP("an HTTP request", "GET / HTTP/1.0\r\n\r\n");

    private final String words;
    private final String text;

    Saying(String words, String text) {
      this.words = words;
      this.text = text;
    }

    public String words() {
      return words;
    }
  }

  private final Peer peer;
  private final Saying saying;
  private final String words;
  private final Duration patience;
  private Duration began = Duration.ZERO;
  private Bytes heardSoFar = Bytes.EMPTY;
  private Optional<Heard> met = Optional.empty();

  /// @param patience for everything that is heard
  public OtherBytesDialogue(Peer peer, Saying saying, Duration patience) {
    this(peer, saying, saying.words, patience);
  }

  private OtherBytesDialogue(Peer peer, Saying saying, String words, Duration patience) {
    this.peer = peer;
    this.saying = saying;
    this.words = words;
    this.patience = patience;
  }

  /// The same between a client and a server that are only listened to.
  ///
  /// @param words what the client says, for people; empty if it says nothing
  public static OtherBytesDialogue overheard(Peer peer, String words) {
    return words.isEmpty()
        ? new OtherBytesDialogue(peer, Saying.NOTHING, Overheard.FOR_EVER)
        : new OtherBytesDialogue(peer, Saying.HTTP, words, Overheard.FOR_EVER);
  }

  /// What came back, once the dialogue is done: bytes, if there were any, whatever followed them.
  public Optional<Heard> met() {
    return met;
  }

  @Override
  public Turn begin(Duration at) {
    began = at;
    return saying.text.isEmpty()
        ? new Turn.Listen(patience)
        : new Turn.Say(Bytes.ascii(saying.text), patience);
  }

  @Override
  public Turn hear(Heard heard) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        heardSoFar = heardSoFar.plus(bytes);
        Duration left = began.plus(patience).minus(at);
        yield left.isPositive() && Services.mayGoOn(heardSoFar)
            ? new Turn.Listen(Services.settling(left))
            : spoken(at);
      }
      case Heard.Silence(_, Duration at) -> heardSoFar.isEmpty() ? silence(heard, at) : spoken(at);
      case Heard.End(Ending how, Duration at) ->
          heardSoFar.isEmpty() ? ended(heard, how, at) : spoken(at);
    };
  }

  private Turn spoken(Duration at) {
    met = Optional.of(new Heard.Data(heardSoFar, at));
    Optional<ForeignService> service =
        saying == Saying.NOTHING
            ? Optional.of(Services.speakingFirst(peer, heardSoFar, words, at))
            : Services.recognise(peer, heardSoFar, words, at);
    return new Turn.Done(service.<List<Observation>>map(List::of).orElse(List.of()));
  }

  private Turn silence(Heard heard, Duration at) {
    met = Optional.of(heard);
    return done(
        new StayedOpenUnasked(
            peer.address(),
            peer.port(),
            at.minus(began),
            peer.evidence("nothing", "nothing; the connection stayed open", at)));
  }

  private Turn ended(Heard heard, Ending how, Duration at) {
    met = Optional.of(heard);
    return done(
        new ClosedUnasked(
            peer.address(),
            peer.port(),
            how,
            at.minus(began),
            peer.evidence("nothing", how.words(), at)));
  }

  /// What became of the connection is a fact by itself only where nothing was said.
  private Turn done(Observation unasked) {
    return new Turn.Done(saying == Saying.NOTHING ? List.of(unasked) : List.of());
  }
}
