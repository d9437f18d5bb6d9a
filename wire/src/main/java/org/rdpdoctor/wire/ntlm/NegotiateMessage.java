package org.rdpdoctor.wire.ntlm;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `NEGOTIATE_MESSAGE`: the client begins, and says what it can do.
///
/// Names are in OEM characters here, whatever the flags say. `version` stands in the message if the
/// flag says so; old clients end it before.
@SpecifiedIn("MS-NLMP 2.2.1.1")
public record NegotiateMessage(
    NegotiateFlags negotiateFlags,
    String domainName,
    String workstationName,
    Optional<Version> version)
    implements NtlmMessage {
  static final int TYPE = 1;
  private static final int FIXED_SIZE =
      HEADER_SIZE + 4 /* NegotiateFlags */ + 2 * Payload.FIELDS_SIZE + Version.SIZE;

  /// What a client sends that tells nothing about itself but what it can do.
  public static NegotiateMessage of(NegotiateFlags flags, Version version) {
    return new NegotiateMessage(flags, "", "", Optional.of(version));
  }

  public static NegotiateMessage decode(Bytes message) throws DecodeException {
    WireReader in = NtlmMessage.open(message, TYPE);
    var flags = new NegotiateFlags(in.u32le("NegotiateFlags"));
    // The shortest form, of Windows 9x, ends here.
    if (in.isEmpty()) {
      return new NegotiateMessage(flags, "", "", Optional.empty());
    }
    var domain = Payload.Place.read(in, "DomainName");
    var workstation = Payload.Place.read(in, "Workstation");
    Optional<Version> version =
        flags.has(NegotiateFlags.VERSION) && in.remaining() >= Version.SIZE
            ? Optional.of(Version.read(in))
            : Optional.empty();
    return new NegotiateMessage(
        flags,
        domain.in(in).decode(StandardCharsets.ISO_8859_1),
        workstation.in(in).decode(StandardCharsets.ISO_8859_1),
        version);
  }

  @Override
  public Bytes encode() {
    int fixed = version.isPresent() ? FIXED_SIZE : FIXED_SIZE - Version.SIZE;
    var payload = new Payload.Writer(fixed);
    var out =
        new WireWriter()
            .bytes(SIGNATURE)
            .u32le(TYPE)
            .u32le(negotiateFlags.value())
            .bytes(payload.place(Bytes.latin1(domainName)))
            .bytes(payload.place(Bytes.latin1(workstationName)));
    version.ifPresent(known -> known.write(out));
    return out.bytes(payload.toBytes()).toBytes();
  }
}
