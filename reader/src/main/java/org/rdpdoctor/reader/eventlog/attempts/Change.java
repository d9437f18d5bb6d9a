package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import org.rdpdoctor.facts.Evidence;

/// Something that changed on a machine.
///
/// @param kind `update`, `restart`, `certificate`, `clock`, `service`, `policy`, `account`,
///     `firewall`, `listener` or `name`
/// @param what for people, as in `KB5055523 was installed`
public record Change(
    Instant at,
    String computer,
    String kind,
    String what,
    String provider,
    int event,
    String file,
    long record) {

  Evidence evidence(String heard) {
    return Evidence.in(file + ", record " + record, heard);
  }
}
