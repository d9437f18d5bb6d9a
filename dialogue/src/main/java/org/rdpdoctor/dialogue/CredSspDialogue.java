package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rdpdoctor.facts.CredSspFact.CredSspAnswered;
import org.rdpdoctor.facts.CredSspFact.CredSspEnded;
import org.rdpdoctor.facts.CredSspFact.CredSspRefused;
import org.rdpdoctor.facts.CredSspFact.CredSspUnanswered;
import org.rdpdoctor.facts.CredSspFact.CredSspUnreadable;
import org.rdpdoctor.facts.CredSspFact.NtlmNotOffered;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.credssp.TsRequest;
import org.rdpdoctor.wire.ntlm.NegotiateFlags;
import org.rdpdoctor.wire.ntlm.NegotiateMessage;
import org.rdpdoctor.wire.ntlm.NtlmMessage;
import org.rdpdoctor.wire.ntlm.Version;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegState;
import org.rdpdoctor.wire.spnego.NegTokenInit;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.spnego.NegotiationToken;

/// CredSSP up to the NTLM challenge, then a clean stop (MS-CSSP 3.1.5, MS-NLMP 3.1.5.1.2).
///
/// No user name and no password is sent, so nothing is counted towards a lockout; but the challenge
/// tells the server's names, its clock and its build.
public final class CredSspDialogue implements Dialogue {
  /// The newest version there is (MS-CSSP 2.2.1).
  private static final int VERSION = 6;

  /// What the request looks like.
  public enum Form {
    /// NTLM inside SPNEGO, as Windows sends it.
    SPNEGO("CredSSP with NTLM in SPNEGO"),
    /// NTLM as it is: some servers understand nothing else, and Windows takes both.
    RAW_NTLM("CredSSP with plain NTLM");

    private final String words;

    Form(String words) {
      this.words = words;
    }
  }

  private final Peer peer;
  private final Form form;
  private final UnaryOperator<String> windowsOf;
  private final UnaryOperator<String> statusOf;
  private final Duration patience;
  private Duration began = Duration.ZERO;
  private Bytes heardSoFar = Bytes.EMPTY;
  private boolean askedAgain;
  private Optional<Instant> serverTime = Optional.empty();

  /// @param windowsOf the Windows version that a build such as `10.0.26100` means
  /// @param statusOf the name of an NTSTATUS such as `0xC000006D`
  /// @param patience for the whole conversation, however slowly it goes
  public CredSspDialogue(
      Peer peer,
      Form form,
      UnaryOperator<String> windowsOf,
      UnaryOperator<String> statusOf,
      Duration patience) {
    this.peer = peer;
    this.form = form;
    this.windowsOf = windowsOf;
    this.statusOf = statusOf;
    this.patience = patience;
  }

  /// The server's clock as it stood in the challenge.
  public Optional<Instant> serverTime() {
    return serverTime;
  }

  @Override
  public Turn begin(Duration at) {
    began = at;
    Bytes token =
        form == Form.SPNEGO
            ? NegTokenInit.offering(List.of(MechType.NTLMSSP), negotiate()).encode()
            : negotiate();
    return new Turn.Say(TsRequest.negotiating(VERSION, token).encode(), patience);
  }

  private static Bytes negotiate() {
    return NegotiateMessage.of(
            NegotiateFlags.CLIENT, new Version(10, 0, 26100, Version.NTLMSSP_REVISION_W2K3))
        .encode();
  }

  @Override
  public Turn hear(Heard heard) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        heardSoFar = heardSoFar.plus(bytes);
        yield readOrWait(at);
      }
      case Heard.Silence(_, Duration at) -> done(silence(at));
      case Heard.End(Ending how, Duration at) ->
          done(
              heardSoFar.isEmpty()
                  ? new CredSspEnded(how, at.minus(began), evidence(how.words(), at))
                  : unreadable("the connection ended inside the answer", at));
    };
  }

  private Turn readOrWait(Duration at) {
    try {
      int size = TsRequest.sizeOf(heardSoFar);
      if (size >= 0 && heardSoFar.size() >= size) {
        return read(TsRequest.decode(heardSoFar.first(size)), at);
      }
    } catch (DecodeException e) {
      return done(unreadable(e.fault().describe(), at));
    }
    Duration left = left(at);
    return left.isPositive() ? new Turn.Listen(left) : done(silence(at));
  }

  private Duration left(Duration at) {
    return began.plus(patience).minus(at);
  }

  private Turn read(TsRequest answer, Duration at) throws DecodeException {
    Optional<Integer> error = answer.errorCode().filter(code -> code != 0);
    if (error.isPresent()) {
      return done(refused(answer.version(), "0x%08X".formatted(error.get()), at));
    }
    if (answer.negoTokens().isEmpty()) {
      return done(unreadable("TSRequest without token and without error", at));
    }
    Bytes token = answer.negoTokens().getFirst();
    if (token.startsWith(NtlmMessage.SIGNATURE)) {
      return done(challenge(answer.version(), "NTLM without SPNEGO", token, at));
    }
    return switch (NegotiationToken.decode(token)) {
      case NegTokenResp response -> answered(answer.version(), response, at);
      case NegTokenInit init -> done(notOffered(answer.version(), names(init.mechTypes()), at));
      case NegotiationToken.Mech(MechType mech, _) ->
          done(notOffered(answer.version(), mech.toString(), at));
    };
  }

  private CredSspRefused refused(int version, String code, Duration at) {
    String name = statusOf.apply(code);
    return new CredSspRefused(
        version,
        code,
        name,
        evidence("TSRequest version %d with error %s (%s)".formatted(version, code, name), at));
  }

  private Turn answered(int version, NegTokenResp response, Duration at) throws DecodeException {
    Optional<Bytes> token = response.responseToken();
    if (token.isPresent() && token.get().startsWith(NtlmMessage.SIGNATURE)) {
      String mechanism = response.supportedMech().map(MechType::toString).orElse("NTLMSSP");
      return done(challenge(version, mechanism, token.get(), at));
    }
    boolean agrees =
        response.supportedMech().map(MechType.NTLMSSP::equals).orElse(false)
            && !response.negState().map(NegState.REJECT::equals).orElse(false);
    if (!agrees) {
      String state = response.negState().map(Object::toString).orElse("no state");
      return done(
          notOffered(
              version,
              response
                  .supportedMech()
                  .filter(mech -> !mech.equals(MechType.NTLMSSP))
                  .map(MechType::toString)
                  .orElse("none, " + state),
              at));
    }
    if (token.isPresent()) {
      return done(unreadable("SPNEGO with NTLM whose token is no NTLM message", at));
    }
    if (askedAgain) {
      return done(unreadable("SPNEGO that agrees on NTLM twice, without a challenge", at));
    }
    askedAgain = true; // it agrees and did not look at the first token (RFC 4178 4.2.2)
    heardSoFar = Bytes.EMPTY;
    return new Turn.Say(
        TsRequest.negotiating(VERSION, NegTokenResp.answering(negotiate()).encode()).encode(),
        left(at));
  }

  private List<Observation> notOffered(int version, String mechanism, Duration at) {
    Evidence evidence = evidence("TSRequest version " + version + ", SPNEGO: " + mechanism, at);
    return List.of(
        new CredSspAnswered(version, mechanism, at.minus(began), evidence),
        new NtlmNotOffered(mechanism, evidence));
  }

  private static String names(List<MechType> mechanisms) {
    return String.join(", ", mechanisms.stream().map(MechType::toString).toList());
  }

  private List<Observation> challenge(int version, String mechanism, Bytes token, Duration at)
      throws DecodeException {
    var seen = new ArrayList<Observation>();
    seen.add(
        new CredSspAnswered(
            version,
            mechanism,
            at.minus(began),
            evidence("TSRequest version " + version + " with an NTLM challenge", at)));
    var reading = ChallengeReading.of(token, windowsOf, heard -> evidence(heard, at));
    serverTime = reading.serverTime();
    seen.add(reading.received());
    return List.copyOf(seen);
  }

  private CredSspUnreadable unreadable(String reason, Duration at) {
    return new CredSspUnreadable(
        reason, heardSoFar.preview(40), evidence(heardSoFar + " (" + reason + ")", at));
  }

  private CredSspUnanswered silence(Duration at) {
    Duration waited = at.minus(began);
    String what = heardSoFar.isEmpty() ? "nothing" : "no whole answer";
    return new CredSspUnanswered(
        waited, evidence(what + " for " + NegotiationDialogue.seconds(waited), at));
  }

  private static Turn done(Observation observation) {
    return done(List.of(observation));
  }

  private static Turn done(List<Observation> seen) {
    return new Turn.Done(seen);
  }

  private Evidence evidence(String heard, Duration at) {
    return peer.evidence(form.words, heard, at);
  }
}
