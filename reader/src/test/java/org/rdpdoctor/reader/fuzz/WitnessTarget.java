package org.rdpdoctor.reader.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Farewell;
import org.rdpdoctor.reader.capture.Conversation.Opening;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.reader.capture.Conversation.Way;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.Opener;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection;
import org.rdpdoctor.reader.capture.ladder.Surroundings;
import org.rdpdoctor.reader.capture.ladder.Witness;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// Fuzz target for what a witness makes of a conversation. The first byte says over what it goes,
/// what both sides have agreed on already and how it ends; then each piece says whose it is and
/// whether the capture lacks it, and how long it is.
public final class WitnessTarget {
  private static final Endpoint CLIENT = new Endpoint("192.0.2.10", 50123);
  private static final int MOST_FACTS = 600;

  /// Standard RDP security, TLS, and both forms of NLA.
  private static final List<Protocols> AGREED =
      List.of(Protocols.RDP, Protocols.SSL, Protocols.HYBRID, Protocols.HYBRID_EX);

  private WitnessTarget() {}

  /// Called by the fuzzer. Whatever is thrown is a finding.
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    int mode = data[0] & 0xFF;
    var told = new ArrayList<CapturedConnection>();
    Transport transport = (mode & 1) == 0 ? Transport.TCP : Transport.UDP;
    var server = new Endpoint("198.51.100.7", (mode & 2) == 0 ? 3389 : 1080);
    Follower follower =
        new Witness(surroundings(), told::add).follow(1, transport, CLIENT, server, Instant.EPOCH);
    if ((mode & 4) != 0) {
      Protocols agreed = AGREED.get(mode >> 4 & 3);
      follower.hear(Side.CLIENT, ConnectionRequest.offering(agreed, "A").encode(), Duration.ZERO);
      follower.hear(
          Side.SERVER,
          new NegotiationResponse(new ResponseFlags(0), agreed).encode(),
          Duration.ZERO);
    }
    Duration end = hear(follower, data);
    follower.end(conversation(transport, server, end, mode >> 6));
    if (told.size() != 1 || told.getFirst().facts().size() > MOST_FACTS) {
      throw new IllegalStateException(told.toString());
    }
  }

  /// With somebody who takes what is said under TLS for plain text as it is.
  private static Surroundings surroundings() {
    Opener opener = (from, bytes, at) -> List.of(new Opener.Said(from, bytes, at));
    return Surroundings.of("fuzz", build -> build, status -> status, (family, code) -> family)
        .with(_ -> Optional.of(opener));
  }

  private static Duration hear(Follower follower, byte[] data) {
    Duration now = Duration.ZERO;
    boolean matters = true;
    int at = 1;
    while (at + 3 <= data.length && matters) {
      Side from = (data[at] & 1) == 0 ? Side.CLIENT : Side.SERVER;
      int size = (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF);
      now = now.plusMillis(data[at] & 0xFC);
      boolean missing = (data[at] & 2) != 0;
      at += 3;
      if (missing) {
        matters = follower.miss(from, size, now);
      } else {
        int here = Math.min(size, data.length - at);
        matters = follower.hear(from, Bytes.copyOf(data, at, here), now);
        at += here;
      }
    }
    return now;
  }

  private static Conversation conversation(
      Transport transport, Endpoint server, Duration end, int how) {
    var farewell =
        new Farewell(how == 1 ? Ending.RESET : Ending.CLOSED, end, 64, 1, 1, false, 0, 0);
    Way silent = Way.SILENT;
    var over =
        new Way(
            silent.packets(),
            silent.bytes(),
            silent.repeated(),
            silent.missing(),
            silent.zeroWindows(),
            silent.mss(),
            silent.largest(),
            silent.hopLimit(),
            how == 0 ? Optional.empty() : Optional.of(farewell),
            silent.copies(),
            silent.largestRepeated(),
            silent.unacknowledged(),
            silent.lastPacket());
    return new Conversation(
        1,
        transport,
        CLIENT,
        server,
        Instant.EPOCH,
        Instant.EPOCH.plus(end).plusSeconds(how == 3 ? 60 : 0),
        new Opening(Opening.How.ESTABLISHED, 1, Optional.of(Duration.ZERO)),
        how == 3 ? over : silent,
        how == 3 ? silent : over,
        List.of());
  }
}
