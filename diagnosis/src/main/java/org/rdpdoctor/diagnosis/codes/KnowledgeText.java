package org.rdpdoctor.diagnosis.codes;

/// Where the text of a knowledge file comes from; the tables do not care.
@FunctionalInterface
public interface KnowledgeText {
  /// The whole text of a file, given by its path below the knowledge folder.
  String of(String file);
}
