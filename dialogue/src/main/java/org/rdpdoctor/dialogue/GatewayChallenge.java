package org.rdpdoctor.dialogue;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.GatewayFact.GatewayChallengeReceived;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.http.HttpChallenge;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.ntlm.NegotiateFlags;
import org.rdpdoctor.wire.ntlm.NegotiateMessage;
import org.rdpdoctor.wire.ntlm.NtlmMessage;
import org.rdpdoctor.wire.ntlm.Version;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegTokenInit;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.spnego.NegotiationToken;

/// The first half of a logon by NTLM inside HTTP (MS-NTHT 3.1.5): the gateway answers it with its
/// names and its version, and since nobody goes on, no logon was tried.
public final class GatewayChallenge {
  private static final String NTLM = "NTLM";
  private static final String NEGOTIATE = "Negotiate";

  private GatewayChallenge() {}

  /// The requests that bring a challenge, in the order in which they should be tried; none where
  /// neither way to log on is offered.
  public static List<HttpRequest> requests(GatewayRequests requests, List<String> schemes) {
    Bytes bare =
        NegotiateMessage.of(
                NegotiateFlags.CLIENT, new Version(10, 0, 26100, Version.NTLMSSP_REVISION_W2K3))
            .encode();
    Bytes wrapped = NegTokenInit.offering(List.of(MechType.NTLMSSP), bare).encode();
    return List.of(NTLM, NEGOTIATE).stream()
        .filter(scheme -> schemes.stream().anyMatch(scheme::equalsIgnoreCase))
        .map(scheme -> requests.challenge(scheme, scheme.equals(NTLM) ? bare : wrapped))
        .toList();
  }

  /// What the answer tells of the gateway; nothing if it holds no challenge.
  ///
  /// @param windowsOf the Windows version that a build such as `10.0.26100` means
  public static Optional<GatewayChallengeReceived> read(
      HttpMet.Answered answered, Peer peer, UnaryOperator<String> windowsOf) {
    for (HttpChallenge challenge : answered.head().challenges()) {
      if (challenge.isScheme(NTLM) || challenge.isScheme(NEGOTIATE)) {
        Optional<GatewayChallengeReceived> found =
            challenge.token().flatMap(token -> read(token, answered, peer, windowsOf));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<GatewayChallengeReceived> read(
      String token, HttpMet.Answered answered, Peer peer, UnaryOperator<String> windowsOf) {
    try {
      Optional<Bytes> message = message(Bytes.copyOf(Base64.getDecoder().decode(token)));
      if (message.isEmpty()) {
        return Optional.empty();
      }
      NtlmChallengeReceived said =
          ChallengeReading.of(
                  message.get(),
                  windowsOf,
                  heard -> peer.evidence("the beginning of an NTLM logon", heard, answered.at()))
              .received();
      return Optional.of(
          new GatewayChallengeReceived(
              said.netbiosDomain(),
              said.netbiosComputer(),
              said.dnsDomain(),
              said.dnsComputer(),
              said.build(),
              said.windows(),
              answered.elapsed(),
              said.evidence()));
    } catch (DecodeException | IllegalArgumentException e) {
      return Optional.empty(); // no challenge, whatever else it is
    }
  }

  private static Optional<Bytes> message(Bytes token) throws DecodeException {
    if (token.startsWith(NtlmMessage.SIGNATURE)) {
      return Optional.of(token);
    }
    return NegotiationToken.decode(token) instanceof NegTokenResp answer
        ? answer.responseToken().filter(NtlmMessage::isLikely)
        : Optional.empty();
  }
}
