package org.rdpdoctor.probe.kerberos;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rdpdoctor.dialogue.Mechanism;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.facts.AuthenticationFact.KerberosNeedsName;
import org.rdpdoctor.facts.AuthenticationFact.KerberosNotTried;
import org.rdpdoctor.facts.Observation;

/// Gets what a logon with Kerberos begins with: a ticket for the server, from the user's ticket
/// cache or for a password, which is proved to the KDC once.
public final class KerberosLogon {
  private static final Duration RESERVE = Duration.ofMillis(300);

  private final Surroundings world;
  private final Krb5Conf conf;

  /// Reads the krb5.conf of this machine.
  public KerberosLogon(Surroundings world) {
    this(world, Krb5Conf.ofMachine(world.environment()));
  }

  KerberosLogon(Surroundings world, Krb5Conf conf) {
    this.world = world;
    this.conf = conf;
  }

  /// What came of it.
  ///
  /// @param mechanism to log on with; nothing if there is no ticket
  /// @param principal whose ticket it is, as `name@REALM`; empty if there is none
  /// @param seen what was seen on the way
  /// @param isLastWord true if no other mechanism may be tried after it: a KDC has refused the
  ///     user, or may have counted the password as wrong, so that another try would be a second
  public record Prepared(
      Optional<Mechanism> mechanism, String principal, List<Observation> seen, boolean isLastWord) {
    public Prepared {
      seen = List.copyOf(seen);
    }

    static Prepared nothing(Observation why) {
      return new Prepared(Optional.empty(), "", List.of(why), false);
    }
  }

  /// True if Windows would try Kerberos for a password here: the target is a name, and the user is
  /// said with a domain whose realm is known. A user without one is a local one first.
  public boolean isLikely(KerberosRequest request) {
    return !isAddress(request.host())
        && request.namesRealm()
        && KerberosUser.of(request, conf).isPresent();
  }

  /// Takes no longer than what is left of the run, whatever a KDC does.
  ///
  /// @param password asked for only if it is needed; nothing to log on with a ticket from the cache
  public Prepared prepare(KerberosRequest request, Optional<Password> password) {
    if (isAddress(request.host())) {
      return Prepared.nothing(
          new KerberosNeedsName(
              request.host(),
              world.evidence("no request for a ticket", request.host() + " is an address")));
    }
    Optional<KerberosUser> user = KerberosUser.of(request, conf);
    if (password.isPresent() && user.isEmpty()) {
      return notTried("no realm is known for " + request.user().orElse("the user"));
    }
    var errand = new TicketErrand(request, user, password, conf, world);
    try (errand;
        var relay = new KdcRelay(errand.talk())) {
      var task = new FutureTask<>(() -> errand.run(relay.address()));
      Thread.ofVirtual().start(task);
      Duration patience = world.left().get().minus(RESERVE);
      return task.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return errand.brokenOff();
    } catch (TimeoutException _) {
      return errand.brokenOff();
    } catch (IOException e) {
      return notTried("nothing may listen on loopback: " + e.getMessage());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Prepared notTried(String reason) {
    return Prepared.nothing(
        new KerberosNotTried(reason, world.evidence("no request for a ticket", reason)));
  }

  private static boolean isAddress(String host) {
    if (host.indexOf(':') >= 0) {
      return true;
    }
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
