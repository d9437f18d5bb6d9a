package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.dialogue.NextHop.Go;
import org.rdpdoctor.dialogue.NextHop.Nowhere;
import org.rdpdoctor.dialogue.NextHop.Place;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.share.ServerRedirection.Field;
import org.rdpdoctor.wire.share.TargetCertificate;
import org.rdpdoctor.wire.x224.RoutingToken;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NextHopTest {
  private static final Place HERE =
      new Place("farm.corp.example", Optional.of("10.0.0.1"), "target");
  private static final String TOKEN = "Cookie: msts=117440522.15629.0000";

  private static Field text(int flag, String text) {
    return new Field(flag, Bytes.utf16le(text + "\0"));
  }

  private static Field token(String line) {
    return new Field(ServerRedirection.LB_LOAD_BALANCE_INFO, Bytes.ascii(line + "\r\n"));
  }

  private static Field addresses(String... texts) {
    var out = new WireWriter().u32le(texts.length);
    for (String text : texts) {
      Bytes address = Bytes.utf16le(text + "\0");
      out.u32le(address.size()).bytes(address);
    }
    return new Field(ServerRedirection.LB_TARGET_NET_ADDRESSES, out.toBytes());
  }

  private static NextHop hop(int more, Optional<RoutingToken> sent, Field... fields) {
    var all = new ArrayList<>(List.of(fields));
    int flags = all.stream().mapToInt(Field::flag).reduce(more, (a, b) -> a | b);
    return NextHop.of(new ServerRedirection(2, flags, all, Bytes.EMPTY), HERE, sent);
  }

  private static NextHop hop(Field... fields) {
    return hop(0, Optional.empty(), fields);
  }

  @Test
  void a_token_without_an_address_goes_to_the_balancer_again() {
    assertThat(hop(token(TOKEN)))
        .isEqualTo(
            new Go(
                List.of(new Place("farm.corp.example", Optional.of("10.0.0.1"), "token")),
                Optional.of(new RoutingToken(TOKEN)),
                Optional.empty()));
  }

  @Test
  void behind_the_balancer_the_certificate_is_the_named_servers() {
    Go go = (Go) hop(token(TOKEN), text(ServerRedirection.LB_TARGET_FQDN, "host7.corp.example"));

    assertThat(go.places())
        .containsExactly(new Place("host7.corp.example", Optional.of("10.0.0.1"), "token"));
  }

  @Test
  void an_address_beside_a_token_is_where_the_client_goes_without_it() {
    Go go = (Go) hop(token(TOKEN), text(ServerRedirection.LB_TARGET_NET_ADDRESS, "10.0.0.7"));

    assertThat(go.token()).isEmpty();
    assertThat(go.places())
        .containsExactly(new Place("10.0.0.7", Optional.of("10.0.0.7"), "address"));
  }

  @Test
  void the_name_is_tried_before_the_addresses_and_each_address_once() {
    Go go =
        (Go)
            hop(
                text(ServerRedirection.LB_TARGET_NET_ADDRESS, "10.0.0.7"),
                text(ServerRedirection.LB_TARGET_FQDN, "host7.corp.example"),
                text(ServerRedirection.LB_TARGET_NETBIOS_NAME, "HOST7"),
                addresses("2001:db8::7", "10.0.0.7"));

    assertThat(go.places())
        .containsExactly(
            new Place("host7.corp.example", Optional.empty(), "fqdn"),
            new Place("host7.corp.example", Optional.of("10.0.0.7"), "address"),
            new Place("host7.corp.example", Optional.of("2001:db8::7"), "addresses"));
  }

  @Test
  void a_short_name_alone_is_better_than_nothing() {
    Go go = (Go) hop(text(ServerRedirection.LB_TARGET_NETBIOS_NAME, "HOST7"));

    assertThat(go.places()).containsExactly(new Place("HOST7", Optional.empty(), "netbios"));
  }

  @Test
  void a_list_without_end_is_cut() {
    Go go = (Go) hop(addresses("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5"));

    assertThat(go.places()).hasSize(NextHop.MOST_PLACES);
  }

  @Test
  void what_is_said_for_information_only_leads_nowhere() {
    NextHop hop =
        hop(
            ServerRedirection.LB_NOREDIRECT,
            Optional.empty(),
            text(ServerRedirection.LB_TARGET_NET_ADDRESS, "10.0.0.7"));

    assertThat(hop).isEqualTo(new Nowhere("informational"));
  }

  @Test
  void a_redirection_without_a_target_leads_nowhere() {
    assertThat(hop()).isEqualTo(new Nowhere("nowhere"));
    assertThat(hop(text(ServerRedirection.LB_TARGET_FQDN, "not a name/..")))
        .isEqualTo(new Nowhere("nowhere"));
    assertThat(hop(text(ServerRedirection.LB_TARGET_NET_ADDRESS, "some.name.example")))
        .isEqualTo(new Nowhere("nowhere"));
  }

  @Test
  void a_token_that_is_no_line_cannot_be_sent() {
    assertThat(hop(token("x".repeat(400)))).isEqualTo(new Nowhere("token"));
    assertThat(hop(token("one\r\ntwo"))).isEqualTo(new Nowhere("token"));
  }

  @Test
  void a_broker_gives_back_the_collection_that_it_was_asked_for() {
    Optional<RoutingToken> sent = Optional.of(new RoutingToken("tsv://Plugin.1.Sales"));
    Field target = text(ServerRedirection.LB_TARGET_NET_ADDRESS, "10.0.0.7");

    assertThat(
            hop(0, sent, target, text(ServerRedirection.LB_CLIENT_TSV_URL, "tsv://Plugin.1.Sales")))
        .isInstanceOf(Go.class);
    assertThat(
            hop(0, sent, target, text(ServerRedirection.LB_CLIENT_TSV_URL, "tsv://Plugin.1.Other")))
        .isEqualTo(new Nowhere("tsv"));
  }

  @Test
  void the_certificate_that_is_promised_goes_along_as_a_fingerprint() {
    Bytes der = Bytes.hex("30 04 02 02 01 00");
    Go go =
        (Go)
            hop(
                text(ServerRedirection.LB_TARGET_NET_ADDRESS, "10.0.0.7"),
                new Field(
                    ServerRedirection.LB_TARGET_CERTIFICATE, TargetCertificate.of(der).toBase64()));

    assertThat(go.certificate()).contains(CertificateReading.sha256(der));
  }
}
