package org.rdpdoctor.probe.kerberos;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.MessageProp;
import org.rdpdoctor.dialogue.Mechanism;
import org.rdpdoctor.facts.AuthenticationFact.TicketRejected;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.kerberos.KrbError;
import org.rdpdoctor.wire.kerberos.WrapToken;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegotiationToken;

/// Kerberos inside CredSSP, with a ticket that is already there: AP-REQ, AP-REP, and what is sealed
/// with the keys of that.
@SpecifiedIn("RFC 4121 4, MS-KILE 3.4.5")
final class KerberosMechanism implements Mechanism {
  private static final MessageProp SEALED = new MessageProp(0, true);
  private static final Bytes TOK_ID_KRB_ERROR = Bytes.of(3, 0);

  private final GSSContext context;
  private final Bytes first;
  private final String service;
  private final Surroundings world;

  /// @param first the AP-REQ in its framing
  KerberosMechanism(GSSContext context, Bytes first, String service, Surroundings world) {
    this.context = context;
    this.first = first;
    this.service = service;
    this.world = world;
  }

  @Override
  public String name() {
    return "Kerberos";
  }

  /// As Windows sends them: the OID that Windows 2000 got wrong first.
  @Override
  public List<MechType> mechTypes() {
    return List.of(MechType.MS_KERBEROS, MechType.KERBEROS);
  }

  @Override
  public Step begin() {
    return new Step.Say(first, false);
  }

  @Override
  public Step hear(Bytes token) {
    Optional<Step> refused = refusal(token);
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      byte[] answer = context.initSecContext(token.toArray(), 0, token.size());
      if (!context.isEstablished()) {
        return answer == null || answer.length == 0
            ? new Step.Senseless("an AP-REP that does not finish the context")
            : new Step.Say(Bytes.copyOf(answer), false);
      }
      return answer == null || answer.length == 0
          ? new Step.Established()
          : new Step.Say(Bytes.copyOf(answer), true);
    } catch (GSSException e) {
      OptionalInt code = JdkFailure.codeOf(e);
      return new Step.Senseless(
          "an AP-REP that does not fit"
              + (code.isPresent() ? " (Kerberos error " + code.getAsInt() + ")" : ""));
    }
  }

  /// A KRB-ERROR in the place of an AP-REP (RFC 4121 4.1).
  private Optional<Step> refusal(Bytes token) {
    try {
      if (NegotiationToken.decode(token) instanceof NegotiationToken.Mech(_, Bytes inner)
          && inner.startsWith(TOK_ID_KRB_ERROR)) {
        KrbError error = KrbError.decode(inner.from(TOK_ID_KRB_ERROR.size()));
        int code = error.errorCode().value();
        String name = error.errorCode().toString();
        return Optional.of(
            new Step.Unable(
                List.of(
                    new TicketRejected(
                        service,
                        code,
                        name,
                        world.evidence(
                            "a ticket for " + service,
                            "KRB-ERROR %d (%s)".formatted(code, name))))));
      }
      return Optional.empty();
    } catch (DecodeException _) {
      return Optional.empty();
    }
  }

  @Override
  public boolean signsMechTypes() {
    return false;
  }

  @Override
  public Bytes mic(Bytes message) {
    try {
      return Bytes.copyOf(context.getMIC(message.toArray(), 0, message.size(), SEALED));
    } catch (GSSException e) {
      throw new IllegalStateException("an established context signs", e);
    }
  }

  @Override
  public boolean isMic(Bytes mic, Bytes message) {
    try {
      context.verifyMIC(
          mic.toArray(),
          0,
          mic.size(),
          message.toArray(),
          0,
          message.size(),
          new MessageProp(true));
      return true;
    } catch (GSSException _) {
      return false;
    }
  }

  /// Rotated as Windows does it, for some servers take nothing else.
  @Override
  public Bytes seal(Bytes message) {
    try {
      Bytes token =
          Bytes.copyOf(
              context.wrap(message.toArray(), 0, message.size(), new MessageProp(0, true)));
      return WrapToken.begins(token)
          ? WrapToken.decode(token).rotatedFor(message.size()).encode()
          : token;
    } catch (GSSException | DecodeException e) {
      throw new IllegalStateException("an established context seals", e);
    }
  }

  @Override
  public Optional<Bytes> open(Bytes sealed) {
    if (!WrapToken.begins(sealed)) {
      return unwrap(sealed, 0);
    }
    try {
      WrapToken token = WrapToken.decode(sealed);
      Optional<Bytes> message = unwrap(token.unrotated(token.rrc()).encode(), token.ec());
      // With a filler, Windows rotates by its length more than it says (MS-KILE 3.4.5.4.1).
      return message.isEmpty() && token.ec() > 0
          ? unwrap(token.unrotated(token.rrc() + token.ec()).encode(), token.ec())
          : message;
    } catch (DecodeException _) {
      return Optional.empty();
    }
  }

  private Optional<Bytes> unwrap(Bytes token, int filler) {
    var how = new MessageProp(true);
    try {
      byte[] message = context.unwrap(token.toArray(), 0, token.size(), how);
      boolean again = how.isDuplicateToken() || how.isOldToken() || how.isUnseqToken();
      return how.getPrivacy() && !again && message.length >= filler
          ? Optional.of(Bytes.copyOf(message, 0, message.length - filler))
          : Optional.empty();
    } catch (GSSException _) {
      return Optional.empty();
    }
  }
}
