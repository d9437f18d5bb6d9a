package org.rdpdoctor.testkit.peer;

import org.rdpdoctor.wire.Bytes;

/// Something that a client said.
///
/// @param connection counts from 1
/// @param bytes one message or one read, on the wire or inside TLS
public record Received(int connection, Bytes bytes) {}
