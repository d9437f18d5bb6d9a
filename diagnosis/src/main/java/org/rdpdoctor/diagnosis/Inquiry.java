package org.rdpdoctor.diagnosis;

/// The wish to know why something is told as it is, or why it is not told.
///
/// @param id of a break or a cause of the catalogue, told or not
/// @param whyNot true if what keeps it down is wanted
public record Inquiry(String id, boolean whyNot) {}
