package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Farewell;
import org.rdpdoctor.reader.capture.Conversation.Notice;
import org.rdpdoctor.reader.capture.Conversation.Opening;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.reader.capture.Conversation.Way;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;

/// One conversation of a capture, as a test tells it: each word comes 10 ms after the one before.
public final class Talk {
  static final Instant EPOCH = Instant.parse("2026-03-01T12:00:00Z");
  static final Endpoint CLIENT = new Endpoint("192.0.2.10", 50123);
  static final int HOPS = 121;
  static final Duration STEP = Duration.ofMillis(10);

  private final List<CapturedConnection> told = new ArrayList<>();
  private final Follower follower;
  private final Transport transport;
  private final Endpoint server;
  private Duration now = Duration.ZERO;
  private Opening opening;
  private long clientBytes;
  private long serverBytes;
  private long clientPackets = 2;
  private long serverPackets = 1;
  private long repeated;
  private int zeroWindows;
  private Optional<Farewell> clientEnd = Optional.empty();
  private Optional<Farewell> serverEnd = Optional.empty();
  private final List<Notice> notices = new ArrayList<>();
  private long spokeOn;
  private long unacknowledged;
  private int serverRepeated;
  private int serverVain;
  private boolean matters = true;

  private Talk(Transport transport, Endpoint server, Surroundings surroundings) {
    this.transport = transport;
    this.server = server;
    this.opening =
        transport == Transport.TCP
            ? new Opening(Opening.How.ESTABLISHED, 1, Optional.of(STEP))
            : new Opening(Opening.How.NONE, 0, Optional.empty());
    this.follower =
        new Witness(surroundings, told::add).follow(1, transport, CLIENT, server, EPOCH);
    this.now = STEP;
  }

  public static Surroundings surroundings() {
    return Surroundings.of(
        "trace.pcapng",
        build -> "Windows of build " + build,
        status -> "STATUS of " + status,
        (family, code) -> family + " " + code);
  }

  /// With the RDP port of a server.
  public static Talk begin() {
    return at(3389);
  }

  public static Talk at(int port) {
    return with(port, surroundings());
  }

  public static Talk with(int port, Surroundings surroundings) {
    return new Talk(Transport.TCP, new Endpoint("198.51.100.7", port), surroundings);
  }

  public static Talk overUdp() {
    return new Talk(Transport.UDP, new Endpoint("198.51.100.7", 3389), surroundings());
  }

  public Talk opened(Opening.How how, int syns) {
    opening = new Opening(how, syns, Optional.of(now));
    return this;
  }

  public Talk opened(Opening.How how, int syns, Duration answered) {
    opening = new Opening(how, syns, Optional.of(answered));
    now = answered;
    return this;
  }

  public Talk client(Bytes bytes) {
    return said(Side.CLIENT, bytes);
  }

  public Talk server(Bytes bytes) {
    return said(Side.SERVER, bytes);
  }

  private Talk said(Side side, Bytes bytes) {
    now = now.plus(STEP);
    if (side == Side.CLIENT) {
      clientBytes += bytes.size();
      clientPackets++;
    } else {
      serverBytes += bytes.size();
      serverPackets++;
    }
    if (matters) {
      matters = follower.hear(side, bytes, now);
    }
    return this;
  }

  public Talk missing(Side side, long bytes) {
    if (matters) {
      matters = follower.miss(side, bytes, now);
    }
    return this;
  }

  /// Each byte by itself.
  public Talk clientInPieces(Bytes bytes) {
    for (int i = 0; i < bytes.size(); i++) {
      client(bytes.slice(i, i + 1));
    }
    return this;
  }

  public Talk pause(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  public Talk repeated(int times) {
    repeated += times;
    clientPackets += times;
    unacknowledged = clientBytes;
    return this;
  }

  /// A segment of the server, the first time and again, that nobody ever acknowledges.
  public Talk serverRepeatsInVain(int times, int size) {
    serverBytes += size;
    serverPackets += 1 + times;
    serverRepeated = times;
    serverVain = size;
    return this;
  }

  /// Packets of the server that come after it has reset the connection.
  public Talk serverSpeaksOn(int packets) {
    spokeOn = packets;
    return this;
  }

  public Talk serverTakesNothing() {
    zeroWindows++;
    return this;
  }

  public Talk notice(String what) {
    now = now.plus(STEP);
    notices.add(new Notice("203.0.113.1", what, 0, now));
    return this;
  }

  public Talk serverEnds(Ending how) {
    return serverEnds(how, HOPS, 4712);
  }

  public Talk serverEnds(Ending how, int hops, int ipId) {
    now = now.plus(STEP);
    serverEnd = Optional.of(new Farewell(how, now, hops, ipId, 4711, false, 0, spokeOn));
    return this;
  }

  public Talk clientEnds(Ending how) {
    now = now.plus(STEP);
    clientEnd = Optional.of(new Farewell(how, now, 64, 18, 17, false, 0, 0));
    return this;
  }

  /// Whether anything later would have mattered.
  public boolean matters() {
    return matters;
  }

  public CapturedConnection end() {
    follower.end(
        new Conversation(
            1,
            transport,
            CLIENT,
            server,
            EPOCH,
            EPOCH.plus(now),
            opening,
            way(clientPackets, clientBytes, repeated, unacknowledged, 0, 64, clientEnd),
            way(
                serverPackets,
                serverBytes,
                serverRepeated,
                serverVain,
                zeroWindows,
                HOPS,
                serverEnd),
            notices));
    return told.getFirst();
  }

  private static Way way(
      long packets,
      long bytes,
      long repeated,
      long unacknowledged,
      int zeroWindows,
      int hops,
      Optional<Farewell> end) {
    return new Way(
        packets,
        bytes,
        repeated,
        0,
        zeroWindows,
        OptionalInt.of(1460),
        1460,
        OptionalInt.of(hops),
        end,
        0,
        (int) unacknowledged,
        unacknowledged,
        Optional.empty());
  }

  public static <T extends Observation> T only(CapturedConnection told, Class<T> type) {
    List<T> found = told.facts().stream().filter(type::isInstance).map(type::cast).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " facts of " + type + " in " + told.facts());
    }
    return found.getFirst();
  }
}
