package org.rdpdoctor.diagnosis.trouble;

import java.util.List;
import java.util.Locale;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.KnownUpdate.Machine;

/// An update that may be why, or is known not to be.
///
/// @param machine on which it is or may be installed
/// @param fits the ids of the breaks and the codes that it is known for and that were seen
/// @param because what shows it, in a sentence without a stop
/// @param build of the machine; 0 if it is not known
public record Trouble(
    KnownUpdate update,
    Machine machine,
    Certainty certainty,
    List<String> fits,
    String because,
    int build) {
  public Trouble {
    fits = List.copyOf(fits);
  }

  /// The updates that bring it to such a machine, or the program with its versions.
  public String name() {
    List<String> kbs = update.broughtTo(build);
    return kbs.isEmpty() ? update.name() : String.join(", ", kbs);
  }

  /// The updates that mend such a machine.
  public List<String> fixedBy() {
    return update.mendedBy(build);
  }

  /// How sure it is that the machine has the update; never how sure that it is the cause.
  public enum Certainty {
    /// A list of updates, a revision or an event log shows it, and nothing shows what mends it.
    FIRM,
    /// The build can have it: more is not known.
    POSSIBLE,
    /// What mends it is installed.
    RULED_OUT;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
