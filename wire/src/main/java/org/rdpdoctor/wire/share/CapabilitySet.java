package org.rdpdoctor.wire.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `TS_CAPS_SET`: something that client or server can do. The data is kept as it came; sets of any
/// type and size are legal.
@SpecifiedIn("MS-RDPBCGR 2.2.1.13.1.1.1")
public record CapabilitySet(int capabilitySetType, Bytes capabilityData) {
  static final int HEADER_SIZE = 2 /* capabilitySetType */ + 2 /* lengthCapability */;

  public static final int GENERAL = 0x0001;
  public static final int BITMAP = 0x0002;
  public static final int ORDER = 0x0003;
  public static final int BITMAPCACHE = 0x0004;
  public static final int CONTROL = 0x0005;
  public static final int ACTIVATION = 0x0007;
  public static final int POINTER = 0x0008;
  public static final int SHARE = 0x0009;
  public static final int COLORCACHE = 0x000A;
  public static final int SOUND = 0x000C;
  public static final int INPUT = 0x000D;
  public static final int FONT = 0x000E;
  public static final int BRUSH = 0x000F;
  public static final int GLYPHCACHE = 0x0010;
  public static final int VIRTUALCHANNEL = 0x0014;
  public static final int MULTIFRAGMENTUPDATE = 0x001A;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(GENERAL, "CAPSTYPE_GENERAL"),
          Map.entry(BITMAP, "CAPSTYPE_BITMAP"),
          Map.entry(ORDER, "CAPSTYPE_ORDER"),
          Map.entry(BITMAPCACHE, "CAPSTYPE_BITMAPCACHE"),
          Map.entry(CONTROL, "CAPSTYPE_CONTROL"),
          Map.entry(ACTIVATION, "CAPSTYPE_ACTIVATION"),
          Map.entry(POINTER, "CAPSTYPE_POINTER"),
          Map.entry(SHARE, "CAPSTYPE_SHARE"),
          Map.entry(COLORCACHE, "CAPSTYPE_COLORCACHE"),
          Map.entry(SOUND, "CAPSTYPE_SOUND"),
          Map.entry(INPUT, "CAPSTYPE_INPUT"),
          Map.entry(FONT, "CAPSTYPE_FONT"),
          Map.entry(BRUSH, "CAPSTYPE_BRUSH"),
          Map.entry(GLYPHCACHE, "CAPSTYPE_GLYPHCACHE"),
          Map.entry(0x0011, "CAPSTYPE_OFFSCREENCACHE"),
          Map.entry(0x0012, "CAPSTYPE_BITMAPCACHE_HOSTSUPPORT"),
          Map.entry(0x0013, "CAPSTYPE_BITMAPCACHE_REV2"),
          Map.entry(VIRTUALCHANNEL, "CAPSTYPE_VIRTUALCHANNEL"),
          Map.entry(0x0015, "CAPSTYPE_DRAWNINEGRIDCACHE"),
          Map.entry(0x0016, "CAPSTYPE_DRAWGDIPLUS"),
          Map.entry(0x0017, "CAPSTYPE_RAIL"),
          Map.entry(0x0018, "CAPSTYPE_WINDOW"),
          Map.entry(0x0019, "CAPSETTYPE_COMPDESK"),
          Map.entry(MULTIFRAGMENTUPDATE, "CAPSETTYPE_MULTIFRAGMENTUPDATE"),
          Map.entry(0x001B, "CAPSETTYPE_LARGE_POINTER"),
          Map.entry(0x001C, "CAPSETTYPE_SURFACE_COMMANDS"),
          Map.entry(0x001D, "CAPSETTYPE_BITMAP_CODECS"),
          Map.entry(0x001E, "CAPSSETTYPE_FRAME_ACKNOWLEDGE"));

  /// The type by its name.
  public String name() {
    return NAMES.getOrDefault(
        capabilitySetType, "capabilitySetType 0x%04X".formatted(capabilitySetType));
  }

  /// `numberCapabilities`, padding and the sets themselves.
  static List<CapabilitySet> decodeAll(WireReader in) throws DecodeException {
    int count = in.u16le("numberCapabilities");
    in.skip("pad2Octets", 2);
    var sets = new ArrayList<CapabilitySet>();
    for (int i = 0; i < count; i++) {
      int type = in.u16le("capabilitySetType");
      int at = in.offset();
      int length = in.u16le("lengthCapability");
      if (length < HEADER_SIZE) {
        throw in.malformed("lengthCapability", at, length + " does not even hold the header");
      }
      sets.add(new CapabilitySet(type, in.bytes("capabilityData", length - HEADER_SIZE)));
    }
    return List.copyOf(sets);
  }

  static Bytes encodeAll(List<CapabilitySet> sets) {
    var out = new WireWriter().u16le(sets.size()).u16le(0); // pad2Octets
    for (CapabilitySet set : sets) {
      out.u16le(set.capabilitySetType)
          .u16le(HEADER_SIZE + set.capabilityData.size())
          .bytes(set.capabilityData);
    }
    return out.toBytes();
  }
}
