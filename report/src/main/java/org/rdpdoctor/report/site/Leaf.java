package org.rdpdoctor.report.site;

/// One page: what stands on it beside what stands on all.
///
/// @param heading for the window and for search engines
/// @param description in a sentence or two, for search engines
/// @param body what it says, its first heading included
record Leaf(Topic topic, String heading, String description, Html body) {}
