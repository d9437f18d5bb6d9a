package org.rdpdoctor.testkit.credssp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import org.rdpdoctor.testkit.script.CredSspScript;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.LogonScript;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.credssp.KeyBinding;
import org.rdpdoctor.wire.ntlm.NtlmV2;
import org.rdpdoctor.wire.ntlm.Seal;
import org.rdpdoctor.wire.x509.Certificate;
import org.rdpdoctor.wire.x509.ServerEndPoint;

/// The server's side of CredSSP with NTLM, one message at a time: hears a TSRequest, says what to
/// answer.
@SpecifiedIn("MS-CSSP 3.1.5")
public final class CredSspServer implements Acceptor {
  /// The one account of every scripted peer.
  public static final String USER = "lab";

  public static final String PASSWORD = "lab";

  private static final int STATUS_LOGON_FAILURE = 0xC000006D;
  private static final int FIRST_WITH_ERROR_CODE = 3;
  private static final int FIRST_WITH_NONCE = KeyBinding.FIRST_VERSION_WITH_NONCE;
  private static final Bytes ANOTHER_KEY = Bytes.ascii("the key of somebody in between");

  private final CredSspScript.Serve script;
  private final Bytes subjectPublicKey;
  private final NtlmServer ntlm;
  private Optional<Bytes> mechTypes = Optional.empty();
  private Optional<NtlmServer.Keys> keys = Optional.empty();

  public CredSspServer(CredSspScript.Serve script, Bytes certificate, Instant now)
      throws DecodeException {
    this.script = script;
    Certificate own = Certificate.decode(certificate);
    this.subjectPublicKey = own.publicKey().subjectPublicKey();
    Bytes bindings = ServerEndPoint.of(own).map(NtlmV2::channelBindings).orElse(Bytes.EMPTY);
    this.ntlm =
        new NtlmServer(script.computer(), now.plus(script.clockOffset()), Optional.of(bindings));
  }

  @Override
  public Step hear(Bytes message) throws IOException, DecodeException {
    TsRequest request = TsRequest.decode(message);
    // The older of both versions, and the client's when the server's is older than any nonce.
    int version = Math.min(script.version(), request.version());
    try {
      if (request.authInfo().isPresent()) {
        return delegated(request.authInfo().get());
      }
      if (request.negoToken().isEmpty()) {
        return new Step.Refused(Bytes.EMPTY);
      }
      Spnego token = Spnego.decode(request.negoToken().get());
      if (token.mechTypes().isPresent()) {
        mechTypes = token.mechTypes();
      }
      return request.pubKeyAuth().isPresent()
          ? authenticate(version, request, token)
          : negotiate(token);
    } catch (GeneralSecurityException e) {
      return new Step.Refused(Bytes.EMPTY);
    }
  }

  private Step negotiate(Spnego token) throws IOException, DecodeException {
    // A client whose first choice is Kerberos sends no NTLM message yet, and is told to.
    Optional<Bytes> ntlmMessage =
        token.mechToken().filter(bytes -> bytes.startsWithAscii("NTLMSSP"));
    Optional<Bytes> challenge = Optional.empty();
    if (ntlmMessage.isPresent()) {
      challenge = Optional.of(ntlm.challenge(ntlmMessage.get()));
    }
    Bytes answer =
        token.wrapped()
            ? Spnego.response(
                Spnego.ACCEPT_INCOMPLETE, Optional.of(Spnego.NTLM), challenge, Optional.empty())
            : challenge.orElseThrow(() -> new IOException("a bare token that is not NTLM"));
    return new Step.Reply(TsRequest.of(script.version()).withNegoToken(answer).encode());
  }

  private Step authenticate(int version, TsRequest request, Spnego token)
      throws IOException, DecodeException, GeneralSecurityException {
    Bytes message = token.mechToken().orElseThrow(() -> new IOException("no NTLM message"));
    keys = ntlm.accept(message, USER, PASSWORD);
    if (keys.isEmpty()) {
      return refused(version, STATUS_LOGON_FAILURE);
    }
    return switch (script.logon()) {
      case LogonScript.Refuse(int ntStatus) -> refused(version, ntStatus);
      case LogonScript.Leave(Ending ending) -> new Step.Left(ending);
      case LogonScript.Alert(int description) -> new Step.Alerted(description);
      case LogonScript.ProveAnotherKey _ -> bound(version, request, token, ANOTHER_KEY);
      case LogonScript.Honest _, LogonScript.Authorize _ ->
          bound(version, request, token, subjectPublicKey);
    };
  }

  private Step refused(int version, int ntStatus) {
    // Version 5 forgot the error code (MS-CSSP 3.1.5).
    boolean tells = version >= FIRST_WITH_ERROR_CODE && version != FIRST_WITH_NONCE;
    return new Step.Refused(
        tells ? TsRequest.of(script.version()).withErrorCode(ntStatus).encode() : Bytes.EMPTY);
  }

  /// Checks the client's proof of the public key, and answers with a proof for `provedKey`.
  private Step bound(int version, TsRequest request, Spnego token, Bytes provedKey)
      throws GeneralSecurityException {
    NtlmServer.Keys agreed = keys.orElseThrow();
    Seal toClient = agreed.toClient();
    Seal fromClient = agreed.fromClient();
    var answer = TsRequest.of(script.version());
    if (token.wrapped()) {
      answer = answer.withNegoToken(completed(token, fromClient, toClient));
    }
    Bytes binding = opened(fromClient, request.pubKeyAuth().orElse(Bytes.EMPTY));
    Optional<Bytes> nonce = version >= FIRST_WITH_NONCE ? request.clientNonce() : Optional.empty();
    if (!binding.equals(KeyBinding.ofClient(nonce, subjectPublicKey))) {
      return new Step.Refused(Bytes.EMPTY);
    }
    return new Step.Reply(
        answer.withPubKeyAuth(toClient.seal(KeyBinding.ofServer(nonce, provedKey))).encode());
  }

  private static Bytes opened(Seal from, Bytes sealed) throws GeneralSecurityException {
    return from.open(sealed).orElseThrow(() -> new GeneralSecurityException("wrong signature"));
  }

  /// The last SPNEGO token, with a mechListMIC if the client sent one.
  private Bytes completed(Spnego token, Seal fromClient, Seal toClient)
      throws GeneralSecurityException {
    Optional<Bytes> mic = Optional.empty();
    if (token.mic().isPresent() && mechTypes.isPresent()) {
      if (!fromClient.mic(mechTypes.get()).equals(token.mic().get())) {
        throw new GeneralSecurityException("wrong mechListMIC");
      }
      mic = Optional.of(toClient.mic(mechTypes.get()));
    }
    return Spnego.response(Spnego.ACCEPT_COMPLETED, Optional.empty(), Optional.empty(), mic);
  }

  private Step delegated(Bytes sealed) throws GeneralSecurityException {
    if (keys.isEmpty()) {
      return new Step.Refused(Bytes.EMPTY);
    }
    // Whether TSCredentials repeat the same password is of no interest here: they arrived whole.
    Bytes credentials = opened(keys.get().fromClient(), sealed);
    return credentials.isEmpty() ? new Step.Refused(Bytes.EMPTY) : new Step.Accepted();
  }

  /// What a peer says whose SPNEGO takes Kerberos only.
  public static Bytes kerberosOnly(int version) {
    return TsRequest.of(version)
        .withNegoToken(
            Spnego.response(
                Spnego.ACCEPT_INCOMPLETE,
                Optional.of(Spnego.KERBEROS),
                Optional.empty(),
                Optional.empty()))
        .encode();
  }

  public static Bytes error(int version, int ntStatus) {
    return TsRequest.of(version).withErrorCode(ntStatus).encode();
  }
}
