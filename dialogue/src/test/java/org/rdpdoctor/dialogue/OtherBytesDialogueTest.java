package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;
import static org.rdpdoctor.dialogue.ScriptedLine.saying;
import static org.rdpdoctor.dialogue.ScriptedLine.silent;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.dialogue.OtherBytesDialogue.Saying;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.facts.TcpFact.ClosedUnasked;
import org.rdpdoctor.facts.TcpFact.ForeignService;
import org.rdpdoctor.facts.TcpFact.StayedOpenUnasked;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OtherBytesDialogueTest {
  private static final Duration PATIENCE = Duration.ofMillis(1200);

  private final OtherBytesDialogue nothing = saying(Saying.NOTHING);
  private final OtherBytesDialogue http = saying(Saying.HTTP);

  private static OtherBytesDialogue saying(Saying what) {
    return new OtherBytesDialogue(PEER, what, PATIENCE);
  }

  @Test
  void an_rdp_server_waits_for_the_client() {
    Held held = silent().hold(nothing);

    assertThat(held.said()).isEmpty();
    assertThat(held.only(StayedOpenUnasked.class).watched()).isEqualTo(PATIENCE);
    assertThat(nothing.met()).get().isInstanceOf(Heard.Silence.class);
  }

  @Test
  void a_connection_that_ends_unasked_says_how() {
    var closed = silent().thenResets().hold(nothing).only(ClosedUnasked.class);

    assertThat(closed.how()).isEqualTo(Ending.RESET);
    assertThat(closed.elapsed()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void http_is_said_in_plain_text_and_its_silence_is_no_fact_by_itself() {
    Held held = silent().hold(http);

    assertThat(held.said()).containsExactly(Bytes.ascii("GET / HTTP/1.0\r\n\r\n"));
    assertThat(held.seen()).isEmpty();
    assertThat(http.met()).get().isInstanceOf(Heard.Silence.class);
  }

  @Test
  void the_end_that_http_met_is_kept_for_comparison() {
    assertThat(silent().thenCloses().hold(http).seen()).isEmpty();
    assertThat(http.met())
        .get()
        .isInstanceOfSatisfying(
            Heard.End.class, end -> assertThat(end.how()).isEqualTo(Ending.CLOSED));
  }

  @Test
  void an_answer_that_nobody_knows_is_kept_for_comparison_and_is_no_fact() {
    Held held = ScriptedLine.saying(Bytes.hex("01 02 03"), Bytes.hex("04")).hold(http);

    assertThat(held.seen()).isEmpty();
    assertThat(http.met())
        .get()
        .isInstanceOfSatisfying(
            Heard.Data.class, data -> assertThat(data.bytes()).isEqualTo(Bytes.hex("01 02 03 04")));
  }

  @Test
  void whoever_speaks_first_is_another_service_even_if_nobody_knows_it() {
    var service = ScriptedLine.saying(Bytes.hex("00")).hold(nothing).only(ForeignService.class);

    assertThat(service.service()).isEqualTo("something unknown");
    assertThat(service.address()).isEqualTo(PEER.address());
    assertThat(service.port()).isEqualTo(PEER.port());
  }

  @Test
  void a_byte_a_second_does_not_hold_it_up() {
    Held held =
        ScriptedLine.saying(Bytes.copyOf(new byte[30]))
            .cutInto(1, Duration.ofSeconds(1))
            .hold(nothing);

    assertThat(held.the(ForeignService.class).service()).isEqualTo("something unknown");
    assertThat(held.took()).isLessThanOrEqualTo(Duration.ofMillis(1400));
  }

  @Test
  void a_flood_does_not_hold_it_up() {
    Held held = ScriptedLine.saying(Bytes.copyOf(new byte[16 * 1024])).hold(nothing);

    assertThat(held.turns()).isEqualTo(2);
    assertThat(held.only(ForeignService.class).banner()).hasSizeLessThanOrEqualTo(81);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ssh               | SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3
          smtp              | 220 mail.example ESMTP Postfix
          ftp               | 220 (vsFTPd 3.0.3) FTP server ready
          smtp or ftp       | 220 ready
          smtp              | 554 5.7.1 no
          vnc               | RFB 003.008
          http              | HTTP/1.1 400 Bad Request
          rtsp              | RTSP/1.0 400 Bad Request
          sip               | SIP/2.0 400 Bad Request
          http              | <html><title>400</title></html>
          redis             | -ERR unknown command
          redis             | -NOAUTH Authentication required.
          imap              | * OK IMAP4rev1 ready
          pop3              | +OK ready
          memcached         | ERROR
          xmpp              | <?xml version='1.0'?><stream:error>
          mysql             | Host '10.0.0.1' is not allowed to connect to this MySQL server
          something unknown | login:
          """)
  void services_are_known_by_what_they_say(String service, String banner) {
    Held held = ScriptedLine.saying(Bytes.ascii(banner + "\r\n")).hold(saying(Saying.NOTHING));

    assertThat(held.only(ForeignService.class).service()).isEqualTo(service);
    assertThat(held.only(ForeignService.class).banner()).isEqualTo(banner);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tls     | 15 03 01 00 02 02 46
          tls     | 15 03 03 00 02 02 32
          smb     | 00 00 00 45 ff 53 4d 42 72 00 00 00 00
          smb     | 00 00 00 45 fe 53 4d 42 40 00 00 00 00
          mysql   | 4a 00 00 00 0a 38 2e 30 2e 33 36 00 0b 00 00 00
          telnet  | ff fd 18 ff fd 20 ff fd 23
          mssql   | 04 01 00 25 00 00 01 00 00 00 15 00 06 01
          amqp    | 41 4d 51 50 00 00 09 01
          """)
  void binary_services_are_known_by_their_first_bytes(String service, String hex) {
    Held whole = ScriptedLine.saying(Bytes.hex(hex)).hold(saying(Saying.NOTHING));
    Held bytes = ScriptedLine.saying(Bytes.hex(hex)).byteByByte().hold(saying(Saying.NOTHING));

    assertThat(whole.only(ForeignService.class).service()).isEqualTo(service);
    assertThat(bytes.only(ForeignService.class).service()).isEqualTo(service);
  }

  @Test
  void a_banner_keeps_nothing_that_could_upset_a_screen() {
    Held held = ScriptedLine.saying(Bytes.hex("53 53 48 2d 1b 5b 32 4a 07 0a")).hold(nothing);

    assertThat(held.only(ForeignService.class).banner()).isEqualTo("SSH-.[2J.");
  }
}
