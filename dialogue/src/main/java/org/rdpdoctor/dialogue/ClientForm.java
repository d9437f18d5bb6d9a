package org.rdpdoctor.dialogue;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.SignatureScheme;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// What a known client says at the beginning of a connection, to be said in its place.
///
/// @param id as the knowledge names it
/// @param offers the protocols in its connection request
/// @param versions not empty
/// @param suites best first
/// @param groups best first; none if it knows no elliptic curves
/// @param signatures best first; none if they are not known
public record ClientForm(
    String id,
    Protocols offers,
    List<TlsVersion> versions,
    List<CipherSuite> suites,
    List<NamedGroup> groups,
    List<SignatureScheme> signatures) {

  public ClientForm {
    versions = List.copyOf(versions);
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    signatures = List.copyOf(signatures);
  }

  /// The name of its hello in facts.
  public String hello() {
    return "client " + id;
  }

  public TlsVersion newest() {
    return versions.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  /// True if whoever sends this hello is understood when the server answers so: nothing is learnt
  /// by asking.
  public boolean understands(String version, String suite) {
    return versions.stream().anyMatch(each -> Hello.nameOf(each).equals(version))
        && suites.stream().anyMatch(each -> each.toString().equals(suite));
  }

  /// True if it says the same as another client: one of them is enough to ask.
  public boolean saysTheSame(ClientForm other) {
    return Set.copyOf(versions).equals(Set.copyOf(other.versions))
        && suites.equals(other.suites)
        && groups.equals(other.groups);
  }
}
