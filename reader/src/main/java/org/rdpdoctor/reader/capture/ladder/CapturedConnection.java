package org.rdpdoctor.reader.capture.ladder;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Endpoint;

/// What became of one conversation of a capture: how far it climbed the ladder, who ended it, and
/// the facts that say so. What the capture did not show is empty.
///
/// @param isRdp true if RDP was spoken or begun, or if it was an attempt to reach an RDP port,
///     whatever answered; false for every other conversation, which has no facts and of which
///     nobody asks how it ended
/// @param innerTarget where a SOCKS or HTTP proxy was asked to connect to; a name may stand in
///     place of its address
/// @param requestedProtocols as [org.rdpdoctor.wire.x224.Protocols#names] has them: `SSL`,
///     `HYBRID`, … or `RDP`; empty if no request was seen, or if it asked for nothing
/// @param selectedProtocol the same, as the server selected it: `HYBRID`. `RDP` too if it
///     confirmed without a word about protocols
/// @param failureCode why the server refused: `HYBRID_REQUIRED_BY_SERVER`
/// @param cookie the line of the request that routes it, as it was sent: `Cookie: mstshash=ALICE`
/// @param tlsVersion that the server chose: `TLSv1.2`
/// @param certificateSubject of the server's own certificate: `CN=SRV01`
/// @param facts in the order in which they came up; none if this is not RDP
/// @param notes what could not be read or is missing, a sentence each
public record CapturedConnection(
    Conversation conversation,
    boolean isRdp,
    Optional<Endpoint> innerTarget,
    List<String> requestedProtocols,
    Optional<String> selectedProtocol,
    Optional<String> failureCode,
    Optional<String> cookie,
    Optional<String> tlsVersion,
    Optional<String> certificateSubject,
    EndedBy endedBy,
    Optional<EndedWith> endedWith,
    List<Observation> facts,
    List<String> notes) {

  public CapturedConnection {
    requestedProtocols = List.copyOf(requestedProtocols);
    facts = List.copyOf(facts);
    notes = List.copyOf(notes);
  }

  /// A conversation about something else, of which nothing is told.
  static CapturedConnection other(Conversation conversation) {
    return new CapturedConnection(
        conversation,
        false,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        EndedBy.OPEN,
        Optional.empty(),
        List.of(),
        List.of());
  }

  /// Who spoke the last word of a conversation: of a FIN and an RST, the first counts.
  public enum EndedBy {
    CLIENT("client"),
    SERVER("server"),
    /// In the name of one of the two, which the packet itself gives away.
    THIRD_PARTY("third-party"),
    /// Nobody, as far as the capture goes.
    OPEN("open");

    private final String word;

    EndedBy(String word) {
      this.word = word;
    }

    /// As JSON has it.
    public String word() {
      return word;
    }
  }

  /// How: empty for a conversation that was still going on.
  public enum EndedWith {
    FIN("FIN"),
    RST("RST"),
    /// One side repeated itself in vain, and nobody ended it.
    TIMEOUT("timeout");

    private final String word;

    EndedWith(String word) {
      this.word = word;
    }

    /// As JSON has it.
    public String word() {
      return word;
    }
  }
}
