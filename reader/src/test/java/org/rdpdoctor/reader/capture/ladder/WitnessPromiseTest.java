package org.rdpdoctor.reader.capture.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.Ending;
import org.rdpdoctor.reader.capture.Opener;
import org.rdpdoctor.reader.capture.Opener.Said;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.EncryptionLevel;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.licensing.LicensingMessage.LicenseErrorMessage;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.ServerHelloDone;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// Whatever two sides say, in whatever order and however damaged: the witness ends, with few facts,
/// and never in an exception.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WitnessPromiseTest {
  private static final int MOST_FACTS = 600;
  private static final Bytes RANDOM = Bytes.copyOf(new byte[32]);
  private static final CipherSuite SUITE = CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA");

  private record Word(Side side, Bytes bytes) {}

  private static Word client(Bytes bytes) {
    return new Word(Side.CLIENT, bytes);
  }

  private static Word server(Bytes bytes) {
    return new Word(Side.SERVER, bytes);
  }

  private static Bytes record(ContentType type, Bytes fragment) {
    return new TlsRecord(type, TlsVersion.TLS12, fragment).encode();
  }

  /// Sound conversations, which the damage begins from.
  private static List<List<Word>> sound() {
    var rc4 =
        new ServerSecurityData(
            EncryptionMethods.RC4_128BIT, EncryptionLevel.HIGH, RANDOM, Bytes.hex("00"));
    List<Word> clear =
        List.of(
            client(Words.request(Protocols.RDP)),
            server(Words.confirm(Protocols.RDP)),
            client(Words.connectInitial(Protocols.RDP)),
            server(Words.connectResponse(Protocols.RDP, ServerSecurityData.UNUSED)),
            client(Words.attaching()),
            server(Words.attached()),
            client(Words.clientInfo()),
            server(Words.license(LicenseErrorMessage.validClient())),
            server(Words.DEMANDED),
            server(Words.FONT_MAP),
            server(Words.PICTURE),
            server(Words.ultimatum()));
    var encrypted = new ArrayList<>(clear);
    encrypted.set(3, server(Words.connectResponse(Protocols.RDP, rc4)));
    List<Word> tls =
        List.of(
            client(Words.request(Protocols.SSL)),
            server(Words.confirm(Protocols.SSL)),
            client(ClientHello.of(TlsVersion.TLS12, RANDOM, List.of(SUITE)).encodeRecords()),
            server(
                record(
                    ContentType.HANDSHAKE,
                    new ServerHello(TlsVersion.TLS12, RANDOM, Bytes.EMPTY, SUITE, 0, List.of())
                        .encode()
                        .plus(new ServerHelloDone().encode()))),
            client(record(ContentType.CHANGE_CIPHER_SPEC, Bytes.of(1))),
            server(record(ContentType.CHANGE_CIPHER_SPEC, Bytes.of(1))),
            client(record(ContentType.APPLICATION_DATA, Words.connectInitial(Protocols.SSL))),
            server(record(ContentType.APPLICATION_DATA, Words.attached())));
    List<Word> proxied =
        new ArrayList<>(
            List.of(
                client(Bytes.hex("05 01 00")),
                server(Bytes.hex("05 00")),
                client(Bytes.hex("05 01 00 01 0a 00 00 01 0d 3d")),
                server(Bytes.hex("05 00 00 01 00 00 00 00 00 00"))));
    proxied.addAll(clear);
    return List.of(clear, encrypted, tls, proxied);
  }

  /// Takes what was said for plain text as it is, which no cipher would let through.
  private static Surroundings surroundings() {
    Opener opener = (from, bytes, at) -> List.of(new Said(from, bytes, at));
    return Talk.surroundings().with(_ -> java.util.Optional.of(opener));
  }

  private static CapturedConnection hear(List<Word> words, Random random) {
    Talk talk = random.nextBoolean() ? Talk.with(3389, surroundings()) : Talk.at(1080);
    for (Word word : words) {
      Bytes bytes = word.bytes();
      while (!bytes.isEmpty()) {
        int size = 1 + random.nextInt(bytes.size());
        var _ =
            word.side() == Side.CLIENT
                ? talk.client(bytes.first(size))
                : talk.server(bytes.first(size));
        bytes = bytes.from(size);
      }
      if (random.nextInt(40) == 0) {
        talk.missing(word.side(), 1 + random.nextInt(1000));
      }
    }
    return switch (random.nextInt(4)) {
      case 0 -> talk.serverEnds(Ending.RESET).end();
      case 1 -> talk.clientEnds(Ending.CLOSED).end();
      case 2 -> talk.pause(java.time.Duration.ofMinutes(1)).end();
      default -> talk.end();
    };
  }

  private static Bytes damaged(Bytes bytes, Random random) {
    byte[] octets = bytes.toArray();
    for (int i = random.nextInt(3); i > 0 && octets.length > 0; i--) {
      octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
    }
    Bytes changed = Bytes.copyOf(octets);
    return random.nextInt(8) == 0 ? changed.first(random.nextInt(octets.length + 1)) : changed;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damaged_cut_and_disordered_words_end_in_an_account(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      for (List<Word> sound : sound()) {
        var words = new ArrayList<Word>();
        for (Word word : sound) {
          words.add(new Word(word.side(), damaged(word.bytes(), random)));
        }
        if (random.nextInt(4) == 0) {
          words.add(random.nextInt(words.size()), words.get(random.nextInt(words.size())));
        }
        assertThat(hear(words, random).facts()).hasSizeLessThan(MOST_FACTS);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void noise_behind_a_sound_beginning_ends_in_an_account(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      List<Word> sound = sound().get(random.nextInt(4));
      var words = new ArrayList<>(sound.subList(0, random.nextInt(sound.size())));
      for (int i = 0; i < 6; i++) {
        byte[] noise = new byte[random.nextInt(400)];
        random.nextBytes(noise);
        words.add(new Word(random.nextBoolean() ? Side.CLIENT : Side.SERVER, Bytes.copyOf(noise)));
      }
      assertThat(hear(words, random).facts()).hasSizeLessThan(MOST_FACTS);
    }
  }

  @Test
  void a_session_that_tells_without_end_is_told_in_few_facts() {
    List<Word> clear = sound().getFirst();
    Talk talk = Talk.begin();
    for (Word word : clear.subList(0, clear.size() - 1)) {
      var _ = word.side() == Side.CLIENT ? talk.client(word.bytes()) : talk.server(word.bytes());
    }
    for (int i = 0; i < 20_000; i++) {
      talk.server(Words.DEMANDED);
    }

    assertThat(talk.end().facts()).hasSizeLessThan(MOST_FACTS);
  }

  @Test
  void a_side_that_never_comes_to_an_end_is_not_kept() {
    Talk talk =
        Talk.begin()
            .client(Words.request(Protocols.SSL))
            .server(Words.confirm(Protocols.SSL))
            .client(ClientHello.of(TlsVersion.TLS12, RANDOM, List.of(SUITE)).encodeRecords());
    for (int i = 0; i < 200 && talk.matters(); i++) {
      talk.server(record(ContentType.HANDSHAKE, Bytes.copyOf(new byte[16_000])));
    }

    assertThat(talk.matters()).isFalse();
  }
}
