package org.rdpdoctor.wire.rdpeudp;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.wire.SpecifiedIn;

/// uFlags: what a datagram is, and which structures follow its header. Unnamed bits are kept.
@SpecifiedIn("MS-RDPEUDP 2.2.2.1")
public record Flags(int value) {
  public static final int SYN = 0x0001;
  public static final int FIN = 0x0002;
  public static final int ACK = 0x0004;
  public static final int DATA = 0x0008;
  public static final int FEC = 0x0010;
  public static final int ACK_OF_ACKS = 0x0100;
  public static final int SYNLOSSY = 0x0200;
  public static final int CORRELATION_ID = 0x0800;
  public static final int SYNEX = 0x1000;

  private static final String[] NAMES = {
    "SYN",
    "FIN",
    "ACK",
    "DATA",
    "FEC",
    "CN",
    "CWR",
    "SACK_OPTION",
    "ACK_OF_ACKS",
    "SYNLOSSY",
    "ACKDELAYED",
    "CORRELATION_ID",
    "SYNEX"
  };

  boolean has(int flag) {
    return (value & flag) != 0;
  }

  public boolean isSyn() {
    return has(SYN);
  }

  public boolean isAck() {
    return has(ACK);
  }

  /// The names of the bits that are set, without their `RDPUDP_FLAG_`; a bit without a name as hex.
  public List<String> names() {
    var names = new ArrayList<String>();
    for (int bit = 0; bit < 16; bit++) {
      if ((value & 1 << bit) != 0) {
        names.add(bit < NAMES.length ? NAMES[bit] : "0x%04X".formatted(1 << bit));
      }
    }
    return List.copyOf(names);
  }

  @Override
  public String toString() {
    return value == 0 ? "none" : String.join("|", names());
  }
}
