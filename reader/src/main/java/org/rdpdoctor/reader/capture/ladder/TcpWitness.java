package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdpdoctor.dialogue.Dialogue;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.dialogue.OtherBytesDialogue;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.dialogue.Turn;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Opening.How;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;

/// Follows one TCP connection: first to find out whether it is RDP, and then up the ladder.
final class TcpWitness implements Follower {
  /// More than tells a protocol by its beginning.
  private static final int MOST_UNDECIDED = 4 * 1024;

  private static final int PREVIEW = 40;

  /// What a client says that is no RDP, for people.
  private static final String WORDS = "something that is not RDP";

  private final Surroundings surroundings;
  private final int number;
  private final Endpoint server;
  private final Instant firstSeen;
  private final Consumer<CapturedConnection> listener;
  private final List<Observation> foreign = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Bytes fromClient = Bytes.EMPTY;
  private Bytes fromServer = Bytes.EMPTY;
  private Optional<Proxy> proxy = Optional.empty();
  private Optional<Ladder> ladder = Optional.empty();
  private Optional<Dialogue> unasked = Optional.empty();
  private boolean heard;
  private Kind kind = Kind.UNDECIDED;

  private enum Kind {
    UNDECIDED,
    /// A client speaks with a proxy.
    PROXIED,
    RDP,
    /// Something else, on a port where RDP is expected.
    FOREIGN,
    /// Nothing for us.
    OTHER
  }

  TcpWitness(
      Surroundings surroundings,
      int number,
      Endpoint server,
      Instant firstSeen,
      Consumer<CapturedConnection> listener) {
    this.surroundings = surroundings;
    this.number = number;
    this.server = server;
    this.firstSeen = firstSeen;
    this.listener = listener;
  }

  @Override
  public boolean hear(Side from, Bytes bytes, Duration at) {
    return switch (kind) {
      case UNDECIDED -> decide(from, bytes, at);
      case PROXIED -> proxied(from, bytes, at);
      case RDP -> ladder.orElseThrow().hear(from, bytes, at);
      case FOREIGN -> from == Side.CLIENT || foreign(bytes, at);
      case OTHER -> false;
    };
  }

  @Override
  public boolean miss(Side from, long bytes, Duration at) {
    if (kind == Kind.RDP) {
      return ladder.orElseThrow().miss(from, bytes, at);
    }
    if (kind != Kind.OTHER && isExpected()) {
      notes.add("The capture lacks %d bytes where the connection began".formatted(bytes));
    }
    kind = Kind.OTHER;
    return false;
  }

  private boolean isExpected() {
    return surroundings.ports().contains(target().port());
  }

  /// Whom the client wants to reach in the end.
  private Endpoint target() {
    return proxy.flatMap(Proxy::target).orElse(server);
  }

  private Peer peer() {
    Endpoint target = target();
    return new Peer(target.address(), target.port(), number, surroundings.source());
  }

  private boolean decide(Side from, Bytes bytes, Duration at) {
    if (from == Side.CLIENT) {
      fromClient = fromClient.plus(bytes);
    } else {
      fromServer = fromServer.plus(bytes);
    }
    Beginning beginning =
        fromClient.isEmpty() ? Beginning.ofServer(fromServer) : Beginning.ofClient(fromClient);
    kind =
        switch (beginning) {
          case UNCLEAR -> isTooMuch() ? kindOfOther(at) : Kind.UNDECIDED;
          case RDP -> Kind.RDP;
          // Empty requests open many a protocol: the port has to tell.
          case BARE -> isExpected() ? Kind.RDP : Kind.OTHER;
          case PROXY -> proxy.isEmpty() ? Kind.PROXIED : Kind.OTHER;
          case TLS -> isExpected() ? Kind.RDP : Kind.OTHER;
          case HTTP, OTHER -> kindOfOther(at);
        };
    return begin(beginning, at);
  }

  private boolean isTooMuch() {
    return fromClient.size() + fromServer.size() > MOST_UNDECIDED;
  }

  private Kind kindOfOther(Duration at) {
    if (!isExpected()) {
      return Kind.OTHER;
    }
    OtherBytesDialogue dialogue =
        OtherBytesDialogue.overheard(peer(), fromClient.isEmpty() ? "" : WORDS);
    var _ = dialogue.begin(at);
    unasked = Optional.of(dialogue);
    return Kind.FOREIGN;
  }

  private boolean begin(Beginning beginning, Duration at) {
    Bytes client = fromClient;
    Bytes server = fromServer;
    if (kind != Kind.UNDECIDED) {
      fromClient = Bytes.EMPTY;
      fromServer = Bytes.EMPTY;
    }
    return switch (kind) {
      case UNDECIDED -> true;
      case OTHER -> false;
      case FOREIGN -> {
        if (!client.isEmpty()) {
          notes.add("What the client says is not RDP: " + client.preview(PREVIEW));
        }
        yield server.isEmpty() || foreign(server, at);
      }
      case PROXIED -> {
        proxy = Optional.of(new Proxy());
        yield proxied(Side.CLIENT, client, at) && proxied(Side.SERVER, server, at);
      }
      case RDP -> {
        var climbing = new Ladder(surroundings, peer(), firstSeen);
        ladder = Optional.of(climbing);
        if (beginning == Beginning.TLS) {
          climbing.beginWithTls();
        }
        if (client.isEmpty()) {
          climbing.beginWithConfirm();
        }
        yield (client.isEmpty() || climbing.hear(Side.CLIENT, client, at))
            && (server.isEmpty() || climbing.hear(Side.SERVER, server, at));
      }
    };
  }

  private boolean foreign(Bytes bytes, Duration at) {
    heard = true;
    hearForeign(new Heard.Data(bytes, at));
    return unasked.isPresent();
  }

  private void hearForeign(Heard words) {
    if (unasked.isPresent() && unasked.get().hear(words) instanceof Turn.Done(var facts, _)) {
      foreign.addAll(facts);
      unasked = Optional.empty();
    }
  }

  private boolean proxied(Side from, Bytes bytes, Duration at) {
    if (bytes.isEmpty()) {
      return true;
    }
    Proxy talk = proxy.orElseThrow();
    return switch (talk.hear(from, bytes)) {
      case OPEN -> {
        kind = Kind.UNDECIDED;
        Bytes client = talk.left(Side.CLIENT);
        Bytes server = talk.left(Side.SERVER);
        yield (client.isEmpty() || decide(Side.CLIENT, client, at))
            && (server.isEmpty() || hear(Side.SERVER, server, at));
      }
      case REFUSED -> {
        if (isExpected()) {
          notes.add("The proxy did not connect the client to " + target());
        }
        kind = Kind.OTHER;
        yield false;
      }
      case SENSELESS -> {
        kind = Kind.OTHER;
        yield false;
      }
      case BEGINNING,
          METHODS,
          PASSWORD_WANTED,
          PASSWORD_SENT,
          ADMITTED,
          ASKED_5,
          ASKED_4,
          ASKED_HTTP ->
          true;
    };
  }

  @Override
  public void end(Conversation whole) {
    boolean isRdp = kind == Kind.RDP || isExpected();
    if (!isRdp) {
      listener.accept(CapturedConnection.other(whole));
      return;
    }
    boolean untouched = kind == Kind.UNDECIDED && fromClient.isEmpty() && fromServer.isEmpty();
    if (whole.opening().how() == How.MIDSTREAM && ladder.isEmpty()) {
      foreign.clear(); // nobody is told by words from the middle
      notes.clear();
      notes.add("The capture begins in the middle of this connection");
    } else if (kind == Kind.UNDECIDED && !untouched) {
      notes.add("Too little was said to tell what it is: " + fromClient.preview(PREVIEW));
    }
    if (unasked.isPresent() && whole.opening().how() != How.MIDSTREAM && heard) {
      Duration length = Duration.between(whole.firstSeen(), whole.lastSeen());
      hearForeign(new Heard.Silence(Duration.ZERO, length));
    }
    var account = new Account(whole, proxy.flatMap(Proxy::target), surroundings, ladder, notes);
    listener.accept(account.of(foreign, untouched));
  }
}
