package org.rdpdoctor.dialogue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpAnswered;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpEnded;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpRedirected;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpUnanswered;
import org.rdpdoctor.facts.GatewayFact.GatewayHttpUnreadable;
import org.rdpdoctor.facts.GatewayFact.GatewayProductRecognized;
import org.rdpdoctor.facts.GatewayFact.GatewaySchemesOffered;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportMissing;
import org.rdpdoctor.facts.GatewayFact.GatewayTransportOffered;
import org.rdpdoctor.wire.http.HttpChallenge;
import org.rdpdoctor.wire.http.HttpResponse;
import org.rdpdoctor.wire.websocket.WebSocketKey;

/// What the answers to the requests of somebody who does not log on say of a gateway.
public final class GatewayAnswers {
  private static final int UNAUTHORIZED = 401;
  private static final int SWITCHING = 101;
  private static final int OK = 200;
  private static final int MOST_SCHEMES = 16;
  private static final int MOST_PRODUCTS = 4;
  private static final int PREVIEW = 80;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Peer peer;
  private final ProductNames products;

  public GatewayAnswers(Peer peer, ProductNames products) {
    this.peer = peer;
    this.products = products;
  }

  /// How the gateway takes the first request of a client: its status, what answers, and the ways to
  /// log on.
  public List<GatewayFact> http(String request, HttpMet met) {
    var told = new ArrayList<GatewayFact>();
    Evidence evidence = evidence(request, met);
    switch (met) {
      case HttpMet.Answered answered -> {
        HttpResponse head = answered.head();
        told.add(
            new GatewayHttpAnswered(
                request,
                head.status(),
                ForeignText.plain(head.reason()),
                head.first("Server").map(ForeignText::plain).orElse(""),
                answered.elapsed(),
                evidence));
        redirected(request, head, evidence).ifPresent(told::add);
        told.addAll(products(answered, evidence));
        List<String> schemes = schemes(head);
        if (!schemes.isEmpty() || head.status() == UNAUTHORIZED) {
          told.add(new GatewaySchemesOffered(schemes, evidence));
        }
      }
      case HttpMet.Ended ended ->
          told.add(new GatewayHttpEnded(request, ended.how(), ended.elapsed(), evidence));
      case HttpMet.Silent silent ->
          told.add(new GatewayHttpUnanswered(request, silent.elapsed(), evidence));
      case HttpMet.Unreadable unreadable ->
          told.add(
              new GatewayHttpUnreadable(
                  request, unreadable.reason(), unreadable.heard().preview(PREVIEW), evidence));
    }
    return told;
  }

  /// Whoever left a mark on the answer.
  public List<GatewayFact> products(HttpMet.Answered answered, Evidence evidence) {
    String text = answered.body().decode(StandardCharsets.ISO_8859_1);
    return products.of(answered.head(), text).stream()
        .limit(MOST_PRODUCTS)
        .<GatewayFact>map(
            product ->
                new GatewayProductRecognized(
                    product.name(), product.role(), ForeignText.plain(product.by()), evidence))
        .toList();
  }

  private static Optional<GatewayFact> redirected(
      String request, HttpResponse head, Evidence evidence) {
    return REDIRECTS.contains(head.status())
        ? Optional.of(
            new GatewayHttpRedirected(
                request, head.status(), ForeignText.plain(location(head)), evidence))
        : Optional.empty();
  }

  /// Without the query, which may hold what opens a session.
  private static String location(HttpResponse head) {
    String location = head.first("Location").orElse("");
    int query = location.indexOf('?');
    return query < 0 ? location : location.substring(0, query);
  }

  /// The ways to log on, each once, in the order of the answer.
  public static List<String> schemes(HttpResponse head) {
    var schemes = new LinkedHashSet<String>();
    for (HttpChallenge challenge : head.challenges()) {
      schemes.add(ForeignText.plain(challenge.scheme()));
    }
    return schemes.stream().limit(MOST_SCHEMES).toList();
  }

  /// Whether a transport is there: who asks for a logon, or takes the request at once, has it.
  public GatewayFact transport(String transport, String request, HttpMet met) {
    Evidence evidence = evidence(request, met);
    return switch (met) {
      case HttpMet.Answered answered -> {
        int status = answered.head().status();
        yield isOffered(status) && !(status == OK && answered.isPage())
            ? new GatewayTransportOffered(transport, status, answered.elapsed(), evidence)
            : missing(transport, "status", status, answered, evidence);
      }
      case HttpMet.Ended ended -> failed(transport, "ended", ended.how().words(), met, evidence);
      case HttpMet.Silent _ -> failed(transport, "silent", "no answer", met, evidence);
      case HttpMet.Unreadable unreadable ->
          failed(transport, "unreadable", unreadable.reason(), met, evidence);
    };
  }

  /// The same for an upgrade, which whoever does not know it answers as if it had not been asked
  /// for.
  ///
  /// @param asked holds the key that was sent
  public GatewayFact webSocket(String request, GatewayRequests asked, HttpMet met) {
    if (!(met instanceof HttpMet.Answered answered)) {
      return transport("websocket", request, met);
    }
    Evidence evidence = evidence(request, met);
    int status = answered.head().status();
    if (status == SWITCHING) {
      String accept = answered.head().first("Sec-WebSocket-Accept").orElse("");
      return accept.equals(WebSocketKey.accept(asked.webSocketKey()))
          ? new GatewayTransportOffered("websocket", status, answered.elapsed(), evidence)
          : new GatewayTransportMissing(
              "websocket",
              "unreadable",
              status,
              "an upgrade without the answer to its key",
              answered.elapsed(),
              evidence);
    }
    return status == OK && !answered.isPage()
        ? new GatewayTransportMissing(
            "websocket",
            "upgrade-ignored",
            status,
            "answered as if no upgrade had been asked for",
            answered.elapsed(),
            evidence)
        : transport("websocket", request, met);
  }

  /// True for an answer behind which the transport itself waits.
  private static boolean isOffered(int status) {
    return status == UNAUTHORIZED || status == OK;
  }

  private static GatewayFact missing(
      String transport, String how, int status, HttpMet.Answered answered, Evidence evidence) {
    String reason =
        status == OK ? "a page for people" : ForeignText.plain(answered.head().reason());
    return new GatewayTransportMissing(
        transport, how, status, reason, answered.elapsed(), evidence);
  }

  private static GatewayFact failed(
      String transport, String how, String reason, HttpMet met, Evidence evidence) {
    return new GatewayTransportMissing(transport, how, 0, reason, met.elapsed(), evidence);
  }

  Evidence evidence(String request, HttpMet met) {
    String heard =
        switch (met) {
          case HttpMet.Answered answered -> said(answered.head());
          case HttpMet.Ended ended -> ended.how().words();
          case HttpMet.Silent silent ->
              "nothing for " + NegotiationDialogue.seconds(silent.elapsed());
          case HttpMet.Unreadable unreadable ->
              "“" + unreadable.heard().preview(PREVIEW) + "” (" + unreadable.reason() + ")";
        };
    return peer.evidence(request + " without a logon", heard, met.at());
  }

  private static String said(HttpResponse head) {
    String status = "%d %s".formatted(head.status(), ForeignText.plain(head.reason())).strip();
    List<String> schemes = schemes(head);
    return status
        + head.first("Server").map(server -> " from " + ForeignText.plain(server)).orElse("")
        + (schemes.isEmpty() ? "" : ", logon with " + String.join(", ", schemes));
  }
}
