package org.rdpdoctor.probe;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.HttpLogon;
import org.rdpdoctor.dialogue.Mechanism;
import org.rdpdoctor.dialogue.NtlmMechanism;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.FileTime;

/// The one logon at a gateway. A password that was right may be proved again, on each connection
/// that needs it; one that was not, or of which nobody said what it was, never.
final class GatewayProof {
  static final String NEGOTIATE = "Negotiate";
  static final String NTLM = "NTLM";
  static final String INSIDE = "SSPI_NTLM";
  static final String BASIC = "Basic";

  private final Itinerary.Gateway gateway;
  private final GatewaySeen known;
  private final InstantSource wallClock;
  private State state = State.FRESH;

  private enum State {
    FRESH,
    /// It was right.
    ACCEPTED,
    /// It was wrong, or may have been.
    SPENT
  }

  GatewayProof(Itinerary.Gateway gateway, GatewaySeen known, InstantSource wallClock) {
    this.gateway = gateway;
    this.known = known;
    this.wallClock = wallClock;
  }

  /// True if nothing has to be proved, or the password is known to be right.
  synchronized boolean isSettled() {
    return gateway.token().isPresent() || state == State.ACCEPTED;
  }

  /// True if a password may be proved now.
  synchronized boolean isAllowed() {
    return state != State.SPENT;
  }

  /// What a proof met.
  synchronized void met(boolean accepted) {
    if (state != State.SPENT) {
      state = accepted ? State.ACCEPTED : State.SPENT;
    }
  }

  /// The schemes to try, best first; empty if none is any use here. A token needs none.
  List<String> schemes() {
    if (gateway.token().isPresent() || gateway.logon().isEmpty()) {
      return List.of("");
    }
    var usable = new ArrayList<String>();
    for (String scheme : List.of(NEGOTIATE, NTLM, INSIDE)) {
      if (isOffered(scheme)) {
        usable.add(scheme);
      }
    }
    boolean told = gateway.logon().get().mayBeTold() && known.trusted();
    if (usable.isEmpty() && told && isOffered(BASIC)) {
      usable.add(BASIC);
    }
    return usable.isEmpty() && known.schemes().isEmpty() ? List.of(NEGOTIATE, NTLM) : usable;
  }

  private boolean isOffered(String scheme) {
    return known.schemes().stream()
        .anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(scheme.toLowerCase(Locale.ROOT)));
  }

  /// What HTTP is told on one connection; nothing is proved once a proof was not accepted.
  ///
  /// @param binding of the connection's TLS channel
  HttpLogon over(String scheme, Bytes binding) {
    Optional<Logon> logon = gateway.logon().filter(_ -> isAllowed());
    if (scheme.isEmpty() || scheme.equals(INSIDE) || logon.isEmpty()) {
      return HttpLogon.named(scheme);
    }
    return switch (scheme) {
      case BASIC -> HttpLogon.basic(account(), logon.get().password().orElseThrow());
      case NTLM -> HttpLogon.ntlm(account(), ntlm(binding));
      default -> HttpLogon.negotiate(account(), ntlm(binding));
    };
  }

  /// What is proved inside the tunnel, if it is done there; no channel is bound then (MS-TSGU
  /// 3.3.5.3.3).
  Optional<Mechanism> inside(String scheme) {
    return scheme.equals(INSIDE) && isAllowed() ? Optional.of(ntlm(Bytes.EMPTY)) : Optional.empty();
  }

  Account account() {
    return gateway.logon().map(Logon::account).orElseGet(() -> new Account("", ""));
  }

  private Mechanism ntlm(Bytes binding) {
    return NtlmMechanism.unsealed(
        account(),
        gateway.logon().flatMap(Logon::password).orElseThrow(),
        new NtlmMechanism.Surroundings(
            "HTTP/" + gateway.host(),
            binding,
            ThisMachine.name(System.getenv()),
            FileTime.of(wallClock.instant())),
        new NtlmMechanism.Chances(Seeds.bytes(8), Seeds.bytes(16)));
  }
}
