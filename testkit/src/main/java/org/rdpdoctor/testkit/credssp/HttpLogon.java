package org.rdpdoctor.testkit.credssp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.ntlm.NtlmV2;
import org.rdpdoctor.wire.x509.Certificate;
import org.rdpdoctor.wire.x509.ServerEndPoint;

/// The server's side of NTLM where there is no CredSSP: bare or in SPNEGO, one token at a time, for
/// one connection.
@SpecifiedIn("RFC 4559 4.2")
public final class HttpLogon {
  private final NtlmServer ntlm;
  private Optional<Bytes> mechTypes = Optional.empty();
  private boolean challenged;

  /// What becomes of a token.
  public sealed interface Step {
    /// Go on with this.
    record Challenge(Bytes token) implements Step {}

    /// This is the lab's account; what is still to be said may be nothing.
    record Accepted(Bytes token) implements Step {}

    record Refused() implements Step {}
  }

  /// A server called `computer`.
  ///
  /// @param certificate whose channel a client's proof may be bound to, in DER; empty if it
  ///     may be bound to any
  public HttpLogon(String computer, Optional<Bytes> certificate, Instant now)
      throws DecodeException {
    Optional<Bytes> bindings = Optional.empty();
    if (certificate.isPresent()) {
      Bytes own =
          ServerEndPoint.of(Certificate.decode(certificate.get()))
              .map(NtlmV2::channelBindings)
              .orElse(Bytes.EMPTY);
      bindings = Optional.of(own);
    }
    this.ntlm = new NtlmServer(computer, now, bindings);
  }

  public Step hear(Bytes message) {
    try {
      Spnego token = Spnego.decode(message);
      if (token.mechTypes().isPresent()) {
        mechTypes = token.mechTypes();
      }
      return challenged ? judge(token) : challenge(token);
    } catch (IOException | DecodeException | GeneralSecurityException e) {
      return new Step.Refused();
    }
  }

  private Step challenge(Spnego token) throws DecodeException {
    // A client whose first choice is Kerberos sends no NTLM message yet, and is told to.
    Optional<Bytes> negotiate = token.mechToken().filter(bytes -> bytes.startsWithAscii("NTLMSSP"));
    Optional<Bytes> challenge = Optional.empty();
    if (negotiate.isPresent()) {
      challenge = Optional.of(ntlm.challenge(negotiate.get()));
      challenged = true;
    }
    if (!token.wrapped()) {
      return challenge.<Step>map(Step.Challenge::new).orElseGet(Step.Refused::new);
    }
    return new Step.Challenge(
        Spnego.response(
            Spnego.ACCEPT_INCOMPLETE, Optional.of(Spnego.NTLM), challenge, Optional.empty()));
  }

  private Step judge(Spnego token) throws DecodeException, GeneralSecurityException {
    challenged = false; // another try needs another challenge
    if (token.mechToken().isEmpty()) {
      return new Step.Refused();
    }
    Optional<NtlmServer.Keys> keys =
        ntlm.accept(token.mechToken().get(), CredSspServer.USER, CredSspServer.PASSWORD);
    if (keys.isEmpty()) {
      return new Step.Refused();
    }
    return new Step.Accepted(token.wrapped() ? completed(token, keys.get()) : Bytes.EMPTY);
  }

  private Bytes completed(Spnego token, NtlmServer.Keys keys) throws GeneralSecurityException {
    Optional<Bytes> mic = Optional.empty();
    if (token.mic().isPresent() && mechTypes.isPresent()) {
      if (!keys.fromClient().mic(mechTypes.get()).equals(token.mic().get())) {
        throw new GeneralSecurityException("wrong mechListMIC");
      }
      mic = Optional.of(keys.toClient().mic(mechTypes.get()));
    }
    return Spnego.response(Spnego.ACCEPT_COMPLETED, Optional.empty(), Optional.empty(), mic);
  }
}
