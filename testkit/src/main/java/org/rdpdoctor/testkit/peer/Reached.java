package org.rdpdoctor.testkit.peer;

/// That a client has come so far.
///
/// @param connection counts from 1
public record Reached(int connection, Stage stage) {}
