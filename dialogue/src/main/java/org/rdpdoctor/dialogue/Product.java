package org.rdpdoctor.dialogue;

/// A product that answers HTTP requests, as far as its words tell.
///
/// @param role `gateway`, `web-server`, `proxy` or `balancer`
/// @param by which of its words tell
public record Product(String name, String role, String by) {}
