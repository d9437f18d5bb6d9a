package org.rdpdoctor.reader.capture.file;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What is wanted of a capture. Starts as [#USUAL], everything; each `with…` narrows or adds.
///
/// @param from packets before it are passed over
/// @param to packets after it are passed over
/// @param keyLog is handed the text of each TLS key log that the file carries within, as it is
///     met: before the packets that it opens, where the writer kept to the order
/// @param progress is told how far the reading is
public record CaptureOptions(
    Optional<Instant> from, Optional<Instant> to, Consumer<String> keyLog, Progress progress) {

  public static final CaptureOptions USUAL =
      new CaptureOptions(Optional.empty(), Optional.empty(), _ -> {}, (_, _, _) -> true);

  /// Is told now and then, about once for each MiB, how far the reading is.
  @FunctionalInterface
  public interface Progress {
    /// @param read bytes of the file, as it lies on the disk
    /// @param size of the file, unless it is a pipe
    /// @param packets so far
    /// @return whether to go on; if not, what was read so far is the result
    boolean goOn(long read, OptionalLong size, long packets);
  }

  public CaptureOptions withFrom(Instant from) {
    return new CaptureOptions(Optional.of(from), to, keyLog, progress);
  }

  public CaptureOptions withTo(Instant to) {
    return new CaptureOptions(from, Optional.of(to), keyLog, progress);
  }

  public CaptureOptions withKeyLog(Consumer<String> keyLog) {
    return new CaptureOptions(from, to, keyLog, progress);
  }

  public CaptureOptions withProgress(Progress progress) {
    return new CaptureOptions(from, to, keyLog, progress);
  }
}
