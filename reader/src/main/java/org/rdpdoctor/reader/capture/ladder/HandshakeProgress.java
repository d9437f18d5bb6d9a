package org.rdpdoctor.reader.capture.ladder;

import java.util.EnumSet;
import java.util.Set;
import org.rdpdoctor.reader.capture.Side;

/// Whether a handshake came to its end, as far as that shows from outside: in what order the two
/// sides began to encrypt, and how much they said then.
final class HandshakeProgress {
  /// The most that can be in an encrypted alert: two bytes, the type, and what protects them (RFC
  /// 8446 5.2); a Finished is longer.
  private static final int LONGEST_ALERT = 24;

  private final Set<Side> sealed = EnumSet.noneOf(Side.class);
  private final Set<Side> finished = EnumSet.noneOf(Side.class);
  private boolean clientWasLong;

  /// This side encrypts from now on (ChangeCipherSpec).
  void sealed(Side side) {
    sealed.add(side);
  }

  boolean isSealed(Side side) {
    return sealed.contains(side);
  }

  /// This side's Finished was read by somebody who has the keys.
  ///
  /// @return whether both were
  boolean finished(Side side) {
    finished.add(side);
    return finished.size() == Side.values().length;
  }

  /// This side said something under encryption, in a record for application data. Up to TLS 1.2
  /// nobody does so before both have finished. TLS 1.3 hides its handshake in such records as well:
  /// there the client's first that is longer than an alert is its Finished, and whatever is said
  /// after that and is no alert either comes from somebody who took it.
  ///
  /// @param size of the record's fragment, in bytes
  /// @return whether the handshake must be over
  boolean spoke(Side side, int size, boolean tls13) {
    if (!tls13) {
      return sealed.size() == Side.values().length;
    }
    boolean isLong = size > LONGEST_ALERT;
    boolean over = clientWasLong && isLong;
    clientWasLong |= side == Side.CLIENT && isLong;
    return over;
  }
}
