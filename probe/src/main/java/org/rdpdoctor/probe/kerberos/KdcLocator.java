package org.rdpdoctor.probe.kerberos;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.rdpdoctor.facts.AuthenticationFact.KdcLocated;
import org.rdpdoctor.facts.AuthenticationFact.KdcNotFound;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.SpecifiedIn;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Finds the KDCs of a realm: where the user says, where krb5.conf says, or where DNS says.
@SpecifiedIn("RFC 4120 7.2.3.2")
final class KdcLocator {
  /// Each is tried with both transports; one that works is enough.
  private static final int MOST_KDCS = 4;

  private static final int MOST_SERVERS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Optional<KdcAddress> given;
  private final String givenRealm;
  private final Krb5Conf conf;
  private final Surroundings world;
  private final Consumer<Observation> seen;
  private final Map<String, List<KdcAddress>> known = new HashMap<>();

  /// @param given where the user says that a KDC of `givenRealm` is
  KdcLocator(
      Optional<KdcAddress> given,
      String givenRealm,
      Krb5Conf conf,
      Surroundings world,
      Consumer<Observation> seen) {
    this.given = given;
    this.givenRealm = givenRealm;
    this.conf = conf;
    this.world = world;
    this.seen = seen;
  }

  /// Empty if nobody knows; said once for each realm.
  synchronized List<KdcAddress> locate(String realm) {
    List<KdcAddress> before = known.get(realm);
    if (before != null) {
      return before;
    }
    List<KdcAddress> found = List.copyOf(lookUp(realm));
    known.put(realm, found);
    return found;
  }

  private List<KdcAddress> lookUp(String realm) {
    if (given.isPresent() && realm.equals(givenRealm)) {
      return located(realm, "option", "the command line", given.stream().toList());
    }
    List<KdcAddress> configured =
        conf.kdcs(realm).stream()
            .flatMap(line -> List.of(line.split("[\\s,]+")).stream())
            .flatMap(text -> KdcAddress.parse(text).stream())
            .limit(MOST_KDCS)
            .toList();
    return configured.isEmpty()
        ? askDns(realm)
        : located(realm, "krb5.conf", conf.source(), configured);
  }

  private List<KdcAddress> located(
      String realm, String source, String where, List<KdcAddress> kdcs) {
    List<String> names = kdcs.stream().map(KdcAddress::toString).toList();
    seen.accept(
        new KdcLocated(
            realm,
            source,
            names,
            world.evidence(
                "a look for the KDCs of " + realm, where + ": " + String.join(" ", names))));
    return kdcs;
  }

  private List<KdcAddress> askDns(String realm) {
    String query = "_kerberos._tcp." + realm;
    String answer = "no answer";
    for (InetSocketAddress server :
        world.dnsServers().subList(0, Math.min(MOST_SERVERS, world.dnsServers().size()))) {
      Optional<Message> message = ask(server, query);
      if (message.isEmpty()) {
        continue;
      }
      List<KdcAddress> kdcs = kdcs(message.get());
      if (!kdcs.isEmpty()) {
        return located(realm, "dns", query, kdcs);
      }
      int rcode = message.get().getRcode();
      answer = rcode == Rcode.NOERROR ? "no SRV record" : Rcode.string(rcode);
    }
    seen.accept(
        new KdcNotFound(realm, query, answer, world.evidence("an SRV query for " + query, answer)));
    return List.of();
  }

  private Optional<Message> ask(InetSocketAddress server, String query) {
    Duration patience = world.atMost(PATIENCE);
    if (!patience.isPositive()) {
      return Optional.empty();
    }
    try {
      var question =
          Message.newQuery(Record.newRecord(Name.fromString(query + "."), Type.SRV, DClass.IN));
      var resolver = new SimpleResolver(server);
      resolver.setTimeout(patience);
      return Optional.of(
          resolver
              .sendAsync(question)
              .toCompletableFuture()
              .get(patience.toMillis() + 200, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TextParseException | ExecutionException | TimeoutException _) {
      return Optional.empty();
    }
  }

  private static List<KdcAddress> kdcs(Message message) {
    var records = new ArrayList<SRVRecord>();
    for (Record record : message.getSection(Section.ANSWER)) {
      // A target of "." says that there is none (RFC 2782).
      if (record instanceof SRVRecord srv && !srv.getTarget().equals(Name.root)) {
        records.add(srv);
      }
    }
    records.sort(
        Comparator.comparingInt(SRVRecord::getPriority)
            .thenComparing(Comparator.comparingInt(SRVRecord::getWeight).reversed()));
    return records.stream()
        .limit(MOST_KDCS)
        .map(srv -> new KdcAddress(srv.getTarget().toString(true), srv.getPort()))
        .toList();
  }
}
