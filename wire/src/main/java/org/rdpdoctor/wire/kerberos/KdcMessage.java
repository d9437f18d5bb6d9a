package org.rdpdoctor.wire.kerberos;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// What a client and a KDC say to each other, as far as it stands in plain text: who asks whom for
/// what, and which error comes back. Nothing here is decrypted.
///
/// Over TCP four bytes with the length stand before each message (RFC 4120 7.2.2), over UDP
/// nothing.
@SpecifiedIn("RFC 4120 5.4, RFC 4120 5.9.1")
public sealed interface KdcMessage permits KdcRequest, KdcReply, KrbError {
  /// `pvno` of every message.
  int VERSION = 5;

  /// @throws DecodeException also for the messages that never go to a KDC
  static KdcMessage decode(Bytes message) throws DecodeException {
    var in = new DerReader(message);
    for (int type : new int[] {KdcRequest.AS_REQ, KdcRequest.TGS_REQ}) {
      if (in.nextIs(Tag.application(type))) {
        return KdcRequest.read(type, in.enter("KDC-REQ", Tag.application(type)));
      }
    }
    for (int type : new int[] {KdcReply.AS_REP, KdcReply.TGS_REP}) {
      if (in.nextIs(Tag.application(type))) {
        return KdcReply.read(type, in.enter("KDC-REP", Tag.application(type)));
      }
    }
    return KrbError.read(in.enter("KRB-ERROR", Tag.application(KrbError.KRB_ERROR)));
  }
}
