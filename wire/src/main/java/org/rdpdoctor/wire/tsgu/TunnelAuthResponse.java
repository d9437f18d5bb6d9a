package org.rdpdoctor.wire.tsgu;

import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `HTTP_TUNNEL_AUTH_RESPONSE`: what the gateway thinks of the client, and its conditions.
///
/// @param idleTimeout in minutes
@SpecifiedIn("MS-TSGU 2.2.10.16")
public record TunnelAuthResponse(
    TsguStatus errorCode,
    Optional<RedirectionFlags> redirFlags,
    OptionalInt idleTimeout,
    Optional<Bytes> sohResponse,
    int otherFields,
    Bytes trailing)
    implements TsguPacket {
  static final int TYPE = 0x07;
  static final int REDIR_FLAGS = 0x1;
  static final int IDLE_TIMEOUT = 0x2;
  static final int SOH_RESPONSE = 0x4;

  public TunnelAuthResponse(
      TsguStatus errorCode, Optional<RedirectionFlags> redirFlags, OptionalInt idleTimeout) {
    this(errorCode, redirFlags, idleTimeout, Optional.empty(), 0, Bytes.EMPTY);
  }

  @Override
  public int packetType() {
    return TYPE;
  }

  @Override
  public void write(WireWriter out) {
    int present =
        (redirFlags.isPresent() ? REDIR_FLAGS : 0)
            | (idleTimeout.isPresent() ? IDLE_TIMEOUT : 0)
            | (sohResponse.isPresent() ? SOH_RESPONSE : 0);
    out.u32le(errorCode.value()).u16le(present | otherFields).u16le(0); // reserved
    redirFlags.ifPresent(flags -> out.u32le(flags.value()));
    idleTimeout.ifPresent(out::u32le);
    sohResponse.ifPresent(health -> Blob.write(out, health));
  }

  static TunnelAuthResponse read(WireReader in) throws DecodeException {
    var errorCode = new TsguStatus(in.u32le("errorCode"));
    int present = in.u16le("fieldsPresent");
    in.skip("reserved", 2);
    return new TunnelAuthResponse(
        errorCode,
        (present & REDIR_FLAGS) != 0
            ? Optional.of(new RedirectionFlags(in.u32le("redirFlags")))
            : Optional.empty(),
        (present & IDLE_TIMEOUT) != 0
            ? OptionalInt.of(in.u32le("idleTimeout"))
            : OptionalInt.empty(),
        Blob.readIf((present & SOH_RESPONSE) != 0, in, "SoHResponse"),
        present & ~(REDIR_FLAGS | IDLE_TIMEOUT | SOH_RESPONSE),
        in.rest());
  }
}
