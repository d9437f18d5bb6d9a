package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.Ending;
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
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.http.HttpResponse;
import org.rdpdoctor.wire.websocket.WebSocketKey;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatewayAnswersTest {
  private static final Duration AT = Duration.ofMillis(30);
  private static final Peer PEER = new Peer("192.0.2.1", 443, 1);
  private static final String OUT = "RDG_OUT_DATA /remoteDesktopGateway/";
  private static final GatewayRequests REQUESTS =
      GatewayRequests.of("gw.example.com", 443, Bytes.ascii("0123456789abcdef0123456789abcdef"));

  private final GatewayAnswers answers =
      new GatewayAnswers(PEER, (head, _) -> head.first("Server").isPresent() ? NGINX : List.of());

  private static final List<Product> NGINX =
      List.of(new Product("nginx", "web-server", "its field server"));

  private static HttpMet.Answered answered(HttpResponse head, String body) {
    return new HttpMet.Answered(head, Bytes.latin1(body), true, AT, AT);
  }

  private static HttpMet.Answered status(int status) {
    return answered(HttpResponse.of(status, "Reason"), "");
  }

  @Test
  void a_logon_is_asked_for_with_these_schemes_in_their_order() {
    HttpResponse head =
        HttpResponse.of(401, "Unauthorized")
            .with("WWW-Authenticate", "Negotiate")
            .with("WWW-Authenticate", "NTLM, Basic realm=\"gw\"")
            .with("Server", "nginx");

    List<GatewayFact> facts = answers.http(OUT, answered(head, ""));

    assertThat(facts)
        .hasExactlyElementsOfTypes(
            GatewayHttpAnswered.class, GatewayProductRecognized.class, GatewaySchemesOffered.class);
    assertThat(((GatewaySchemesOffered) facts.get(2)).schemes())
        .containsExactly("Negotiate", "NTLM", "Basic");
  }

  @Test
  void a_redirection_is_told_without_what_may_be_a_secret_in_it() {
    HttpResponse head =
        HttpResponse.of(302, "Found").with("Location", "https://login.example/auth?state=secret");

    assertThat(answers.http(OUT, answered(head, "")))
        .filteredOn(GatewayHttpRedirected.class::isInstance)
        .singleElement()
        .extracting(fact -> ((GatewayHttpRedirected) fact).location())
        .isEqualTo("https://login.example/auth");
  }

  @Test
  void what_is_no_answer_is_a_fact_of_its_own() {
    assertThat(answers.http(OUT, new HttpMet.Ended(Ending.CLOSED, false, AT, AT)))
        .singleElement()
        .isInstanceOf(GatewayHttpEnded.class);
    assertThat(answers.http(OUT, new HttpMet.Silent(AT, AT)))
        .singleElement()
        .isInstanceOf(GatewayHttpUnanswered.class);
    assertThat(answers.http(OUT, new HttpMet.Unreadable("no HTTP", Bytes.ascii("SSH-2"), AT, AT)))
        .singleElement()
        .isInstanceOf(GatewayHttpUnreadable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401})
  void who_takes_the_request_or_asks_for_a_logon_has_the_transport(int status) {
    assertThat(answers.transport("http", OUT, status(status)))
        .isInstanceOf(GatewayTransportOffered.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 403, 404, 405, 407, 501, 502, 503, 504})
  void any_other_status_is_a_transport_that_is_missing(int status) {
    assertThat(answers.transport("http", OUT, status(status)))
        .isInstanceOfSatisfying(
            GatewayTransportMissing.class,
            missing -> {
              assertThat(missing.how()).isEqualTo("status");
              assertThat(missing.status()).isEqualTo(status);
            });
  }

  @Test
  void a_page_for_people_is_no_transport() {
    HttpResponse head = HttpResponse.of(200, "OK").with("Content-Type", "text/html");

    assertThat(answers.transport("http", OUT, answered(head, "<html>Welcome</html>")))
        .isInstanceOf(GatewayTransportMissing.class);
  }

  @Test
  void an_upgrade_with_the_answer_to_its_key_is_a_web_socket() {
    HttpResponse head =
        HttpResponse.of(101, "Switching Protocols")
            .with("Sec-WebSocket-Accept", WebSocketKey.accept(REQUESTS.webSocketKey()));

    assertThat(answers.webSocket(OUT, REQUESTS, answered(head, "")))
        .isInstanceOf(GatewayTransportOffered.class);
    assertThat(answers.webSocket(OUT, REQUESTS, status(101)))
        .isInstanceOf(GatewayTransportMissing.class);
  }

  @Test
  void whoever_answers_an_upgrade_as_a_plain_request_ignored_it() {
    assertThat(answers.webSocket(OUT, REQUESTS, status(200)))
        .isInstanceOfSatisfying(
            GatewayTransportMissing.class,
            missing -> assertThat(missing.how()).isEqualTo("upgrade-ignored"));
    assertThat(answers.webSocket(OUT, REQUESTS, status(401)))
        .isInstanceOf(GatewayTransportOffered.class);
  }

  @Test
  void the_requests_are_those_of_a_client() {
    assertThat(REQUESTS.out().first("RDG-Connection-Id"))
        .contains("{30313233-3435-3637-3839-616263646566}");
    assertThat(REQUESTS.webSocket().first("Sec-WebSocket-Key"))
        .contains(WebSocketKey.of(Bytes.ascii("0123456789abcdef")));
    assertThat(REQUESTS.rpc().target()).isEqualTo("/rpc/rpcproxy.dll?localhost:3388");
    assertThat(GatewayRequests.of("2001:db8::1", 8443, Bytes.copyOf(new byte[32])).authority())
        .isEqualTo("[2001:db8::1]:8443");
  }
}
