package org.rdpdoctor.probe;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.rdpdoctor.dialogue.ClientForm;

/// Which known clients a climb speaks for.
///
/// @param played whose hello stands for the user's own; otherwise that of a current Windows client
/// @param others whose hellos are said too where the answers to the usual ones leave open what they
///     would meet, most telling first; asked for when they are needed
public record Players(Optional<ClientForm> played, Supplier<List<ClientForm>> others) {
  /// A current Windows client, and nobody else.
  public static final Players NONE = new Players(Optional.empty(), List::of);

  public Players playing(Optional<ClientForm> client) {
    return new Players(client, others);
  }

  public Players besides(Supplier<List<ClientForm>> more) {
    return new Players(played, more);
  }
}
