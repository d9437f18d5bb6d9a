package org.rdpdoctor.wire.security;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// RC4 with keys of 40, 56 or 128 bits, which change every 4096 packets.
@SpecifiedIn("MS-RDPBCGR 5.3.6.1")
final class Rc4Cipher implements RdpCipher {
  private static final int PACKETS_PER_KEY = 4096;
  private static final Bytes PAD1 = repeated(0x36, 40);
  private static final Bytes PAD2 = repeated(0x5C, 48);

  private final Bytes macKey;
  private final Bytes initialKey;
  private final Bytes salt;
  private Bytes currentKey;
  private Rc4 rc4;
  private int packetsWithKey;
  private int packets;

  /// Keys are already salted; `salt` weakens the keys to come, and is empty for 128 bits.
  Rc4Cipher(Bytes macKey, Bytes initialKey, Bytes salt) {
    this.macKey = macKey;
    this.initialKey = initialKey;
    this.currentKey = initialKey;
    this.salt = salt;
    this.rc4 = new Rc4(initialKey);
  }

  @Override
  public Bytes seal(Bytes data) {
    return signature(data, false).plus(apply(data));
  }

  @Override
  public Bytes open(Bytes sealed, boolean salted) throws DecodeException {
    var in = new WireReader(sealed);
    Bytes signature = in.bytes("dataSignature", SIGNATURE_SIZE);
    int count = packets;
    Bytes data = apply(in.rest());
    RdpCipher.check(signature, signature(data, salted, count));
    return data;
  }

  private Bytes apply(Bytes data) {
    if (packetsWithKey == PACKETS_PER_KEY) {
      update();
    }
    packetsWithKey++;
    packets++;
    return rc4.apply(data);
  }

  private Bytes signature(Bytes data, boolean salted) {
    return signature(data, salted, packets);
  }

  private Bytes signature(Bytes data, boolean salted, int count) {
    Bytes length = new WireWriter().u32le(data.size()).toBytes();
    Bytes counted = salted ? new WireWriter().u32le(count).toBytes() : Bytes.EMPTY;
    Bytes sha = Digests.sha1(macKey, PAD1, length, data, counted);
    return Digests.md5(macKey, PAD2, sha).first(SIGNATURE_SIZE);
  }

  /// The next key, from the first and the current one (MS-RDPBCGR 5.3.7.1).
  private void update() {
    int size = initialKey.size();
    Bytes sha = Digests.sha1(initialKey, PAD1, currentKey);
    Bytes temporary = Digests.md5(initialKey, PAD2, sha).first(size);
    Bytes next = new Rc4(temporary).apply(temporary);
    currentKey = salt.plus(next.from(salt.size()));
    rc4 = new Rc4(currentKey);
    packetsWithKey = 0;
  }

  private static Bytes repeated(int octet, int times) {
    var out = new WireWriter();
    for (int i = 0; i < times; i++) {
      out.u8(octet);
    }
    return out.toBytes();
  }
}
