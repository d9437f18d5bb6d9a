package org.rdpdoctor.wire.websocket;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;

/// The question and the answer of an upgrade to WebSocket: who can answer has read the request, and
/// is no cache or server that takes it for something else.
@SpecifiedIn("RFC 6455 4.1")
public final class WebSocketKey {
  private static final int SIZE = 16;
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketKey() {}

  /// The value of `Sec-WebSocket-Key`.
  ///
  /// @param random sixteen bytes
  public static String of(Bytes random) {
    if (random.size() != SIZE) {
      throw new IllegalArgumentException("a key has 16 bytes, not " + random.size());
    }
    return Base64.getEncoder().encodeToString(random.toArray());
  }

  /// The value of `Sec-WebSocket-Accept` that answers this value of `Sec-WebSocket-Key`.
  public static String accept(String key) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest(Bytes.latin1(key.strip() + MAGIC).toArray());
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
