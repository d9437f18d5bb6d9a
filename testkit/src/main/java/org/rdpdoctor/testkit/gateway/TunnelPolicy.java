package org.rdpdoctor.testkit.gateway;

import java.util.Optional;
import org.rdpdoctor.wire.tsgu.RedirectionFlags;

/// The terms on which a scripted gateway lets clients through.
///
/// @param consent what the user must agree to, if anything
/// @param health whether it asks for a statement of health
/// @param redirections what sessions may share with the client
/// @param idleMinutes after how long it ends an idle session; 0 for never
public record TunnelPolicy(
    Optional<String> consent, boolean health, RedirectionFlags redirections, int idleMinutes) {

  /// Nothing is asked and everything allowed.
  static TunnelPolicy none() {
    return new TunnelPolicy(
        Optional.empty(), false, new RedirectionFlags(RedirectionFlags.ENABLE_ALL), 0);
  }
}
