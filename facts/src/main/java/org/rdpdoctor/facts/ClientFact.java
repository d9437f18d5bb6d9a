package org.rdpdoctor.facts;

/// What the user saw or has on the client's side.
public sealed interface ClientFact extends Observation {
  @Override
  default Layer layer() {
    return Layer.CLIENT;
  }

  /// A code that the user's client showed, by its family in the code tables; `extended` is empty if
  /// none was shown.
  record CodeShown(String family, String code, String extended, Evidence evidence)
      implements ClientFact {}

  /// A sentence of a dialog that the user's client showed; `phrase` is its id in the knowledge.
  record DialogShown(String phrase, Evidence evidence) implements ClientFact {}
}
