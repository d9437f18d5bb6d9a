package org.rdpdoctor.reader.capture.ladder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.FragmentationNeeded;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.RouteFact.LargeSegmentsLost;
import org.rdpdoctor.facts.RouteFact.NetworkUnreachable;
import org.rdpdoctor.facts.RouteFact.RoundTrip;
import org.rdpdoctor.facts.RouteFact.SegmentsRepeated;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.TcpFact.ConnectProhibited;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Notice;
import org.rdpdoctor.reader.capture.Conversation.Way;
import org.rdpdoctor.reader.capture.Side;

/// What the packets of a TCP connection say, without what was said in them: how it was opened,
/// and what got lost on its way.
final class Connecting {
  /// A packet of this payload or more may be too large for a tunnel.
  private static final int LARGE = 1100;

  /// By chance a packet gets lost once or twice.
  private static final int OFTEN = 3;

  private final Conversation conversation;
  private final Peer peer;
  private final List<Observation> facts = new ArrayList<>();

  /// @param peer the machine that the SYN went to
  private Connecting(Conversation conversation, Peer peer) {
    this.conversation = conversation;
    this.peer = peer;
  }

  /// How it was opened, if the capture shows it.
  static List<Observation> opening(Conversation conversation, Peer peer) {
    var connecting = new Connecting(conversation, peer);
    connecting.open();
    return List.copyOf(connecting.facts);
  }

  /// What was lost on the way.
  static List<Observation> losses(Conversation conversation, Peer peer) {
    var connecting = new Connecting(conversation, peer);
    connecting.repeated(Side.CLIENT);
    connecting.repeated(Side.SERVER);
    connecting.vanished(Side.CLIENT);
    connecting.vanished(Side.SERVER);
    connecting.tooLarge();
    return List.copyOf(connecting.facts);
  }

  private void open() {
    Duration took = conversation.opening().answered().orElse(Duration.ZERO);
    switch (conversation.opening().how()) {
      case ESTABLISHED -> connected(took);
      case REFUSED ->
          facts.add(
              new ConnectRefused(
                  peer.address(),
                  peer.port(),
                  took,
                  syn("RST after " + took.toMillis() + " ms", took)));
      case UNANSWERED -> unanswered();
      case MIDSTREAM, NONE -> {
        // it began before the capture, or does not begin at all
      }
    }
  }

  private void connected(Duration took) {
    int repeats = conversation.opening().syns() - 1;
    Evidence evidence =
        syn(
            "SYN-ACK after "
                + took.toMillis()
                + " ms"
                + (repeats > 0 ? ", to a SYN that was sent " + (repeats + 1) + " times" : ""),
            took);
    facts.add(new Connected(peer.address(), peer.port(), took, evidence));
    if (repeats > 0) {
      facts.add(new SynRepeated(peer.address(), repeats, took, evidence));
    } else {
      facts.add(new RoundTrip(peer.address(), 1, took, took, took, Duration.ZERO, 0, evidence));
    }
  }

  private void unanswered() {
    Duration waited = length();
    for (Notice notice : conversation.notices()) {
      String words = "ICMP from " + notice.from() + ": " + notice.what();
      Evidence evidence = syn(words, notice.at());
      switch (notice.what()) {
        case "host unreachable" -> {
          facts.add(new HostUnreachable(peer.address(), evidence));
          return;
        }
        case "network unreachable" -> {
          facts.add(new NetworkUnreachable(peer.address(), evidence));
          return;
        }
        case "administratively prohibited", "port unreachable" -> {
          facts.add(new ConnectProhibited(peer.address(), peer.port(), words, evidence));
          return;
        }
        default -> {
          // says nothing of the port
        }
      }
    }
    facts.add(
        new ConnectUnanswered(
            peer.address(),
            peer.port(),
            waited,
            syn(
                conversation.opening().syns() == 1
                    ? "no answer in the capture"
                    : "nothing for %d ms, though sent %d times"
                        .formatted(waited.toMillis(), conversation.opening().syns()),
                waited)));
  }

  private Duration length() {
    return Duration.between(conversation.firstSeen(), conversation.lastSeen());
  }

  private Evidence syn(String heard, Duration at) {
    return peer.evidence("a SYN to " + conversation.server(), heard, at);
  }

  private void repeated(Side side) {
    Way way = conversation.way(side);
    if (way.repeated() > 0) {
      facts.add(
          new SegmentsRepeated(
              side.name().toLowerCase(Locale.ROOT),
              count(way.packets()),
              count(way.repeated()),
              (int) Math.round(100.0 * way.repeated() / Math.max(1, way.packets())),
              peer.evidence(
                  "",
                  "%d of %d packets of the %s say again what had been said"
                      .formatted(
                          way.repeated(), way.packets(), side == Side.CLIENT ? "client" : "server"),
                  length())));
    }
  }

  /// Large segments that never came through, where small ones did.
  private void vanished(Side side) {
    Way way = conversation.way(side);
    boolean smallPassed = way.bytes() > way.unacknowledged();
    if (way.repeated() >= OFTEN
        && way.unacknowledged() >= way.largestRepeated()
        && way.largestRepeated() >= LARGE
        && smallPassed) {
      String name = side == Side.CLIENT ? "client" : "server";
      facts.add(
          new LargeSegmentsLost(
              name,
              way.largestRepeated(),
              count(way.repeated()),
              peer.evidence(
                  "",
                  "segments of the %s of up to %d bytes, said again %d times and never acknowledged"
                      .formatted(name, way.largestRepeated(), way.repeated()),
                  length())));
    }
  }

  /// As a fact has it: nobody minds the rest of two thousand million.
  private static int count(long packets) {
    return (int) Math.min(Integer.MAX_VALUE, packets);
  }

  private void tooLarge() {
    conversation.notices().stream()
        .filter(notice -> notice.what().equals("fragmentation needed"))
        .findFirst()
        .ifPresent(
            notice ->
                facts.add(
                    new FragmentationNeeded(
                        notice.from(),
                        notice.mtu(),
                        peer.evidence(
                            "",
                            "ICMP from %s: fragmentation needed, MTU %d"
                                .formatted(notice.from(), notice.mtu()),
                            notice.at()))));
  }
}
