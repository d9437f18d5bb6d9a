package org.rdpdoctor.testkit.credssp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.MessageProp;
import org.rdpdoctor.testkit.script.CredSspScript;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.credssp.KeyBinding;
import org.rdpdoctor.wire.kerberos.KrbError;
import org.rdpdoctor.wire.kerberos.KrbErrorCode;
import org.rdpdoctor.wire.kerberos.PrincipalName;
import org.rdpdoctor.wire.kerberos.WrapToken;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegotiationToken;
import org.rdpdoctor.wire.x509.Certificate;

/// The server's side of CredSSP with Kerberos, and with nothing else. Its keys lie in a keytab;
/// its seals are rotated as those of Windows are, and those of a client must be so too, as with
/// FreeRDP.
@SpecifiedIn("MS-CSSP 3.1.5, RFC 4121 4")
public final class KerberosServer implements Acceptor {
  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
  private static final int FIRST_WITH_NONCE = KeyBinding.FIRST_VERSION_WITH_NONCE;
  private static final Bytes KRB_ERROR = Bytes.of(3, 0);

  /// What moves at least: the copy of the header.
  private static final int LEAST_ROTATION = 16;

  private final CredSspScript.Kerberos script;
  private final Bytes subjectPublicKey;
  private final Instant now;
  private Optional<GSSContext> context = Optional.empty();

  public KerberosServer(CredSspScript.Kerberos script, Bytes certificate, Instant now)
      throws DecodeException {
    this.script = script;
    this.subjectPublicKey = Certificate.decode(certificate).publicKey().subjectPublicKey();
    this.now = now;
  }

  @Override
  public Step hear(Bytes message) throws IOException, DecodeException {
    TsRequest request = TsRequest.decode(message);
    try {
      if (request.authInfo().isPresent()) {
        return open(request.authInfo().get()).isEmpty()
            ? new Step.Refused(Bytes.EMPTY)
            : new Step.Accepted();
      }
      if (request.pubKeyAuth().isPresent()) {
        return bound(request, request.pubKeyAuth().get());
      }
      return request.negoToken().isPresent()
          ? negotiate(Spnego.decode(request.negoToken().get()))
          : new Step.Refused(Bytes.EMPTY);
    } catch (GSSException | GeneralSecurityException e) {
      return new Step.Refused(Bytes.EMPTY);
    }
  }

  private Step negotiate(Spnego token) throws GSSException, LoginException {
    Optional<Bytes> ticket = token.mechToken().filter(KerberosServer::isKerberos);
    if (ticket.isEmpty()) {
      return new Step.Reply(CredSspServer.kerberosOnly(script.version()));
    }
    if (script.refusal().isPresent()) {
      return refused(new KrbErrorCode(script.refusal().getAsInt()));
    }
    Bytes answer = accept(ticket.get());
    return reply(Spnego.ACCEPT_COMPLETED, answer);
  }

  private static boolean isKerberos(Bytes token) {
    try {
      return NegotiationToken.decode(token) instanceof NegotiationToken.Mech(MechType mech, _)
          && mech.equals(MechType.KERBEROS);
    } catch (DecodeException _) {
      return false;
    }
  }

  private Step refused(KrbErrorCode code) {
    var service = new PrincipalName(PrincipalName.NT_SRV_INST, List.of("TERMSRV", "lab"));
    Bytes error = KrbError.of(code, "LAB", service, now).encode();
    return reply(
        Spnego.REJECT,
        new NegotiationToken.Mech(MechType.KERBEROS, KRB_ERROR.plus(error)).encode());
  }

  private Step reply(int state, Bytes token) {
    return new Step.Reply(
        TsRequest.of(script.version())
            .withNegoToken(
                Spnego.response(
                    state, Optional.of(Spnego.MS_KERBEROS), Optional.of(token), Optional.empty()))
            .encode());
  }

  private Bytes accept(Bytes ticket) throws GSSException, LoginException {
    Subject keys = keys();
    try {
      return Subject.callAs(
          keys,
          () -> {
            GSSManager manager = GSSManager.getInstance();
            GSSContext accepting = manager.createContext((GSSCredential) null);
            context = Optional.of(accepting);
            return Bytes.copyOf(accepting.acceptSecContext(ticket.toArray(), 0, ticket.size()));
          });
    } catch (CompletionException e) {
      if (e.getCause() instanceof GSSException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private Subject keys() throws LoginException {
    Map<String, String> options =
        Map.of(
            "useKeyTab", "true",
            "keyTab", script.keytab(),
            "principal", script.principal(),
            "storeKey", "true",
            "isInitiator", "false",
            "doNotPrompt", "true");
    var configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
              new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
            };
          }
        };
    var subject = new Subject();
    new LoginContext(
            "lab",
            subject,
            callbacks -> {
              throw new javax.security.auth.callback.UnsupportedCallbackException(callbacks[0]);
            },
            configuration)
        .login();
    return subject;
  }

  /// Checks the client's proof of the public key, and answers with the server's.
  private Step bound(TsRequest request, Bytes sealed)
      throws GSSException, DecodeException, GeneralSecurityException {
    int version = Math.min(script.version(), request.version());
    Optional<Bytes> nonce = version >= FIRST_WITH_NONCE ? request.clientNonce() : Optional.empty();
    if (!open(sealed).equals(KeyBinding.ofClient(nonce, subjectPublicKey))) {
      return new Step.Refused(Bytes.EMPTY);
    }
    Bytes proof = KeyBinding.ofServer(nonce, subjectPublicKey);
    return new Step.Reply(TsRequest.of(script.version()).withPubKeyAuth(seal(proof)).encode());
  }

  private Bytes seal(Bytes message) throws GSSException, DecodeException {
    byte[] token =
        context
            .orElseThrow(() -> new GSSException(GSSException.NO_CONTEXT))
            .wrap(message.toArray(), 0, message.size(), new MessageProp(0, true));
    return WrapToken.decode(Bytes.copyOf(token)).rotatedFor(message.size()).encode();
  }

  private Bytes open(Bytes sealed) throws GSSException, DecodeException, GeneralSecurityException {
    if (WrapToken.decode(sealed).rrc() < LEAST_ROTATION) {
      throw new GeneralSecurityException("a seal that is not rotated");
    }
    return Bytes.copyOf(
        context
            .orElseThrow(() -> new GSSException(GSSException.NO_CONTEXT))
            .unwrap(sealed.toArray(), 0, sealed.size(), new MessageProp(true)));
  }
}
