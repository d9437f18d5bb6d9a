package org.rdpdoctor.diagnosis.clients;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.SignatureScheme;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// What one kind of client asks of a server, and what it puts up with: `knowledge/clients/ID.yaml`.
///
/// @param rank its place among the others in a report; unique
/// @param offers the security protocols in its connection request
/// @param standardSecurity whether it goes on with a server that has standard RDP security only
/// @param tlsVersions in any order
/// @param cipherSuites best first
/// @param groups best first; none if it knows no elliptic curves
/// @param signatures best first; none if it has no version that negotiates them
/// @param oldSignatures whether it takes the signature with MD5 or SHA-1 that ECDHE and DHE have
///     before TLS 1.2
/// @param leastRsaBits the shortest RSA key in a certificate that it goes on with
/// @param refusedHashes the hashes, `md5` and `sha1`, that it refuses in a certificate's signature
/// @param credSsp the newest version of CredSSP that it speaks
/// @param leastCredSsp the oldest one that it goes on with
/// @param handshakeSeconds how long it gives everything from the connection request to the desktop
public record ClientProfile(
    String id,
    String name,
    int rank,
    Trait<Protocols> offers,
    Trait<Boolean> standardSecurity,
    Trait<List<TlsVersion>> tlsVersions,
    Trait<List<CipherSuite>> cipherSuites,
    Trait<List<NamedGroup>> groups,
    Trait<List<SignatureScheme>> signatures,
    Trait<Boolean> oldSignatures,
    Trait<Integer> leastRsaBits,
    Trait<List<String>> refusedHashes,
    Trait<Integer> credSsp,
    Trait<Integer> leastCredSsp,
    Trait<Integer> handshakeSeconds) {

  /// All that is known or not known, under the names that the knowledge files use.
  public Map<String, Trait<?>> traits() {
    var traits = new LinkedHashMap<String, Trait<?>>();
    traits.put("offers", offers);
    traits.put("standardSecurity", standardSecurity);
    traits.put("tlsVersions", tlsVersions);
    traits.put("cipherSuites", cipherSuites);
    traits.put("groups", groups);
    traits.put("signatures", signatures);
    traits.put("oldSignatures", oldSignatures);
    traits.put("leastRsaBits", leastRsaBits);
    traits.put("refusedHashes", refusedHashes);
    traits.put("credSsp", credSsp);
    traits.put("leastCredSsp", leastCredSsp);
    traits.put("handshakeSeconds", handshakeSeconds);
    return traits;
  }
}
