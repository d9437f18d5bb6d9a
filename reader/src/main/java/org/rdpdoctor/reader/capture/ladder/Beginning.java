package org.rdpdoctor.reader.capture.ladder;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationFailure;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Tpkt;

/// What the first bytes of one side say: many protocols are wrapped in TPKT and X.224 (S7comm on
/// port 102, H.323 among them), and RDP runs on any port.
enum Beginning {
  /// Too few bytes to tell.
  UNCLEAR,
  /// An X.224 Connection Request or Confirm with something of RDP's own in it.
  RDP,
  /// An X.224 Connection Request without anything in it, which RDP's oldest clients send.
  BARE,
  TLS,
  PROXY,
  HTTP,
  OTHER;

  /// No Connection Request is longer (MS-RDPBCGR 2.2.1.1: a length of one byte, and the cookie).
  private static final int LONGEST = 4 + 1 + 0xFF + 36;

  private static final int HEADER = Tpkt.HEADER_SIZE + 7;
  private static final int REQUEST = 0xE0;
  private static final int CODE = 0xF0;
  private static final int HANDSHAKE = 22;

  static Beginning ofClient(Bytes head) {
    if (head.isEmpty()) {
      return UNCLEAR;
    }
    if (head.at(0) == Tpkt.VERSION) {
      return request(head);
    }
    if (head.at(0) == HANDSHAKE) {
      return head.size() < 2 ? UNCLEAR : head.at(1) == 3 ? TLS : OTHER;
    }
    if (Proxy.mayBegin(head)) {
      return PROXY;
    }
    return isHttp(head) ? HTTP : OTHER;
  }

  private static Beginning request(Bytes head) {
    if (head.size() >= 2 && head.at(1) != 0 || head.size() >= 6 && (head.at(5) & CODE) != REQUEST) {
      return OTHER;
    }
    try {
      int size = Tpkt.sizeOf(head);
      if (size < 0) {
        return UNCLEAR;
      }
      if (size < HEADER || size > LONGEST) {
        return OTHER;
      }
      if (head.size() < size) {
        return UNCLEAR;
      }
      Bytes packet = head.first(size);
      ConnectionRequest request = ConnectionRequest.decode(packet);
      if (request.negotiation().isPresent() || isRouting(request.routing())) {
        return RDP;
      }
      return size == HEADER ? BARE : OTHER;
    } catch (DecodeException _) {
      return OTHER;
    }
  }

  /// A cookie or a routing token: a line of text.
  private static boolean isRouting(Optional<String> line) {
    return line.filter(text -> text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)).isPresent();
  }

  private static boolean isHttp(Bytes head) {
    for (String method : new String[] {"GET ", "POST ", "HEAD ", "PUT ", "OPTIONS ", "RDG_"}) {
      if (head.startsWithAscii(method)) {
        return true;
      }
    }
    return false;
  }

  /// A server that is heard without its client, because the capture begins there.
  static Beginning ofServer(Bytes head) {
    if (!head.isEmpty() && head.at(0) != Tpkt.VERSION) {
      return OTHER;
    }
    try {
      int size = Tpkt.sizeOf(head);
      if (size < 0 || size <= LONGEST && head.size() < size) {
        return UNCLEAR;
      }
      return size <= LONGEST
              && switch (ConnectionConfirm.decode(head.first(size))) {
                case NegotiationResponse _, NegotiationFailure _ -> true;
                case ConnectionConfirm.WithoutNegotiation _,
                    ConnectionConfirm.DisconnectRequest _ ->
                    false;
              }
          ? RDP
          : OTHER;
    } catch (DecodeException _) {
      return OTHER;
    }
  }
}
