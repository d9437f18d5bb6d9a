package org.rdpdoctor.probe;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.CipherSuites;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// Finds every suite that a server takes: what it chooses is left out of the next hello, until it
/// chooses nothing more.
final class SuiteSurvey {
  private static final int MOST = 40;

  private final Handshakes handshakes;
  private final Log log;

  SuiteSurvey(Handshakes handshakes, Log log) {
    this.handshakes = handshakes;
    this.log = log;
  }

  void survey(Protocols carrier) {
    var left = new ArrayList<>(CipherSuites.ALL_LEGACY);
    for (int round = 0; round < MOST && !left.isEmpty(); round++) {
      List<CipherSuite> offered = List.copyOf(left);
      String name = "suites-" + (round + 1);
      handshakes.hello(
          carrier,
          handshakes.helloOf(
              (seed, host) -> Hello.with(name, TlsVersion.TLS12, offered, seed, host)));
      boolean chosen =
          log.all(ServerHelloReceived.class).stream()
              .filter(fact -> fact.hello().equals(name))
              .anyMatch(
                  fact -> left.removeIf(suite -> suite.toString().equals(fact.cipherSuite())));
      if (!chosen) {
        return;
      }
    }
  }
}
