package org.rdpdoctor.wire.security;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.gcc.EncryptionMethods;

/// Both directions of standard RDP security, from the two randoms that client and server have
/// exchanged.
@SpecifiedIn("MS-RDPBCGR 5.3.5")
public record SessionCiphers(RdpCipher clientToServer, RdpCipher serverToClient) {
  /// Bytes of either random.
  public static final int RANDOM_SIZE = 32;

  private static final int HALF = 16;
  private static final int KEY_SIZE = 16;
  private static final int WEAK_KEY_SIZE = 8;
  private static final Bytes SALT_40BIT = Bytes.of(0xD1, 0x26, 0x9E);
  private static final Bytes SALT_56BIT = Bytes.of(0xD1);

  /// @param method the one that the server selected
  /// @throws IllegalArgumentException if a random has another size, or there is no such method
  public static SessionCiphers of(
      EncryptionMethods method, Bytes clientRandom, Bytes serverRandom) {
    if (clientRandom.size() != RANDOM_SIZE || serverRandom.size() != RANDOM_SIZE) {
      throw new IllegalArgumentException("a random has 32 bytes");
    }
    return switch (method.flags()) {
      case 0x01 -> rc4(clientRandom, serverRandom, WEAK_KEY_SIZE, SALT_40BIT);
      case 0x08 -> rc4(clientRandom, serverRandom, WEAK_KEY_SIZE, SALT_56BIT);
      case 0x02 -> rc4(clientRandom, serverRandom, KEY_SIZE, Bytes.EMPTY);
      case 0x10 -> tripleDes(clientRandom, serverRandom);
      default -> throw new IllegalArgumentException("no single method: " + method);
    };
  }

  private static SessionCiphers rc4(Bytes clientRandom, Bytes serverRandom, int size, Bytes salt) {
    Bytes randoms = clientRandom.plus(serverRandom);
    Bytes preMaster = clientRandom.first(24).plus(serverRandom.first(24));
    Bytes master =
        salted(preMaster, "A", randoms)
            .plus(salted(preMaster, "BB", randoms))
            .plus(salted(preMaster, "CCC", randoms));
    Bytes macKey = salted(master, "X", randoms);
    Bytes serverKey = Digests.md5(salted(master, "YY", randoms), randoms);
    Bytes clientKey = Digests.md5(salted(master, "ZZZ", randoms), randoms);
    Bytes mac = weaken(macKey, size, salt);
    return new SessionCiphers(
        new Rc4Cipher(mac, weaken(clientKey, size, salt), salt),
        new Rc4Cipher(mac, weaken(serverKey, size, salt), salt));
  }

  /// SaltedHash.
  private static Bytes salted(Bytes secret, String input, Bytes randoms) {
    return Digests.md5(secret, Digests.sha1(Bytes.ascii(input), secret, randoms));
  }

  private static Bytes weaken(Bytes key, int size, Bytes salt) {
    return salt.plus(key.slice(salt.size(), size));
  }

  private static SessionCiphers tripleDes(Bytes clientRandom, Bytes serverRandom) {
    Bytes client = Digests.sha1(clientRandom.from(HALF), serverRandom.from(HALF));
    Bytes server = Digests.sha1(clientRandom.first(HALF), serverRandom.first(HALF));
    Bytes macKey = Digests.sha1(server, client);
    return new SessionCiphers(
        new TripleDesCipher(macKey, expand(client)), new TripleDesCipher(macKey, expand(server)));
  }

  /// 160 bits to 24 bytes: seven bits each, lowest first, below a zero; then the lowest bit of a
  /// byte gives way to odd parity (MS-RDPBCGR 5.3.5.2).
  static Bytes expand(Bytes key) {
    Bytes long168 = key.plus(key.first(1));
    var out = new WireWriter();
    for (int octet = 0; octet < 24; octet++) {
      int seven = 0;
      for (int bit = 0; bit < 7; bit++) {
        int at = octet * 7 + bit;
        seven |= (long168.at(at / 8) >> at % 8 & 1) << bit;
      }
      out.u8(parity(seven));
    }
    return out.toBytes();
  }

  private static int parity(int seven) {
    return Integer.bitCount(seven) % 2 == 1 ? seven : seven ^ 1;
  }
}
