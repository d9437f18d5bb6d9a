package org.rdpdoctor.wire.gcc;

import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.x224.Protocols;

/// Client Core Data, `TS_UD_CS_CORE`: who the client is, and the desktop that it wants.
///
/// @param optionalFields every field after `imeFileName`, as they grew from version to version: a
///     client may stop after any of them
@SpecifiedIn("MS-RDPBCGR 2.2.1.3.2")
public record ClientCoreData(
    int version,
    int desktopWidth,
    int desktopHeight,
    int colorDepth,
    int sasSequence,
    int keyboardLayout,
    int clientBuild,
    String clientName,
    int keyboardType,
    int keyboardSubType,
    int keyboardFunctionKey,
    String imeFileName,
    Bytes optionalFields)
    implements ClientData {
  static final int TYPE = 0xC001;

  public static final int RNS_UD_CS_SUPPORT_ERRINFO_PDU = 0x0001;
  public static final int RNS_UD_CS_WANT_32BPP_SESSION = 0x0002;
  public static final int RNS_UD_CS_SUPPORT_STATUSINFO_PDU = 0x0004;
  public static final int RNS_UD_CS_STRONG_ASYMMETRIC_KEYS = 0x0008;
  public static final int RNS_UD_CS_VALID_CONNECTION_TYPE = 0x0020;
  public static final int RNS_UD_CS_SUPPORT_SKIP_CHANNELJOIN = 0x0800;

  private static final int RNS_UD_COLOR_8BPP = 0xCA01;
  private static final int RNS_UD_SAS_DEL = 0xAA03;
  private static final int CLIENT_NAME_SIZE = 32;
  private static final int IME_FILE_NAME_SIZE = 64;
  private static final int PRODUCT_ID_SIZE = 64;
  private static final int HIGH_COLOR_DEPTH_AT = 8;
  private static final int EARLY_CAPABILITY_FLAGS_AT = 12;
  private static final int CONNECTION_TYPE_AT = 78;
  private static final int SELECTED_PROTOCOL_AT = 80;

  /// A client of RDP 10.12 with an English keyboard.
  ///
  /// @param selected what the server selected in its Connection Confirm
  public static ClientCoreData of(
      String clientName, int width, int height, int earlyCapabilityFlags, Protocols selected) {
    return new ClientCoreData(
        0x00080011,
        width,
        height,
        RNS_UD_COLOR_8BPP,
        RNS_UD_SAS_DEL,
        0x0409,
        22631,
        clientName,
        4,
        0,
        12,
        "",
        new WireWriter()
            .u16le(RNS_UD_COLOR_8BPP) // postBeta2ColorDepth
            .u16le(1) // clientProductId
            .u32le(0) // serialNumber
            .u16le(24) // highColorDepth
            .u16le(0x000F) // supportedColorDepths
            .u16le(earlyCapabilityFlags)
            .zeros(PRODUCT_ID_SIZE) // clientDigProductId
            .u8(6) // connectionType: LAN
            .u8(0) // pad1octet
            .u32le(selected.flags())
            .toBytes());
  }

  static ClientCoreData decodeBody(WireReader in) throws DecodeException {
    return new ClientCoreData(
        in.u32le("version"),
        in.u16le("desktopWidth"),
        in.u16le("desktopHeight"),
        in.u16le("colorDepth"),
        in.u16le("SASSequence"),
        in.u32le("keyboardLayout"),
        in.u32le("clientBuild"),
        FixedText.utf16(in, "clientName", CLIENT_NAME_SIZE),
        in.u32le("keyboardType"),
        in.u32le("keyboardSubType"),
        in.u32le("keyboardFunctionKey"),
        FixedText.utf16(in, "imeFileName", IME_FILE_NAME_SIZE),
        in.rest());
  }

  public OptionalInt highColorDepth() {
    return optional16(HIGH_COLOR_DEPTH_AT);
  }

  public OptionalInt earlyCapabilityFlags() {
    return optional16(EARLY_CAPABILITY_FLAGS_AT);
  }

  public OptionalInt connectionType() {
    return optionalFields.size() > CONNECTION_TYPE_AT
        ? OptionalInt.of(optionalFields.at(CONNECTION_TYPE_AT))
        : OptionalInt.empty();
  }

  /// What the client believes that the server selected.
  public Optional<Protocols> serverSelectedProtocol() {
    OptionalInt low = optional16(SELECTED_PROTOCOL_AT);
    OptionalInt high = optional16(SELECTED_PROTOCOL_AT + 2);
    return low.isPresent() && high.isPresent()
        ? Optional.of(new Protocols(low.getAsInt() | high.getAsInt() << 16))
        : Optional.empty();
  }

  private OptionalInt optional16(int at) {
    return optionalFields.size() >= at + 2
        ? OptionalInt.of(optionalFields.at(at) | optionalFields.at(at + 1) << 8)
        : OptionalInt.empty();
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Bytes body() {
    var out =
        new WireWriter()
            .u32le(version)
            .u16le(desktopWidth)
            .u16le(desktopHeight)
            .u16le(colorDepth)
            .u16le(sasSequence)
            .u32le(keyboardLayout)
            .u32le(clientBuild);
    FixedText.utf16(out, clientName, CLIENT_NAME_SIZE)
        .u32le(keyboardType)
        .u32le(keyboardSubType)
        .u32le(keyboardFunctionKey);
    return FixedText.utf16(out, imeFileName, IME_FILE_NAME_SIZE).bytes(optionalFields).toBytes();
  }
}
