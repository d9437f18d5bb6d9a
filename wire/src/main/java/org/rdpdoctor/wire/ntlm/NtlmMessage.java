package org.rdpdoctor.wire.ntlm;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;

/// The three messages of an NTLM logon.
@SpecifiedIn("MS-NLMP 2.2.1")
public sealed interface NtlmMessage
    permits NegotiateMessage, ChallengeMessage, AuthenticateMessage {

  /// `Signature`: the eight bytes that begin every message.
  Bytes SIGNATURE = Bytes.ascii("NTLMSSP\0");

  int HEADER_SIZE = 8 /* Signature */ + 4 /* MessageType */;

  NegotiateFlags negotiateFlags();

  Bytes encode();

  /// True if these bytes begin an NTLM message.
  static boolean isLikely(Bytes head) {
    return head.startsWith(SIGNATURE);
  }

  static NtlmMessage decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int type = readType(in);
    return switch (type) {
      case NegotiateMessage.TYPE -> NegotiateMessage.decode(message);
      case ChallengeMessage.TYPE -> ChallengeMessage.decode(message);
      case AuthenticateMessage.TYPE -> AuthenticateMessage.decode(message);
      default -> throw in.unknownType("MessageType", SIGNATURE.size(), type);
    };
  }

  /// Reads signature and type.
  private static int readType(WireReader in) throws DecodeException {
    int at = in.offset();
    Bytes signature = in.bytes("Signature", SIGNATURE.size());
    if (!signature.equals(SIGNATURE)) {
      throw in.malformed("Signature", at, "not NTLMSSP: " + signature.preview(8));
    }
    return in.u32le("MessageType");
  }

  /// A reader for the fields of a message that must be of this type.
  static WireReader open(Bytes message, int type) throws DecodeException {
    var in = new WireReader(message);
    in.require("MessageType", 4, type, readType(in));
    return in;
  }
}
