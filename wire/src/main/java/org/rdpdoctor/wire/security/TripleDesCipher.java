package org.rdpdoctor.wire.security;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Triple DES as FIPS 140-1 wants it. The chain of blocks goes on from packet to packet.
@SpecifiedIn("MS-RDPBCGR 5.3.6.2")
final class TripleDesCipher implements RdpCipher {
  private static final byte[] IV =
      Bytes.of(0x12, 0x34, 0x56, 0x78, 0x90, 0xAB, 0xCD, 0xEF).toArray();
  private static final int BLOCK = 8;
  private static final int HEADER_LENGTH = 0x10;
  private static final int TSFIPS_VERSION1 = 1;

  private final Bytes macKey;
  private final Bytes key;
  private final Cipher encrypt;
  private final Cipher decrypt;
  private int packets;

  TripleDesCipher(Bytes macKey, Bytes key) {
    this.macKey = macKey;
    this.key = key;
    this.encrypt = cipher(Cipher.ENCRYPT_MODE);
    this.decrypt = cipher(Cipher.DECRYPT_MODE);
  }

  private Cipher cipher(int mode) {
    try {
      Cipher cipher = Cipher.getInstance("DESede/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(key.toArray(), "DESede"), new IvParameterSpec(IV));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has DESede", e);
    }
  }

  @Override
  public Bytes seal(Bytes data) {
    int padding = (BLOCK - data.size() % BLOCK) % BLOCK;
    Bytes signature = signature(data);
    Bytes padded = new WireWriter().bytes(data).zeros(padding).toBytes();
    return new WireWriter()
        .u16le(HEADER_LENGTH)
        .u8(TSFIPS_VERSION1)
        .u8(padding)
        .bytes(signature)
        .bytes(Bytes.copyOf(encrypt.update(padded.toArray())))
        .toBytes();
  }

  @Override
  public Bytes open(Bytes sealed, boolean salted) throws DecodeException {
    var in = new WireReader(sealed);
    in.require("length", 2, HEADER_LENGTH, in.u16le("length"));
    in.skip("version", 1);
    int padding = in.u8("padlen");
    Bytes signature = in.bytes("dataSignature", SIGNATURE_SIZE);
    int at = in.offset();
    Bytes encrypted = in.rest();
    if (encrypted.isEmpty() || encrypted.size() % BLOCK != 0 || padding >= BLOCK) {
      throw in.malformed("data", at, "not a number of whole blocks");
    }
    Bytes padded = Bytes.copyOf(decrypt.update(encrypted.toArray()));
    Bytes data = padded.first(padded.size() - padding);
    RdpCipher.check(signature, signature(data));
    return data;
  }

  private Bytes signature(Bytes data) {
    Bytes count = new WireWriter().u32le(packets++).toBytes();
    return Digests.hmacSha1(macKey, data, count).first(SIGNATURE_SIZE);
  }
}
