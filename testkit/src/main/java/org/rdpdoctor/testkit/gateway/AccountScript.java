package org.rdpdoctor.testkit.gateway;

import java.util.List;
import java.util.Optional;

/// How users prove themselves to a scripted gateway.
///
/// @param schemes offered in HTTP, in this order: `Negotiate`, `NTLM`, `Basic`, and the gateway's
///     own `PAA` and `SSPI_NTLM`
/// @param channelBinding whether a proof that is bound to another TLS channel is refused: Windows
///     does that until `EnforceChannelBinding` is switched off for a proxy that ends TLS
/// @param cookie the one cookie that pluggable authentication takes; nothing where the gateway does
///     not have it
public record AccountScript(
    List<String> schemes, Verdict verdict, boolean channelBinding, Optional<String> cookie) {

  public enum Verdict {
    /// The lab's one account is let in, everything else is answered 401.
    HONEST,
    /// Even the right proof is answered 401.
    REFUSED,
    /// Every request is answered with the bare list of schemes: nobody gets as far as a challenge.
    FORGETFUL
  }

  public AccountScript {
    schemes = List.copyOf(schemes);
  }

  public static AccountScript healthy() {
    return new AccountScript(List.of("Negotiate", "NTLM"), Verdict.HONEST, true, Optional.empty());
  }

  public AccountScript offering(String... others) {
    return new AccountScript(List.of(others), verdict, channelBinding, cookie);
  }

  public AccountScript verdict(Verdict other) {
    return new AccountScript(schemes, other, channelBinding, cookie);
  }

  public AccountScript unbound() {
    return new AccountScript(schemes, verdict, false, cookie);
  }

  /// Pluggable authentication instead of Windows': whoever comes shows this cookie.
  public AccountScript cookie(String only) {
    return new AccountScript(List.of("PAA"), verdict, channelBinding, Optional.of(only));
  }
}
