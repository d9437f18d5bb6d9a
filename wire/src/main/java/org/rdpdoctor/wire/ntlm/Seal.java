package org.rdpdoctor.wire.ntlm;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.security.Rc4;

/// One direction of a sealed NTLM session: keys, cipher and the number of the next message.
///
/// A sealed message is its signature and behind it the text, encrypted.
@SpecifiedIn("MS-NLMP 3.4.4.2")
public final class Seal {
  static final int SIGNATURE_SIZE = 16;
  private static final int VERSION = 1;
  private static final int CHECKSUM_SIZE = 8;

  private final Bytes signKey;
  private final Bytes sealKey;
  private final boolean encryptsChecksum;
  private Rc4 cipher;
  private int sequence;

  private Seal(Bytes signKey, Bytes sealKey, boolean encryptsChecksum) {
    this.signKey = signKey;
    this.sealKey = sealKey;
    this.encryptsChecksum = encryptsChecksum;
    this.cipher = new Rc4(sealKey);
  }

  public static Seal clientToServer(Bytes exportedSessionKey, NegotiateFlags flags) {
    return of(exportedSessionKey, flags, "client-to-server");
  }

  public static Seal serverToClient(Bytes exportedSessionKey, NegotiateFlags flags) {
    return of(exportedSessionKey, flags, "server-to-client");
  }

  /// `SIGNKEY` and `SEALKEY` with extended session security (MS-NLMP 3.4.5.2, 3.4.5.3).
  private static Seal of(Bytes exportedSessionKey, NegotiateFlags flags, String direction) {
    int strength =
        flags.has(NegotiateFlags.KEY_128) ? 16 : flags.has(NegotiateFlags.KEY_56) ? 7 : 5;
    return new Seal(
        Hashes.md5(exportedSessionKey, magic(direction, "signing")),
        Hashes.md5(exportedSessionKey.first(strength), magic(direction, "sealing")),
        flags.has(NegotiateFlags.KEY_EXCH));
  }

  private static Bytes magic(String direction, String purpose) {
    return Bytes.ascii("session key to " + direction + " " + purpose + " key magic constant\0");
  }

  /// Encrypts and signs the next message.
  public Bytes seal(Bytes message) {
    Bytes encrypted = cipher.apply(message);
    return signature(message).plus(encrypted);
  }

  /// The reverse; nothing if it was not sealed with these keys, in this order.
  public Optional<Bytes> open(Bytes sealed) {
    if (sealed.size() < SIGNATURE_SIZE) {
      return Optional.empty();
    }
    Bytes message = cipher.apply(sealed.from(SIGNATURE_SIZE));
    return signature(message).equals(sealed.first(SIGNATURE_SIZE))
        ? Optional.of(message)
        : Optional.empty();
  }

  /// The signature of SPNEGO's mechListMIC. The cipher begins anew afterwards, the numbers go on
  /// (MS-SPNG 3.2.5.1, 3.3.5.1).
  public Bytes mic(Bytes mechTypes) {
    Bytes signature = signature(mechTypes);
    cipher = new Rc4(sealKey);
    return signature;
  }

  private Bytes signature(Bytes message) {
    Bytes number = new WireWriter().u32le(sequence++).toBytes();
    Bytes checksum = Hashes.hmacMd5(signKey, number, message).first(CHECKSUM_SIZE);
    return new WireWriter()
        .u32le(VERSION)
        .bytes(encryptsChecksum ? cipher.apply(checksum) : checksum)
        .bytes(number)
        .toBytes();
  }
}
