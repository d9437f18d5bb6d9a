package org.rdpdoctor.reader.capture.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a capture holds, counted.
///
/// @param format `pcap`, `pcapng` or `snoop`, `, gzip` behind it where it is packed; empty if it
///     is no capture, and the first note then says what it looks like
/// @param packets that were looked at: all but those outside the wanted time
/// @param outside packets before or after the wanted time
/// @param bytes of the file, as it lies on the disk
/// @param firstSeen time of the earliest packet, if there is one with a time
/// @param lastSeen time of the latest
/// @param tcp conversations
/// @param udp conversations
/// @param notes damage with its offset, what was cut, skipped or passed over: a sentence each
public record CaptureTally(
    Optional<String> format,
    long packets,
    long outside,
    long bytes,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen,
    long tcp,
    long udp,
    List<String> notes) {

  public CaptureTally {
    notes = List.copyOf(notes);
  }

  public boolean isCapture() {
    return format.isPresent();
  }
}
