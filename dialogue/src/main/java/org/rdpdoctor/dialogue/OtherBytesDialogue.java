package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
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
  private final Duration patience;
  private Duration began = Duration.ZERO;
  private Optional<Heard> met = Optional.empty();

  public OtherBytesDialogue(Peer peer, Saying saying, Duration patience) {
    this.peer = peer;
    this.saying = saying;
    this.patience = patience;
  }

  /// What came back, once the dialogue is done.
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
    met = Optional.of(heard);
    Optional<? extends Observation> seen =
        switch (heard) {
          case Heard.Data(Bytes bytes, Duration at) ->
              Services.recognise(peer, bytes, saying.words, at);
          case Heard.Silence(_, Duration at) when saying == Saying.NOTHING ->
              Optional.of(
                  new StayedOpenUnasked(
                      peer.address(),
                      peer.port(),
                      at.minus(began),
                      peer.evidence("nothing", "nothing; the connection stayed open", at)));
          case Heard.End(var how, Duration at) when saying == Saying.NOTHING ->
              Optional.of(
                  new ClosedUnasked(
                      peer.address(),
                      peer.port(),
                      how,
                      at.minus(began),
                      peer.evidence("nothing", how.words(), at)));
          case Heard.Silence _, Heard.End _ -> Optional.empty();
        };
    return new Turn.Done(seen.<List<Observation>>map(List::of).orElse(List.of()));
  }
}
