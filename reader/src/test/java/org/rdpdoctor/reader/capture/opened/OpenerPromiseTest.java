package org.rdpdoctor.reader.capture.opened;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.reader.capture.Opener.Said;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.opened.RecordedTls.Sent;
import org.rdpdoctor.reader.capture.opened.RecordedTls.Terms;
import org.rdpdoctor.reader.fuzz.KeyLogTarget;
import org.rdpdoctor.reader.fuzz.OpenerTarget;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;

/// Whatever stands in a capture: no exception, and not a word that nobody said.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenerPromiseTest {
  private static final int ROUNDS = 55;
  private static final Bytes WORDS = Bytes.ascii("0123456789abcdefghijklmnopqrstuvwxyz");

  static List<Terms> everySuite() {
    return RecordedTls.everySuite();
  }

  @ParameterizedTest
  @MethodSource("everySuite")
  void of_a_damaged_conversation_only_what_was_said_is_handed_on(Terms terms) throws IOException {
    RecordedTls tls = RecordedTls.shaken(terms);
    for (int i = 0; i < 4; i++) {
      tls.say(i % 2 == 0 ? Side.CLIENT : Side.SERVER, WORDS);
    }
    var ring = new KeyRing();
    ring.addKeyLog(tls.keyLog(), "test");
    for (int round = 0; round < ROUNDS; round++) {
      var listener = new Listener(ring);
      damaged(tls.sent(), new Random(round)).accept(listener);
      for (Said said : listener.said) {
        assertThat(WORDS.indexOf(said.bytes())).as("round %d", round).isNotNegative();
      }
    }
  }

  /// A conversation with a few bits changed, pieces repeated, left out or out of order.
  private static Consumer<Listener> damaged(List<Sent> sent, Random random) {
    return listener -> {
      for (Sent each : sent) {
        byte[] bytes = each.bytes().toArray();
        int fate = random.nextInt(8);
        if (fate == 0) {
          listener.miss(each.from(), bytes.length);
          continue;
        }
        if (fate == 1) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        if (fate == 2) {
          listener.hear(each.from(), Bytes.copyOf(bytes));
        }
        int cut = fate == 3 ? random.nextInt(bytes.length) : bytes.length;
        listener.hear(each.from(), Bytes.copyOf(bytes, 0, cut));
        if (fate == 3 && random.nextBoolean()) {
          listener.miss(each.from(), bytes.length - cut + random.nextInt(40));
        }
      }
    };
  }

  @Test
  void no_input_makes_it_stumble() {
    var random = new Random(8446);
    List<byte[]> seeds = seeds();
    for (int round = 0; round < 3_000; round++) {
      byte[] data = seeds.get(random.nextInt(seeds.size())).clone();
      for (int i = random.nextInt(6); i > 0; i--) {
        data[random.nextInt(data.length)] = (byte) random.nextInt();
      }
      assertThatCode(() -> OpenerTarget.fuzzerTestOneInput(data)).doesNotThrowAnyException();
    }
  }

  @Test
  void no_text_makes_a_key_log_stumble() {
    var random = new Random(9850);
    List<String> pieces =
        List.of(
            "CLIENT_RANDOM ",
            "RSA ",
            "RSA Session-ID:",
            " Master-Key:",
            "SERVER_TRAFFIC_SECRET_0\t",
            "ab".repeat(32),
            " " + "cd".repeat(48),
            "\n",
            "\r\n",
            "#",
            "\0",
            "zz",
            " ");
    for (int round = 0; round < 3_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      byte[] data = text.toString().getBytes(StandardCharsets.ISO_8859_1);
      assertThatCode(() -> KeyLogTarget.fuzzerTestOneInput(data)).doesNotThrowAnyException();
    }
  }

  /// Handshakes whose random the target has secrets for, with records that do not fit them.
  private static List<byte[]> seeds() {
    var seeds = new ArrayList<byte[]>();
    for (int suite : new int[] {0x1301, 0x002F, 0xC030, 0x0005, 0xC09D, 0xCCA8}) {
      Bytes random = Bytes.hex("5a".repeat(32));
      var number = new CipherSuite(suite);
      var version = suite == 0x1301 ? TlsVersion.TLS13 : TlsVersion.TLS12;
      Bytes hello = ClientHello.of(version, random, List.of(number)).encodeRecords();
      Bytes answer = serverHello(version, number);
      Bytes change = Bytes.hex("14 0303 0001 01");
      Bytes sealed = Bytes.hex("17 0303 0040" + "a5".repeat(64));
      seeds.add(
          piece(0, hello)
              .plus(piece(1, answer.plus(change).plus(sealed)))
              .plus(piece(0, change.plus(sealed)))
              .plus(Bytes.of(3, 0, 90))
              .plus(piece(1, sealed.plus(sealed)))
              .toArray());
    }
    return seeds;
  }

  private static Bytes serverHello(TlsVersion version, CipherSuite suite) {
    List<Extension> extensions =
        version.encryptsHandshake() ? List.of(new Extension.SelectedVersion(version)) : List.of();
    var hello =
        new ServerHello(
            TlsVersion.TLS12, Bytes.hex("77".repeat(32)), Bytes.EMPTY, suite, 0, extensions);
    return new TlsRecord(ContentType.HANDSHAKE, TlsVersion.TLS12, hello.encode()).encode();
  }

  private static Bytes piece(int whose, Bytes bytes) {
    return Bytes.of(whose, bytes.size() >> 8, bytes.size()).plus(bytes);
  }
}
