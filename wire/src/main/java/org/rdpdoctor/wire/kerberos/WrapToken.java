package org.rdpdoctor.wire.kerberos;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// A message that is sealed with the keys of a Kerberos context: a header, then the encrypted
/// data, whose end `rrc` bytes were moved to its front.
///
/// ```
/// TOK_ID 05 04 | Flags | FF | EC (2) | RRC (2) | SND_SEQ (8) | data
/// ```
///
/// The JDK and MIT's library rotate by nothing. Windows rotates by 28 with AES-SHA1, so that what
/// was added stands before what was encrypted, and others who do take nothing else; readers must
/// take any rotation.
///
/// @param ec bytes of filler that were encrypted behind the message
/// @param rrc neither signed nor encrypted
@SpecifiedIn("RFC 4121 4.2.5, RFC 4121 4.2.6.2, MS-KILE 3.4.5.4.1")
public record WrapToken(int flags, int ec, int rrc, long sequenceNumber, Bytes data) {
  public static final int HEADER_SIZE = 16;

  /// In front of the encrypted message; as long as a block of AES.
  private static final int CONFOUNDER_SIZE = 16;

  private static final int TOK_ID = 0x0504;
  private static final int FILLER = 0xFF;

  /// True if `token` is one of these, and none of the older kind of RFC 1964 and RFC 4757.
  public static boolean begins(Bytes token) {
    return token.size() >= HEADER_SIZE && token.startsWith(Bytes.of(TOK_ID >> 8, TOK_ID & 0xFF));
  }

  public static WrapToken decode(Bytes token) throws DecodeException {
    var in = new WireReader(token);
    in.require("TOK_ID", 2, TOK_ID, in.u16be("TOK_ID"));
    int flags = in.u8("Flags");
    in.require("Filler", 1, FILLER, in.u8("Filler"));
    int ec = in.u16be("EC");
    int rrc = in.u16be("RRC");
    long sequence = (long) in.u32be("SND_SEQ") << 32 | in.u32be("SND_SEQ") & 0xFFFF_FFFFL;
    return new WrapToken(flags, ec, rrc, sequence, in.rest());
  }

  public Bytes encode() {
    return new WireWriter()
        .u16be(TOK_ID)
        .u8(flags)
        .u8(FILLER)
        .u16be(ec)
        .u16be(rrc)
        .u32be((int) (sequenceNumber >> 32))
        .u32be((int) sequenceNumber)
        .bytes(data)
        .toBytes();
  }

  /// The same with the data moved back by `left` bytes, and said to be as it was first encrypted.
  public WrapToken unrotated(int left) {
    if (data.isEmpty()) {
      return this;
    }
    int cut = left % data.size();
    return new WrapToken(flags, ec, 0, sequenceNumber, data.from(cut).plus(data.first(cut)));
  }

  /// The same as Windows would send it: what was added to a message of `plainSize` bytes, but for
  /// the confounder, stands at the front.
  public WrapToken rotatedFor(int plainSize) {
    int right = data.size() - CONFOUNDER_SIZE - plainSize;
    if (rrc != 0 || right <= 0 || right > data.size()) {
      return this;
    }
    int cut = data.size() - right;
    return new WrapToken(flags, ec, right, sequenceNumber, data.from(cut).plus(data.first(cut)));
  }
}
