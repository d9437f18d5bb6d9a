package org.rdpdoctor.reader.eventlog.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.AuthenticationFact.AuthorizationDenied;
import org.rdpdoctor.facts.AuthenticationFact.LogonRejected;
import org.rdpdoctor.facts.AuthenticationFact.LogonsGuessed;
import org.rdpdoctor.facts.ClientFact.CodeShown;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.ServerFact.ChangedBefore;
import org.rdpdoctor.facts.ServerFact.ConnectionsRecorded;
import org.rdpdoctor.facts.ServerFact.FailuresBegan;
import org.rdpdoctor.facts.ServerFact.ServerEventRecorded;
import org.rdpdoctor.facts.ServerFact.ServerSettingFound;
import org.rdpdoctor.facts.ServerFact.ServiceFailed;
import org.rdpdoctor.facts.ServerFact.SessionsRecorded;
import org.rdpdoctor.facts.SessionFact.ErrorInfoSet;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Outcome;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventHistoryTest {

  @Test
  void three_logs_of_one_rejected_logon_make_one_attempt_with_the_finer_status() {
    Story story = new Log().rejection(0, "anna", "10.1.2.3", "0xc0000234").story();

    assertThat(story.attempts()).hasSize(1);
    Attempt attempt = story.attempts().getFirst();
    assertThat(attempt.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(attempt.account()).isEqualTo("CORP\\anna");
    assertThat(attempt.client()).isEqualTo("10.1.2.3");
    assertThat(attempt.code()).isEqualTo("0xC0000234");
    assertThat(attempt.reached()).contains(Layer.CREDSSP);
    assertThat(attempt.broke()).contains(Layer.AUTHENTICATION);
    assertThat(attempt.sure()).isTrue();
    assertThat(attempt.records()).isEqualTo(6);
    assertThat(of(story, LogonRejected.class))
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.code()).isEqualTo("0xC0000234");
              assertThat(fact.evidence().place()).isEqualTo("test.evtx, record 2");
            });
  }

  @Test
  void the_order_of_the_files_does_not_matter() {
    Log log =
        new Log().session(0, "anna", "10.1.2.3").rejection(60, "ben", "10.1.2.4", "0xc000006a");

    assertThat(log.shuffled().attempts())
        .usingRecursiveComparison()
        .ignoringFields("first")
        .isEqualTo(log.story().attempts());
  }

  @Test
  void a_session_is_a_success_from_its_arrival_to_its_logon() {
    Story story = new Log().session(0, "anna", "10.1.2.3").story();

    assertThat(story.attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.outcome()).isEqualTo(Outcome.SESSION);
              assertThat(attempt.reached()).contains(Layer.SESSION);
              assertThat(attempt.records()).isEqualTo(3);
            });
    assertThat(of(story, SessionsRecorded.class)).hasSize(1);
    assertThat(story.groups()).isEmpty();
  }

  @Test
  void a_mistyped_password_that_was_right_the_next_time_is_listed_and_no_fact() {
    Story story =
        new Log()
            .rejection(0, "anna", "10.1.2.3", "0xc000006a")
            .session(20, "anna", "10.1.2.3")
            .story();

    assertThat(of(story, LogonRejected.class)).isEmpty();
    assertThat(story.groups()).singleElement().satisfies(g -> assertThat(g.overcome()).isTrue());
  }

  @Test
  void authenticated_is_no_logon() {
    Story story =
        new Log()
            .manager(0, 1149, "A", "Param1", "anna", "Param2", "", "Param3", "10.1.2.3")
            .story();

    assertThat(story.attempts().getFirst().outcome()).isEqualTo(Outcome.OPEN);
    assertThat(story.facts()).allMatch(fact -> fact instanceof ConnectionsRecorded);
  }

  @Test
  void the_ordinary_end_of_a_connection_is_no_fault() {
    Story story =
        new Log()
            .manager(0, 261, "A", "listenerName", "RDP-Tcp")
            .rdp(0, 131, "A", "ConnType", "TCP", "ClientIP", "[2001:db8::7]:50000")
            .rdp(1, 226, "A", "ErrorCode", "0x80070040")
            .rdp(1, 142, "A", "error", "10054")
            .rdp(1, 103, "A", "ReasonCode", "14")
            .story();

    assertThat(story.attempts()).hasSize(1);
    assertThat(story.attempts().getFirst().client()).isEqualTo("2001:db8::7");
    assertThat(story.facts()).allMatch(fact -> fact instanceof ConnectionsRecorded);
  }

  @Test
  void a_session_at_the_machine_itself_is_none_of_ours() {
    Story story =
        new Log()
            .sessions(0, 21, "", "User", "SRV\\anna", "SessionID", "1", "Address", "LOCAL")
            .security(
                5,
                4625,
                "TargetUserName",
                "anna",
                "LogonType",
                "2",
                "IpAddress",
                "127.0.0.1",
                "Status",
                "0xc000006d")
            .story();

    assertThat(story.attempts()).isEmpty();
    assertThat(story.facts()).isEmpty();
    assertThat(story.notes()).singleElement().asString().startsWith("1 rejected logon");
  }

  @Test
  void many_accounts_from_one_address_are_guesses_and_not_the_users_failures() {
    var log = new Log();
    for (int i = 0; i < 30; i++) {
      log.rejection(i * 2, "user" + i % 6, "203.0.113.9", "0xc000006a");
    }
    Story story = log.rejection(100, "anna", "10.1.2.3", "0xc000006a").story();

    assertThat(of(story, LogonsGuessed.class))
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.attempts()).isEqualTo(30);
              assertThat(fact.address()).isEqualTo("203.0.113.9");
            });
    assertThat(of(story, LogonRejected.class))
        .singleElement()
        .satisfies(fact -> assertThat(fact.account()).isEqualTo("CORP\\anna"));
    assertThat(story.groups().getFirst().guessed()).isTrue();
  }

  @Test
  void one_user_who_tries_an_old_password_again_and_again_is_no_guesser() {
    var log = new Log();
    for (int i = 0; i < 30; i++) {
      log.rejection(i * 60, "anna", "10.1.2.3", "0xc000006a");
    }

    assertThat(of(log.story(), LogonsGuessed.class)).isEmpty();
    assertThat(of(log.story(), LogonRejected.class)).hasSize(1);
  }

  @Test
  void it_is_told_since_when_nobody_gets_in_and_what_changed_before() {
    var log = new Log();
    for (int i = 0; i < 4; i++) {
      log.session(i * 100, "anna", "10.1.2.3");
    }
    log.system(
        1000, "Microsoft-Windows-WindowsUpdateClient", 19, "updateTitle", "2026-03 (KB5055523)");
    log.system(1100, "EventLog", 6005);
    log.rdp(2000, 131, "X", "ConnType", "TCP", "ClientIP", "10.1.2.3:50002");
    log.rdp(2001, 139, "X", "ResultCode", "0x80090331", "IPString", "10.1.2.3");
    log.rdp(3000, 139, "Y", "ResultCode", "0x80090331", "IPString", "10.1.2.4");
    Story story = log.story();

    assertThat(of(story, FailuresBegan.class))
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.successesBefore()).isEqualTo(4);
              assertThat(fact.failures()).isEqualTo(2);
              assertThat(fact.since()).isEqualTo(Log.NOON.plusSeconds(2000));
            });
    assertThat(of(story, ChangedBefore.class))
        .extracting(ChangedBefore::kind)
        .containsExactly("update", "restart");
    assertThat(of(story, ServerEventRecorded.class))
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.event()).isEqualTo(139);
              assertThat(fact.code()).isEqualTo("0x80090331");
              assertThat(fact.count()).isEqualTo(2);
            });
  }

  @Test
  void failures_among_successes_begin_nothing() {
    var log = new Log();
    for (int i = 0; i < 6; i++) {
      log.session(i * 100, "anna", "10.1.2.3");
    }
    log.rejection(50, "ben", "10.1.2.4", "0xc000006a");

    assertThat(log.story().beginning()).isEmpty();
  }

  @Test
  void a_takeover_is_no_failure_and_a_time_limit_is_the_end_of_the_older_session() {
    Story story =
        new Log()
            .session(0, "anna", "10.1.2.3")
            .sessions(600, 40, "Z", "Session", "3", "Reason", "3")
            .session(1000, "anna", "10.1.2.3")
            .sessions(1500, 40, "Z", "Session", "3", "Reason", "5")
            .story();

    assertThat(story.attempts())
        .extracting(Attempt::code)
        .containsExactly("0x00000003", "0x00000005");
    assertThat(of(story, ErrorInfoSet.class))
        .singleElement()
        .satisfies(fact -> assertThat(fact.code()).isEqualTo("0x00000003"));
  }

  @Test
  void the_client_tells_the_code_that_it_showed() {
    Story story =
        new Log()
            .client(0, 1024, "C", "Name", "Server Name", "Value", "srv.corp.example")
            .client(2, 226, "C", "ErrorCode", "2147942464")
            .client(2, 1026, "C", "Name", "Disconnect Reason", "Value", "2308")
            .client(10, 1024, "C", "Name", "Server Name", "Value", "srv.corp.example")
            .client(12, 1027, "C", "SessionId", "3")
            .client(90, 1026, "C", "Name", "Disconnect Reason", "Value", "1")
            .story();

    assertThat(story.attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Outcome.FAILED, Outcome.SESSION);
    assertThat(story.attempts().getFirst().server()).isEqualTo("srv.corp.example");
    assertThat(story.attempts().getFirst().code()).isEqualTo("0x904");
  }

  @Test
  void a_client_that_never_got_in_leaves_its_code_as_a_fact() {
    Story story =
        new Log()
            .client(0, 1024, "C", "Value", "srv.corp.example")
            .client(2, 1026, "C", "Value", "516")
            .story();

    assertThat(of(story, CodeShown.class))
        .singleElement()
        .satisfies(fact -> assertThat(fact.code()).isEqualTo("0x204"));
  }

  @Test
  void a_user_without_the_right_is_denied_after_the_password() {
    Story story =
        new Log()
            .security(
                0,
                4825,
                "AccountName",
                "anna",
                "AccountDomain",
                "CORP",
                "ClientAddress",
                "10.1.2.3")
            .story();

    assertThat(of(story, AuthorizationDenied.class)).hasSize(1);
  }

  @Test
  void errors_of_the_machine_count_until_somebody_gets_in() {
    Log log = new Log().system(0, "Schannel", 36870, "ErrorCode", "0x8009030D");

    assertThat(of(log.story(), ServerEventRecorded.class)).hasSize(1);
    assertThat(of(log.session(60, "anna", "10.1.2.3").story(), ServerEventRecorded.class))
        .isEmpty();
  }

  @Test
  void a_service_that_stays_stopped_is_told_and_one_that_came_back_is_not() {
    Log log =
        new Log()
            .system(
                0,
                "Service Control Manager",
                7036,
                "param1",
                "Remote Desktop Services",
                "param2",
                "stopped");

    assertThat(of(log.story(), ServiceFailed.class))
        .singleElement()
        .satisfies(fact -> assertThat(fact.how()).isEqualTo("stopped"));
    log.system(
        60,
        "Service Control Manager",
        7036,
        "param1",
        "Remote Desktop Services",
        "param2",
        "running");
    assertThat(of(log.story(), ServiceFailed.class)).isEmpty();
  }

  @Test
  void a_service_that_remote_desktop_does_not_need_is_not_told() {
    Log log = new Log().system(0, "Service Control Manager", 7031, "param1", "Print Spooler");

    assertThat(log.story().facts()).isEmpty();
  }

  @Test
  void a_new_port_is_a_setting() {
    Story story =
        new Log()
            .system(
                0,
                "Microsoft-Windows-Sysmon",
                13,
                "TargetObject",
                "HKLM\\System\\CurrentControlSet\\Control\\Terminal"
                    + " Server\\WinStations\\RDP-Tcp\\PortNumber",
                "Details",
                "DWORD (0x00000d3e)")
            .story();

    assertThat(of(story, ServerSettingFound.class))
        .singleElement()
        .satisfies(fact -> assertThat(fact.value()).isEqualTo("3390"));
  }

  @Test
  void a_flood_is_counted_in_bounded_memory() {
    var history = new EventHistory(Log.KNOWLEDGE);
    Log example = new Log();
    for (int i = 0; i < 2_000; i++) {
      example.security(
          i,
          4625,
          "TargetUserName",
          "admin",
          "Status",
          "0xc000006d",
          "SubStatus",
          "0xc000006a",
          "LogonType",
          "3",
          "IpAddress",
          "203.0.113.9");
    }
    Story story = example.story();

    assertThat(story.attempts()).hasSize(201);
    assertThat(story.groups())
        .singleElement()
        .satisfies(g -> assertThat(g.count()).isEqualTo(2_000));
    assertThat(of(story, LogonsGuessed.class).getFirst().attempts()).isEqualTo(2_000);
    assertThat(history.story().records()).isZero();
  }

  @Test
  void logs_without_a_word_of_remote_desktop_give_no_facts() {
    Story story =
        new Log()
            .system(0, "MSExchange CmdletLogs", 1)
            .security(1, 4720, "TargetUserName", "x")
            .story();

    assertThat(story.facts()).isEmpty();
    assertThat(story.attempts()).isEmpty();
    assertThat(story.records()).isEqualTo(2);
  }

  private static <T extends Observation> List<T> of(Story story, Class<T> kind) {
    return story.facts().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
