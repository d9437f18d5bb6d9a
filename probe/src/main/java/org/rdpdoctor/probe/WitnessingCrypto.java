package org.rdpdoctor.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.TlsVerifier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/// Bouncy Castle's cryptography, which remembers whether a certificate's key denied a signature:
/// the alert decrypt_error that follows says no more than that something did not fit, which may
/// be the Finished message as well (RFC 8446 6.2).
final class WitnessingCrypto extends BcTlsCrypto {
  private boolean signatureDenied;

  WitnessingCrypto(SecureRandom random) {
    super(random);
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
