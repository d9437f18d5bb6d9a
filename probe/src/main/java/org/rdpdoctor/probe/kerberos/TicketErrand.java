package org.rdpdoctor.probe.kerberos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSException;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.facts.AuthenticationFact.CachedTicketFound;
import org.rdpdoctor.facts.AuthenticationFact.CachedTicketMissing;
import org.rdpdoctor.facts.AuthenticationFact.KdcNotFound;
import org.rdpdoctor.facts.AuthenticationFact.KdcRefused;
import org.rdpdoctor.facts.AuthenticationFact.KdcUnreachable;
import org.rdpdoctor.facts.AuthenticationFact.KerberosNotTried;
import org.rdpdoctor.facts.AuthenticationFact.LogonTicketObtained;
import org.rdpdoctor.facts.AuthenticationFact.TicketUnusable;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.probe.kerberos.KerberosLogon.Prepared;
import org.rdpdoctor.wire.kerberos.KrbErrorCode;

/// One errand to the KDCs: for the user's first ticket, unless it lies in the cache, and for one to
/// the server.
final class TicketErrand implements AutoCloseable {
  /// How often a KDC may send us on to a realm that nobody has heard of.
  private static final int MOST_REFERRALS = 3;

  /// KRB_AP_ERR_BAD_INTEGRITY: the JDK gives every other reason its number, but says of a ticket
  /// that does not open with the password only that its checksum failed.
  private static final int BAD_INTEGRITY = 31;

  private final KerberosRequest request;
  private final Optional<KerberosUser> user;
  private final Optional<Password> password;
  private final Krb5Conf conf;
  private final Surroundings world;
  private final List<Observation> seen = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> realms = new LinkedHashSet<>();
  private final KdcTalk talk;
  private String realm;

  /// What the JDK said last; a fact only if nothing else tells why.
  private Optional<Observation> failure = Optional.empty();

  TicketErrand(
      KerberosRequest request,
      Optional<KerberosUser> user,
      Optional<Password> password,
      Krb5Conf conf,
      Surroundings world) {
    this.request = request;
    this.user = user;
    this.password = password;
    this.conf = conf;
    this.world = world;
    realm = user.map(KerberosUser::realm).or(() -> KerberosUser.realm(request, conf)).orElse("");
    var locator =
        new KdcLocator(request.kdc().flatMap(KdcAddress::parse), realm, conf, world, seen::add);
    talk = new KdcTalk(locator, new KdcExchange(world), world, seen::add);
    realms.addAll(likelyRealms());
  }

  KdcTalk talk() {
    return talk;
  }

  /// Every realm that may come up: the JDK asks no KDC of one that it was not told of.
  private Set<String> likelyRealms() {
    var likely = new LinkedHashSet<String>();
    likely.add(realm);
    likely.addAll(conf.realms());
    String host = request.host();
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      likely.add(KerberosUser.upper(host.substring(dot + 1)));
    }
    likely.add(KerberosUser.upper(request.dnsDomain()));
    likely.removeIf(name -> !GeneratedConf.isRealm(name));
    return likely;
  }

  /// @param relay the KDC of every realm, for the JDK
  Prepared run(KdcAddress relay) throws IOException {
    for (int round = 0; ; round++) {
      Optional<Prepared> result = attempt(relay);
      boolean isNew =
          realms.addAll(talk.referrals().stream().filter(GeneratedConf::isRealm).toList());
      if (result.isPresent()) {
        return result.get();
      }
      if (!isNew || round == MOST_REFERRALS) {
        return nothing();
      }
    }
  }

  /// Time is up: what was seen until now.
  Prepared brokenOff() {
    String reason = "time ran out";
    failure =
        Optional.of(new KerberosNotTried(reason, world.evidence("a request for a ticket", reason)));
    return nothing();
  }

  private Prepared nothing() {
    if (!isExplained()) {
      failure.ifPresent(seen::add);
    }
    return new Prepared(Optional.empty(), "", seen, talk.isProofSpent() || isRefused());
  }

  private Optional<Prepared> attempt(KdcAddress relay) throws IOException {
    String text = GeneratedConf.text(realm, realms, relay, conf, world.left().get());
    Optional<JdkKerberos> alone = JdkKerberos.with(text, world.left().get());
    if (alone.isEmpty()) {
      return Optional.empty();
    }
    try (var jdk = alone.get()) {
      Optional<Subject> subject =
          password.isPresent() ? logOn(jdk, user.orElseThrow(), password.get()) : fromCache(jdk);
      if (subject.isEmpty()) {
        return Optional.empty();
      }
      KerberosPrincipal owner = JdkKerberos.principal(subject.get());
      if (realms.add(owner.getRealm())) { // a ticket of a realm that nobody has mentioned
        realm = owner.getRealm();
        return attempt(relay);
      }
      return open(subject.get(), owner);
    }
  }

  private Optional<Subject> logOn(JdkKerberos jdk, KerberosUser who, Password secret) {
    boolean again = talk.logon().isPresent();
    try {
      Subject subject = jdk.logOn(who, secret);
      if (!again) {
        talk.logon().map(granted -> obtained(who, granted)).ifPresent(seen::add);
      }
      return Optional.of(subject);
    } catch (LoginException e) {
      failed("krbtgt/" + realm, e, talk.logon().isPresent(), BAD_INTEGRITY);
      return Optional.empty();
    }
  }

  private LogonTicketObtained obtained(KerberosUser who, KdcTalk.Granted granted) {
    return new LogonTicketObtained(
        who.toString(),
        granted.realm(),
        granted.encryption(),
        granted.elapsed(),
        world.evidence(
            "an AS-REQ for " + who + " to " + granted.kdc(),
            "a ticket with " + granted.encryption()));
  }

  private Optional<Subject> fromCache(JdkKerberos jdk) {
    TicketCache cache = TicketCache.of(conf, world.environment());
    String reason = cache.supported() ? cache.mayExist() ? "" : "absent" : "unsupported";
    if (reason.isEmpty()) {
      try {
        Subject subject = jdk.fromCache(user, cache.file());
        String owner = JdkKerberos.principal(subject).getName();
        if (seen.stream().noneMatch(CachedTicketFound.class::isInstance)) {
          seen.add(
              new CachedTicketFound(
                  owner,
                  cache.name(),
                  world.evidence("a look into " + cache.name(), "a ticket of " + owner)));
        }
        return Optional.of(subject);
      } catch (LoginException _) {
        reason = "unusable";
      }
    }
    String wanted = user.map(KerberosUser::toString).orElse("anybody");
    seen.add(
        new CachedTicketMissing(
            cache.name(),
            reason,
            world.evidence("a look into " + cache.name(), "no valid ticket of " + wanted)));
    return Optional.empty();
  }

  private Optional<Prepared> open(Subject subject, KerberosPrincipal owner) {
    try {
      JdkKerberos.Opened opened =
          JdkKerberos.open(
              subject, request.service(), conf.realmOf(request.host()).orElse(owner.getRealm()));
      var mechanism =
          new KerberosMechanism(opened.context(), opened.first(), request.service(), world);
      return Optional.of(new Prepared(Optional.of(mechanism), owner.getName(), seen, true));
    } catch (GSSException e) {
      failed(request.service(), e, talk.serviceAnswered(), 0);
      return Optional.empty();
    }
  }

  /// Something went wrong in the JDK. What a KDC did is known already; what is left is a ticket
  /// that does not fit.
  private void failed(String service, Exception thrown, boolean ticketCame, int usualCode) {
    String reason = JdkFailure.textOf(thrown);
    int code = JdkFailure.codeOf(thrown).orElse(usualCode);
    failure =
        Optional.of(
            ticketCame
                ? new TicketUnusable(
                    service,
                    code,
                    reason,
                    world.evidence("a request for a ticket to " + service, "a ticket: " + reason))
                : new KerberosNotTried(reason, world.evidence("no request for a ticket", reason)));
  }

  private boolean isExplained() {
    return seen.stream()
        .anyMatch(
            fact ->
                fact instanceof KdcRefused
                    || fact instanceof KdcNotFound
                    || fact instanceof KdcUnreachable
                    || fact instanceof CachedTicketMissing);
  }

  /// True if a KDC would not have the user, or the password does not open what it gave. Whom it
  /// does not know may still have an account on the server.
  private boolean isRefused() {
    int unknown = KrbErrorCode.CLIENT_UNKNOWN.value();
    return seen.stream()
        .anyMatch(
            fact ->
                fact instanceof KdcRefused refused
                        && refused.asked().equals(KdcTalk.LOGON)
                        && refused.code() != unknown
                    || fact instanceof TicketUnusable);
  }

  /// From now on nothing more is asked, whatever the JDK is still about.
  @Override
  public void close() {
    talk.end();
  }
}
