package org.rdpdoctor.reader.eventlog.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.ServerFact.ServerUpdateInstalled;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UpdatesTest {
  private static final String CLIENT = "Microsoft-Windows-WindowsUpdateClient";
  private static final String SERVICING = "Microsoft-Windows-Servicing";
  private static final double DAY = 86_400;

  @Test
  void an_update_that_a_log_shows_as_installed_is_a_fact_with_its_day() {
    var log = new Log();
    log.system(0, CLIENT, 19, "updateTitle", "2026-09 Cumulative Update (KB5122882) (20348.9999)");
    log.system(3 * DAY, "EventLog", 6005);

    ServerUpdateInstalled fact = installed(log).getFirst();

    assertThat(fact.kb()).isEqualTo("KB5122882");
    assertThat(fact.installed()).isEqualTo(Log.NOON);
    assertThat(fact.daysAgo()).isEqualTo(3);
    assertThat(fact.evidence().place()).isEqualTo("test.evtx, record 1");
  }

  @Test
  void the_setup_log_shows_it_too_and_says_it_once_by_the_last_time() {
    var log = new Log();
    String state = "IntendedPackageStateTextized";
    log.system(0, CLIENT, 19, "updateTitle", "KB5122882");
    log.system(9, SERVICING, 2, "PackageIdentifier", "KB5122882", state, "Installed");
    log.system(10, SERVICING, 2, "PackageIdentifier", "KB5129237", state, "Staged");

    assertThat(installed(log)).extracting(ServerUpdateInstalled::kb).containsExactly("KB5122882");
    assertThat(installed(log).getFirst().installed()).isEqualTo(Log.NOON.plusSeconds(9));
  }

  @Test
  void what_failed_was_removed_later_or_feeds_the_virus_scanner_is_not_told() {
    var log = new Log();
    String state = "IntendedPackageStateTextized";
    log.system(0, CLIENT, 20, "updateTitle", "KB5122881");
    log.system(1, CLIENT, 19, "updateTitle", "Security Intelligence (KB2267602)");
    log.system(2, CLIENT, 19, "updateTitle", "KB5122882");
    log.system(3, SERVICING, 2, "PackageIdentifier", "KB5122882", state, "Absent");

    assertThat(installed(log)).isEmpty();
  }

  @Test
  void what_was_installed_again_after_it_was_removed_is_told() {
    var log = new Log();
    log.system(0, CLIENT, 19, "updateTitle", "KB5122882");
    log.system(1, CLIENT, 23, "updateTitle", "KB5122882");
    log.system(2, CLIENT, 19, "updateTitle", "KB5122882");

    assertThat(installed(log)).hasSize(1);
  }

  private static List<ServerUpdateInstalled> installed(Log log) {
    return log.story().facts().stream()
        .filter(ServerUpdateInstalled.class::isInstance)
        .map(ServerUpdateInstalled.class::cast)
        .toList();
  }
}
