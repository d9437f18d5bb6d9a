package org.rdpdoctor.diagnosis.compared;

import java.util.Optional;

/// One thing that two reports together may prove.
@FunctionalInterface
interface Rule {
  /// The conclusion, if the facts of this pair carry it.
  Optional<Conclusion> look(Pair pair);
}
