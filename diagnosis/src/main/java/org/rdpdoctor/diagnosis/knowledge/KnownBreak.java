package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import org.rdpdoctor.facts.Layer;

/// A break as the knowledge files have it.
///
/// @param degrades when the client still connects in spite of it
/// @param explains facts that follow from the break without being signs of it
public record KnownBreak(
    String id,
    Layer layer,
    String title,
    Degrades degrades,
    List<KnownSign> signs,
    List<Condition> explains,
    Place place) {

  public sealed interface Degrades {
    record Always() implements Degrades {}

    record Never() implements Degrades {}

    record If(Condition condition) implements Degrades {}
  }
}
