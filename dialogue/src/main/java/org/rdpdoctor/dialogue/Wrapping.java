package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.ntlm.NtlmMessage;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegState;
import org.rdpdoctor.wire.spnego.NegTokenInit;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.spnego.NegotiationToken;

/// The client's side of SPNEGO around one mechanism's tokens (RFC 4178, MS-SPNG), or nothing around
/// them where the server understands nothing else.
final class Wrapping {
  private final Mechanism mechanism;
  private final Bytes mechTypes;
  private boolean bare;
  private boolean micWanted;
  private boolean answered;

  /// @param bare true if tokens go as they are
  Wrapping(Mechanism mechanism, boolean bare) {
    this.mechanism = mechanism;
    this.bare = bare;
    this.mechTypes = NegTokenInit.offering(mechanism.mechTypes(), Bytes.EMPTY).encodeMechTypes();
  }

  /// What a server's token holds.
  sealed interface Unwrapped {
    /// For the mechanism.
    record Token(Bytes token) implements Unwrapped {}

    /// The server agrees and did not look at the first token (RFC 4178 4.2.2).
    record AskedAgain() implements Unwrapped {}

    /// The server is done and has nothing to say to the mechanism.
    record Nothing() implements Unwrapped {}

    /// Another mechanism, or none; perhaps with a last word to the mechanism.
    record Refused(String chosen, Optional<Bytes> token) implements Unwrapped {}

    /// Its list of mechanisms was changed on the way.
    record Forged() implements Unwrapped {}
  }

  Bytes first(Bytes token) {
    return bare ? token : NegTokenInit.offering(mechanism.mechTypes(), token).encode();
  }

  Bytes next(Bytes token) {
    return bare ? token : NegTokenResp.answering(token).encode();
  }

  /// The last token, once the keys are known; nothing if there is nothing to say.
  Optional<Bytes> last(Optional<Bytes> token) {
    if (bare) {
      return token;
    }
    Optional<Bytes> mic =
        micWanted || mechanism.signsMechTypes()
            ? Optional.of(mechanism.mic(mechTypes))
            : Optional.empty();
    return token.isEmpty() && mic.isEmpty()
        ? Optional.empty()
        : Optional.of(new NegTokenResp(Optional.empty(), Optional.empty(), token, mic).encode());
  }

  /// @param established true once the keys are known, so that a signature can be verified
  Unwrapped read(Bytes token, boolean established) throws DecodeException {
    if (bare || token.startsWith(NtlmMessage.SIGNATURE)) {
      bare = true; // some servers answer without SPNEGO what came in it
      return new Unwrapped.Token(token);
    }
    return switch (NegotiationToken.decode(token)) {
      case NegTokenResp response -> read(response, established);
      case NegTokenInit init ->
          new Unwrapped.Refused(
              String.join(", ", init.mechTypes().stream().map(MechType::toString).toList()),
              Optional.empty());
      case NegotiationToken.Mech(MechType mech, _) ->
          new Unwrapped.Refused(mech.toString(), Optional.empty());
    };
  }

  private Unwrapped read(NegTokenResp response, boolean established) {
    Optional<MechType> other =
        response.supportedMech().filter(mech -> !mechanism.mechTypes().contains(mech));
    if (other.isPresent()) {
      return new Unwrapped.Refused(other.get().toString(), Optional.empty());
    }
    Optional<NegState> state = response.negState();
    if (state.map(NegState.REJECT::equals).orElse(false)) {
      return new Unwrapped.Refused("none, reject", response.responseToken());
    }
    micWanted |= state.map(NegState.REQUEST_MIC::equals).orElse(false);
    micWanted |=
        response
            .supportedMech()
            .map(mech -> !mech.equals(mechanism.mechTypes().getFirst()))
            .orElse(false);
    if (established && response.mechListMic().isPresent()) {
      return mechanism.isMic(response.mechListMic().get(), mechTypes)
          ? new Unwrapped.Nothing()
          : new Unwrapped.Forged();
    }
    if (response.responseToken().isPresent()) {
      answered = true;
      return new Unwrapped.Token(response.responseToken().get());
    }
    if (!established && !answered) {
      answered = true;
      return new Unwrapped.AskedAgain();
    }
    return new Unwrapped.Nothing();
  }
}
