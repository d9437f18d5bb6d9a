package org.rdpdoctor.wire.ntlm;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `CHALLENGE_MESSAGE`: the server answers, and tells its names, its clock and its build to anyone
/// who asks.
@SpecifiedIn("MS-NLMP 2.2.1.2")
public record ChallengeMessage(
    String targetName,
    NegotiateFlags negotiateFlags,
    Bytes serverChallenge,
    TargetInfo targetInfo,
    Optional<Version> version)
    implements NtlmMessage {
  static final int TYPE = 2;
  private static final int CHALLENGE_SIZE = 8;
  private static final int FIXED_SIZE =
      HEADER_SIZE
          + Payload.FIELDS_SIZE // TargetName
          + 4 // NegotiateFlags
          + CHALLENGE_SIZE
          + 8 // Reserved
          + Payload.FIELDS_SIZE // TargetInfo
          + Version.SIZE;

  public ChallengeMessage {
    if (serverChallenge.size() != CHALLENGE_SIZE) {
      throw new IllegalArgumentException("a challenge has 8 bytes, not " + serverChallenge.size());
    }
  }

  public static ChallengeMessage decode(Bytes message) throws DecodeException {
    WireReader in = NtlmMessage.open(message, TYPE);
    var target = Payload.Place.read(in, "TargetName");
    var flags = new NegotiateFlags(in.u32le("NegotiateFlags"));
    Bytes challenge = in.bytes("ServerChallenge", CHALLENGE_SIZE);
    in.skip("Reserved", 8);
    var info = Payload.Place.read(in, "TargetInfo");
    Optional<Version> version =
        flags.has(NegotiateFlags.VERSION) && in.remaining() >= Version.SIZE
            ? Optional.of(Version.read(in))
            : Optional.empty();
    TargetInfo pairs =
        info.length() == 0
            ? TargetInfo.EMPTY
            : TargetInfo.read(in.at("TargetInfo", info.offset()).part("TargetInfo", info.length()));
    return new ChallengeMessage(
        target.in(in).decode(Payload.charset(flags)), flags, challenge, pairs, version);
  }

  /// The fixed part always has its eight bytes for the version: zeros when there is none.
  @Override
  public Bytes encode() {
    var payload = new Payload.Writer(FIXED_SIZE);
    Bytes target = payload.place(Payload.text(targetName, Payload.charset(negotiateFlags)));
    boolean tellsInfo =
        negotiateFlags.has(NegotiateFlags.TARGET_INFO) || !targetInfo.pairs().isEmpty();
    Bytes info = tellsInfo ? payload.place(targetInfo.encode()) : Payload.NOWHERE;
    var out =
        new WireWriter()
            .bytes(SIGNATURE)
            .u32le(TYPE)
            .bytes(target)
            .u32le(negotiateFlags.value())
            .bytes(serverChallenge)
            .zeros(8) // Reserved
            .bytes(info);
    version.ifPresentOrElse(known -> known.write(out), () -> out.zeros(Version.SIZE));
    return out.bytes(payload.toBytes()).toBytes();
  }
}
