package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.util.Optional;
import org.rdpdoctor.testkit.script.Redirection;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataIndication;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.security.SessionCiphers;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.x224.DataTpdu;

/// How a [Desktop] speaks: wraps its messages, and encrypts them where there are keys.
@SpecifiedIn("MS-RDPBCGR 2.2.8.1.1")
final class DesktopVoice {
  static final int SERVER_CHANNEL = 1002;
  static final int SHARE_ID = 0x000103EA;
  private static final int PICTURE = 16;

  private final Line line;
  private Optional<SessionCiphers> ciphers = Optional.empty();

  DesktopVoice(Line line) {
    this.line = line;
  }

  /// From now on with these keys.
  void encrypt(SessionCiphers keys) {
    ciphers = Optional.of(keys);
  }

  void say(ShareData data) throws IOException {
    say(SharePdu.DataPdu.of(SERVER_CHANNEL, SHARE_ID, data));
  }

  void say(SharePdu pdu) throws IOException {
    send(
        ciphers.isPresent()
            ? ciphers.get().serverToClient().protect(0, pdu.encode())
            : pdu.encode());
  }

  void license(LicensingMessage message) throws IOException {
    send(SecurityHeader.of(SecurityHeader.SEC_LICENSE_PKT, message.encode()).encode());
  }

  void redirect(Redirection where) throws IOException {
    Bytes packet = where.packet().encode();
    if (ciphers.isPresent()) {
      send(ciphers.get().serverToClient().protect(SecurityHeader.SEC_REDIRECTION_PKT, packet));
    } else {
      Bytes padded = Bytes.of(0, 0).plus(packet).plus(Bytes.of(0));
      say(new SharePdu.OtherSharePdu(SharePdu.PDUTYPE_SERVER_REDIR_PKT, SERVER_CHANNEL, padded));
    }
  }

  /// One black rectangle, without compression (MS-RDPBCGR 2.2.9.1.1.3.1.2).
  Bytes picture(int depth) {
    int size = PICTURE * PICTURE * ((depth + 7) / 8);
    return new WireWriter()
        .u16le(1) // updateType: UPDATETYPE_BITMAP
        .u16le(1) // numberRectangles
        .u16le(0) // destLeft
        .u16le(0) // destTop
        .u16le(PICTURE - 1)
        .u16le(PICTURE - 1)
        .u16le(PICTURE)
        .u16le(PICTURE)
        .u16le(depth)
        .u16le(0) // flags
        .u16le(size)
        .zeros(size)
        .toBytes();
  }

  private void send(Bytes userData) throws IOException {
    send(new SendDataIndication(SERVER_CHANNEL, SessionStage.IO_CHANNEL, userData));
  }

  void send(DomainMcsPdu pdu) throws IOException {
    line.say(new DataTpdu(pdu.encode()).encode());
  }
}
