package org.rdpdoctor.probe.kerberos;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rdpdoctor.facts.AuthenticationFact.KdcAnswered;
import org.rdpdoctor.facts.AuthenticationFact.KdcClock;
import org.rdpdoctor.facts.AuthenticationFact.KdcRefused;
import org.rdpdoctor.facts.AuthenticationFact.KdcUnreachable;
import org.rdpdoctor.facts.AuthenticationFact.ServiceTicketObtained;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.probe.kerberos.KdcExchange.Result;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.kerberos.KdcMessage;
import org.rdpdoctor.wire.kerberos.KdcReply;
import org.rdpdoctor.wire.kerberos.KdcRequest;
import org.rdpdoctor.wire.kerberos.KerbExtError;
import org.rdpdoctor.wire.kerberos.KrbError;
import org.rdpdoctor.wire.kerberos.KrbErrorCode;
import org.rdpdoctor.wire.kerberos.PrincipalName;

/// What is asked of KDCs during one logon, what they answer, and the facts of it.
///
/// A password is proved to one KDC, once: a second proof is not sent, whoever wants it.
final class KdcTalk {
  static final String LOGON = "logon";
  private static final String SERVICE = "service";
  private static final String TGS = "krbtgt/";
  private static final int PREVIEW = 40;

  private final KdcLocator locator;
  private final KdcExchange exchange;
  private final Surroundings world;
  private final Consumer<Observation> seen;

  private final Map<String, Route> routes = new HashMap<>();
  private final Set<String> clocks = new HashSet<>();
  private final Set<String> refusals = new HashSet<>();
  private final Set<String> referrals = new LinkedHashSet<>();
  private boolean proofSpent;
  private volatile boolean ended;
  private boolean serviceAnswered;
  private Optional<Granted> logon = Optional.empty();

  /// How a realm's KDC is reached.
  private record Route(KdcAddress kdc, boolean tcp) {}

  /// The user's first ticket, as far as it can be seen from outside.
  record Granted(String realm, String encryption, Duration elapsed, String kdc) {}

  KdcTalk(
      KdcLocator locator, KdcExchange exchange, Surroundings world, Consumer<Observation> seen) {
    this.locator = locator;
    this.exchange = exchange;
    this.world = world;
    this.seen = seen;
  }

  /// Realms to which a KDC sent us on.
  synchronized List<String> referrals() {
    return List.copyOf(referrals);
  }

  /// True if a proof of the password was sent, and no ticket came for it: it may have been counted.
  synchronized boolean isProofSpent() {
    return proofSpent;
  }

  /// From now on every question stays without an answer.
  void end() {
    ended = true;
  }

  /// True once a ticket for the server has come.
  synchronized boolean serviceAnswered() {
    return serviceAnswered;
  }

  synchronized Optional<Granted> logon() {
    return logon;
  }

  /// The answer to a question; nothing if there is none, or if it must not be asked.
  synchronized Optional<Bytes> ask(Bytes question) {
    try {
      if (ended || !(KdcMessage.decode(question) instanceof KdcRequest request)) {
        return Optional.empty();
      }
      if (request.provesPassword()) {
        if (proofSpent) {
          return Optional.empty();
        }
        proofSpent = true;
      }
      Duration began = world.now();
      Optional<Bytes> answer = carry(request, question);
      return answer.isPresent() && isRead(request, answer.get(), began) ? answer : Optional.empty();
    } catch (DecodeException _) {
      return Optional.empty();
    }
  }

  private boolean isRead(KdcRequest request, Bytes answer, Duration began) {
    try {
      note(request, KdcMessage.decode(answer), world.now().minus(began));
      return true;
    } catch (DecodeException e) {
      KdcUnreachable unreadable =
          new KdcUnreachable(
              request.realm(),
              kdcOf(request.realm()),
              "unreadable",
              "untried",
              world.now().minus(began),
              world.evidence(
                  "a question to " + kdcOf(request.realm()),
                  answer.preview(PREVIEW) + " (" + e.fault().describe() + ")"));
      seen.accept(unreadable);
      return false;
    }
  }

  private Optional<Bytes> carry(KdcRequest request, Bytes question) {
    Route known = routes.get(request.realm());
    if (known != null) {
      Duration began = world.now();
      return switch (over(known, question)) {
        case Result.Answer(Bytes message) -> Optional.of(message);
        case Result.Nothing(String how) -> {
          unreachable(
              request.realm(),
              known.kdc(),
              known.tcp() ? how : "untried",
              known.tcp() ? "untried" : how,
              began);
          yield Optional.empty();
        }
      };
    }
    for (KdcAddress kdc : locator.locate(request.realm())) {
      Optional<Bytes> answer = first(request.realm(), kdc, question);
      if (answer.isPresent() || request.provesPassword()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  /// Asks a KDC that nothing is known of yet.
  private Optional<Bytes> first(String realm, KdcAddress kdc, Bytes question) {
    Duration began = world.now();
    String tcp;
    switch (exchange.overTcp(kdc, question)) {
      case Result.Answer(Bytes message) -> {
        return answered(realm, new Route(kdc, true), began, message);
      }
      case Result.Nothing(String how) -> tcp = how;
    }
    if (tcp.equals("unresolved")) {
      unreachable(realm, kdc, tcp, "untried", began);
      return Optional.empty();
    }
    switch (exchange.overUdp(kdc, question)) {
      case Result.Answer(Bytes message) -> {
        return answered(realm, new Route(kdc, false), began, message);
      }
      case Result.Nothing(String how) -> unreachable(realm, kdc, tcp, how, began);
    }
    return Optional.empty();
  }

  private Result over(Route route, Bytes question) {
    return route.tcp()
        ? exchange.overTcp(route.kdc(), question)
        : exchange.overUdp(route.kdc(), question);
  }

  private Optional<Bytes> answered(String realm, Route route, Duration began, Bytes message) {
    routes.put(realm, route);
    Duration elapsed = world.now().minus(began);
    String transport = route.tcp() ? "tcp" : "udp";
    seen.accept(
        new KdcAnswered(
            realm,
            route.kdc().toString(),
            transport,
            elapsed,
            world.evidence(
                "a first question to " + route.kdc() + " over " + transport, "an answer")));
    return Optional.of(message);
  }

  private String kdcOf(String realm) {
    return Optional.ofNullable(routes.get(realm)).map(route -> route.kdc().toString()).orElse("");
  }

  private void unreachable(String realm, KdcAddress kdc, String tcp, String udp, Duration began) {
    seen.accept(
        new KdcUnreachable(
            realm,
            kdc.toString(),
            tcp,
            udp,
            world.now().minus(began),
            world.evidence("a question to " + kdc, "TCP " + tcp + ", UDP " + udp)));
  }

  private void note(KdcRequest request, KdcMessage answer, Duration elapsed) {
    switch (answer) {
      case KrbError error -> note(request, error);
      case KdcReply reply -> note(request, reply, elapsed);
      case KdcRequest _ -> {
        // no answer at all; the JDK will say so
      }
    }
  }

  private void note(KdcRequest request, KdcReply reply, Duration elapsed) {
    if (reply.msgType() == KdcReply.AS_REP) {
      if (request.provesPassword()) {
        proofSpent = false; // a right password does no harm
      }
      logon =
          Optional.of(
              new Granted(
                  request.realm(), reply.etype().toString(), elapsed, kdcOf(request.realm())));
      return;
    }
    String service = reply.sname().toString();
    String asked = request.sname().map(PrincipalName::toString).orElse("");
    if (service.startsWith(TGS) && !asked.startsWith(TGS)) {
      referrals.add(service.substring(TGS.length()));
      return;
    }
    if (!service.startsWith(TGS)) {
      serviceAnswered = true;
      seen.accept(
          new ServiceTicketObtained(
              asked,
              request.realm(),
              reply.etype().toString(),
              elapsed,
              world.evidence("a TGS-REQ for " + asked, "a ticket with " + reply.etype())));
    }
  }

  private void note(KdcRequest request, KrbError error) {
    KrbErrorCode code = error.errorCode();
    compareClocks(kdcOf(request.realm()), error);
    if (code.equals(KrbErrorCode.PREAUTH_REQUIRED) && !request.provesPassword()) {
      return; // the normal first answer: with it comes how the password is to be proved
    }
    boolean logsOn = request.msgType() == KdcRequest.AS_REQ;
    String service = logsOn ? "" : request.sname().map(PrincipalName::toString).orElse("");
    String principal = request.cname().map(PrincipalName::toString).orElse("");
    // The JDK asks for a service twice, with and without its wish to be sent on.
    if (refusals.add(request.realm() + " " + logsOn + " " + code.value() + " " + service)) {
      seen.accept(refused(request, error, logsOn ? LOGON : SERVICE, principal, service));
    }
  }

  private KdcRefused refused(
      KdcRequest request, KrbError error, String asked, String principal, String service) {
    KrbErrorCode code = error.errorCode();
    String status =
        error
            .extended()
            .map(KerbExtError::status)
            .filter(value -> value != 0)
            .map("0x%08X"::formatted)
            .orElse("");
    String statusName = status.isEmpty() ? "" : world.statusOf().apply(status);
    String what =
        asked.equals(LOGON)
            ? (request.provesPassword() ? "an AS-REQ with the password's proof" : "an AS-REQ")
                + " for "
                + principal
            : "a TGS-REQ for " + service;
    return new KdcRefused(
        asked,
        principal,
        service,
        request.realm(),
        code.value(),
        code.toString(),
        status,
        statusName,
        world.evidence(
            what,
            "KRB-ERROR %d (%s)%s"
                .formatted(
                    code.value(), code, status.isEmpty() ? "" : ", " + status + " " + statusName)));
  }

  /// Every error says what time it is with the KDC.
  private void compareClocks(String kdc, KrbError error) {
    if (clocks.add(kdc)) {
      Duration difference = Duration.between(world.wallClock().instant(), error.time());
      seen.accept(
          new KdcClock(
              kdc,
              error.time(),
              difference.abs(),
              difference.isNegative(),
              world.evidence("a question to " + kdc, "a KRB-ERROR with the time " + error.time())));
    }
  }
}
