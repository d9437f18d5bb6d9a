package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rdpdoctor.dialogue.ScriptedLine.PEER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.dialogue.CredSspDialogue.Form;
import org.rdpdoctor.dialogue.OtherBytesDialogue.Saying;
import org.rdpdoctor.dialogue.ScriptedLine.Held;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.credssp.TsRequest;
import org.rdpdoctor.wire.gcc.EncryptionLevel;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.spnego.MechType;
import org.rdpdoctor.wire.spnego.NegState;
import org.rdpdoctor.wire.spnego.NegTokenResp;
import org.rdpdoctor.wire.tls.AlertLevel;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// Whatever the peer says, and however it is cut, a dialogue ends: in time, in few turns, with at
/// least one fact, and never in an exception.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DialoguePromiseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Hello.Seed SEED =
      new Hello.Seed(
          Bytes.copyOf(new byte[32]), Bytes.copyOf(new byte[32]), Bytes.copyOf(new byte[32]));

  record Subject(
      String name, Supplier<Dialogue> dialogue, boolean alwaysStates, List<Bytes> answers) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Subject> subjects() {
    Bytes confirm = new NegotiationResponse(new ResponseFlags(0x1F), Protocols.HYBRID_EX).encode();
    Bytes flight =
        ServerFlight.inOneRecord(
            ServerFlight.HELLO_12,
            ServerFlight.CERTIFICATE,
            ServerFlight.KEY_EXCHANGE,
            ServerFlight.HELLO_DONE);
    Bytes agreeing =
        TsRequest.negotiating(
                6,
                new NegTokenResp(
                        Optional.of(NegState.ACCEPT_INCOMPLETE),
                        Optional.of(MechType.NTLMSSP),
                        Optional.empty(),
                        Optional.empty())
                    .encode())
            .encode();
    return Stream.of(
        new Subject(
            "negotiation",
            () -> new NegotiationDialogue(PEER, Offer.usual(Offer.CURRENT_WINDOWS), PATIENCE),
            true,
            List.of(
                confirm, Bytes.ascii("SSH-2.0-x\r\n"), Bytes.hex("03 00 00 09 02 f0 80 21 80"))),
        new Subject(
            "hello",
            () -> new TlsHelloDialogue(PEER, Hello.usual(SEED, "srv01.example"), PATIENCE),
            true,
            List.of(
                flight,
                ServerFlight.SSL3,
                ServerFlight.inOneRecord(ServerFlight.HELLO_RETRY),
                ServerFlight.alert(AlertLevel.WARNING, 112))),
        new Subject(
            "credssp",
            () -> new CredSspDialogue(PEER, Form.SPNEGO, _ -> "", _ -> "", PATIENCE),
            true,
            List.of(agreeing, agreeing.plus(agreeing))),
        new Subject(
            "mcs",
            () ->
                new McsDialogue(
                    PEER, Protocols.SSL, Protocols.SSL, EncryptionMethods.ALL, PATIENCE),
            true,
            List.of(
                ServerWords.connected(),
                ServerWords.connected().plus(ServerWords.attached()),
                Stream.of(ServerWords.joining()).reduce(Bytes.EMPTY, Bytes::plus))),
        new Subject(
            "security",
            () ->
                new SecurityDialogue(
                    PEER,
                    new Domain(
                        Protocols.RDP,
                        ServerWords.USER,
                        ServerWords.IO_CHANNEL,
                        ServerWords.security(EncryptionMethods.FIPS, EncryptionLevel.FIPS),
                        Optional.empty()),
                    Bytes.copyOf(new byte[32]),
                    PATIENCE),
            true,
            List.of(ServerWords.ultimatum(), ServerWords.attached())),
        new Subject("logon", LogonDialogueTest::delegating, true, LogonDialogueTest.soundAnswers()),
        new Subject(
            "gateway request",
            GatewayRequestDialogueTest::loggingOn,
            false,
            GatewayRequestDialogueTest.soundAnswers()),
        new Subject(
            "gateway tunnel",
            () -> GatewayTunnelDialogueTest.dialogue(false),
            true,
            GatewayTunnelDialogueTest.soundAnswers()),
        new Subject(
            "gateway tunnel behind a seed",
            () -> GatewayTunnelDialogueTest.dialogue(true),
            true,
            GatewayTunnelDialogueTest.soundAnswers()),
        new Subject(
            "socks",
            () -> SocksDialogueTest.dialogue(Optional.of(SocksDialogueTest.alice())),
            true,
            List.of(
                Bytes.hex("05 00").plus(SocksDialogueTest.reply(5)),
                Bytes.hex("05 02 01 00").plus(SocksDialogueTest.reply(0)))),
        new Subject(
            "connect",
            ConnectDialogueTest::unasked,
            true,
            List.of(
                Bytes.ascii("HTTP/1.1 200 OK\r\n\r\n"),
                Bytes.ascii("HTTP/1.1 503 No\r\nContent-Length: 9\r\n\r\ntimed out"))),
        new Subject(
            "http request",
            () -> new HttpDialogue(HttpRequest.of("GET", "/").with("Host", "gw"), PATIENCE),
            false,
            List.of(
                Bytes.ascii("HTTP/1.1 401 No\r\nContent-Length: 3\r\n\r\nabc"),
                Bytes.ascii(
                    "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"))),
        new Subject(
            "nothing",
            () -> new OtherBytesDialogue(PEER, Saying.NOTHING, PATIENCE),
            true,
            List.of(Bytes.ascii("220 mail\r\n"))),
        new Subject(
            "http",
            () -> new OtherBytesDialogue(PEER, Saying.HTTP, PATIENCE),
            false,
            List.of(Bytes.ascii("HTTP/1.0 200 OK\r\n\r\n"))));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void random_bytes_in_random_pieces_end_in_facts(Subject subject) {
    var random = new Random(1);
    for (int round = 0; round < 3_000; round++) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      hold(subject, Bytes.copyOf(noise), random);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void damaged_answers_in_random_pieces_end_in_facts(Subject subject) {
    var random = new Random(2);
    for (int round = 0; round < 3_000; round++) {
      Bytes sound = subject.answers().get(random.nextInt(subject.answers().size()));
      byte[] damaged = sound.first(random.nextInt(sound.size() + 1)).toArray();
      for (int blow = random.nextInt(3); blow > 0 && damaged.length > 0; blow--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      hold(subject, Bytes.copyOf(damaged), random);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void sound_answers_over_and_over_end_in_facts(Subject subject) {
    var random = new Random(3);
    for (Bytes answer : subject.answers()) {
      Bytes endless = answer;
      while (endless.size() < 1 << 20) {
        endless = endless.plus(endless);
      }
      Held held =
          ScriptedLine.saying(endless)
              .cutInto(16 * 1024, Duration.ZERO)
              .hold(subject.dialogue().get());
      promised(subject, held, endless);
      hold(subject, endless.first(random.nextInt(2_000)), random);
    }
  }

  private static void hold(Subject subject, Bytes heard, Random random) {
    ScriptedLine line =
        ScriptedLine.saying(heard)
            .cutInto(1 + random.nextInt(40), Duration.ofMillis(random.nextInt(300)));
    ScriptedLine ending =
        switch (random.nextInt(3)) {
          case 0 -> line.thenCloses();
          case 1 -> line.thenResets();
          default -> line;
        };
    promised(subject, ending.hold(subject.dialogue().get()), heard);
  }

  private static void promised(Subject subject, Held held, Bytes heard) {
    assertThat(held.took())
        .as("time for %s", heard)
        .isLessThanOrEqualTo(PATIENCE.plusMillis(300)); // the last piece was under way
    assertThat(held.turns()).as("turns for %s", heard).isLessThanOrEqualTo(heard.size() + 3);
    if (subject.alwaysStates()) {
      assertThat(held.seen()).as("facts for %s", heard).isNotEmpty();
    }
    assertThat(held.seen())
        .allSatisfy(
            fact -> {
              assertThat(fact.evidence().heard()).isNotBlank();
              assertThat(fact.evidence().at()).isGreaterThanOrEqualTo(ScriptedLine.START);
              assertThat(fact.evidence().heard().chars().anyMatch(Character::isISOControl))
                  .isFalse();
            });
  }
}
