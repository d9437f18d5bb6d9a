package org.rdpdoctor.testkit.peer;

import org.rdpdoctor.wire.Bytes;

/// Keeps what happens on one connection.
interface Ledger {
  void heard(Bytes bytes);

  void reached(Stage stage);
}
