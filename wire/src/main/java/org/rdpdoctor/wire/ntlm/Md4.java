package org.rdpdoctor.wire.ntlm;

import java.util.Arrays;
import org.rdpdoctor.wire.SpecifiedIn;

/// MD4, which no Java platform has any more: passwords of Windows are kept as its digests.
@SpecifiedIn("RFC 1320 3")
final class Md4 {
  private static final int BLOCK = 64;
  private static final int DIGEST = 16;

  /// The order in which a round takes the words of a block, and how far it rotates.
  private static final int[][] ORDER = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15},
    {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15}
  };

  private static final int[][] ROTATION = {{3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}};
  private static final int[] CONSTANT = {0, 0x5A827999, 0x6ED9EBA1};

  private Md4() {}

  /// The digest of `message`, 16 bytes; what was copied of the message is wiped.
  static byte[] digest(byte[] message) {
    byte[] padded = Arrays.copyOf(message, (message.length + 8) / BLOCK * BLOCK + BLOCK);
    padded[message.length] = (byte) 0x80;
    write(padded, padded.length - 8, (int) (message.length * 8L));
    write(padded, padded.length - 4, (int) (message.length * 8L >>> 32));
    int[] state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
    for (int at = 0; at < padded.length; at += BLOCK) {
      addBlock(state, padded, at);
    }
    Arrays.fill(padded, (byte) 0);
    byte[] digest = new byte[DIGEST];
    for (int i = 0; i < state.length; i++) {
      write(digest, 4 * i, state[i]);
    }
    return digest;
  }

  private static void addBlock(int[] state, byte[] block, int at) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    for (int round = 0; round < ORDER.length; round++) {
      for (int step = 0; step < ORDER[round].length; step++) {
        int word = read(block, at + 4 * ORDER[round][step]);
        int sum = a + mixed(round, b, c, d) + word + CONSTANT[round];
        a = d;
        d = c;
        c = b;
        b = Integer.rotateLeft(sum, ROTATION[round][step % 4]);
      }
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }

  private static int mixed(int round, int x, int y, int z) {
    return switch (round) {
      case 0 -> (x & y) | (~x & z);
      case 1 -> (x & y) | (x & z) | (y & z);
      default -> x ^ y ^ z;
    };
  }

  private static int read(byte[] from, int at) {
    return (from[at] & 0xFF)
        | (from[at + 1] & 0xFF) << 8
        | (from[at + 2] & 0xFF) << 16
        | (from[at + 3] & 0xFF) << 24;
  }

  private static void write(byte[] to, int at, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      to[at + i] = (byte) (value >>> 8 * i);
    }
  }
}
