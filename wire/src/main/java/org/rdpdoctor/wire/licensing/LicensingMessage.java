package org.rdpdoctor.wire.licensing;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// A licensing message after its security header: everything between Client Info and Demand Active.
///
/// `flags` holds the protocol version in its lower four bits, and whether extended errors are
/// understood in its highest.
@SpecifiedIn("MS-RDPBCGR 2.2.1.12.1.1")
public sealed interface LicensingMessage {
  /// `bMsgType`.
  int type();

  int flags();

  /// The message without its preamble.
  Bytes body();

  int PREAMBLE_VERSION_3_0 = 0x03;
  int EXTENDED_ERROR_MSG_SUPPORTED = 0x80;
  int PREAMBLE_SIZE = 1 /* bMsgType */ + 1 /* flags */ + 2 /* wMsgSize */;

  /// `LICENSE_ERROR_MESSAGE`: an error, or that no license is needed.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.12.1.3")
  record LicenseErrorMessage(
      int flags, LicenseErrorCode dwErrorCode, int dwStateTransition, LicenseBlob bbErrorInfo)
      implements LicensingMessage {
    static final int TYPE = 0xFF;
    public static final int ST_TOTAL_ABORT = 1;
    public static final int ST_NO_TRANSITION = 2;

    private static final List<String> TRANSITIONS =
        List.of(
            "ST_TOTAL_ABORT",
            "ST_NO_TRANSITION",
            "ST_RESET_PHASE_TO_START",
            "ST_RESEND_LAST_MESSAGE");

    /// The state transition by its name.
    public String transitionName() {
      int at = dwStateTransition - ST_TOTAL_ABORT;
      return at >= 0 && at < TRANSITIONS.size()
          ? TRANSITIONS.get(at)
          : "dwStateTransition " + Integer.toUnsignedString(dwStateTransition);
    }

    /// What a server says that wants no license of this client: the usual end of licensing.
    public static LicenseErrorMessage validClient() {
      return new LicenseErrorMessage(
          PREAMBLE_VERSION_3_0,
          LicenseErrorCode.STATUS_VALID_CLIENT,
          ST_NO_TRANSITION,
          LicenseBlob.NO_ERROR);
    }

    /// The end of everything, with its reason.
    public static LicenseErrorMessage abort(LicenseErrorCode code) {
      return new LicenseErrorMessage(
          PREAMBLE_VERSION_3_0, code, ST_TOTAL_ABORT, LicenseBlob.NO_ERROR);
    }

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter()
          .u32le(dwErrorCode.value())
          .u32le(dwStateTransition)
          .bytes(bbErrorInfo.encode())
          .toBytes();
    }
  }

  /// `SERVER_LICENSE_REQUEST`: the server wants to see a license, or to give one.
  @SpecifiedIn("MS-RDPELE 2.2.2.1")
  record LicenseRequest(
      int flags,
      Bytes serverRandom,
      ProductInformation productInfo,
      LicenseBlob keyExchangeList,
      LicenseBlob serverCertificate,
      List<LicenseBlob> scopeList)
      implements LicensingMessage {
    static final int TYPE = 0x01;
    private static final int RANDOM_SIZE = 32;

    public LicenseRequest {
      scopeList = List.copyOf(scopeList);
    }

    private static LicenseRequest decodeBody(int flags, WireReader in) throws DecodeException {
      return new LicenseRequest(
          flags,
          in.bytes("ServerRandom", RANDOM_SIZE),
          ProductInformation.decode(in),
          LicenseBlob.decode(in, "KeyExchangeList"),
          LicenseBlob.decode(in, "ServerCertificate"),
          scopes(in));
    }

    private static List<LicenseBlob> scopes(WireReader in) throws DecodeException {
      int at = in.offset();
      int count = in.u32le("ScopeCount");
      if (count < 0 || count > in.remaining() / LicenseBlob.HEADER_SIZE) {
        throw in.wrongLength(
            "ScopeCount",
            at,
            Integer.toUnsignedLong(count),
            in.remaining() / LicenseBlob.HEADER_SIZE);
      }
      var scopes = new ArrayList<LicenseBlob>();
      for (int i = 0; i < count; i++) {
        scopes.add(LicenseBlob.decode(in, "ScopeArray"));
      }
      return scopes;
    }

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      var out =
          new WireWriter()
              .bytes(serverRandom)
              .bytes(productInfo.encode())
              .bytes(keyExchangeList.encode())
              .bytes(serverCertificate.encode())
              .u32le(scopeList.size());
      scopeList.forEach(scope -> out.bytes(scope.encode()));
      return out.toBytes();
    }
  }

  /// A message of another type, kept as it came.
  record OtherLicensingMessage(int type, int flags, Bytes body) implements LicensingMessage {
    public static final int PLATFORM_CHALLENGE = 0x02;
    public static final int NEW_LICENSE = 0x03;
    public static final int UPGRADE_LICENSE = 0x04;
    public static final int LICENSE_INFO = 0x12;
    public static final int NEW_LICENSE_REQUEST = 0x13;
    public static final int PLATFORM_CHALLENGE_RESPONSE = 0x15;
  }

  static LicensingMessage decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int type = in.u8("bMsgType");
    int flags = in.u8("flags");
    int size = in.u16le("wMsgSize");
    if (size < PREAMBLE_SIZE) {
      throw in.malformed("wMsgSize", 2, size + " does not even hold the preamble");
    }
    WireReader body = in.part("message", size - PREAMBLE_SIZE);
    return switch (type) {
      case LicenseErrorMessage.TYPE ->
          new LicenseErrorMessage(
              flags,
              new LicenseErrorCode(body.u32le("dwErrorCode")),
              body.u32le("dwStateTransition"),
              LicenseBlob.decode(body, "bbErrorInfo"));
      case LicenseRequest.TYPE -> LicenseRequest.decodeBody(flags, body);
      default -> new OtherLicensingMessage(type, flags, body.rest());
    };
  }

  default Bytes encode() {
    Bytes body = body();
    return new WireWriter()
        .u8(type())
        .u8(flags())
        .u16le(PREAMBLE_SIZE + body.size())
        .bytes(body)
        .toBytes();
  }
}
