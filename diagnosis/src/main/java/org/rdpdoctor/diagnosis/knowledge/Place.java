package org.rdpdoctor.diagnosis.knowledge;

/// Where something stands in the knowledge files.
///
/// @param file relative to the knowledge folder, with slashes
/// @param line from 1
public record Place(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
