package org.rdpdoctor.diagnosis.compared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.diagnosis.compared.Draft.fact;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.compared.Comparison.Outcome;
import org.rdpdoctor.diagnosis.compared.Conclusion.Place;
import org.rdpdoctor.diagnosis.compared.Conclusion.Sureness;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComparerTest {
  @Test
  void a_reset_that_comes_sooner_than_the_way_takes_is_made_near_the_place() {
    Comparison comparison = compared(Draft.healthy("office", 20), resetAtTls("branch", 38, 4));

    Conclusion first = first(comparison);
    assertThat(comparison.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(comparison.rung()).contains("tls");
    assertThat(first.id()).isEqualTo("early-end");
    assertThat(first.place()).isEqualTo(Place.NEAR);
    assertThat(first.where()).isEqualTo("near branch");
    assertThat(first.because()).contains("after 4 ms").contains("38 ms");
    assertThat(first.sureness()).isEqualTo(Sureness.STRONG);
  }

  @Test
  void a_reset_that_takes_as_long_as_the_way_says_only_that_it_depends_on_the_place() {
    Comparison comparison = compared(Draft.healthy("office", 20), resetAtTls("branch", 38, 39));

    assertThat(ids(comparison)).doesNotContain("early-end").contains("depends-on-the-place");
  }

  @Test
  void a_refusal_without_a_round_trip_of_its_own_is_held_against_the_other_way_and_hints_only() {
    Draft refused =
        Draft.of("branch")
            .name("192.0.2.10")
            .rung("route", "passed", 0)
            .breaksAt("tcp", "tcp.closed", 2, fact("connect-refused", "elapsedMillis", 2L));

    Conclusion first =
        comparison(compared(Draft.healthy("office", 40), refused), "early-end").orElseThrow();

    assertThat(first.sureness()).isEqualTo(Sureness.HINT);
    assertThat(first.because()).contains("Unless branch is that much nearer");
  }

  @Test
  void two_reports_that_differ_in_times_and_counts_only_are_the_same() {
    Draft other =
        Draft.healthy("second", 21)
            .rung("udp", "passed", 9, fact("udp-answered", "version", "3", "attempt", 2L));
    Draft one =
        Draft.healthy("first", 20)
            .rung("udp", "passed", 3, fact("udp-answered", "version", "3", "attempt", 1L));

    Comparison comparison = compared(one, other);

    assertThat(comparison.outcome()).isEqualTo(Outcome.SAME);
    assertThat(comparison.rung()).isEmpty();
    assertThat(comparison.summary()).startsWith("Nothing differs that matters");
  }

  @Test
  void a_fact_whose_word_is_new_is_compared_like_any_other() {
    Comparison comparison =
        compared(
            Draft.healthy("a", 20)
                .rung(
                    "gateway",
                    "passed",
                    5,
                    fact("gateway-greeted", "product", "IIS", "usual", true)),
            Draft.healthy("b", 20)
                .rung(
                    "gateway",
                    "passed",
                    5,
                    fact("gateway-greeted", "product", "nginx", "usual", true)));

    assertThat(comparison.rung()).contains("gateway");
    assertThat(comparison.contrasts().getFirst().differences())
        .contains(
            new Difference(
                "gateway", Difference.Kind.ANSWER, "gateway-greeted", "product", "IIS", "nginx"));
  }

  @Test
  void answers_to_different_questions_are_not_held_against_each_other() {
    Comparison comparison =
        compared(
            Draft.healthy("a", 20),
            Draft.healthy("b", 20)
                .rung(
                    "tls",
                    "passed",
                    40,
                    fact("server-hello-received", "hello", "usual", "version", "TLSv1.3"),
                    fact("server-hello-received", "hello", "weak", "version", "TLSv1.0")));

    assertThat(comparison.contrasts().getFirst().differences())
        .extracting(Difference::kind)
        .containsOnly(Difference.Kind.ALONE);
    assertThat(comparison.outcome()).isEqualTo(Outcome.SAME);
  }

  @Test
  void a_name_that_leads_elsewhere_is_the_first_difference_and_the_reason() {
    Draft wrong =
        Draft.of("branch")
            .name("198.51.100.7")
            .rung("route", "passed", 0)
            .breaksAt(
                "tcp", "tcp.filtered", 3000, fact("connect-unanswered", "waitedMillis", 3000L));

    Comparison comparison = compared(Draft.healthy("office", 20), wrong);

    assertThat(comparison.rung()).contains("name");
    assertThat(first(comparison).id()).isEqualTo("name-leads-elsewhere");
    assertThat(first(comparison).place()).isEqualTo(Place.NAMES);
    assertThat(first(comparison).next().orElseThrow().command())
        .isEqualTo("rdpdoctor check srv.corp.example --address 192.0.2.10");
  }

  @Test
  void two_addresses_of_the_same_server_are_no_reason() {
    Draft inner = Draft.healthy("inside", 20).name("10.0.0.5");

    Comparison comparison = compared(Draft.healthy("outside", 20), inner);

    assertThat(first(comparison).id()).isEqualTo("same-server-two-addresses");
    assertThat(comparison.outcome()).isEqualTo(Outcome.DIFFERENT);
  }

  @Test
  void by_address_it_works_and_the_name_is_not_found() {
    Draft named =
        Draft.of("by-name")
            .at("")
            .breaksAt(
                "name", "name.nxdomain", 9, fact("system-unresolved", "name", "srv.corp.example"));
    Draft literal =
        Draft.healthy("by-address", 20)
            .rung("name", "passed", 0, fact("address-literal", "address", "192.0.2.10"))
            .asking("192.0.2.10");

    Comparison comparison = compared(named, literal);

    assertThat(comparison.question()).isEqualTo(Question.NAMES);
    assertThat(first(comparison).id()).isEqualTo("only-the-name-fails");
    assertThat(first(comparison).sureness()).isEqualTo(Sureness.PROOF);
    assertThat(comparison.rung()).contains("name");
  }

  @Test
  void another_certificate_of_the_same_machine_speaks_for_something_that_opens_tls() {
    Draft opened = Draft.healthy("branch", 20).certificate("bb22", "CN=Perimeter Inspection");

    Conclusion found =
        comparison(compared(Draft.healthy("office", 20), opened), "other-certificate")
            .orElseThrow();

    assertThat(found.where()).isEqualTo("near branch");
    assertThat(found.sureness()).isEqualTo(Sureness.STRONG);
    assertThat(found.because()).contains("CN=Perimeter Inspection");
  }

  @Test
  void the_same_change_of_certificate_before_and_after_is_a_replacement() {
    assertThat(
            ids(
                compared(
                    Draft.healthy("before", 20),
                    Draft.healthy("after", 20)
                        .certificate("bb22", "CN=Corp CA")
                        .after(Duration.ofDays(1)))))
        .contains("certificate-replaced")
        .doesNotContain("other-certificate");
  }

  @Test
  void a_change_is_fixed_newly_broken_unchanged_or_moved_on() {
    Draft closed = closed("before");
    assertThat(ids(compared(closed, Draft.healthy("after", 20).after(Duration.ofMinutes(5)))))
        .startsWith("fixed");
    assertThat(
            ids(compared(Draft.healthy("before", 20), closed("after").after(Duration.ofHours(5)))))
        .startsWith("newly-broken");
    Comparison same = compared(closed, closed("after").after(Duration.ofMinutes(5)));
    assertThat(same.outcome()).isEqualTo(Outcome.SAME);
    assertThat(ids(same)).containsExactly("unchanged");
    assertThat(ids(compared(closed, resetAtTls("after", 20, 21).after(Duration.ofMinutes(5)))))
        .startsWith("one-obstacle-less");
  }

  @Test
  void the_order_of_time_decides_which_is_before_whatever_order_they_are_given_in() {
    assertThat(
            compared(Draft.healthy("after", 20).after(Duration.ofHours(2)), closed("before"))
                .views())
        .extracting(View::label)
        .containsExactly("before", "after");
  }

  @Test
  void places_that_fail_alike_blame_the_server_the_more_the_more_they_are() {
    Conclusion two = first(compared(closed("a"), closed("b")));
    Conclusion three = first(compared(closed("a"), closed("b"), closed("c")));

    assertThat(two.id()).isEqualTo("same-failure-everywhere");
    assertThat(two.place()).isEqualTo(Place.SERVER);
    assertThat(two.sureness()).isEqualTo(Sureness.HINT);
    assertThat(three.sureness()).isEqualTo(Sureness.STRONG);
  }

  @Test
  void places_that_agree_are_one_group() {
    Comparison comparison =
        compared(
            resetAtTls("branch", 38, 4),
            Draft.healthy("office", 20),
            Draft.healthy("cloud", 9),
            resetAtTls("depot", 41, 5));

    assertThat(comparison.groups())
        .containsExactly(List.of("office", "cloud"), List.of("branch", "depot"));
    assertThat(comparison.contrasts()).hasSize(1);
    assertThat(comparison.contrasts().getFirst().others()).containsExactly("branch", "depot");
  }

  @Test
  void a_longer_way_alone_is_told_and_is_no_difference_between_places() {
    Comparison comparison = compared(Draft.healthy("near", 10), Draft.healthy("far", 90));

    assertThat(comparison.outcome()).isEqualTo(Outcome.SAME);
    assertThat(ids(comparison)).containsExactly("longer-way");
  }

  @Test
  void only_large_packets_that_vanish_on_one_way_are_its_mtu() {
    Draft torn =
        Draft.healthy("branch", 20)
            .breaksAt(
                "route", "route.mtu-blackhole", 0, fact("large-answer-missing", "piece", 1152L));

    assertThat(ids(compared(Draft.healthy("office", 20), torn)))
        .startsWith("large-packets-lost-on-one-way");
  }

  @Test
  void silence_here_and_a_refusal_there_are_two_things() {
    Draft silent =
        Draft.of("branch")
            .name("192.0.2.10")
            .rung("route", "passed", 0)
            .breaksAt(
                "tcp", "tcp.filtered", 3000, fact("connect-unanswered", "waitedMillis", 3000L));

    assertThat(ids(compared(closed("office"), silent))).contains("silence-and-refusal");
  }

  @Test
  void reports_of_different_servers_prove_nothing_about_each_other() {
    Draft other =
        Draft.of("b")
            .asking("other.corp.example")
            .name("203.0.113.9")
            .breaksAt("tcp", "tcp.closed", 1, fact("connect-refused", "elapsedMillis", 1L));

    Comparison comparison = compared(Draft.healthy("a", 20), other);

    assertThat(comparison.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(comparison.caveats().getFirst()).contains("different targets");
    assertThat(comparison.allConclusions()).isEmpty();
  }

  @Test
  void versions_and_hours_between_reports_are_said() {
    Comparison comparison =
        compared(
            Draft.healthy("a", 20), Draft.healthy("b", 20).by("0.2.0").after(Duration.ofHours(5)));

    assertThat(comparison.caveats())
        .anyMatch(caveat -> caveat.contains("0.1.0 in a; 0.2.0 in b"))
        .anyMatch(caveat -> caveat.contains("5 hours apart"));
  }

  private static Draft closed(String label) {
    return Draft.of(label)
        .name("192.0.2.10")
        .rung("route", "passed", 0)
        .breaksAt("tcp", "tcp.closed", 20, fact("connect-refused", "elapsedMillis", 20L));
  }

  private static Draft resetAtTls(String label, long roundTrip, long elapsed) {
    return Draft.healthy(label, roundTrip)
        .breaksAt(
            "tls",
            "tls.reset",
            elapsed,
            fact("handshake-ended", "hello", "usual", "how", "reset", "elapsedMillis", elapsed));
  }

  private static Comparison compared(Draft... drafts) {
    return Comparer.compare(Stream.of(drafts).map(Draft::view).toList(), Optional.empty());
  }

  private static List<String> ids(Comparison comparison) {
    return comparison.allConclusions().stream().map(Conclusion::id).toList();
  }

  private static Conclusion first(Comparison comparison) {
    return comparison.allConclusions().getFirst();
  }

  private static Optional<Conclusion> comparison(Comparison comparison, String id) {
    return comparison.allConclusions().stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
