package org.rdpdoctor.diagnosis.codes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The knowledge folder as it travels inside this module.
public final class PackagedKnowledge implements KnowledgeText {
  private static final String FOLDER = "/org/rdpdoctor/knowledge/";

  @Override
  public String of(String file) {
    try (InputStream in = PackagedKnowledge.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("the knowledge file " + file + " is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the knowledge file " + file + " cannot be read", e);
    }
  }
}
