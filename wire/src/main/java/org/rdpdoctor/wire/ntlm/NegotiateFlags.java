package org.rdpdoctor.wire.ntlm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// `NEGOTIATE`: the flags of every NTLM message. Unnamed bits are kept.
@SpecifiedIn("MS-NLMP 2.2.2.5")
public record NegotiateFlags(int value) {
  public static final int UNICODE = 0x0000_0001;
  public static final int OEM = 0x0000_0002;
  public static final int REQUEST_TARGET = 0x0000_0004;
  public static final int SIGN = 0x0000_0010;
  public static final int SEAL = 0x0000_0020;
  public static final int DATAGRAM = 0x0000_0040;
  public static final int LM_KEY = 0x0000_0080;
  public static final int NTLM = 0x0000_0200;
  public static final int ANONYMOUS = 0x0000_0800;
  public static final int OEM_DOMAIN_SUPPLIED = 0x0000_1000;
  public static final int OEM_WORKSTATION_SUPPLIED = 0x0000_2000;
  public static final int ALWAYS_SIGN = 0x0000_8000;
  public static final int TARGET_TYPE_DOMAIN = 0x0001_0000;
  public static final int TARGET_TYPE_SERVER = 0x0002_0000;
  public static final int EXTENDED_SESSIONSECURITY = 0x0008_0000;
  public static final int IDENTIFY = 0x0010_0000;
  public static final int REQUEST_NON_NT_SESSION_KEY = 0x0040_0000;
  public static final int TARGET_INFO = 0x0080_0000;
  public static final int VERSION = 0x0200_0000;
  public static final int KEY_128 = 0x2000_0000;
  public static final int KEY_EXCH = 0x4000_0000;
  public static final int KEY_56 = 0x8000_0000;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(UNICODE, "UNICODE"),
          Map.entry(OEM, "OEM"),
          Map.entry(REQUEST_TARGET, "REQUEST_TARGET"),
          Map.entry(SIGN, "SIGN"),
          Map.entry(SEAL, "SEAL"),
          Map.entry(DATAGRAM, "DATAGRAM"),
          Map.entry(LM_KEY, "LM_KEY"),
          Map.entry(NTLM, "NTLM"),
          Map.entry(ANONYMOUS, "ANONYMOUS"),
          Map.entry(OEM_DOMAIN_SUPPLIED, "OEM_DOMAIN_SUPPLIED"),
          Map.entry(OEM_WORKSTATION_SUPPLIED, "OEM_WORKSTATION_SUPPLIED"),
          Map.entry(ALWAYS_SIGN, "ALWAYS_SIGN"),
          Map.entry(TARGET_TYPE_DOMAIN, "TARGET_TYPE_DOMAIN"),
          Map.entry(TARGET_TYPE_SERVER, "TARGET_TYPE_SERVER"),
          Map.entry(EXTENDED_SESSIONSECURITY, "EXTENDED_SESSIONSECURITY"),
          Map.entry(IDENTIFY, "IDENTIFY"),
          Map.entry(REQUEST_NON_NT_SESSION_KEY, "REQUEST_NON_NT_SESSION_KEY"),
          Map.entry(TARGET_INFO, "TARGET_INFO"),
          Map.entry(VERSION, "VERSION"),
          Map.entry(KEY_128, "128"),
          Map.entry(KEY_EXCH, "KEY_EXCH"),
          Map.entry(KEY_56, "56"));

  /// What a current Windows client sends in its first message.
  public static final NegotiateFlags CLIENT =
      new NegotiateFlags(
          KEY_56
              | KEY_EXCH
              | KEY_128
              | VERSION
              | EXTENDED_SESSIONSECURITY
              | ALWAYS_SIGN
              | NTLM
              | LM_KEY
              | SEAL
              | SIGN
              | REQUEST_TARGET
              | OEM
              | UNICODE);

  public boolean has(int flag) {
    return (value & flag) == flag;
  }

  /// The names of the bits that are set, lowest first; a bit without a name as hex.
  public List<String> names() {
    var names = new ArrayList<String>();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      int flag = 1 << bit;
      if (has(flag)) {
        names.add(NAMES.getOrDefault(flag, "0x%08X".formatted(flag)));
      }
    }
    return List.copyOf(names);
  }

  @Override
  public String toString() {
    return value == 0 ? "none" : String.join("|", names());
  }
}
