package org.rdpdoctor.dialogue;

/// The names of numbers that a peer says, from the code tables.
@FunctionalInterface
public interface CodeNames {
  /// @param family as the code tables call it: `errinfo`, `status-info`, `logon-notification` …
  /// @param code all 32 bits
  /// @return the name, or words that say it has none
  String of(String family, int code);
}
