package org.rdpdoctor.reader.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReassemblyTest {
  private List<String> said(Talk talk) {
    Listener listener = new Listener();
    listener.read(talk.file());
    assertThat(listener.heard).hasSize(1);
    assertThat(listener.heard.getFirst().ends).isEqualTo(1);
    assertThat(listener.heard.getFirst().times).isSorted();
    return listener.heard.getFirst().said;
  }

  @Test
  void what_comes_in_order_is_heard_as_it_comes() {
    Talk talk = Talk.established().up(1000, 5000, "ask").down(5000, 1003, "answer");

    assertThat(said(talk.up(1003, 5006, "more"))).containsExactly("> ask", "< answer", "> more");
  }

  @Test
  void what_came_too_early_waits_for_what_belongs_before_it() {
    Talk talk =
        Talk.established().up(1003, 5000, "def").up(1006, 5000, "ghi").up(1000, 5000, "abc");

    assertThat(said(talk)).containsExactly("> abc", "> def", "> ghi");
  }

  @Test
  void what_is_sent_again_is_heard_once_and_the_first_copy_counts() {
    Talk talk =
        Talk.established().up(1000, 5000, "abc").up(1000, 5000, "XXX").up(1000, 5000, "XXXdef");

    assertThat(said(talk)).containsExactly("> abc", "> def");
  }

  @Test
  void of_two_that_overlap_while_they_wait_the_first_copy_counts_too() {
    Talk talk =
        Talk.established().up(1004, 5000, "efgh").up(1002, 5000, "CDEFGHIJ").up(1000, 5000, "ab");

    assertThat(String.join("", said(talk)).replace("> ", "")).isEqualTo("abCDefghIJ");
  }

  @Test
  void what_the_other_side_has_acknowledged_is_missed_before_its_answer_is_heard() {
    Talk talk = Talk.established().down(5000, 1100, "answer").up(1100, 5006, "next").pause(1);

    assertThat(said(talk.down(5006, 1104, "bye")))
        .containsExactly("> (100)", "< answer", "> next", "< bye");
  }

  @Test
  void an_answer_that_the_capture_has_before_its_question_is_heard_after_it() {
    Talk talk = Talk.established().down(5000, 1003, "answer").up(1000, 5000, "ask");

    assertThat(said(talk.up(1003, 5006, "more"))).containsExactly("> ask", "< answer", "> more");
  }

  @Test
  void two_packets_that_each_claim_to_have_heard_the_other_do_not_wait_for_ever() {
    Talk talk = Talk.established().down(5000, 1003, "answer").up(1000, 5006, "ask");

    assertThat(said(talk)).containsExactlyInAnyOrder("> ask", "< answer");
  }

  @Test
  void a_hole_that_nobody_acknowledged_is_waited_for_until_the_end() {
    Talk talk = Talk.established().up(1100, 5000, "late").pause(60).down(5000, 1000, "hm");

    assertThat(said(talk)).containsExactly("< hm", "> (100)", "> late");
  }

  @Test
  void too_much_behind_a_hole_is_not_waited_for() {
    Talk talk = Talk.established();
    for (int i = 1; i <= 1100; i++) {
      talk.up(1000L + i * 1000L, 5000, "x".repeat(1000));
    }

    List<String> said = said(talk.up(1000, 5000, "y".repeat(1000)));

    assertThat(said.getFirst()).isEqualTo("> (1000)");
    assertThat(said).hasSize(1101).noneMatch(line -> line.contains("y"));
  }

  @Test
  void sequence_numbers_begin_again_behind_the_largest() {
    Talk talk =
        new Talk()
            .up(0xFFFF_FFF0L, 0, Sent.SYN, "")
            .down(0xFFFF_FFFFL, 0xFFFF_FFF1L, Sent.SYN | Sent.ACK, "")
            .up(0xFFFF_FFF1L, 0, "0123456789")
            .up(6, 0, "vwxyz")
            .up(0xFFFF_FFFBL, 0, "abcdefghijk")
            .down(0, 11, "fine");

    assertThat(said(talk)).containsExactly("> 0123456789", "> abcdefghijk", "> vwxyz", "< fine");
  }

  @Test
  void keeping_a_connection_alive_says_nothing() {
    Talk talk = Talk.established().up(1000, 5000, "abc").up(1002, 5000, "c").down(5000, 1003, "");

    assertThat(said(talk.up(1002, 5000, "").up(1003, 5000, "d"))).containsExactly("> abc", "> d");
  }

  @Test
  void a_capture_that_begins_later_is_heard_from_there_on() {
    Talk talk =
        new Talk()
            .down(90_000, 70_000, "still ")
            .up(70_000, 90_006, "what?")
            .down(90_006, 70_005, "here");

    assertThat(said(talk)).containsExactly("< still ", "> what?", "< here");
  }

  @Test
  void bytes_cut_by_the_snap_length_are_missing_and_the_rest_goes_on() {
    Talk talk =
        Talk.established().up(1000, 5000, "0123456789").up(1010, 5000, "abcde").up(1015, 5000, "");
    talk.shots.set(3, talk.shots.get(3).cutTo(54 + 4));

    assertThat(said(talk)).containsExactly("> 0123", "> (6)", "> abcde");
  }

  @Test
  void a_number_far_outside_the_window_disturbs_nobody() {
    Talk talk =
        Talk.established()
            .up(1000, 5000, "abc")
            .up(900_000_000, 5000, "noise")
            .up(1003, 900_000_000, "def");

    assertThat(said(talk.down(5000, 800_000_000, "ok").up(1006, 5002, "ghi")))
        .containsExactly("> abc", "> def", "< ok", "> ghi");
  }

  @Test
  void a_gap_in_the_capture_wider_than_any_window_is_passed_over_once_both_sides_are_beyond_it() {
    Talk talk = Talk.established().up(1000, 5000, "abc");
    for (int i = 0; i < 4; i++) {
      talk.down(5000 + i, 90_000_003L + i * 10L, "k")
          .up(90_000_003L + i * 10L, 5001 + i, "x".repeat(10));
    }

    assertThat(said(talk)).contains("> " + "x".repeat(10));
  }

  @Test
  void a_port_that_is_used_again_is_another_conversation() {
    Talk talk = Talk.established().up(1000, 5000, "one").pause(5);
    talk.up(777_000, 0, Sent.SYN, "")
        .down(888_000, 777_001, Sent.SYN | Sent.ACK, "")
        .up(777_001, 888_001, "two");
    Listener listener = new Listener();

    listener.read(talk.file());

    assertThat(listener.said()).containsExactly(List.of("> one"), List.of("> two"));
    assertThat(listener.conversations()).hasSize(2);
  }

  @Test
  void a_syn_that_a_bit_error_put_beside_other_flags_opens_nothing() {
    Talk talk = Talk.established().up(1000, 5000, "one");

    assertThat(said(talk.up(1003, 5000, Sent.SYN | Sent.PSH, "?").up(1003, 5000, "two")))
        .contains("> one", "> two");
  }

  @Test
  void payload_that_comes_with_the_syn_is_heard() {
    Talk talk = new Talk().up(999, 0, Sent.SYN, "fast").down(4999, 1004, Sent.SYN | Sent.ACK, "");

    assertThat(said(talk.up(1004, 5000, "more"))).containsExactly("> fast", "> more");
  }

  @Test
  void who_no_longer_listens_is_told_nothing_more_but_the_end() {
    Talk talk =
        Talk.established().up(1000, 5000, "abc").up(1003, 5000, "def").down(5000, 1006, "ghi");
    List<String> told = new ArrayList<>();

    new Listener().read(talk.file());
    org.rdpdoctor.reader.capture.Follower deaf =
        new org.rdpdoctor.reader.capture.Follower() {
          @Override
          public boolean hear(org.rdpdoctor.reader.capture.Side from, Bytes bytes, Duration at) {
            told.add("hear");
            return false;
          }

          @Override
          public boolean miss(org.rdpdoctor.reader.capture.Side from, long bytes, Duration at) {
            told.add("miss");
            return false;
          }

          @Override
          public void end(org.rdpdoctor.reader.capture.Conversation whole) {
            told.add(whole.fromClient().bytes() + "+" + whole.fromServer().bytes());
          }
        };
    try {
      CaptureFile.read(
          new java.io.ByteArrayInputStream(talk.file().toArray()),
          java.util.OptionalLong.empty(),
          CaptureOptions.USUAL,
          (_, _, _, _, _) -> deaf);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }

    assertThat(told).containsExactly("hear", "6+3");
  }

  /// Both sides say something in turns. Whatever happens to the packets on their way, the same is
  /// heard.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void order_repetition_overlap_and_size_of_segments_change_nothing(long seed) {
    Random random = new Random(seed);
    byte[] asked = new byte[3000];
    byte[] answered = new byte[5000];
    random.nextBytes(asked);
    random.nextBytes(answered);
    long client = random.nextInt() & 0xFFFF_FFFFL;
    long server = random.nextInt() & 0xFFFF_FFFFL;
    List<Bytes> frames = new ArrayList<>();
    frames.addAll(segments(random, asked, client + 1, server + 1, true));
    frames.addAll(segments(random, answered, server + 1, client + 1, false));
    Collections.shuffle(frames, random);
    Talk talk = new Talk();
    talk.add(Sent.up(Talk.PORT, 1, client, 0, Sent.SYN, Bytes.EMPTY));
    talk.add(Sent.down(Talk.PORT, 2, server, client + 1, Sent.SYN | Sent.ACK, Bytes.EMPTY));
    frames.forEach(talk::add);
    Listener listener = new Listener();

    listener.read(talk.file());

    Listener.Heard heard = listener.heard.getFirst();
    assertThat(heard.fromClient).isEqualTo(Bytes.copyOf(asked));
    assertThat(heard.fromServer).isEqualTo(Bytes.copyOf(answered));
    assertThat(heard.missing).isZero();
    assertThat(heard.conversation().fromClient().bytes()).isEqualTo(asked.length);
    assertThat(heard.conversation().fromClient().missing()).isZero();
    assertThat(heard.conversation().fromServer().bytes()).isEqualTo(answered.length);
  }

  /// Cuts `text` twice, in different places, and adds some pieces at random.
  private static List<Bytes> segments(
      Random random, byte[] text, long start, long ack, boolean up) {
    List<Bytes> segments = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int at = 0; at < text.length; ) {
        int length = Math.min(text.length - at, 1 + random.nextInt(400));
        segments.add(segment(random, text, at, length, start, ack, up));
        at += length;
      }
    }
    for (int i = 0; i < 10; i++) {
      int at = random.nextInt(text.length);
      int length = 1 + random.nextInt(text.length - at);
      segments.add(segment(random, text, at, length, start, ack, up));
    }
    return segments;
  }

  private static Bytes segment(
      Random random, byte[] text, int at, int length, long start, long ack, boolean up) {
    Bytes payload = Bytes.copyOf(text, at, length);
    int id = 1 + random.nextInt(60_000);
    return up
        ? Sent.up(Talk.PORT, id, start + at, ack, Sent.ACK, payload)
        : Sent.down(Talk.PORT, id, start + at, ack, Sent.ACK, payload);
  }
}
