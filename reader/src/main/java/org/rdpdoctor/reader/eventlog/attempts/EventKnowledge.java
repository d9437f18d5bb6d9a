package org.rdpdoctor.reader.eventlog.attempts;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.EventMeaning;
import org.rdpdoctor.facts.Layer;

/// What is known of events and codes; whoever reads logs hands it in.
public interface EventKnowledge {
  /// What the event means that this provider logs under this number.
  Optional<EventMeaning> meaning(String provider, int event);

  /// What a code means in the first of these families that knows it.
  ///
  /// @param code in decimal, or in hex with `0x` before it
  Optional<KnownCode> code(List<String> families, String code);

  /// A code with its name.
  ///
  /// @param name empty if it has none
  /// @param meaning in a sentence
  record KnownCode(
      String family, String code, String name, String meaning, Optional<Layer> layer) {}
}
