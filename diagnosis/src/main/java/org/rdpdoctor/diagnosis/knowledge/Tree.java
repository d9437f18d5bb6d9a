package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;

/// A knowledge file as nested lists and maps of text, each with the line on which it stands.
///
/// Keys keep their order and may repeat: what a repeated key means is for the reader to say.
public sealed interface Tree {
  /// The deepest nesting that is read; conditions inside conditions need about ten.
  int DEEPEST = 40;

  /// From 1.
  int line();

  /// One text.
  ///
  /// @param plain true if it was written without quotes, so that `true` and `12` are a truth value
  /// and a number
  record Scalar(String text, boolean plain, int line) implements Tree {}

  record Sequence(List<Tree> items, int line) implements Tree {}

  record Mapping(List<Entry> entries, int line) implements Tree {}

  record Entry(String key, int line, Tree value) {}
}
