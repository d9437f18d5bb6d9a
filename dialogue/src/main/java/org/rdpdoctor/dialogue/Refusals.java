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

  private static final List<String> CURRENT = List.of("TLSv1.2", NEWEST);

  private Refusals() {}

  /// True for an alert, or any other end but silence, in answer to a hello for this version alone,
  /// and for what says as much of it in answer to another one. Silence says nothing: something on
  /// the way may have swallowed the hello.
  ///
  /// @param version as facts name it: `TLSv1.0`
  public static boolean hasRefused(List<Observation> seen, String version) {
    boolean current =
        Summary.all(seen, ServerHelloReceived.class).stream()
            .anyMatch(answer -> CURRENT.contains(answer.version()));
    return Summary.all(seen, TlsFact.class).stream()
        .anyMatch(fact -> refuses(fact, version, current));
  }

  private static boolean refuses(TlsFact fact, String version, boolean current) {
    return (fact instanceof AlertReceived alert
            && (alert.hello().equals(version) || refusesOlder(alert, version, current)))
        || (fact instanceof HandshakeEnded ended && ended.hello().equals(version))
        || (fact instanceof HandshakeUnreadable odd && odd.hello().equals(version))
        || (fact instanceof ServerHelloReceived answer && choseOther(answer, version));
  }

  /// A hello asks for a version or any older one, and the server chooses the newest that it has
  /// (RFC 5246 E.1). So an alert for want of a version speaks for all of them, and before TLS 1.2,
  /// where all versions have suites and signatures in common, any alert does, if it comes from a
  /// server that can read the hello, as one with a current version can. TLS 1.3 is asked for in
  /// another way, and its hello says nothing of the older ones.
  private static boolean refusesOlder(AlertReceived alert, String version, boolean current) {
    String asked = alert.hello();
    boolean forVersion = alert.code() == AlertDescription.PROTOCOL_VERSION.value();
    return VERSIONS.indexOf(version) <= VERSIONS.indexOf(asked)
        && !asked.equals(NEWEST)
        && (forVersion || (current && !CURRENT.contains(asked)));
  }

  /// The usual hello offers TLS 1.3, so whatever else is chosen refuses that.
  private static boolean choseOther(ServerHelloReceived answer, String version) {
    return !answer.version().equals(version)
        && (answer.hello().equals(version)
            || (answer.hello().equals("usual") && version.equals(NEWEST)));
  }
}
