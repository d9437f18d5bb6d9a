package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.NegotiationFact.CookieMatters;
import org.rdpdoctor.facts.NegotiationFact.NegotiationAbsent;
import org.rdpdoctor.facts.NegotiationFact.NegotiationEnded;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.NegotiationFact.NegotiationUnanswered;
import org.rdpdoctor.facts.NegotiationFact.OfferNotTaken;
import org.rdpdoctor.facts.NegotiationFact.ProtocolSelected;
import org.rdpdoctor.facts.NegotiationFact.ProtocolsMeasured;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.RouteFact.RoundTrip;
import org.rdpdoctor.facts.RouteFact.SynRepeated;
import org.rdpdoctor.facts.TcpFact.Connected;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SummaryTest {
  private static final Duration AT = Duration.ofSeconds(5);
  private static final Protocols USUAL = Offer.CURRENT_WINDOWS;

  @ParameterizedTest
  @CsvSource({
    // each word is a request and its answer: OFFER>SELECTED, OFFER!CODE, OFFER- for no negotiation
    "usual>HYBRID_EX RDP!5 SSL!5, required",
    "usual>HYBRID SSL!5, required",
    "usual>HYBRID RDP!5, required",
    "usual>HYBRID SSL!1, required",
    "usual>HYBRID_EX RDP!1 SSL>SSL, optional",
    "usual>HYBRID RDP>RDP, optional",
    "usual>HYBRID RDP-, optional",
    "usual>SSL, absent",
    "usual>RDP, absent",
    "usual-, absent",
    "SSL>SSL HYBRID!2, absent",
    "usual>HYBRID, unknown",
    "usual>HYBRID RDP!1, unknown", // wants TLS, which says nothing of NLA
    "usual>HYBRID RDSTLS>RDSTLS, unknown", // RDSTLS knows the user otherwise
    "usual>HYBRID SSL!5 RDSTLS>RDSTLS, required",
    "usual!3, unknown"
  })
  void nla_is_known_by_what_is_taken_with_and_without_it(String requests, String nla) {
    assertThat(measured(requests).nla()).isEqualTo(nla);
  }

  @ParameterizedTest
  @CsvSource({
    "usual>HYBRID_EX RDP!5 SSL!5, HYBRID_EX, RDP SSL",
    "usual>SSL RDP>RDP HYBRID!2, SSL RDP, HYBRID",
    "usual!2 RDP>RDP, RDP, SSL HYBRID HYBRID_EX",
    "usual-, RDP, ''",
    "usual>RDP, RDP, SSL HYBRID HYBRID_EX",
    "usual>RDSTLS SSL>SSL, SSL, ''"
  })
  void protocols_are_taken_refused_or_left_open(String requests, String taken, String refused) {
    ProtocolsMeasured measured = measured(requests);

    assertThat(String.join(" ", measured.accepted())).isEqualTo(taken);
    assertThat(String.join(" ", measured.refused())).isEqualTo(refused);
  }

  @Test
  void without_any_answer_nothing_is_measured() {
    assertThat(summary(unanswered(true), ended(false)))
        .noneMatch(ProtocolsMeasured.class::isInstance);
  }

  @Test
  void round_trips_leave_out_connects_whose_syn_was_repeated() {
    Connected quick = connected("192.0.2.1", 3);
    Connected slow = connected("192.0.2.1", 9);
    Connected repeated = connected("192.0.2.1", 1004);
    var loss = new SynRepeated("192.0.2.1", 1, repeated.elapsed(), repeated.evidence());

    RoundTrip trip = the(RoundTrip.class, summary(slow, loss, repeated, quick));

    assertThat(trip.samples()).isEqualTo(2);
    assertThat(trip.least()).isEqualTo(Duration.ofMillis(3));
    assertThat(trip.most()).isEqualTo(Duration.ofMillis(9));
  }

  @Test
  void round_trips_are_kept_apart_by_address() {
    assertThat(summary(connected("192.0.2.1", 3), connected("2001:db8::1", 30)))
        .filteredOn(RoundTrip.class::isInstance)
        .hasSize(2);
  }

  @Test
  void a_connect_with_a_repeated_syn_alone_makes_no_round_trip() {
    Connected repeated = connected("192.0.2.1", 1004);
    var loss = new SynRepeated("192.0.2.1", 1, repeated.elapsed(), repeated.evidence());

    assertThat(summary(loss, repeated)).noneMatch(RoundTrip.class::isInstance);
  }

  @Test
  void a_cookie_matters_if_the_same_offer_meets_something_else_without_it() {
    CookieMatters matters =
        the(
            CookieMatters.class,
            summary(ended(true), selected(USUAL, Protocols.SSL, false, false)));

    assertThat(matters.withCookie()).isEqualTo("the connection closed");
    assertThat(matters.withoutCookie()).isEqualTo("an answer");
  }

  @Test
  void a_cookie_does_not_matter_if_both_meet_the_same() {
    assertThat(summary(ended(true), ended(false))).noneMatch(CookieMatters.class::isInstance);
  }

  @Test
  void a_cookie_does_not_matter_to_a_server_that_is_only_moody() {
    assertThat(
            summary(
                ended(true),
                selected(USUAL, Protocols.SSL, false, false),
                selected(USUAL, Protocols.SSL, true, true)))
        .noneMatch(CookieMatters.class::isInstance);
  }

  @Test
  void requests_with_other_offers_say_nothing_of_the_cookie() {
    assertThat(summary(ended(true), selected(Protocols.SSL, Protocols.SSL, false, false)))
        .noneMatch(CookieMatters.class::isInstance);
  }

  @Test
  void an_offer_that_is_refused_where_another_one_is_taken_was_the_wrong_one() {
    OfferNotTaken notTaken =
        the(
            OfferNotTaken.class,
            summary(refused(USUAL, 2, true), selected(Protocols.RDP, Protocols.RDP, true, false)));

    assertThat(notTaken.taken()).containsExactly("RDP");
    assertThat(notTaken.offered()).isEqualTo(USUAL);
  }

  @Test
  void an_offer_that_is_refused_like_all_others_was_not_the_wrong_one() {
    assertThat(summary(refused(USUAL, 3, true), refused(Protocols.SSL, 3, false)))
        .noneMatch(OfferNotTaken.class::isInstance);
  }

  private static ProtocolsMeasured measured(String requests) {
    var facts = new ArrayList<Observation>();
    for (String word : requests.split(" ", -1)) {
      String[] parts = word.split("[>!-]", 2);
      Protocols offer = parts[0].equals("usual") ? USUAL : protocols(parts[0]);
      boolean usual = parts[0].equals("usual");
      if (word.contains(">")) {
        facts.add(selected(offer, protocols(parts[1]), true, usual));
      } else if (word.contains("!")) {
        facts.add(refused(offer, Integer.parseInt(parts[1]), usual));
      } else {
        facts.add(new NegotiationAbsent(offer, true, usual, Duration.ZERO, evidence("nothing")));
      }
    }
    return the(ProtocolsMeasured.class, Summary.of(facts, USUAL, AT));
  }

  private static Protocols protocols(String name) {
    return switch (name) {
      case "RDP" -> Protocols.RDP;
      case "SSL" -> Protocols.SSL;
      case "HYBRID" -> Protocols.HYBRID;
      case "HYBRID_EX" -> Protocols.HYBRID_EX;
      case "RDSTLS" -> Protocols.RDSTLS;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<Observation> summary(Observation... facts) {
    return Summary.of(List.of(facts), USUAL, AT);
  }

  private static ProtocolSelected selected(
      Protocols offered, Protocols selected, boolean cookie, boolean usual) {
    return new ProtocolSelected(
        offered,
        selected,
        new ResponseFlags(0),
        cookie,
        usual,
        Duration.ofMillis(1),
        evidence("an answer"));
  }

  private static NegotiationRefused refused(Protocols offered, int code, boolean usual) {
    return new NegotiationRefused(
        offered,
        new NegotiationFailureCode(code),
        true,
        usual,
        Duration.ofMillis(1),
        evidence("a refusal"));
  }

  private static NegotiationEnded ended(boolean cookie) {
    return new NegotiationEnded(
        USUAL, Ending.CLOSED, Duration.ZERO, cookie, cookie, evidence("the connection closed"));
  }

  private static NegotiationUnanswered unanswered(boolean cookie) {
    return new NegotiationUnanswered(
        USUAL, Duration.ofSeconds(2), cookie, cookie, evidence("nothing"));
  }

  private static Connected connected(String address, int millis) {
    return new Connected(address, 3389, Duration.ofMillis(millis), evidence("after " + millis));
  }

  private static Evidence evidence(String heard) {
    return Evidence.of("a question", heard, AT);
  }

  private static <T extends Observation> T the(Class<T> type, List<Observation> seen) {
    Optional<T> found = seen.stream().filter(type::isInstance).map(type::cast).findFirst();
    assertThat(found).as(type.getSimpleName()).isPresent();
    return found.orElseThrow();
  }
}
