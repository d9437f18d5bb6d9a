package org.rdpdoctor.wire.security;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;

/// One direction of standard RDP security: signs and encrypts, or decrypts and checks, packet after
/// packet. It counts them, so both sides must see every packet, in order.
@SpecifiedIn("MS-RDPBCGR 5.3.6")
public sealed interface RdpCipher permits Rc4Cipher, TripleDesCipher {

  /// What follows the flags of a security header: signature, what else the method needs, data.
  Bytes seal(Bytes data);

  /// The inverse of [#seal].
  ///
  /// @param salted true if the packet's header has `SEC_SECURE_CHECKSUM`
  /// @throws DecodeException if it is too short, or the signature does not fit
  Bytes open(Bytes sealed, boolean salted) throws DecodeException;

  /// A whole packet, with `SEC_ENCRYPT` added to its flags.
  default Bytes protect(int flags, Bytes data) {
    return SecurityHeader.of(flags | SecurityHeader.SEC_ENCRYPT, seal(data)).encode();
  }

  /// What a packet holds; one without `SEC_ENCRYPT` as it is.
  default Bytes open(SecurityHeader header) throws DecodeException {
    return header.has(SecurityHeader.SEC_ENCRYPT)
        ? open(header.rest(), header.has(SecurityHeader.SEC_SECURE_CHECKSUM))
        : header.rest();
  }

  /// Bytes of the `dataSignature`.
  int SIGNATURE_SIZE = 8;

  /// Stops unless the signature that came is the one computed.
  static void check(Bytes came, Bytes computed) throws DecodeException {
    if (!came.equals(computed)) {
      throw new DecodeException(
          new DecodeFault.Malformed("dataSignature", 0, "does not fit the data"));
    }
  }
}
