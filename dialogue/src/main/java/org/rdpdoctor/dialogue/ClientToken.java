package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.ntlm.AuthenticateMessage;
import org.rdpdoctor.wire.ntlm.NtlmMessage;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegTokenInit;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.spnego.NegotiationToken;

/// What a client's token of a logon shows to whoever listens.
///
/// @param mechanism `NTLM`, `Kerberos` or another, if the token names it
/// @param words for a first token, for people
/// @param account whose password it proves, if it does and says so
record ClientToken(Optional<String> mechanism, Optional<String> words, Optional<Account> account) {
  private static final ClientToken NOTHING =
      new ClientToken(Optional.empty(), Optional.empty(), Optional.empty());

  private static final String NTLM = "NTLM";

  static ClientToken read(Bytes token) throws DecodeException {
    if (token.startsWith(NtlmMessage.SIGNATURE)) {
      return ntlm(token, Optional.of("CredSSP with plain NTLM"));
    }
    return switch (NegotiationToken.decode(token)) {
      case NegTokenInit init -> {
        String name = nameOf(init.mechTypes().stream().findFirst());
        Optional<String> words = Optional.of("CredSSP with " + name + " in SPNEGO");
        boolean isNtlm = init.mechToken().filter(NtlmMessage::isLikely).isPresent();
        yield isNtlm
            ? ntlm(init.mechToken().orElseThrow(), words)
            : new ClientToken(Optional.of(name), words, Optional.empty());
      }
      case NegTokenResp response -> {
        Optional<Bytes> inner = response.responseToken().filter(NtlmMessage::isLikely);
        yield inner.isPresent() ? ntlm(inner.get(), Optional.empty()) : NOTHING;
      }
      case NegotiationToken.Mech(MechType mech, _) ->
          new ClientToken(
              Optional.of(nameOf(Optional.of(mech))), Optional.empty(), Optional.empty());
    };
  }

  private static ClientToken ntlm(Bytes token, Optional<String> words) throws DecodeException {
    return new ClientToken(
        Optional.of(NTLM),
        words,
        NtlmMessage.decode(token) instanceof AuthenticateMessage proof
            ? Optional.of(new Account(proof.userName(), proof.domainName()))
            : Optional.empty());
  }

  static String nameOf(Optional<MechType> mech) {
    return mech.map(
            type ->
                type.equals(MechType.NTLMSSP)
                    ? NTLM
                    : type.equals(MechType.MS_KERBEROS) ? "Kerberos" : type.toString())
        .orElse("an unnamed mechanism");
  }
}
