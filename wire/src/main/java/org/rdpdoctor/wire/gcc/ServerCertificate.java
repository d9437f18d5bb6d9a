package org.rdpdoctor.wire.gcc;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.x509.Certificate;

/// `SERVER_CERTIFICATE`: who a server without TLS says it is.
@SpecifiedIn("MS-RDPBCGR 2.2.1.4.3.1")
public sealed interface ServerCertificate {
  /// `dwVersion`: the kind in the lower 31 bits, in the highest one whether it was issued for a
  /// time only.
  int dwVersion();

  Bytes encode();

  /// The key that the client's random is to be encrypted with.
  ///
  /// @throws DecodeException if there is none that RSA can be done with
  RsaPublicKey key() throws DecodeException;

  int TEMPORARY = 0x80000000;

  /// `PROPRIETARYSERVERCERTIFICATE`: an RSA key, signed with a key that everybody knows.
  ///
  /// @param signatureBlob the signature in little-endian order, with its padding
  @SpecifiedIn("MS-RDPBCGR 2.2.1.4.3.1.1")
  record ProprietaryCertificate(
      int dwVersion, int dwSigAlgId, int dwKeyAlgId, RsaPublicKey publicKey, Bytes signatureBlob)
      implements ServerCertificate {
    static final int VERSION = 1;
    private static final int BB_RSA_KEY_BLOB = 0x0006;
    private static final int BB_RSA_SIGNATURE_BLOB = 0x0008;

    private static ProprietaryCertificate decodeBody(int dwVersion, WireReader in)
        throws DecodeException {
      int signatureAlgorithm = in.u32le("dwSigAlgId");
      int keyAlgorithm = in.u32le("dwKeyAlgId");
      in.require("wPublicKeyBlobType", 2, BB_RSA_KEY_BLOB, in.u16le("wPublicKeyBlobType"));
      var key = RsaPublicKey.decode(in.part("PublicKeyBlob", in.u16le("wPublicKeyBlobLen")).rest());
      in.require("wSignatureBlobType", 2, BB_RSA_SIGNATURE_BLOB, in.u16le("wSignatureBlobType"));
      return new ProprietaryCertificate(
          dwVersion,
          signatureAlgorithm,
          keyAlgorithm,
          key,
          in.bytes("SignatureBlob", in.u16le("wSignatureBlobLen")));
    }

    /// The first six fields: what the signature signs.
    public Bytes signedFields() {
      Bytes key = publicKey.encode();
      return new WireWriter()
          .u32le(dwVersion)
          .u32le(dwSigAlgId)
          .u32le(dwKeyAlgId)
          .u16le(BB_RSA_KEY_BLOB)
          .u16le(key.size())
          .bytes(key)
          .toBytes();
    }

    /// True if it is signed with the [TerminalServicesKey], as clients want it.
    public boolean isSigned() {
      return TerminalServicesKey.hasSigned(signedFields(), signatureBlob);
    }

    @Override
    public RsaPublicKey key() {
      return publicKey;
    }

    @Override
    public Bytes encode() {
      return new WireWriter()
          .bytes(signedFields())
          .u16le(BB_RSA_SIGNATURE_BLOB)
          .u16le(signatureBlob.size())
          .bytes(signatureBlob)
          .toBytes();
    }
  }

  /// X.509 certificates in DER, root first, the server's own last.
  @SpecifiedIn("MS-RDPELE 2.2.1.4.2")
  record X509CertificateChain(int dwVersion, List<Bytes> certificates, Bytes padding)
      implements ServerCertificate {
    static final int VERSION = 2;

    public X509CertificateChain {
      certificates = List.copyOf(certificates);
    }

    private static X509CertificateChain decodeBody(int dwVersion, WireReader in)
        throws DecodeException {
      int at = in.offset();
      int count = in.u32le("NumCertBlobs");
      if (count < 0 || count > in.remaining() / 4) {
        throw in.wrongLength("NumCertBlobs", at, Integer.toUnsignedLong(count), in.remaining() / 4);
      }
      var certificates = new ArrayList<Bytes>();
      for (int i = 0; i < count; i++) {
        certificates.add(in.bytes("abCert", in.u32le("cbCert")));
      }
      return new X509CertificateChain(dwVersion, certificates, in.rest());
    }

    @Override
    public RsaPublicKey key() throws DecodeException {
      if (certificates.isEmpty()) {
        throw new DecodeException(new DecodeFault.Malformed("NumCertBlobs", 4, "no certificate"));
      }
      return RsaPublicKey.of(Certificate.decode(certificates.getLast()).publicKey());
    }

    @Override
    public Bytes encode() {
      var out = new WireWriter().u32le(dwVersion).u32le(certificates.size());
      certificates.forEach(certificate -> out.u32le(certificate.size()).bytes(certificate));
      return out.bytes(padding).toBytes();
    }
  }

  static ServerCertificate decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int dwVersion = in.u32le("dwVersion");
    return switch (dwVersion & ~TEMPORARY) {
      case ProprietaryCertificate.VERSION -> ProprietaryCertificate.decodeBody(dwVersion, in);
      case X509CertificateChain.VERSION -> X509CertificateChain.decodeBody(dwVersion, in);
      default -> throw in.unknownType("dwVersion", 0, Integer.toUnsignedLong(dwVersion));
    };
  }
}
