package org.rdpdoctor.wire.tsgu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says the bits of a number by their names.
final class Flags {
  private Flags() {}

  /// The names of the bits that are set, lowest first; a bit without a name as hex; `none` if no
  /// bit is set.
  static String text(int value, Map<Integer, String> names) {
    List<String> said = names(value, names);
    return said.isEmpty() ? "none" : String.join("|", said);
  }

  static List<String> names(int value, Map<Integer, String> names) {
    var said = new ArrayList<String>();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      int flag = 1 << bit;
      if ((value & flag) != 0) {
        said.add(names.getOrDefault(flag, "0x%X".formatted(flag)));
      }
    }
    return List.copyOf(said);
  }
}
