package org.rdpdoctor.wire.tsgu;

import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_TUNNEL_RESPONSE`: the gateway's answer to [TunnelCreate].
@SpecifiedIn("MS-TSGU 2.2.10.20")
public record TunnelResponse(
    int serverVersion,
    TsguStatus statusCode,
    OptionalInt tunnelId,
    Optional<TsguCapabilities> capsFlags,
    Optional<HealthRequest> healthRequest,
    Optional<TsguText> consentMsg,
    int otherFields,
    Bytes trailing)
    implements TsguPacket {
  static final int TYPE = 0x05;
  static final int TUNNEL_ID = 0x01;
  static final int CAPS = 0x02;
  static final int SOH_REQ = 0x04;
  static final int CONSENT_MSG = 0x10;

  /// A refusal, or an agreement that says no more.
  public TunnelResponse(TsguStatus statusCode) {
    this(statusCode, OptionalInt.empty(), Optional.empty(), Optional.empty());
  }

  public TunnelResponse(
      TsguStatus statusCode,
      OptionalInt tunnelId,
      Optional<TsguCapabilities> capsFlags,
      Optional<TsguText> consentMsg) {
    this(1, statusCode, tunnelId, capsFlags, Optional.empty(), consentMsg, 0, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    int present =
        (tunnelId.isPresent() ? TUNNEL_ID : 0)
            | (capsFlags.isPresent() ? CAPS : 0)
            | (healthRequest.isPresent() ? SOH_REQ : 0)
            | (consentMsg.isPresent() ? CONSENT_MSG : 0);
    out.u16le(serverVersion).u32le(statusCode.value()).u16le(present | otherFields).u16le(0);
    tunnelId.ifPresent(out::u32le);
    capsFlags.ifPresent(caps -> out.u32le(caps.value()));
    healthRequest.ifPresent(request -> request.write(out));
    consentMsg.ifPresent(text -> text.write(out));
  }

  static TunnelResponse read(WireReader in) throws DecodeException {
    int version = in.u16le("serverVersion");
    var status = new TsguStatus(in.u32le("statusCode"));
    int present = in.u16le("fieldsPresent");
    in.skip("reserved", 2);
    int nonceSize = nonceSize(in, present);
    return new TunnelResponse(
        version,
        status,
        (present & TUNNEL_ID) != 0 ? OptionalInt.of(in.u32le("tunnelId")) : OptionalInt.empty(),
        (present & CAPS) != 0
            ? Optional.of(new TsguCapabilities(in.u32le("capsFlags")))
            : Optional.empty(),
        (present & SOH_REQ) != 0
            ? Optional.of(HealthRequest.read(in, nonceSize))
            : Optional.empty(),
        (present & CONSENT_MSG) != 0
            ? Optional.of(TsguText.read(in, "consentMsg"))
            : Optional.empty(),
        present & ~(TUNNEL_ID | CAPS | SOH_REQ | CONSENT_MSG),
        in.rest());
  }

  /// Looks ahead; see [HealthRequest].
  private static int nonceSize(WireReader in, int present) {
    int ids = ((present & TUNNEL_ID) != 0 ? 4 : 0) + ((present & CAPS) != 0 ? 4 : 0);
    int at = in.offset() + ids;
    boolean consent = (present & CONSENT_MSG) != 0;
    return !fits(in, at + HealthRequest.NONCE_SIZE, consent)
            && fits(in, at + HealthRequest.LONGER_NONCE_SIZE, consent)
        ? HealthRequest.LONGER_NONCE_SIZE
        : HealthRequest.NONCE_SIZE;
  }

  /// True if the texts that begin there end where the packet ends.
  private static boolean fits(WireReader in, int offset, boolean consent) {
    try {
      WireReader ahead = in.at("serverCert", offset);
      TsguText.read(ahead, "serverCert");
      if (consent) {
        TsguText.read(ahead, "consentMsg");
      }
      return ahead.isEmpty();
    } catch (DecodeException e) {
      return false;
    }
  }
}
