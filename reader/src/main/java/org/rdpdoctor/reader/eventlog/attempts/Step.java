package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.facts.Layer;

/// What a record says of the attempt that it belongs to.
enum Step {
  /// A client begins.
  BEGUN(null),
  /// A client reached the server's protocol.
  CONNECTED(Layer.NEGOTIATION),
  /// Something connected; it may be anybody.
  ARRIVED(Layer.TCP),
  /// TLS or CredSSP failed, before anybody was known.
  BROKE(null),
  /// The name or the password was not taken.
  REJECTED(Layer.CREDSSP),
  /// The same, at a logon screen inside the connection, which has come so far.
  REJECTED_INSIDE(Layer.LICENSING),
  /// The name and the password are good, or are still to be asked for.
  AUTHENTICATED(Layer.AUTHENTICATION),
  /// The user is known and may not have a session.
  DENIED(Layer.AUTHENTICATION),
  /// A session is looked for or made.
  PREPARED(Layer.LICENSING),
  /// The user has a session.
  SESSION(Layer.SESSION),
  /// The session was disconnected or ended.
  LEFT(null),
  /// The connection is closed.
  CLOSED(null),
  /// An error that alone decides nothing.
  NOTED(null);

  private final Optional<Layer> reached;

  Step(@Nullable Layer reached) {
    this.reached = Optional.ofNullable(reached);
  }

  /// The highest rung that this proves to be climbed, if it proves any.
  Optional<Layer> reached() {
    return reached;
  }

  boolean fails() {
    return this == BROKE || this == REJECTED || this == REJECTED_INSIDE || this == DENIED;
  }
}
