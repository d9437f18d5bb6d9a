package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Locale;
import org.rdpdoctor.facts.Layer;

/// The parts of the protocol, as servers name the one that read nonsense.
final class Components {
  private Components() {}

  static Layer layerOf(String component) {
    String name = component.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("x.224") || name.startsWith("x224")) {
      return Layer.NEGOTIATION;
    }
    if (name.contains("licens")) {
      return Layer.LICENSING;
    }
    if (name.contains("security") || name.contains("encryption")) {
      return Layer.SECURITY;
    }
    return name.startsWith("mcs") ? Layer.MCS : Layer.SESSION;
  }
}
