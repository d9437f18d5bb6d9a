package org.rdpdoctor.testkit.peer;

import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.share.CapabilitySet;

/// What a server without pictures can do: as much as every client expects, and no orders.
@SpecifiedIn("MS-RDPBCGR 2.2.7.1")
final class ServerCapabilities {
  private static final int FASTPATH_OUTPUT_AND_LONG_CREDENTIALS = 0x0405;
  private static final int NEGOTIATE_ZERO_BOUNDS_COLOR_INDEX = 0x2A;
  private static final int SCANCODES_MOUSEX_UNICODE_FASTPATH = 0x35;
  private static final int CHUNK_SIZE = 1600;

  private ServerCapabilities() {}

  /// @param colorDepth what the client asked for, in bits
  static List<CapabilitySet> of(int width, int height, int colorDepth, int serverChannel) {
    return List.of(
        new CapabilitySet(CapabilitySet.SHARE, words(serverChannel, 0)),
        new CapabilitySet(CapabilitySet.GENERAL, general()),
        new CapabilitySet(CapabilitySet.VIRTUALCHANNEL, words(0, 0, CHUNK_SIZE, 0)),
        new CapabilitySet(CapabilitySet.FONT, words(1, 0)),
        new CapabilitySet(CapabilitySet.BITMAP, bitmap(width, height, colorDepth)),
        new CapabilitySet(CapabilitySet.ORDER, order()),
        new CapabilitySet(CapabilitySet.COLORCACHE, words(6, 0)),
        new CapabilitySet(CapabilitySet.POINTER, words(1, 25, 25)),
        new CapabilitySet(CapabilitySet.INPUT, input()));
  }

  private static Bytes general() {
    return new WireWriter()
        .u16le(1) // osMajorType: Windows
        .u16le(3) // osMinorType: Windows NT
        .u16le(0x0200) // protocolVersion
        .u16le(0)
        .u16le(0) // generalCompressionTypes
        .u16le(FASTPATH_OUTPUT_AND_LONG_CREDENTIALS)
        .u16le(0) // updateCapabilityFlag
        .u16le(0) // remoteUnshareFlag
        .u16le(0) // generalCompressionLevel
        .u8(1) // refreshRectSupport
        .u8(1) // suppressOutputSupport
        .toBytes();
  }

  private static Bytes bitmap(int width, int height, int colorDepth) {
    return new WireWriter()
        .u16le(colorDepth) // preferredBitsPerPixel
        .u16le(1) // receive1BitPerPixel
        .u16le(1) // receive4BitsPerPixel
        .u16le(1) // receive8BitsPerPixel
        .u16le(width)
        .u16le(height)
        .u16le(0)
        .u16le(1) // desktopResizeFlag
        .u16le(1) // bitmapCompressionFlag
        .u8(0) // highColorFlags
        .u8(0) // drawingFlags
        .u16le(1) // multipleRectangleSupport
        .u16le(0)
        .toBytes();
  }

  private static Bytes order() {
    return new WireWriter()
        .zeros(16) // terminalDescriptor
        .u32le(0)
        .u16le(1) // desktopSaveXGranularity
        .u16le(20) // desktopSaveYGranularity
        .u16le(0)
        .u16le(1) // maximumOrderLevel
        .u16le(0) // numberFonts
        .u16le(NEGOTIATE_ZERO_BOUNDS_COLOR_INDEX)
        .zeros(32) // orderSupport: none
        .u16le(0) // textFlags
        .u16le(0) // orderSupportExFlags
        .u32le(0)
        .u32le(0x38400) // desktopSaveSize
        .u16le(0)
        .u16le(0)
        .u16le(0) // textANSICodePage
        .u16le(0)
        .toBytes();
  }

  private static Bytes input() {
    return new WireWriter()
        .u16le(SCANCODES_MOUSEX_UNICODE_FASTPATH)
        .u16le(0)
        .u32le(0) // keyboardLayout
        .u32le(0) // keyboardType
        .u32le(0) // keyboardSubType
        .u32le(0) // keyboardFunctionKey
        .zeros(64) // imeFileName
        .toBytes();
  }

  private static Bytes words(int... values) {
    var out = new WireWriter();
    for (int value : values) {
      out.u16le(value);
    }
    return out.toBytes();
  }
}
