package org.rdpdoctor.reader.capture.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.UdpFact.UdpAnswered;
import org.rdpdoctor.facts.UdpFact.UdpProhibited;
import org.rdpdoctor.facts.UdpFact.UdpRefused;
import org.rdpdoctor.facts.UdpFact.UdpUnanswered;
import org.rdpdoctor.facts.UdpFact.UdpUnreadable;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection.EndedWith;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.rdpeudp.Datagram;
import org.rdpdoctor.wire.rdpeudp.FecHeader;
import org.rdpdoctor.wire.rdpeudp.Flags;
import org.rdpdoctor.wire.rdpeudp.ProtocolVersion;
import org.rdpdoctor.wire.rdpeudp.SynData;
import org.rdpdoctor.wire.rdpeudp.SynDataEx;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UdpWitnessTest {
  private static final int NUMBER = 0x01020304;

  private static Bytes syn(int flags, int acknowledged, ProtocolVersion version) {
    return new Datagram.Syn(
            new FecHeader(acknowledged, 64, new Flags(flags | Flags.SYN | Flags.SYNEX)),
            new SynData(NUMBER, 1232, 1232),
            Optional.empty(),
            Optional.of(SynDataEx.of(version)),
            1232)
        .encode();
  }

  private static final Bytes SYN = syn(0, -1, ProtocolVersion.VERSION_3);
  private static final Bytes ANSWER = syn(Flags.ACK, NUMBER, ProtocolVersion.VERSION_2);

  @Test
  void a_syn_that_is_answered_is_told_with_both_versions() {
    Talk talk = Talk.overUdp().client(SYN).server(ANSWER);

    assertThat(talk.matters()).isFalse();
    UdpAnswered answered = Talk.only(talk.end(), UdpAnswered.class);
    assertThat(answered.version()).isEqualTo("2");
    assertThat(answered.offered()).isEqualTo("3");
    assertThat(answered.elapsed()).isEqualTo(Talk.STEP);
  }

  @Test
  void syns_without_an_answer_are_told_as_silence() {
    CapturedConnection told =
        Talk.overUdp()
            .client(SYN)
            .pause(Duration.ofSeconds(1))
            .client(SYN)
            .pause(Duration.ofSeconds(2))
            .client(SYN)
            .end();

    UdpUnanswered silence = Talk.only(told, UdpUnanswered.class);
    assertThat(silence.attempts()).isEqualTo(3);
    assertThat(silence.waited()).isEqualTo(Duration.ofMillis(3020));
  }

  @Test
  void one_syn_at_the_end_of_a_capture_proves_nothing() {
    CapturedConnection told = Talk.overUdp().client(SYN).end();

    assertThat(told.isRdp()).isTrue();
    assertThat(told.facts()).isEmpty();
  }

  @Test
  void icmp_tells_a_closed_port_from_a_forbidden_one() {
    Talk.only(Talk.overUdp().client(SYN).notice("port unreachable").end(), UdpRefused.class);
    Talk.only(
        Talk.overUdp().client(SYN).notice("administratively prohibited").end(),
        UdpProhibited.class);
  }

  @Test
  void an_answer_that_makes_no_sense_is_told() {
    CapturedConnection told =
        Talk.overUdp()
            .client(SYN)
            .server(Bytes.ascii("hello"))
            .pause(Duration.ofSeconds(2))
            .client(SYN)
            .end();

    assertThat(Talk.only(told, UdpUnreadable.class).size()).isEqualTo(5);
    assertThat(told.endedWith()).isNotEqualTo(Optional.of(EndedWith.FIN));
  }

  @Test
  void other_datagrams_are_no_rdp_at_once() {
    for (String other : new String[] {"00", "16fefd0000", "c000000001".repeat(40)}) {
      Talk talk = Talk.overUdp().client(Bytes.hex(other));

      assertThat(talk.matters()).isFalse();
      assertThat(talk.end().isRdp()).isFalse();
    }
  }
}
