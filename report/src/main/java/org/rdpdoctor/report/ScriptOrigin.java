package org.rdpdoctor.report;

import java.time.Instant;

/// Where a script comes from, to be said in its first lines.
///
/// @param tool that made it
/// @param made when
/// @param from what it was made from, in a line; empty if that is nothing but ids
/// @param name of its file, with its ending
public record ScriptOrigin(Report.Tool tool, Instant made, String from, String name) {}
