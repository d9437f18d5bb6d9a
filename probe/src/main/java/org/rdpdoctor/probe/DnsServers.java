package org.rdpdoctor.probe;

import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NameFact;
import org.rdpdoctor.facts.NameFact.DnsAnswered;
import org.rdpdoctor.facts.NameFact.DnsRefused;
import org.rdpdoctor.facts.NameFact.DnsUnanswered;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// The DNS servers that the system is configured with, asked one by one.
final class DnsServers {
  /// More than any sane machine has; each is asked twice, for A and AAAA.
  private static final int MOST = 4;

  private final Clock clock;

  DnsServers(Clock clock) {
    this.clock = clock;
  }

  static List<InetSocketAddress> configured() {
    return List.copyOf(
        ResolverConfig.getCurrentConfig().servers().stream().distinct().limit(MOST).toList());
  }

  /// The suffixes that the system appends to short names.
  static List<String> suffixes() {
    return ResolverConfig.getCurrentConfig().searchPath().stream()
        .map(name -> name.toString(true))
        .filter(suffix -> !suffix.isEmpty())
        .distinct()
        .limit(MOST)
        .toList();
  }

  /// What `server` says about `name`, both families in one fact.
  NameFact ask(InetSocketAddress server, String name, Duration patience) {
    Duration began = clock.now();
    String address = server.getAddress().getHostAddress();
    String where = server.getPort() == 53 ? address : Addresses.withPort(address, server.getPort());
    String asked = "an A and an AAAA query for " + name + " to " + where;
    try {
      Name absolute = Name.fromString(name.endsWith(".") ? name : name + ".");
      var resolver = new SimpleResolver(server);
      resolver.setTimeout(clock.atMost(patience));
      var v4 = resolver.sendAsync(query(absolute, Type.A)).toCompletableFuture();
      var v6 = resolver.sendAsync(query(absolute, Type.AAAA)).toCompletableFuture();
      long wait = clock.atMost(patience.plusMillis(200)).toMillis();
      Message first = v4.get(wait, TimeUnit.MILLISECONDS);
      Message second = null;
      try {
        second = v6.get(wait, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // some servers drop AAAA; the A answer is a fact all the same
      }
      return answered(where, name, first, second, clock.now().minus(began), asked);
    } catch (TextParseException e) {
      return new DnsAnswered(
          where,
          name,
          "NOT-A-DNS-NAME",
          List.of(),
          List.of(),
          Duration.ZERO,
          Duration.ZERO,
          Evidence.of(asked, String.valueOf(e.getMessage()), clock.now()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unanswered(where, name, began, asked);
    } catch (ExecutionException e) {
      return refused(e)
          ? new DnsRefused(where, name, Evidence.of(asked, "ICMP port unreachable", clock.now()))
          : unanswered(where, name, began, asked);
    } catch (TimeoutException e) {
      return unanswered(where, name, began, asked);
    }
  }

  private static Message query(Name name, int type) {
    return Message.newQuery(Record.newRecord(name, type, DClass.IN));
  }

  private DnsUnanswered unanswered(String server, String name, Duration began, String asked) {
    Duration waited = clock.now().minus(began);
    return new DnsUnanswered(
        server, name, waited, Evidence.of(asked, "nothing for " + Gate.ms(waited), clock.now()));
  }

  private static boolean refused(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortUnreachableException
          || String.valueOf(cause.getMessage()).contains("refused")) {
        return true;
      }
      if (!(cause instanceof ExecutionException
          || cause instanceof CompletionException
          || cause instanceof java.io.IOException)) {
        return false;
      }
    }
    return false;
  }

  private DnsAnswered answered(
      String server,
      String name,
      Message v4,
      @org.jspecify.annotations.Nullable Message v6,
      Duration elapsed,
      String asked) {
    var addresses = new ArrayList<String>();
    var aliases = new LinkedHashSet<String>();
    long ttl = Long.MAX_VALUE;
    var records = new ArrayList<>(v4.getSection(Section.ANSWER));
    if (v6 != null) {
      records.addAll(v6.getSection(Section.ANSWER));
    }
    for (Record record : records) {
      ttl = Math.min(ttl, record.getTTL());
      switch (record) {
        case ARecord a -> addresses.add(a.getAddress().getHostAddress());
        case AAAARecord aaaa -> addresses.add(aaaa.getAddress().getHostAddress());
        case CNAMERecord alias -> aliases.add(alias.getTarget().toString(true));
        default -> {
          // signatures and the like say nothing about addresses
        }
      }
    }
    String rcode = Rcode.string(v4.getHeader().getRcode());
    String heard =
        rcode
            + (addresses.isEmpty() ? ", no address" : ", " + String.join(" ", addresses))
            + (aliases.isEmpty() ? "" : ", alias of " + String.join(" → ", aliases));
    return new DnsAnswered(
        server,
        name,
        rcode,
        List.copyOf(addresses),
        List.copyOf(aliases),
        Duration.ofSeconds(ttl == Long.MAX_VALUE ? 0 : ttl),
        elapsed,
        Evidence.of(asked, heard, clock.now()));
  }
}
