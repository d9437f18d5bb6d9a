package org.rdpdoctor.testkit.credssp;

import java.io.IOException;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;

/// The server's side of CredSSP, one message at a time: hears a TSRequest, says what to answer.
public interface Acceptor {
  Step hear(Bytes message) throws IOException, DecodeException;

  /// What to do next.
  sealed interface Step {
    /// Say this and listen on.
    record Reply(Bytes message) implements Step {}

    /// The client is who it says, and has delegated its credentials.
    record Accepted() implements Step {}

    /// Say this, which may be nothing, and close.
    record Refused(Bytes message) implements Step {}

    /// Leave without a word.
    record Left(Ending ending) implements Step {}

    /// End TLS with this alert.
    record Alerted(int description) implements Step {}
  }
}
