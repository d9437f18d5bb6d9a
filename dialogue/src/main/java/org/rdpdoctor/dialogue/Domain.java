package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataRequest;
import org.rdpdoctor.wire.security.SessionCiphers;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Protocols;

/// An MCS domain that was joined: what the parts of a session after that need to know.
///
/// @param user the client's user id
/// @param ioChannel where everything but pictures is said
/// @param security what the server chose, and its half of the keys
/// @param ciphers once both halves are known; nothing under TLS
public record Domain(
    Protocols selected,
    int user,
    int ioChannel,
    ServerSecurityData security,
    Optional<SessionCiphers> ciphers) {

  /// The same with the keys that both sides have now.
  public Domain with(SessionCiphers both) {
    return new Domain(selected, user, ioChannel, security, Optional.of(both));
  }

  /// A packet on the I/O channel.
  Bytes packet(Bytes userData) {
    return new DataTpdu(new SendDataRequest(user, ioChannel, userData).encode()).encode();
  }
}
