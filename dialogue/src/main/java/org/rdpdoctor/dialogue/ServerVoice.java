package org.rdpdoctor.dialogue;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.licensing.LicenseErrorCode;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseErrorMessage;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataIndication;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataRequest;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.share.AutoDetectMessage;
import org.rdpdoctor.wire.share.FastPathUpdates;
import org.rdpdoctor.wire.share.MultitransportRequest;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.x224.DataTpdu;

/// Unwraps what a server says on a joined domain, and wraps what is said to it. Ciphers count
/// packets, so each packet must come by here once, in order.
final class ServerVoice {
  private static final int DATA_PDU = 7;
  private static final int SIZE_OF_TYPE = 4;

  private final Domain domain;

  ServerVoice(Domain domain) {
    this.domain = domain;
  }

  /// A message with a security header that always has one: settings and licensing.
  Bytes say(int flags, Bytes message) {
    return domain.packet(
        domain
            .ciphers()
            .map(ciphers -> ciphers.clientToServer().protect(flags, message))
            .orElseGet(() -> SecurityHeader.of(flags, message).encode()));
  }

  /// What ends licensing without a license; in the clear, which every server understands.
  Bytes decline() {
    return domain.packet(
        SecurityHeader.of(
                SecurityHeader.SEC_LICENSE_PKT,
                LicenseErrorMessage.abort(LicenseErrorCode.ERR_NO_LICENSE).encode())
            .encode());
  }

  /// A message of the session itself.
  Bytes say(SharePdu pdu) {
    return domain
        .ciphers()
        .map(ciphers -> domain.packet(ciphers.clientToServer().protect(0, pdu.encode())))
        .orElseGet(() -> domain.packet(pdu.encode()));
  }

  List<ServerWord> hear(Bytes packet) throws DecodeException {
    if (FastPathUpdates.isBegunBy(packet.at(0))) {
      return List.of(picture(FastPathUpdates.decode(packet)));
    }
    if (!(DomainMcsPdu.decode(DataTpdu.decode(packet).userData())
        instanceof SendDataIndication(_, int channel, Bytes data))) {
      return List.of(ServerWord.Aside.NOTHING);
    }
    if (channel != domain.ioChannel()) {
      return List.of(aside(channel, data));
    }
    if (!isSecured() && isShare(data)) {
      return shares(data);
    }
    var header = SecurityHeader.decode(data);
    if (header.has(SecurityHeader.SEC_ENCRYPT) && domain.ciphers().isEmpty()) {
      return List.of(ServerWord.Aside.NOTHING); // not for whoever only listens
    }
    Bytes content =
        domain.ciphers().isPresent()
            ? domain.ciphers().get().serverToClient().open(header)
            : header.rest();
    if (header.has(SecurityHeader.SEC_LICENSE_PKT)) {
      return List.of(new ServerWord.License(LicensingMessage.decode(content)));
    }
    if (header.has(SecurityHeader.SEC_REDIRECTION_PKT)) {
      return List.of(new ServerWord.Redirection(ServerRedirection.decode(content)));
    }
    return isSecured() ? shares(content) : List.of(ServerWord.Aside.NOTHING);
  }

  /// True where every message has a security header, whether we know the keys or only listen.
  private boolean isSecured() {
    return domain.ciphers().isPresent()
        || !domain.security().encryptionMethod().equals(EncryptionMethods.NONE);
  }

  /// Where nothing is encrypted, only some messages have a security header. Its flags are no
  /// message's length, and what stands at the type's place is none.
  private static boolean isShare(Bytes data) {
    if (data.size() < SIZE_OF_TYPE) {
      return false;
    }
    int total = data.at(0) | data.at(1) << 8;
    int type = data.at(2) & 0x0F;
    return total >= SIZE_OF_TYPE
        && total <= data.size()
        && type != 0
        && (type <= DATA_PDU || type == SharePdu.PDUTYPE_SERVER_REDIR_PKT);
  }

  /// A server may put several messages into one packet.
  private static List<ServerWord> shares(Bytes data) throws DecodeException {
    var words = new ArrayList<ServerWord>();
    Bytes left = data;
    while (left.size() >= SIZE_OF_TYPE) {
      int total = new WireReader(left).u16le("totalLength");
      if (total < SIZE_OF_TYPE || total > left.size()) {
        break; // a flow message, or padding
      }
      words.add(word(SharePdu.decode(left.first(total))));
      left = left.from(total);
    }
    return words.isEmpty() ? List.of(ServerWord.Aside.NOTHING) : List.copyOf(words);
  }

  private static ServerWord word(SharePdu pdu) throws DecodeException {
    if (pdu.type() == SharePdu.PDUTYPE_SERVER_REDIR_PKT) {
      return new ServerWord.Redirection(
          ServerRedirection.decode(pdu.body().from(Math.min(2, pdu.body().size()))));
    }
    return pdu instanceof SharePdu.DataPdu data && data.data().type() == ShareData.PDUTYPE2_UPDATE
        ? new ServerWord.Picture()
        : new ServerWord.Share(pdu);
  }

  private ServerWord picture(FastPathUpdates packet) throws DecodeException {
    Bytes updates = packet.rest();
    if (packet.has(FastPathUpdates.FASTPATH_OUTPUT_ENCRYPTED)) {
      if (domain.ciphers().isEmpty()) {
        return ServerWord.Aside.NOTHING;
      }
      boolean salted = packet.has(FastPathUpdates.FASTPATH_OUTPUT_SECURE_CHECKSUM);
      updates = domain.ciphers().get().serverToClient().open(updates, salted);
    }
    return FastPathUpdates.kinds(updates).stream().anyMatch(ServerVoice::isDrawn)
        ? new ServerWord.Picture()
        : ServerWord.Aside.NOTHING;
  }

  private static boolean isDrawn(int kind) {
    return kind == FastPathUpdates.FASTPATH_UPDATETYPE_ORDERS
        || kind == FastPathUpdates.FASTPATH_UPDATETYPE_BITMAP
        || kind == FastPathUpdates.FASTPATH_UPDATETYPE_SURFCMDS;
  }

  /// What comes on the message channel, or on one that nobody asked for.
  private ServerWord aside(int channel, Bytes data) throws DecodeException {
    var header = SecurityHeader.decode(data);
    if (header.has(SecurityHeader.SEC_ENCRYPT) && domain.ciphers().isEmpty()) {
      return ServerWord.Aside.NOTHING;
    }
    Bytes content =
        domain.ciphers().isPresent()
            ? domain.ciphers().get().serverToClient().open(header)
            : header.rest();
    if (header.has(SecurityHeader.SEC_AUTODETECT_REQ)) {
      return detected(channel, AutoDetectMessage.decode(content));
    }
    if (header.has(SecurityHeader.SEC_TRANSPORT_REQ)) {
      Bytes declined = MultitransportRequest.decode(content).declined();
      return answer(channel, SecurityHeader.SEC_TRANSPORT_RSP, declined);
    }
    return ServerWord.Aside.NOTHING;
  }

  private ServerWord detected(int channel, AutoDetectMessage request) {
    if (request.isRoundTripRequest()) {
      return answer(
          channel, SecurityHeader.SEC_AUTODETECT_RSP, request.roundTripResponse().encode());
    }
    if (request.isBandwidthStop()) {
      Bytes results = request.bandwidthResults(1, request.payload().size()).encode();
      return answer(channel, SecurityHeader.SEC_AUTODETECT_RSP, results);
    }
    return ServerWord.Aside.NOTHING;
  }

  private ServerWord answer(int channel, int flags, Bytes message) {
    Bytes userData =
        domain
            .ciphers()
            .map(ciphers -> ciphers.clientToServer().protect(flags, message))
            .orElseGet(() -> SecurityHeader.of(flags, message).encode());
    return new ServerWord.Aside(
        new DataTpdu(new SendDataRequest(domain.user(), channel, userData).encode()).encode());
  }
}
