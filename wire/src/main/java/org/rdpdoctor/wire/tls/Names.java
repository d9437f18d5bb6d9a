package org.rdpdoctor.wire.tls;

import java.util.HashMap;
import java.util.Map;

/// Reads the tables that give registered numbers their names: hex number, name, hex number, name, …
final class Names {
  private Names() {}

  static Map<Integer, String> of(String table) {
    var names = new HashMap<Integer, String>();
    String[] words = table.strip().split("\\s+", -1);
    for (int i = 0; i < words.length; i += 2) {
      int number = Integer.parseInt(words[i], 16);
      String former = names.put(number, words[i + 1]);
      if (former != null) {
        throw new IllegalArgumentException(words[i] + " is named twice");
      }
    }
    return Map.copyOf(names);
  }

  /// RFC 8701: values of this form are sent to see whether peers bear what they do not know.
  static boolean isGrease(int value) {
    return (value & 0x0F0F) == 0x0A0A && value >> 8 == (value & 0xFF);
  }
}
