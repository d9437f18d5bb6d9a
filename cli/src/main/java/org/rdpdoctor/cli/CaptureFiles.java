package org.rdpdoctor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.file.CaptureFile;
import org.rdpdoctor.reader.capture.file.CaptureOptions;
import org.rdpdoctor.reader.capture.file.CaptureTally;

/// Where captures come from. The real ones lie on the disk or come from the standard input; tests
/// give a lambda.
@FunctionalInterface
interface CaptureFiles {
  /// The name that stands for the standard input.
  String STANDARD_INPUT = "-";

  /// Reads one from beginning to end.
  ///
  /// @param followers sent along with each conversation in it
  CaptureTally read(String file, CaptureOptions options, Follower.Source followers)
      throws IOException;

  /// Those on the disk and on the standard input of this process.
  static CaptureFiles of(Screen screen) {
    return (file, options, followers) ->
        file.equals(STANDARD_INPUT)
            ? CaptureFile.read(screen.in(), OptionalLong.empty(), options, followers)
            : CaptureFile.read(Path.of(file), options, followers);
  }
}
