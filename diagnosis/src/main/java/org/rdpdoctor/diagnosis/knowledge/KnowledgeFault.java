package org.rdpdoctor.diagnosis.knowledge;

/// What is wrong in a knowledge file, and where.
///
/// @param file below the knowledge folder, as in `codes/mstsc.tsv`
/// @param line from 1; 0 if the whole file is meant
public record KnowledgeFault(String file, int line, String message) {

  /// `knowledge/codes/mstsc.tsv:12: unknown layer x224`.
  @Override
  public String toString() {
    return "knowledge/" + file + (line == 0 ? "" : ":" + line) + ": " + message;
  }
}
