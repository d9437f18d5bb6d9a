package org.rdpdoctor.wire.ntlm;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `AUTHENTICATE_MESSAGE`: the client proves that it knows the password. Its text never shows the
/// proof, which a password can be searched for with.
///
/// Old clients leave out `version` and `mic`: whether they stand in the message shows only in where
/// its payload begins.
@SpecifiedIn("MS-NLMP 2.2.1.3")
public record AuthenticateMessage(
    Bytes lmChallengeResponse,
    Bytes ntChallengeResponse,
    String domainName,
    String userName,
    String workstation,
    Bytes encryptedRandomSessionKey,
    NegotiateFlags negotiateFlags,
    Optional<Version> version,
    Optional<Bytes> mic)
    implements NtlmMessage {
  static final int TYPE = 3;
  public static final int MIC_SIZE = 16;
  private static final int VERSION_AT =
      HEADER_SIZE + 6 * Payload.FIELDS_SIZE + 4 /* NegotiateFlags */;

  /// Where the `MIC` stands, which is computed over the message with zeros in its place.
  public static final int MIC_AT = VERSION_AT + Version.SIZE;

  public AuthenticateMessage {
    if (mic.isPresent() && mic.get().size() != MIC_SIZE) {
      throw new IllegalArgumentException("a MIC has 16 bytes, not " + mic.get().size());
    }
  }

  public static AuthenticateMessage decode(Bytes message) throws DecodeException {
    WireReader in = NtlmMessage.open(message, TYPE);
    var lm = Payload.Place.read(in, "LmChallengeResponse");
    var nt = Payload.Place.read(in, "NtChallengeResponse");
    var domain = Payload.Place.read(in, "DomainName");
    var user = Payload.Place.read(in, "UserName");
    var workstation = Payload.Place.read(in, "Workstation");
    var key = Payload.Place.read(in, "EncryptedRandomSessionKey");
    var flags = new NegotiateFlags(in.u32le("NegotiateFlags"));
    int payloadAt =
        IntStream.of(
                lm.start(),
                nt.start(),
                domain.start(),
                user.start(),
                workstation.start(),
                key.start())
            .min()
            .getAsInt();
    boolean hasVersion = payloadAt >= MIC_AT && in.remaining() >= Version.SIZE;
    Optional<Version> version = hasVersion ? Optional.of(Version.read(in)) : Optional.empty();
    boolean hasMic = payloadAt >= MIC_AT + MIC_SIZE && in.remaining() >= MIC_SIZE;
    Optional<Bytes> mic = hasMic ? Optional.of(in.bytes("MIC", MIC_SIZE)) : Optional.empty();
    Charset charset = Payload.charset(flags);
    return new AuthenticateMessage(
        lm.in(in),
        nt.in(in),
        domain.in(in).decode(charset),
        user.in(in).decode(charset),
        workstation.in(in).decode(charset),
        key.in(in),
        flags,
        version,
        mic);
  }

  @Override
  public Bytes encode() {
    int fixed = VERSION_AT;
    if (version.isPresent() || mic.isPresent()) {
      fixed = MIC_AT + (mic.isPresent() ? MIC_SIZE : 0);
    }
    Charset charset = Payload.charset(negotiateFlags);
    var payload = new Payload.Writer(fixed);
    // Payload in the order in which Windows sends it; the fields in front have another.
    Bytes domainAt = payload.place(Payload.text(domainName, charset));
    Bytes userAt = payload.place(Payload.text(userName, charset));
    Bytes workstationAt = payload.place(Payload.text(workstation, charset));
    Bytes lmAt = payload.place(lmChallengeResponse);
    Bytes ntAt = payload.place(ntChallengeResponse);
    Bytes keyAt = payload.place(encryptedRandomSessionKey);
    var out =
        new WireWriter()
            .bytes(SIGNATURE)
            .u32le(TYPE)
            .bytes(lmAt)
            .bytes(ntAt)
            .bytes(domainAt)
            .bytes(userAt)
            .bytes(workstationAt)
            .bytes(keyAt)
            .u32le(negotiateFlags.value());
    if (fixed > VERSION_AT) {
      version.ifPresentOrElse(known -> known.write(out), () -> out.zeros(Version.SIZE));
    }
    mic.ifPresent(out::bytes);
    return out.bytes(payload.toBytes()).toBytes();
  }

  @Override
  public String toString() {
    return "AuthenticateMessage[domainName=%s, userName=%s, workstation=%s, flags=%s, version=%s]"
        .formatted(domainName, userName, workstation, negotiateFlags, version);
  }
}
