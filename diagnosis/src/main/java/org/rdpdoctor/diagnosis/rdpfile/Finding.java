package org.rdpdoctor.diagnosis.rdpfile;

import java.util.Optional;

/// Something to know of an .rdp file.
///
/// @param rule the id of the rule that found it, as in `gateway-bypassed`
/// @param key the setting; empty if it is about the file
/// @param line its number, 0 if it is about a line that is missing or about the file
/// @param message one or two sentences; never a secret
/// @param fix what to write instead, or what to do
/// @param edit the fix as a change, if it can be made without asking anything
/// @param safe true if that change only writes what was meant, and lowers no protection
public record Finding(
    Severity severity,
    String rule,
    String key,
    int line,
    String message,
    String fix,
    Optional<Edit> edit,
    boolean safe) {

  Finding(Severity severity, String rule, String key, int line, String message, String fix) {
    this(severity, rule, key, line, message, fix, Optional.empty(), false);
  }

  /// The same with a change that only writes what was meant.
  Finding safely(Edit change) {
    return new Finding(severity, rule, key, line, message, fix, Optional.of(change), true);
  }

  /// The same with a change that somebody has to want.
  Finding onDemand(Edit change) {
    return new Finding(severity, rule, key, line, message, fix, Optional.of(change), false);
  }
}
