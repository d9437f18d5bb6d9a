package org.rdpdoctor.reader.eventlog.draft;

/// A place in a log that cannot be read.
///
/// @param offset from the beginning of the file
/// @param why as a part of a sentence
public record Damage(long offset, String why) {}
