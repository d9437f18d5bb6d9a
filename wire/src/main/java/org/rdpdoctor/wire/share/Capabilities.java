package org.rdpdoctor.wire.share;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// Capability sets of a peer that can do what every peer expects, and no more: no orders, no caches
/// beyond those that must be named.
@SpecifiedIn("MS-RDPBCGR 2.2.7")
public final class Capabilities {
  private static final int PROTOCOL_VERSION = 0x0200;
  private static final int FASTPATH_OUTPUT_AND_LONG_CREDENTIALS = 0x0405;
  private static final int NEGOTIATE_ZERO_BOUNDS_COLOR_INDEX = 0x2A;
  private static final int SCANCODES_MOUSEX_UNICODE_FASTPATH = 0x35;
  private static final int GLYPH_CACHES = 10;
  private static final int CHUNK_SIZE = 1600;

  private Capabilities() {}

  /// @param server whether it may be asked to redraw, and to stop drawing
  public static CapabilitySet general(boolean server) {
    return new CapabilitySet(
        CapabilitySet.GENERAL,
        new WireWriter()
            .u16le(1) // osMajorType: Windows
            .u16le(3) // osMinorType: Windows NT
            .u16le(PROTOCOL_VERSION)
            .u16le(0)
            .u16le(0) // generalCompressionTypes
            .u16le(FASTPATH_OUTPUT_AND_LONG_CREDENTIALS)
            .u16le(0) // updateCapabilityFlag
            .u16le(0) // remoteUnshareFlag
            .u16le(0) // generalCompressionLevel
            .u8(server ? 1 : 0) // refreshRectSupport
            .u8(server ? 1 : 0) // suppressOutputSupport
            .toBytes());
  }

  /// @param colorDepth in bits
  public static CapabilitySet bitmap(int width, int height, int colorDepth) {
    return new CapabilitySet(
        CapabilitySet.BITMAP,
        new WireWriter()
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
            .toBytes());
  }

  /// Without a single order.
  public static CapabilitySet order() {
    return new CapabilitySet(
        CapabilitySet.ORDER,
        new WireWriter()
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
            .toBytes());
  }

  /// An English keyboard of 101 keys and a mouse.
  public static CapabilitySet input() {
    return new CapabilitySet(
        CapabilitySet.INPUT,
        new WireWriter()
            .u16le(SCANCODES_MOUSEX_UNICODE_FASTPATH)
            .u16le(0)
            .u32le(0x0409) // keyboardLayout
            .u32le(4) // keyboardType
            .u32le(0) // keyboardSubType
            .u32le(12) // keyboardFunctionKey
            .zeros(64) // imeFileName
            .toBytes());
  }

  public static CapabilitySet pointer() {
    return new CapabilitySet(CapabilitySet.POINTER, words(1, 25, 25));
  }

  public static CapabilitySet virtualChannel() {
    return new CapabilitySet(CapabilitySet.VIRTUALCHANNEL, words(0, 0, CHUNK_SIZE, 0));
  }

  public static CapabilitySet share(int node) {
    return new CapabilitySet(CapabilitySet.SHARE, words(node, 0));
  }

  public static CapabilitySet font() {
    return new CapabilitySet(CapabilitySet.FONT, words(1, 0));
  }

  public static CapabilitySet colorCache() {
    return new CapabilitySet(CapabilitySet.COLORCACHE, words(6, 0));
  }

  /// Of no use: nothing is cached.
  public static CapabilitySet bitmapCache() {
    return new CapabilitySet(CapabilitySet.BITMAPCACHE, new WireWriter().zeros(36).toBytes());
  }

  public static CapabilitySet control() {
    return new CapabilitySet(CapabilitySet.CONTROL, words(0, 0, 2, 2));
  }

  public static CapabilitySet activation() {
    return new CapabilitySet(CapabilitySet.ACTIVATION, words(0, 0, 0, 0));
  }

  public static CapabilitySet brush() {
    return new CapabilitySet(CapabilitySet.BRUSH, words(0, 0));
  }

  public static CapabilitySet sound() {
    return new CapabilitySet(CapabilitySet.SOUND, words(0, 0));
  }

  /// Named, as it must be, and not supported.
  public static CapabilitySet glyphCache() {
    return new CapabilitySet(
        CapabilitySet.GLYPHCACHE,
        new WireWriter().zeros(GLYPH_CACHES * 4).u32le(0).u16le(0).u16le(0).toBytes());
  }

  private static Bytes words(int... values) {
    var out = new WireWriter();
    for (int value : values) {
      out.u16le(value);
    }
    return out.toBytes();
  }
}
