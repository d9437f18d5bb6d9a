package org.rdpdoctor.wire.security;

import org.rdpdoctor.wire.Bytes;

/// RC4, here rather than from a provider whose policy may forbid it one day: to speak to old
/// servers is the point. Its state goes on from message to message.
public final class Rc4 {
  private static final int SIZE = 256;
  private final byte[] state = new byte[SIZE];
  private int i;
  private int j;

  /// @param key of at least one byte
  public Rc4(Bytes key) {
    for (int k = 0; k < SIZE; k++) {
      state[k] = (byte) k;
    }
    int swap = 0;
    for (int k = 0; k < SIZE; k++) {
      swap = (swap + state[k] + key.at(k % key.size())) & 0xFF;
      exchange(k, swap);
    }
  }

  /// Encrypts or decrypts, going on where the last message ended.
  public Bytes apply(Bytes data) {
    byte[] out = data.toArray();
    for (int k = 0; k < out.length; k++) {
      i = (i + 1) & 0xFF;
      j = (j + state[i]) & 0xFF;
      exchange(i, j);
      out[k] ^= state[(state[i] + state[j]) & 0xFF];
    }
    return Bytes.copyOf(out);
  }

  private void exchange(int a, int b) {
    byte kept = state[a];
    state[a] = state[b];
    state[b] = kept;
  }
}
