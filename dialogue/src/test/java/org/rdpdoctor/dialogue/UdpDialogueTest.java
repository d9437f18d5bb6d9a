package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.dialogue.UdpDialogue.Met;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.UdpFact.UdpAnswered;
import org.rdpdoctor.facts.UdpFact.UdpNotSent;
import org.rdpdoctor.facts.UdpFact.UdpProhibited;
import org.rdpdoctor.facts.UdpFact.UdpRefused;
import org.rdpdoctor.facts.UdpFact.UdpUnanswered;
import org.rdpdoctor.facts.UdpFact.UdpUnreadable;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.rdpeudp.CorrelationId;
import org.rdpdoctor.wire.rdpeudp.Datagram;
import org.rdpdoctor.wire.rdpeudp.FecHeader;
import org.rdpdoctor.wire.rdpeudp.Flags;
import org.rdpdoctor.wire.rdpeudp.ProtocolVersion;
import org.rdpdoctor.wire.rdpeudp.SynData;
import org.rdpdoctor.wire.rdpeudp.SynDataEx;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UdpDialogueTest {
  private static final Duration START = Duration.ofMillis(40);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Bytes SEED =
      Bytes.hex("00000007 80000001 FFFFFFFE").plus(Bytes.hex("0d".repeat(16)));

  private final UdpDialogue dialogue = new UdpDialogue(PEER, PAUSE, SEED);

  @Test
  void the_first_syn_fills_its_datagram_and_offers_version_3() throws DecodeException {
    Datagram.Syn syn = said(dialogue.begin(START));

    assertThat(syn.size()).isEqualTo(1232);
    assertThat(syn.version()).isEqualTo(ProtocolVersion.VERSION_3);
    assertThat(syn.header().snSourceAck()).isEqualTo(-1);
    assertThat(syn.synData().snInitialSequenceNumber()).isEqualTo(7);
    assertThat(syn.correlationId()).isPresent().isNotEqualTo(Optional.of(bad()));
  }

  @Test
  void each_later_syn_offers_one_version_less() throws DecodeException {
    dialogue.begin(START);
    Datagram.Syn second = said(dialogue.hear(new Met.Silence(at(250))));
    Datagram.Syn third = said(dialogue.hear(new Met.Silence(at(500))));

    assertThat(second.version()).isEqualTo(ProtocolVersion.VERSION_2);
    assertThat(third.version()).isEqualTo(ProtocolVersion.VERSION_1);
    assertThat(third.header().uFlags()).hasToString("SYN|CORRELATION_ID");
    assertThat(third.size()).isEqualTo(1232);
  }

  @ParameterizedTest
  @CsvSource({"0x0101, 3", "0x0002, 2", "0x0001, 1", "0x0003, 0x0003"})
  void the_version_of_the_answer_is_told(String number, String version) throws DecodeException {
    Datagram.Syn syn = said(dialogue.begin(START));
    var answered =
        only(
            UdpAnswered.class,
            dialogue.hear(new Met.Answer(synAck(syn, Integer.decode(number)), at(30))));

    assertThat(answered.version()).isEqualTo(version);
    assertThat(answered.offered()).isEqualTo("3");
    assertThat(answered.attempt()).isEqualTo(1);
    assertThat(answered.upStreamMtu()).isEqualTo(1200);
    assertThat(answered.downStreamMtu()).isEqualTo(1150);
    assertThat(answered.elapsed()).isEqualTo(Duration.ofMillis(30));
  }

  @ParameterizedTest
  @CsvSource({
    "bbff5687, 004010054d67796604d004d000010101, 3",
    "9fd6752b, 00401005c76d5c1704d004d000010002, 2",
  })
  void what_windows_servers_sent_in_captures_is_understood(
      String sequenceNumber, String afterIt, String version) {
    var asking =
        new UdpDialogue(PEER, PAUSE, Bytes.hex(sequenceNumber).plus(Bytes.hex("00".repeat(24))));
    asking.begin(START);
    Bytes head = Bytes.hex(sequenceNumber + afterIt);
    Bytes captured = head.plus(Bytes.copyOf(new byte[1232 - head.size()]));
    var answered = only(UdpAnswered.class, asking.hear(new Met.Answer(captured, at(1))));

    assertThat(answered.version()).isEqualTo(version);
    assertThat(answered.upStreamMtu()).isEqualTo(1232);
    assertThat(answered.downStreamMtu()).isEqualTo(1232);
  }

  @Test
  void an_answer_without_a_version_is_version_1() throws DecodeException {
    Datagram.Syn syn = said(dialogue.begin(START));
    Bytes answer =
        new Datagram.Syn(
                new FecHeader(
                    syn.synData().snInitialSequenceNumber(), 64, new Flags(Flags.SYN | Flags.ACK)),
                new SynData(9, 1232, 1232),
                Optional.empty(),
                Optional.empty(),
                1232)
            .encode();

    assertThat(only(UdpAnswered.class, dialogue.hear(new Met.Answer(answer, at(3)))).version())
        .isEqualTo("1");
  }

  @Test
  void a_late_answer_is_known_by_what_it_acknowledges() throws DecodeException {
    Datagram.Syn first = said(dialogue.begin(START));
    dialogue.hear(new Met.Silence(at(250)));
    var answered =
        only(UdpAnswered.class, dialogue.hear(new Met.Answer(synAck(first, 2), at(300))));

    assertThat(answered.attempt()).isEqualTo(1);
    assertThat(answered.elapsed()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void silence_is_told_after_three_syns() {
    dialogue.begin(START);
    dialogue.hear(new Met.Silence(at(250)));
    dialogue.hear(new Met.Silence(at(500)));
    var unanswered = only(UdpUnanswered.class, dialogue.hear(new Met.Silence(at(750))));

    assertThat(unanswered.attempts()).isEqualTo(3);
    assertThat(unanswered.waited()).isEqualTo(Duration.ofMillis(750));
  }

  @Test
  void what_icmp_says_is_told_apart() {
    dialogue.begin(START);
    var refused = only(UdpRefused.class, dialogue.hear(new Met.Refusal(at(2))));
    var other = new UdpDialogue(PEER, PAUSE, SEED);
    other.begin(START);
    var prohibited =
        only(UdpProhibited.class, other.hear(new Met.Prohibition("No route to host", at(2))));

    assertThat(refused.elapsed()).isEqualTo(Duration.ofMillis(2));
    assertThat(prohibited.reason()).isEqualTo("No route to host");
    assertThat(prohibited.evidence().heard()).contains("ICMP", "No route to host");
  }

  @Test
  void a_syn_that_never_left_is_no_silence() {
    dialogue.begin(START);

    assertThat(
            only(UdpNotSent.class, dialogue.hear(new Met.Failure("Operation not permitted", at(0))))
                .reason())
        .isEqualTo("Operation not permitted");
  }

  @Test
  void an_answer_to_somebody_elses_syn_does_not_count() throws DecodeException {
    Datagram.Syn syn = said(dialogue.begin(START));
    Turn next = dialogue.hear(new Met.Answer(synAck(syn, 2, 99), at(10)));

    assertThat(next).isEqualTo(new Turn.Listen(Duration.ofMillis(240)));
    assertThat(only(UdpAnswered.class, dialogue.hear(new Met.Answer(synAck(syn, 2), at(20)))))
        .extracting(UdpAnswered::version)
        .isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({
    "00000063000010050000000104d004d000010002, it acknowledges what was not sent",
    "ffffffff00401001000000ff04d004d000010002, it is no SYN+ACK",
    "0000000700ff000400010400, it is no SYN+ACK",
    "00000007004010, 'uFlags at offset 6 needs 2 bytes, 1 left'",
  })
  void what_cannot_be_an_answer_is_kept_with_its_trouble(String hex, String trouble) {
    dialogue.begin(START);
    dialogue.hear(new Met.Answer(Bytes.hex(hex), at(10)));
    dialogue.hear(new Met.Silence(at(250)));
    dialogue.hear(new Met.Silence(at(500)));
    var unreadable = only(UdpUnreadable.class, dialogue.hear(new Met.Silence(at(750))));

    assertThat(unreadable.trouble()).isEqualTo(trouble);
    assertThat(unreadable.size()).isEqualTo(hex.length() / 2);
  }

  @Test
  void a_flood_of_nonsense_ends_the_listening() {
    Turn turn = dialogue.begin(START);
    int heard = 0;
    while (!(turn instanceof Turn.Done)) {
      turn = dialogue.hear(new Met.Answer(Bytes.ascii("junk"), at(1)));
      assertThat(++heard).isLessThan(100);
    }

    assertThat(only(UdpUnreadable.class, turn).preview()).isEqualTo("junk");
  }

  @Test
  void whatever_comes_back_the_dialogue_ends_in_facts() {
    var random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      var each = new UdpDialogue(PEER, PAUSE, SEED);
      Turn turn = each.begin(START);
      Duration now = START;
      for (int turns = 0; !(turn instanceof Turn.Done); turns++) {
        assertThat(turns).isLessThan(100);
        now = now.plusMillis(random.nextInt(200));
        byte[] noise = new byte[random.nextInt(80)];
        random.nextBytes(noise);
        turn =
            each.hear(
                random.nextInt(3) == 0
                    ? new Met.Silence(now)
                    : new Met.Answer(Bytes.copyOf(noise), now));
      }
      assertThat(((Turn.Done) turn).seen()).hasSize(1);
    }
  }

  @Test
  void a_seed_must_be_long_enough() {
    assertThatThrownBy(() -> new UdpDialogue(PEER, PAUSE, SEED.first(20)))
        .isInstanceOf(RuntimeException.class);
  }

  private static Duration at(int millis) {
    return START.plusMillis(millis);
  }

  private static CorrelationId bad() {
    return new CorrelationId(Bytes.hex("0d".repeat(16)));
  }

  private static Datagram.Syn said(Turn turn) throws DecodeException {
    assertThat(turn).isInstanceOf(Turn.Say.class);
    return (Datagram.Syn) Datagram.decode(((Turn.Say) turn).message());
  }

  private static Bytes synAck(Datagram.Syn syn, int version) {
    return synAck(syn, version, syn.synData().snInitialSequenceNumber());
  }

  private static Bytes synAck(Datagram.Syn syn, int version, int acknowledged) {
    var flags = new Flags(Flags.SYN | Flags.ACK | Flags.SYNEX);
    return new Datagram.Syn(
            new FecHeader(acknowledged, 64, flags),
            new SynData(9, 1200, 1150),
            Optional.empty(),
            Optional.of(SynDataEx.of(new ProtocolVersion(version))),
            syn.size())
        .encode();
  }

  private static <T extends Observation> T only(Class<T> type, Turn turn) {
    assertThat(turn).isInstanceOf(Turn.Done.class);
    List<Observation> seen = new ArrayList<>(((Turn.Done) turn).seen());
    assertThat(seen).singleElement().isInstanceOf(type);
    return type.cast(seen.getFirst());
  }
}
