package org.rdpdoctor.probe;

import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NameFact;
import org.rdpdoctor.facts.NameFact.DnsAnswered;
import org.rdpdoctor.facts.NameFact.DnsPartlyUnanswered;
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

  private static final Duration GRACE = Duration.ofMillis(500);

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

  /// What `server` says about `name`: one fact for both families, and one more if only one of the
  /// two questions was answered.
  List<NameFact> ask(InetSocketAddress server, String name, Duration patience) {
    Duration began = clock.now();
    String address = server.getAddress().getHostAddress();
    String where = server.getPort() == 53 ? address : Addresses.withPort(address, server.getPort());
    String asked = "an A and an AAAA query for " + name + " to " + where;
    Name absolute;
    try {
      absolute = Name.fromString(name.endsWith(".") ? name : name + ".");
    } catch (TextParseException e) {
      return List.of(
          new DnsAnswered(
              where,
              name,
              "NOT-A-DNS-NAME",
              List.of(),
              List.of(),
              Duration.ZERO,
              Duration.ZERO,
              Evidence.of(asked, String.valueOf(e.getMessage()), clock.now())));
    }
    var resolver = new SimpleResolver(server);
    resolver.setTimeout(clock.atMost(patience));
    var v4 = resolver.sendAsync(query(absolute, Type.A)).toCompletableFuture();
    var v6 = resolver.sendAsync(query(absolute, Type.AAAA)).toCompletableFuture();
    Duration end = began.plus(patience).plusMillis(200);
    Heard first = wait(v4, end);
    // A slow machine may have been late with the first: the second gets its time all the same.
    Duration grace = clock.now().plus(GRACE);
    Heard second = wait(v6, grace.compareTo(end) > 0 ? grace : end);
    List<Message> messages =
        Stream.of(first, second).flatMap(heard -> heard.message().stream()).toList();
    if (messages.isEmpty()) {
      return List.of(
          first.refused() || second.refused()
              ? new DnsRefused(
                  where, name, Evidence.of(asked, "ICMP port unreachable", clock.now()))
              : unanswered(where, name, began, asked, first.failure()));
    }
    var facts = new ArrayList<NameFact>();
    facts.add(answered(where, name, messages, clock.now().minus(began), asked));
    if (messages.size() == 1) {
      String missing = first.message().isPresent() ? "AAAA" : "A";
      Duration waited = clock.now().minus(began);
      facts.add(
          new DnsPartlyUnanswered(
              where,
              name,
              missing,
              waited,
              Evidence.of(
                  asked,
                  "nothing for " + Gate.ms(waited) + " to the one for " + missing,
                  clock.now())));
    }
    return facts;
  }

  /// @param message nothing if none came
  /// @param refused true if nobody listens there
  /// @param failure why the question could not even be sent; empty if it was
  private record Heard(Optional<Message> message, boolean refused, String failure) {
    static Heard nothing() {
      return new Heard(Optional.empty(), false, "");
    }
  }

  private Heard wait(Future<Message> answer, Duration end) {
    try {
      long millis = Math.max(0, clock.atMost(end.minus(clock.now())).toMillis());
      return new Heard(Optional.of(answer.get(millis, TimeUnit.MILLISECONDS)), false, "");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Heard.nothing();
    } catch (ExecutionException e) {
      return new Heard(Optional.empty(), refused(e), unsent(e));
    } catch (TimeoutException _) {
      return Heard.nothing();
    }
  }

  private static Message query(Name name, int type) {
    return Message.newQuery(Record.newRecord(name, type, DClass.IN));
  }

  private DnsUnanswered unanswered(
      String server, String name, Duration began, String asked, String failure) {
    Duration waited = clock.now().minus(began);
    String heard = failure.isEmpty() ? "nothing for " + Gate.ms(waited) : failure;
    return new DnsUnanswered(server, name, waited, Evidence.of(asked, heard, clock.now()));
  }

  /// What the system said when it did not let the question out, such as `Network is unreachable`.
  private static String unsent(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException) {
        return "not sent: " + cause.getMessage();
      }
    }
    return "";
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
      String server, String name, List<Message> messages, Duration elapsed, String asked) {
    var addresses = new ArrayList<String>();
    var aliases = new LinkedHashSet<String>();
    long ttl = Long.MAX_VALUE;
    var records = messages.stream().flatMap(each -> each.getSection(Section.ANSWER).stream());
    for (Record record : records.toList()) {
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
    String rcode = Rcode.string(messages.getFirst().getHeader().getRcode());
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
