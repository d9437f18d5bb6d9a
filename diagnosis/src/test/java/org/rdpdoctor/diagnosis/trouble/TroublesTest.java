package org.rdpdoctor.diagnosis.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Diagnosis.Break;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.diagnosis.trouble.Trouble.Certainty;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.UpdateBook;
import org.rdpdoctor.facts.ClientFact.ClientSystemFound;
import org.rdpdoctor.facts.ClientFact.ClientUpdateInstalled;
import org.rdpdoctor.facts.ClientFact.CodeShown;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.GatewayFact.GatewayChallengeReceived;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ChangedBefore;
import org.rdpdoctor.facts.ServerFact.SecurityProductFound;
import org.rdpdoctor.facts.ServerFact.ServerSystemFound;
import org.rdpdoctor.facts.ServerFact.ServerUpdateInstalled;
import org.rdpdoctor.facts.ServerFact.ServiceFound;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TroublesTest {
  private static final UpdateBook BOOK = PackedCatalogue.loadUpdates();
  private static final WindowsBuilds BUILDS = WindowsBuilds.load(new PackagedKnowledge());
  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  private static final Evidence SEEN = Evidence.in("bundle.zip", "it says so");

  @Test
  void a_build_alone_makes_an_update_possible_where_its_symptom_is_seen() {
    Trouble trouble = only(troubles("session.no-start", challenge("10.0.20348")));

    assertThat(trouble.update().id()).isEqualTo("rds-unstable-2026-09");
    assertThat(trouble.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(trouble.fits()).containsExactly("session.no-start");
    assertThat(trouble.because())
        .contains("build 20348 (Windows Server 2022)")
        .contains("can have");
  }

  @Test
  void a_healthy_server_of_any_build_and_patch_has_no_known_trouble() {
    assertThat(
            new Troubles(BOOK, BUILDS).of(diagnosis(List.of(), List.of(challenge("10.0.26100")))))
        .isEmpty();
    assertThat(
            new Troubles(BOOK, BUILDS)
                .of(diagnosis(List.of(), List.of(server(26100, 3194), installed("KB5051987")))))
        .isEmpty();
  }

  @Test
  void another_build_and_another_symptom_have_nothing_to_do_with_it() {
    assertThat(troubles("session.no-start", challenge("10.0.15063"))).isEmpty();
    assertThat(troubles("certificate.expired", challenge("10.0.20348"))).isEmpty();
    assertThat(troubles("session.no-start")).isEmpty();
  }

  @Test
  void a_build_that_servers_of_other_makers_claim_says_nothing() {
    assertThat(troubles("session.no-start", challenge("6.1.7601"))).isEmpty();
    assertThat(remarks("session.no-start", challenge("6.1.7601"))).isEmpty();
  }

  @Test
  void a_list_of_updates_makes_it_firm_and_what_mends_it_rules_it_out() {
    Trouble installed =
        only(troubles("licensing.no-answer", server(20348, 0), installed("KB5122882")));
    Trouble mended =
        only(
            troubles(
                "licensing.no-answer",
                server(20348, 0),
                installed("KB5122882"),
                installed("KB5129237")));

    assertThat(installed.certainty()).isEqualTo(Certainty.FIRM);
    assertThat(installed.because()).isEqualTo("the server has KB5122882");
    assertThat(mended.certainty()).isEqualTo(Certainty.RULED_OUT);
    assertThat(mended.because()).isEqualTo("the server has KB5129237, which mends it");
  }

  @Test
  void a_list_of_updates_without_it_is_not_called_possible() {
    assertThat(troubles("session.no-start", server(20348, 4893), installed("KB5078766"))).isEmpty();
  }

  @Test
  void a_revision_between_the_two_updates_is_firm_and_a_later_one_rules_it_out() {
    String broken = "server.session-hung";

    assertThat(certainty("server-2025-freeze", broken, server(26100, 3476)))
        .contains(Certainty.FIRM);
    assertThat(certainty("server-2025-freeze", broken, server(26100, 3775)))
        .contains(Certainty.RULED_OUT);
    assertThat(certainty("server-2025-freeze", broken, server(26100, 2894))).isEmpty();
  }

  @Test
  void client_and_server_of_one_build_have_revisions_of_their_own() {
    var shown = new CodeShown("hresult", "0x80080005", "", SEEN);

    assertThat(certaintyOf("credential-prompt-2026-01", shown, client(26100, 7623)))
        .contains(Certainty.FIRM);
    assertThat(certaintyOf("credential-prompt-2026-01", shown, client(26100, 7705)))
        .contains(Certainty.RULED_OUT);
    assertThat(certaintyOf("credential-prompt-2026-01", shown, client(26100, 32230)))
        .contains(Certainty.FIRM);
    assertThat(certaintyOf("credential-prompt-2026-01", shown, client(26100, 32313)))
        .contains(Certainty.RULED_OUT);
  }

  @Test
  void an_update_of_the_other_side_does_not_count() {
    var shown = new CodeShown("hresult", "0x80080005", "", SEEN);
    var onClient = new ClientUpdateInstalled("KB5074109", Instant.EPOCH, 0, SEEN);

    assertThat(certaintyOf("credential-prompt-2026-01", shown, installed("KB5074109"))).isEmpty();
    assertThat(certaintyOf("credential-prompt-2026-01", shown, onClient)).contains(Certainty.FIRM);
  }

  @Test
  void an_event_log_that_shows_the_update_makes_it_firm() {
    var change =
        new ChangedBefore(
            "update",
            "an update was installed: 2026-09 Cumulative Update (KB5122882)",
            Instant.parse("2026-09-09T03:00:00Z"),
            Duration.ofHours(2),
            "Microsoft-Windows-WindowsUpdateClient",
            19,
            SEEN);

    assertThat(certainty("rds-unstable-2026-09", "session.no-start", change))
        .contains(Certainty.FIRM);
  }

  @Test
  void an_update_that_others_followed_without_a_known_revision_may_be_mended() {
    var first =
        new ServerUpdateInstalled("KB5122882", Instant.parse("2026-09-09T00:00:00Z"), 70, SEEN);
    var later =
        new ServerUpdateInstalled("KB5999999", Instant.parse("2026-11-11T00:00:00Z"), 10, SEEN);

    Trouble trouble = only(troubles("session.no-start", first, later));

    assertThat(trouble.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(trouble.because()).contains("later updates, which may mend it");
  }

  @Test
  void a_gateway_is_judged_by_its_own_build_and_only_its_own_updates() {
    var heard =
        new GatewayChallengeReceived(
            "CORP", "GW", "", "", "10.0.17763", "", Duration.ofMillis(9), SEEN);
    var service = new ServiceFound("TSGateway", "stopped", "auto", "NetworkService", 0, SEEN);
    String broken = "gateway.service-failed";

    assertThat(troubles(broken, heard))
        .extracting(Trouble::certainty)
        .containsOnly(Certainty.POSSIBLE);
    assertThat(certainty("gateway-crash-2024-07", broken, installed("KB5040430"))).isEmpty();
    assertThat(certainty("gateway-crash-2024-07", broken, service, installed("KB5040430")))
        .contains(Certainty.FIRM);
  }

  @Test
  void a_domain_controller_is_one_only_if_it_says_so() {
    var controller =
        new ServerSystemFound(
            "Windows Server 2022", "", 20348, 5020, "domain controller", true, Instant.EPOCH, SEEN);
    String broken = "authentication.no-logon-server";

    assertThat(certainty("dc-restart-2026-04", broken, controller)).contains(Certainty.FIRM);
    assertThat(certainty("dc-restart-2026-04", broken, server(20348, 5020))).isEmpty();
  }

  @Test
  void a_product_whose_version_is_not_known_is_possible() {
    var trend = new SecurityProductFound("antivirus", "Trend Micro Security Agent", true, SEEN);
    var other = new SecurityProductFound("antivirus", "Another Guard", true, SEEN);

    assertThat(certainty("trend-micro-wfbs-2025-09", "server.session-hung", trend))
        .contains(Certainty.POSSIBLE);
    assertThat(certainty("trend-micro-wfbs-2025-09", "server.session-hung", other)).isEmpty();
  }

  @Test
  void at_most_three_are_told_that_are_merely_possible_the_newest_first() {
    List<Trouble> troubles = troubles("session.no-start", challenge("10.0.17763"));

    assertThat(troubles).hasSizeLessThanOrEqualTo(3);
    assertThat(troubles)
        .extracting(each -> each.update().date())
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void windows_without_support_is_a_remark_dated_by_the_clock_handed_in() {
    assertThat(remarks("tcp.closed", challenge("6.3.9600")))
        .containsExactly(
            "Out of support on the server: Windows 8.1 or Windows Server 2012 R2 (build 9600) got"
                + " its last updates on 2023-10-10.");
    assertThat(remarksOn("2024-01-01", challenge("6.3.9600")).getFirst())
        .contains("with Extended Security Updates it gets some until 2026-10-13");
    assertThat(remarksOn("2023-10-10", challenge("6.3.9600"))).isEmpty();
    assertThat(remarks("tcp.closed", challenge("10.0.14393"))).isEmpty();
  }

  @Test
  void the_edition_decides_where_the_machine_tells_it() {
    assertThat(remarksOn("2026-01-01", client("Microsoft Windows 11 Pro", 22631))).isNotEmpty();
    assertThat(remarksOn("2026-01-01", client("Microsoft Windows 11 Enterprise", 22631))).isEmpty();
    assertThat(remarksOn("2026-01-01", client("Microsoft Windows 10 Enterprise LTSC", 17763)))
        .isEmpty();
    assertThat(remarksOn("2026-01-01", client("Microsoft Windows 10 Enterprise", 17763)))
        .isNotEmpty();
  }

  @Test
  void old_data_says_so_where_updates_were_thought_of() {
    assertThat(remarksOn("2027-05-22", challenge("10.0.26100"))).isEmpty();
    assertThat(remarksOn("2027-05-23", challenge("10.0.26100")))
        .containsExactly(
            "What is known of updates here is from 2026-11-22: what came since is not in it.");
    assertThat(remarksOn("2027-05-23")).isEmpty();
  }

  @Test
  void an_update_is_found_by_what_brings_it_by_what_mends_it_and_by_its_name() {
    assertThat(BOOK.namedIn("KB5050094"))
        .extracting(KnownUpdate::id)
        .contains("udp-65-seconds-2025-01");
    assertThat(BOOK.namedIn("after kb 5129237 it works"))
        .extracting(KnownUpdate::id)
        .containsExactly("rds-unstable-2026-09");
    assertThat(BOOK.namedIn("5050094")).isNotEmpty();
    assertThat(BOOK.namedIn("server-2025-freeze")).hasSize(1);
    assertThat(BOOK.namedIn("KB1234567 0x5050094 15050094")).isEmpty();
  }

  @Test
  void what_is_known_is_dated_sourced_and_speaks_of_builds_and_codes_that_are_known() {
    CodeBook codes = CodeBook.load(new PackagedKnowledge());

    assertThat(BOOK.updates()).hasSizeGreaterThanOrEqualTo(25);
    for (KnownUpdate update : BOOK.updates()) {
      assertThat(update.see()).isNotEmpty();
      for (var release : update.brought()) {
        assertThat(release.builds()).allMatch(build -> BUILDS.of(build).isPresent());
      }
      for (String code : update.codes()) {
        String family = code.substring(0, code.indexOf(':'));
        long value = Long.decode(code.substring(code.indexOf(':') + 1));
        assertThat(codes.find(family, value)).as(code).isPresent();
      }
    }
  }

  private static Trouble only(List<Trouble> troubles) {
    assertThat(troubles).hasSize(1);
    return troubles.getFirst();
  }

  private static Optional<Certainty> certainty(String id, String broken, Observation... facts) {
    return certainty(id, diagnosis(List.of(broken), List.of(facts)));
  }

  private static Optional<Certainty> certaintyOf(String id, Observation... facts) {
    return certainty(id, diagnosis(List.of(), List.of(facts)));
  }

  private static Optional<Certainty> certainty(String id, Diagnosis diagnosis) {
    return new Troubles(BOOK, BUILDS)
        .of(diagnosis).stream()
            .filter(each -> each.update().id().equals(id))
            .map(Trouble::certainty)
            .findFirst();
  }

  private static List<Trouble> troubles(String broken, Observation... facts) {
    return new Troubles(BOOK, BUILDS).of(diagnosis(List.of(broken), List.of(facts)));
  }

  private static List<String> remarks(String broken, Observation... facts) {
    return new Remarks(BOOK, BUILDS).of(diagnosis(List.of(broken), List.of(facts)), TODAY);
  }

  private static List<String> remarksOn(String day, Observation... facts) {
    return new Remarks(BOOK, BUILDS)
        .of(diagnosis(List.of("tcp.closed"), List.of(facts)), LocalDate.parse(day));
  }

  private static Observation challenge(String version) {
    return new NtlmChallengeReceived("SRV", "CORP", "srv", "corp", "corp", version, "", SEEN);
  }

  private static Observation server(int build, int revision) {
    return new ServerSystemFound(
        "Windows Server", "Standard", build, revision, "server", true, Instant.EPOCH, SEEN);
  }

  private static Observation client(int build, int revision) {
    return new ClientSystemFound(
        "Windows", "Pro", build, revision, "workstation", true, Instant.EPOCH, SEEN);
  }

  private static Observation client(String windows, int build) {
    return new ClientSystemFound(windows, "", build, 1, "workstation", true, Instant.EPOCH, SEEN);
  }

  private static Observation installed(String kb) {
    return new ServerUpdateInstalled(kb, Instant.EPOCH, 0, SEEN);
  }

  private static Diagnosis diagnosis(List<String> breaks, List<Observation> facts) {
    return new Diagnosis(
        breaks.isEmpty() ? Verdict.HEALTHY : Verdict.FAILING,
        Optional.empty(),
        "so it is",
        breaks.stream().map(id -> new Break(id, Layer.TCP, id, false, 0.9, List.of())).toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Rung(Layer.SERVER, Rung.Status.PASSED, 0, "", facts)));
  }
}
