package org.rdpdoctor.probe;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.dialogue.CertificateReading;
import org.rdpdoctor.dialogue.Peer;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.wire.Bytes;

/// The certificates that the connections of a run were shown, read when everything is known that
/// they are held against.
final class Certificates {
  private final Target target;
  private final InstantSource wallClock;
  private final Nla nla;
  private final List<Shown> shown = new ArrayList<>();

  /// A chain as one connection showed it.
  private record Shown(Peer peer, List<Bytes> chain) {}

  /// @param nla knows the server's own clock, if the server told it
  Certificates(Target target, InstantSource wallClock, Nla nla) {
    this.target = target;
    this.wallClock = wallClock;
    this.nla = nla;
  }

  /// @param chain in DER, the server's own certificate first; nothing if it is empty
  synchronized void remember(Peer peer, List<Bytes> chain) {
    if (!chain.isEmpty()) {
      shown.add(new Shown(peer, chain));
    }
  }

  /// True if `own`, in DER, is the certificate that is expected: the pinned one, or else one that
  /// this run was shown before, if any was.
  boolean match(Bytes own, Optional<String> pin) {
    return pin.map(expected -> expected.equals(CertificateReading.sha256(own)))
        .orElseGet(
            () ->
                shown().isEmpty()
                    || shown().stream().anyMatch(each -> each.chain().getFirst().equals(own)));
  }

  /// The chain that was shown first; empty if none was.
  List<Bytes> first() {
    return shown().stream().findFirst().map(Shown::chain).orElse(List.of());
  }

  private synchronized List<Shown> shown() {
    return List.copyOf(shown);
  }

  /// Logs what the chains say that were shown; each different one once.
  ///
  /// @param pin the SHA-256 of the certificate that the server is known to have
  void read(Optional<String> pin, Log log, Clock clock) {
    var known = new HashSet<Bytes>();
    for (Shown each : shown()) {
      if (known.add(each.chain().getFirst())) {
        log.addAll(CertificateReading.of(each.peer(), each.chain(), held(each, pin), clock.now()));
      }
    }
  }

  private CertificateReading.Circumstances held(Shown each, Optional<String> pin) {
    boolean named = !Names.isLiteral(target.host()) && !target.host().equalsIgnoreCase("localhost");
    return new CertificateReading.Circumstances(
        named ? Optional.of(target.host()) : Optional.empty(),
        wallClock.instant(),
        nla.serverTime(),
        CertificateReading.isSelfSigned(each.chain().getFirst()) || Trust.reaches(each.chain()),
        pin);
  }
}
