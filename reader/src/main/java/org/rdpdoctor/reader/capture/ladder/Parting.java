package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.ConnectionEnded;
import org.rdpdoctor.facts.TcpFact.EndHopsDiffer;
import org.rdpdoctor.facts.TcpFact.EndIdDiffers;
import org.rdpdoctor.facts.TcpFact.SpokeAfterReset;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Farewell;
import org.rdpdoctor.reader.capture.Conversation.Opening.How;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedBy;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedWith;

/// Who ended a connection, and how: of two farewells the first. A reset that did not come the way
/// that everything else of its side came, or that its side knew nothing of, was sent by somebody
/// else.
final class Parting {
  /// Whoever counts its packets has not sent more between two of them on one connection.
  private static final int FAR = 4096;

  private final Conversation conversation;
  private final Optional<Side> side;
  private final Optional<Farewell> farewell;
  private final Optional<Integer> usualHops;

  Parting(Conversation conversation) {
    this.conversation = conversation;
    Optional<Farewell> client = conversation.fromClient().end();
    Optional<Farewell> server = conversation.fromServer().end();
    boolean clientFirst =
        client.isPresent()
            && (server.isEmpty() || client.get().at().compareTo(server.get().at()) <= 0);
    this.side =
        clientFirst
            ? Optional.of(Side.CLIENT)
            : server.isPresent() ? Optional.of(Side.SERVER) : Optional.empty();
    this.farewell = clientFirst ? client : server;
    this.usualHops =
        side.map(conversation::way).flatMap(way -> way.hopLimit().stream().boxed().findFirst());
  }

  /// The end, if it came from the server or in its name.
  Optional<Farewell> ofServer() {
    return farewell.filter(_ -> side.get() == Side.SERVER);
  }

  Optional<Farewell> ofClient() {
    return farewell.filter(_ -> side.get() == Side.CLIENT);
  }

  EndedBy by() {
    if (conversation.opening().how() == How.REFUSED) {
      return EndedBy.SERVER;
    }
    if (isForged()) {
      return EndedBy.THIRD_PARTY;
    }
    return side.map(who -> who == Side.CLIENT ? EndedBy.CLIENT : EndedBy.SERVER)
        .orElse(EndedBy.OPEN);
  }

  Optional<EndedWith> with() {
    if (conversation.opening().how() == How.REFUSED) {
      return Optional.of(EndedWith.RST);
    }
    if (farewell.isPresent()) {
      return Optional.of(farewell.get().how() == Ending.CLOSED ? EndedWith.FIN : EndedWith.RST);
    }
    return conversation.opening().how() == How.UNANSWERED
        ? Optional.of(EndedWith.TIMEOUT)
        : Optional.empty();
  }

  /// An orderly end from elsewhere needs the numbers of both sides, which a proxy has: that is no
  /// forgery, so only resets count.
  private boolean isForged() {
    return farewell.isPresent()
        && farewell.get().how() == Ending.RESET
        && (hopsDiffer() || farewell.get().after() > 0);
  }

  private boolean hopsDiffer() {
    return farewell.isPresent()
        && usualHops.isPresent()
        && farewell.get().hopLimit() != usualHops.get();
  }

  /// @param rung the last that the two were seen on
  List<Observation> facts(Peer peer, Layer rung) {
    if (farewell.isEmpty()
        || conversation.opening().how() != How.ESTABLISHED
            && conversation.opening().how() != How.MIDSTREAM) {
      return List.of();
    }
    var facts = new ArrayList<Observation>();
    Farewell end = farewell.get();
    String name = side.orElseThrow().name().toLowerCase(Locale.ROOT);
    String packet = end.how() == Ending.CLOSED ? "a FIN" : "an RST";
    Duration at = end.at();
    facts.add(
        new ConnectionEnded(
            by().word(),
            end.how(),
            rung.id(),
            at,
            peer.evidence("", "%s from the %s".formatted(packet, name), at)));
    if (hopsDiffer()) {
      facts.add(
          new EndHopsDiffer(
              name,
              end.how(),
              usualHops.orElseThrow(),
              end.hopLimit(),
              peer.evidence(
                  "",
                  "%s from the %s with a TTL of %d, where its other packets have %d"
                      .formatted(packet, name, end.hopLimit(), usualHops.get()),
                  at)));
    }
    if (end.how() == Ending.RESET && end.after() > 0) {
      facts.add(
          new SpokeAfterReset(
              name,
              (int) Math.min(Integer.MAX_VALUE, end.after()),
              peer.evidence(
                  "", "%d packets of the %s after its RST".formatted(end.after(), name), at)));
    }
    if (idDiffers(end)) {
      facts.add(
          new EndIdDiffers(
              name,
              end.how(),
              end.usualIpId(),
              end.ipId(),
              peer.evidence(
                  "",
                  "%s from the %s with the IP identification %d, after %d"
                      .formatted(packet, name, end.ipId(), end.usualIpId()),
                  at)));
    }
    return List.copyOf(facts);
  }

  /// Zero is what systems send that do not count packets that must not be cut.
  private static boolean idDiffers(Farewell end) {
    if (end.how() != Ending.RESET || end.ipId() <= 0 || end.usualIpId() <= 0) {
      return false;
    }
    int ahead = end.ipId() - end.usualIpId() & 0xFFFF;
    return ahead > FAR;
  }
}
