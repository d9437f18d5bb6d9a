package org.rdpdoctor.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.TlsVerifier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/// Bouncy Castle's cryptography, which remembers whether a certificate's key denied a signature:
/// the alert decrypt_error that follows says no more than that something did not fit, which may
/// be the Finished message as well (RFC 8446 6.2). It also tells the secrets of the connection to
/// who is to know them.
final class WitnessingCrypto extends BcTlsCrypto {
  private final SecretsLog secrets;
  private boolean signatureDenied;
  private int ciphers;

  WitnessingCrypto(SecureRandom random, SecretsLog secrets) {
    super(random);
    this.secrets = secrets;
  }

  /// Called whenever new keys come into use: with TLS 1.3 for the handshake and for the session,
  /// before it once.
  @Override
  public TlsCipher createCipher(TlsCryptoParameters crypto, int encryption, int mac)
      throws IOException {
    if (ciphers++ < 2 && !secrets.equals(SecretsLog.NONE)) {
      log(crypto.getSecurityParametersHandshake());
    }
    return super.createCipher(crypto, encryption, mac);
  }

  private void log(SecurityParameters parameters) throws IOException {
    if (!TlsUtils.isTLSv13(parameters.getNegotiatedVersion())) {
      log("CLIENT_RANDOM", parameters, parameters.getMasterSecret());
      return;
    }
    String phase = ciphers == 1 ? "HANDSHAKE_TRAFFIC_SECRET" : "TRAFFIC_SECRET_0";
    log("CLIENT_" + phase, parameters, parameters.getTrafficSecretClient());
    log("SERVER_" + phase, parameters, parameters.getTrafficSecretServer());
  }

  private void log(String label, SecurityParameters parameters, TlsSecret secret)
      throws IOException {
    // The library hands a secret out only to be encrypted, or to be forgotten.
    byte[] octets =
        secret.encrypt((input, from, size) -> Arrays.copyOfRange(input, from, from + size));
    HexFormat hex = HexFormat.of();
    secrets.add(
        label + " " + hex.formatHex(parameters.getClientRandom()) + " " + hex.formatHex(octets));
    Arrays.fill(octets, (byte) 0);
  }

  boolean signatureDenied() {
    return signatureDenied;
  }

  @Override
  public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
    return type == CertificateType.X509
        ? new WitnessingCertificate(encoding)
        : super.createCertificate(type, encoding);
  }

  private boolean witness(boolean verified) {
    signatureDenied |= !verified;
    return verified;
  }

  private final class WitnessingCertificate extends BcTlsCertificate {
    WitnessingCertificate(byte[] encoding) throws IOException {
      super(WitnessingCrypto.this, encoding);
    }

    @Override
    public TlsVerifier createVerifier(short signatureAlgorithm) throws IOException {
      return new WitnessingVerifier(super.createVerifier(signatureAlgorithm));
    }

    @Override
    public Tls13Verifier createVerifier(int signatureScheme) throws IOException {
      Tls13Verifier verifier = super.createVerifier(signatureScheme);
      return new Tls13Verifier() {
        @Override
        public OutputStream getOutputStream() throws IOException {
          return verifier.getOutputStream();
        }

        @Override
        public boolean verifySignature(byte[] signature) throws IOException {
          return witness(verifier.verifySignature(signature));
        }
      };
    }
  }

  private final class WitnessingVerifier implements TlsVerifier {
    private final TlsVerifier verifier;

    WitnessingVerifier(TlsVerifier verifier) {
      this.verifier = verifier;
    }

    @Override
    public @Nullable TlsStreamVerifier getStreamVerifier(DigitallySigned signature)
        throws IOException {
      TlsStreamVerifier stream = verifier.getStreamVerifier(signature);
      if (stream == null) {
        return null; // so says Bouncy Castle that the signature is over a hash
      }
      return new TlsStreamVerifier() {
        @Override
        public OutputStream getOutputStream() throws IOException {
          return stream.getOutputStream();
        }

        @Override
        public boolean isVerified() throws IOException {
          return witness(stream.isVerified());
        }
      };
    }

    @Override
    public boolean verifyRawSignature(DigitallySigned signature, byte[] hash) throws IOException {
      return witness(verifier.verifyRawSignature(signature, hash));
    }
  }
}
