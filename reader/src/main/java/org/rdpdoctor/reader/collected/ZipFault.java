package org.rdpdoctor.reader.collected;

import java.io.IOException;

/// A zip file, or an entry of it, is damaged or not what it says; the message tells people how, as
/// the end of a sentence.
final class ZipFault extends IOException {
  private static final long serialVersionUID = 1;

  ZipFault(String message) {
    super(message);
  }

  static void check(boolean sound, String otherwise) throws ZipFault {
    if (!sound) {
      throw new ZipFault(otherwise);
    }
  }
}
