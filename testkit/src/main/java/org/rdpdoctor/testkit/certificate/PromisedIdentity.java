package org.rdpdoctor.testkit.certificate;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.rdpdoctor.testkit.script.CertificateScript;

/// An identity that is made in the background, since cryptography takes longer to load than
/// everything else.
public final class PromisedIdentity {
  private final FutureTask<Identity> identity;

  /// @param name of the thread that makes it
  public PromisedIdentity(IdentityMaker maker, CertificateScript script, String name) {
    identity = new FutureTask<>(() -> maker.make(script));
    Thread.ofPlatform().daemon().name(name).start(identity);
  }

  /// Waits until it is made.
  public Identity get() {
    try {
      return identity.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the certificate was made", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a certificate that cannot be made", e);
    }
  }
}
