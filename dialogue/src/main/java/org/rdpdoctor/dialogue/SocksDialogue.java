package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ProxyFact.ProxyGreeted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonAccepted;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonRejected;
import org.rdpdoctor.facts.ProxyFact.ProxyLogonWanted;
import org.rdpdoctor.facts.ProxyFact.ProxyRefused;
import org.rdpdoctor.facts.RouteFact.HostUnreachable;
import org.rdpdoctor.facts.RouteFact.NetworkUnreachable;
import org.rdpdoctor.facts.TcpFact.ConnectRefused;
import org.rdpdoctor.facts.TcpFact.ConnectUnanswered;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.socks.SocksAddress;
import org.rdpdoctor.wire.socks.SocksChoice;
import org.rdpdoctor.wire.socks.SocksGreeting;
import org.rdpdoctor.wire.socks.SocksLogon;
import org.rdpdoctor.wire.socks.SocksLogonReply;
import org.rdpdoctor.wire.socks.SocksMethod;
import org.rdpdoctor.wire.socks.SocksReply;
import org.rdpdoctor.wire.socks.SocksRequest;

/// Has a SOCKS 5 proxy connect to a target (RFC 1928), with user and password if it asks for them
/// (RFC 1929). GSSAPI is not offered.
public final class SocksDialogue implements PassageDialogue {
  private static final String KIND = "socks5";

  private enum Awaiting {
    CHOICE,
    LOGON_REPLY,
    REPLY
  }

  private final Passage passage;
  private final Destination destination;
  private final SocksAddress address;
  private final Optional<ProxyCredentials> credentials;
  private Awaiting awaiting = Awaiting.CHOICE;

  /// @param address the destination's host as SOCKS has it
  /// @param patience for everything together
  public SocksDialogue(
      Peer proxy,
      Destination destination,
      SocksAddress address,
      Optional<ProxyCredentials> credentials,
      Duration patience) {
    this.passage = new Passage(proxy, KIND, destination, patience);
    this.destination = destination;
    this.address = address;
    this.credentials = credentials;
  }

  @Override
  public Optional<Observation> ofTarget() {
    return passage.ofTarget();
  }

  /// A method that could not be gone through with is not offered: the proxy might choose it.
  @Override
  public Turn begin(Duration at) {
    passage.begin(at);
    List<SocksMethod> offered =
        credentials.isPresent()
            ? List.of(SocksMethod.NOTHING, SocksMethod.USER_PASSWORD)
            : List.of(SocksMethod.NOTHING);
    return passage.say(
        "greeting",
        "a SOCKS greeting that offers " + offered,
        new SocksGreeting(offered).encode(),
        at);
  }

  @Override
  public Turn hear(Heard heard) {
    return switch (heard) {
      case Heard.Data(Bytes bytes, Duration at) -> {
        passage.hear(bytes);
        try {
          yield read(at);
        } catch (DecodeException e) {
          yield passage.unreadable(e.fault(), at);
        }
      }
      case Heard.Silence(_, Duration at) -> passage.unanswered(at);
      case Heard.End(var how, Duration at) -> ended(how, at);
    };
  }

  private Turn read(Duration at) throws DecodeException {
    return switch (awaiting) {
      case CHOICE -> passage.heard().size() < SocksChoice.SIZE ? first(at) : chosen(at);
      case LOGON_REPLY ->
          passage.heard().size() < SocksLogonReply.SIZE ? passage.listen(at) : loggedOn(at);
      case REPLY -> {
        var size = SocksReply.sizeOf(passage.heard());
        yield size.isEmpty()
            ? passage.listen(at)
            : replied(SocksReply.decode(passage.take(size.getAsInt())), at);
      }
    };
  }

  /// One byte tells already whether this can be SOCKS.
  private Turn first(Duration at) throws DecodeException {
    var _ = SocksReply.sizeOf(passage.heard());
    return passage.listen(at);
  }

  private Turn chosen(Duration at) throws DecodeException {
    Bytes message = passage.heard().first(SocksChoice.SIZE);
    SocksMethod method = SocksChoice.decode(message).method();
    var _ = passage.take(SocksChoice.SIZE);
    String answer = "a choice: " + method;
    Duration elapsed = passage.elapsed(at);
    boolean isWanting = method.equals(SocksMethod.NONE_ACCEPTED);
    List<String> methods = isWanting ? List.of() : List.of(method.toString());
    passage.add(new ProxyGreeted(KIND, "", methods, elapsed, passage.evidence(answer, at)));
    if (method.equals(SocksMethod.NOTHING)) {
      return request(at);
    }
    if (method.equals(SocksMethod.USER_PASSWORD) && credentials.isPresent()) {
      return logon(credentials.get(), at);
    }
    return passage.done(
        new ProxyLogonWanted(
            KIND, credentials.isPresent(), methods, elapsed, passage.evidence(answer, at)));
  }

  private Turn logon(ProxyCredentials who, Duration at) {
    Bytes user = Bytes.utf8(who.account().toString());
    Bytes password = who.password().lend(characters -> Bytes.utf8(new String(characters)));
    awaiting = Awaiting.LOGON_REPLY;
    if (user.size() > SocksLogon.MOST || password.size() > SocksLogon.MOST) {
      return passage.done(rejected("SOCKS has no room for a user or password of this length", at));
    }
    return passage.say(
        "logon",
        "user " + who.account() + " and password",
        new SocksLogon(user, password).encode(),
        at);
  }

  private Turn loggedOn(Duration at) throws DecodeException {
    var reply = SocksLogonReply.decode(passage.heard().first(SocksLogonReply.SIZE));
    var _ = passage.take(SocksLogonReply.SIZE);
    if (!reply.isAccepted()) {
      return passage.done(rejected("status " + reply.status(), at));
    }
    passage.add(
        new ProxyLogonAccepted(
            KIND,
            account(),
            SocksMethod.USER_PASSWORD.toString(),
            passage.elapsed(at),
            passage.evidence("status 0", at)));
    return request(at);
  }

  private ProxyLogonRejected rejected(String reason, Duration at) {
    return new ProxyLogonRejected(
        KIND,
        account(),
        List.of(SocksMethod.USER_PASSWORD.toString()),
        reason,
        passage.elapsed(at),
        passage.evidence(reason, at));
  }

  private String account() {
    return credentials.map(who -> who.account().toString()).orElse("");
  }

  private Turn request(Duration at) {
    awaiting = Awaiting.REPLY;
    var request = new SocksRequest(SocksRequest.CONNECT, address, destination.port());
    return passage.say("connect", "SOCKS CONNECT " + destination, request.encode(), at);
  }

  private Turn replied(SocksReply reply, Duration at) {
    return reply.code() == SocksReply.SUCCEEDED
        ? passage.open(words(reply.code()), at)
        : failed(reply.code(), at);
  }

  private static String words(int code) {
    return "reply " + code + ", " + SocksReply.nameOf(code);
  }

  private Turn failed(int code, Duration at) {
    Evidence evidence = passage.evidence(words(code), at);
    Duration elapsed = passage.elapsed(at);
    String host = destination.host();
    int port = destination.port();
    return switch (code) {
      case SocksReply.NETWORK_UNREACHABLE ->
          passage.doneWithTarget(new NetworkUnreachable(host, evidence));
      case SocksReply.HOST_UNREACHABLE ->
          passage.doneWithTarget(new HostUnreachable(host, evidence));
      case SocksReply.CONNECTION_REFUSED ->
          passage.doneWithTarget(new ConnectRefused(host, port, elapsed, evidence));
      case SocksReply.TTL_EXPIRED -> // what servers make of a connect that timed out
          passage.doneWithTarget(new ConnectUnanswered(host, port, elapsed, evidence));
      default ->
          passage.done(
              new ProxyRefused(
                  KIND,
                  "connect",
                  Integer.toString(code),
                  SocksReply.nameOf(code),
                  SocksReply.nameOf(code),
                  destination.toString(),
                  elapsed,
                  evidence));
    };
  }

  /// Some servers send the code alone and leave.
  private Turn ended(Ending how, Duration at) {
    Bytes left = passage.heard();
    boolean hasCode = awaiting == Awaiting.REPLY && left.size() >= 2 && left.at(1) != 0;
    return hasCode ? failed(left.at(1), at) : passage.ended(how, at);
  }
}
