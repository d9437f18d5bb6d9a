package org.rdpdoctor.dialogue;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.share.SharePdu;

/// What a server says once the client's settings are on their way, without what it is wrapped in.
sealed interface ServerWord {
  record License(LicensingMessage message) implements ServerWord {}

  record Share(SharePdu pdu) implements ServerWord {}

  record Redirection(ServerRedirection packet) implements ServerWord {}

  /// Something is drawn.
  record Picture() implements ServerWord {}

  /// Something that belongs to no part of a session; it may want an `answer`, which is empty if
  /// not.
  record Aside(Bytes answer) implements ServerWord {
    static final Aside NOTHING = new Aside(Bytes.EMPTY);
  }
}
