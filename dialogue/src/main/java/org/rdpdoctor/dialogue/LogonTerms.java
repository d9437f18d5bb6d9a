package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.wire.Bytes;

/// What one logon is about.
///
/// @param bare true if the server understands no SPNEGO
/// @param subjectPublicKey of the certificate that TLS showed
/// @param nonce 32 random bytes
/// @param delegated the password, if it is to be handed over
/// @param authorizationFollows true if the server tells afterwards whether the user may log on, as
///     it does with HYBRID_EX
public record LogonTerms(
    Account account,
    boolean bare,
    Bytes subjectPublicKey,
    Bytes nonce,
    Optional<Password> delegated,
    boolean authorizationFollows) {}
