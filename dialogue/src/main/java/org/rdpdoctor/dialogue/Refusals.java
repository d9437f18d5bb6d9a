package org.rdpdoctor.dialogue;

import java.util.List;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TlsFact;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.HandshakeEnded;
import org.rdpdoctor.facts.TlsFact.HandshakeUnreadable;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.tls.AlertDescription;

/// Which TLS versions a server has refused, as its answers to hellos show.
public final class Refusals {
  /// Oldest first.
  static final List<String> VERSIONS = List.of("SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private static final String NEWEST = VERSIONS.getLast();

  private Refusals() {}

  /// True for an alert, or any other end but silence, in answer to a hello for this version alone,
  /// and for what says as much of it in answer to another one. Silence says nothing: something on
  /// the way may have swallowed the hello.
  ///
  /// @param version as facts name it: `TLSv1.0`
  public static boolean hasRefused(List<Observation> seen, String version) {
    return Summary.all(seen, TlsFact.class).stream().anyMatch(fact -> refuses(fact, version));
  }

  private static boolean refuses(TlsFact fact, String version) {
    return (fact instanceof AlertReceived alert
            && (alert.hello().equals(version) || refusesOlder(alert, version)))
        || (fact instanceof HandshakeEnded ended && ended.hello().equals(version))
        || (fact instanceof HandshakeUnreadable odd && odd.hello().equals(version))
        || (fact instanceof ServerHelloReceived answer && choseOther(answer, version));
  }

  /// A server whose versions are all newer than the one that a hello asks for says so with this
  /// alert (RFC 5246 E.1). TLS 1.3 is asked for in another way, and its hello says nothing of the
  /// older ones.
  private static boolean refusesOlder(AlertReceived alert, String version) {
    return alert.code() == AlertDescription.PROTOCOL_VERSION.value()
        && !alert.hello().equals(NEWEST)
        && VERSIONS.indexOf(version) <= VERSIONS.indexOf(alert.hello());
  }

  /// The usual hello offers TLS 1.3, so whatever else is chosen refuses that.
  private static boolean choseOther(ServerHelloReceived answer, String version) {
    return !answer.version().equals(version)
        && (answer.hello().equals(version)
            || (answer.hello().equals("usual") && version.equals(NEWEST)));
  }
}
