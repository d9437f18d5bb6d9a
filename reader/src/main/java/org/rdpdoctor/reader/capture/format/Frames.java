package org.rdpdoctor.reader.capture.format;

import java.io.IOException;

/// The packets of a capture, one after the other.
public interface Frames {
  /// As in `pcapng`.
  String format();

  /// Fills `frame` with the next packet. What is damaged is passed over and noted.
  ///
  /// @return false if there is none
  boolean next(Frame frame) throws IOException;
}
