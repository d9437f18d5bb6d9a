package org.rdpdoctor.cli;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.diagnosis.Inquiry;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.opened.KeyRing;

/// What of captures is wanted, and how it is to be printed.
///
/// @param ports where an attempt counts as one of RDP even if nobody answers
/// @param client only connections of this one
/// @param server only connections to this one
/// @param openers who can read what is encrypted
/// @param inquiries what reports are to give their reasons for
record CaptureWishes(
    Words.Format format,
    Output output,
    Optional<Moment> from,
    Optional<Moment> to,
    Set<Integer> ports,
    Optional<InetAddress> client,
    Optional<InetAddress> server,
    KeyRing openers,
    List<Inquiry> inquiries) {

  CaptureWishes {
    ports = Set.copyOf(ports);
    inquiries = List.copyOf(inquiries);
  }

  boolean isNarrowed() {
    return client.isPresent() || server.isPresent() || from.isPresent() || to.isPresent();
  }

  /// Whether a conversation between these two is wanted.
  boolean include(Endpoint one, Endpoint other) {
    return is(client, one) && is(server, other);
  }

  private static boolean is(Optional<InetAddress> wanted, Endpoint endpoint) {
    return wanted.isEmpty() || wanted.get().equals(InetAddress.ofLiteral(endpoint.address()));
  }
}
