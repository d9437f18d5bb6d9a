package org.rdpdoctor.reader.capture.opened;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.reader.capture.Opener.Aside;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.opened.RecordedTls.Sent;
import org.rdpdoctor.reader.capture.opened.RecordedTls.Terms;
import org.rdpdoctor.wire.Bytes;

/// Real TLS sessions, read by somebody who has the keys, or has not.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenedTlsTest {
  private static final Bytes QUESTION = Bytes.ascii("what the client says");
  private static final Bytes ANSWER = Bytes.ascii("what the server says to it");
  private static final Bytes LONG = Bytes.copyOf(new byte[40_000]);

  @TempDir Path folder;

  static List<Terms> everySuite() {
    return RecordedTls.everySuite();
  }

  @ParameterizedTest
  @MethodSource("everySuite")
  void with_a_key_log_every_word_is_read(Terms terms) throws IOException {
    RecordedTls tls = talked(terms);
    Listener listener = new Listener(logged(tls)).hear(tls.sent());
    assertThat(listener.words(Side.CLIENT)).isEqualTo(QUESTION.plus(LONG));
    assertThat(listener.words(Side.SERVER)).isEqualTo(ANSWER);
    assertThat(listener.notes()).isEmpty();
    assertThat(listener.asides).filteredOn(Aside.Finished.class::isInstance).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("everySuite")
  void with_the_key_of_the_server_those_with_rsa_exchange_are_read(Terms terms) throws IOException {
    RecordedTls tls = talked(terms);
    Listener listener = new Listener(keyed(TestIdentity.SERVER)).hear(tls.sent());
    String suite = new org.rdpdoctor.wire.tls.CipherSuite(terms.suite()).toString();
    if (suite.startsWith("TLS_RSA_")) {
      assertThat(listener.words(Side.CLIENT)).isEqualTo(QUESTION.plus(LONG));
      assertThat(listener.words(Side.SERVER)).isEqualTo(ANSWER);
      assertThat(listener.notes()).isEmpty();
    } else {
      assertThat(listener.said).isEmpty();
      assertThat(listener.notes())
          .singleElement()
          .asString()
          .contains("makes fresh keys", "a TLS key log is needed");
    }
  }

  @Test
  void however_the_network_cuts_it_every_word_is_read() throws IOException {
    for (Terms terms :
        List.of(
            Terms.of(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_128_GCM_SHA256),
            Terms.of(ProtocolVersion.TLSv10, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA))) {
      RecordedTls tls = talked(terms);
      var listener = new Listener(logged(tls));
      for (Sent sent : tls.sent()) {
        for (int i = 0; i < sent.bytes().size(); i += 7) {
          listener.hear(sent.from(), sent.bytes().from(i).first(7));
        }
      }
      assertThat(listener.words(Side.CLIENT)).isEqualTo(QUESTION.plus(LONG));
      assertThat(listener.words(Side.SERVER)).isEqualTo(ANSWER);
    }
  }

  @Test
  void the_certificate_that_tls_13_hides_comes_to_light() throws Exception {
    RecordedTls tls = talked(tls13());
    Listener listener = new Listener(logged(tls)).hear(tls.sent());
    assertThat(listener.asides)
        .contains(
            new Aside.CertificatesShown(
                Side.SERVER,
                List.of(Bytes.copyOf(TestIdentity.SERVER.certificate().getEncoded())),
                Duration.ZERO));
  }

  @Test
  void a_goodbye_under_encryption_is_heard() throws IOException {
    RecordedTls tls = talked(tls13()).close();
    Listener listener = new Listener(logged(tls)).hear(tls.sent());
    assertThat(listener.asides)
        .anyMatch(
            aside ->
                aside instanceof Aside.Alerted alerted
                    && alerted.from() == Side.CLIENT
                    && alerted.alert().description().value() == 0);
  }

  @Test
  void a_server_that_asks_for_another_hello_is_followed() throws IOException {
    RecordedTls tls = talked(tls13().withoutKeyShare());
    Listener listener = new Listener(logged(tls)).hear(tls.sent());
    assertThat(listener.notes()).isEmpty();
    assertThat(listener.words(Side.SERVER)).isEqualTo(ANSWER);
    assertThat(listener.words(Side.CLIENT)).isEqualTo(QUESTION.plus(LONG));
  }

  @Test
  void new_keys_in_the_middle_are_followed() throws IOException {
    RecordedTls tls = talked(tls13());
    tls.updateKeys(Side.SERVER).say(Side.SERVER, ANSWER);
    tls.updateKeys(Side.CLIENT).updateKeys(Side.CLIENT).say(Side.CLIENT, QUESTION);
    tls.updateKeys(Side.SERVER).say(Side.SERVER, QUESTION);
    Listener listener = new Listener(logged(tls)).hear(tls.sent());
    assertThat(listener.words(Side.SERVER)).isEqualTo(ANSWER.plus(ANSWER).plus(QUESTION));
    assertThat(listener.words(Side.CLIENT)).isEqualTo(QUESTION.plus(LONG).plus(QUESTION));
  }

  @Test
  void a_resumed_session_is_read_with_the_key_of_the_server_if_its_beginning_was()
      throws IOException {
    RecordedTls first =
        talked(Terms.of(ProtocolVersion.TLSv12, CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256));
    RecordedTls second = first.resumed().say(Side.SERVER, ANSWER);
    assertThat(second.wasResumed()).isTrue();
    KeyRing ring = keyed(TestIdentity.SERVER);
    new Listener(ring).hear(first.sent());
    assertThat(new Listener(ring).hear(second.sent()).words(Side.SERVER)).isEqualTo(ANSWER);
    assertThat(new Listener(keyed(TestIdentity.SERVER)).hear(second.sent()).notes())
        .containsExactly("this connection resumes a session whose beginning was not seen");
  }

  @Test
  void a_key_of_somebody_else_opens_nothing_and_it_is_said() throws IOException {
    RecordedTls tls =
        talked(Terms.of(ProtocolVersion.TLSv12, CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256));
    Listener listener = new Listener(keyed(TestIdentity.of("other.example"))).hear(tls.sent());
    assertThat(listener.said).isEmpty();
    assertThat(listener.notes())
        .containsExactly(
            "none of the private keys belongs to the certificate of CN=server.example");
  }

  @Test
  void a_key_log_of_another_connection_opens_nothing_and_it_is_said() throws IOException {
    for (Terms terms :
        List.of(
            tls13(),
            Terms.of(ProtocolVersion.TLSv12, CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256))) {
      RecordedTls tls = talked(terms);
      Listener listener = new Listener(logged(talked(terms))).hear(tls.sent());
      assertThat(listener.said).isEmpty();
      assertThat(listener.notes()).containsExactly("the key log has no secret of this connection");
    }
  }

  @ParameterizedTest
  @MethodSource("everySuite")
  void wrong_secrets_give_a_note_and_no_garbage(Terms terms) throws IOException {
    RecordedTls tls = talked(terms);
    var wrong = new KeyRing();
    String other = talked(terms).keyLog();
    wrong.addKeyLog(
        other.replaceAll(" [0-9a-f]{64} ", " " + tls.clientRandom().toHex() + " "), "test");
    Listener listener = new Listener(wrong).hear(tls.sent());
    assertThat(listener.said).isEmpty();
    assertThat(listener.notes())
        .containsExactlyInAnyOrder(
            "what the client says does not fit the keys of this connection",
            "what the server says does not fit the keys of this connection");
  }

  @Test
  void one_changed_bit_is_never_handed_on() throws IOException {
    for (Terms terms : RecordedTls.everySuite()) {
      RecordedTls tls = talked(terms);
      List<Sent> sent = new ArrayList<>(tls.sent());
      Sent last = sent.removeLast();
      byte[] changed = last.bytes().toArray();
      changed[changed.length - 1] ^= 1;
      Listener listener = new Listener(logged(tls)).hear(sent);
      Bytes before = listener.words(last.from());
      listener.hear(last.from(), Bytes.copyOf(changed));
      assertThat(last.from()).isEqualTo(Side.CLIENT);
      assertThat(before.plus(LONG).size()).isGreaterThan(listener.words(last.from()).size());
      assertThat(LONG.plus(before)).isNotEqualTo(listener.words(last.from()));
      assertThat(listener.notes()).as("%s", terms).isNotEmpty();
    }
  }

  @Test
  void without_any_key_there_is_nobody_to_open() {
    assertThat(new KeyRing().forHello(QUESTION)).isEmpty();
  }

  private static Terms tls13() {
    return Terms.of(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_256_GCM_SHA384);
  }

  private static RecordedTls talked(Terms terms) throws IOException {
    return RecordedTls.shaken(terms)
        .say(Side.CLIENT, QUESTION)
        .say(Side.SERVER, ANSWER)
        .say(Side.CLIENT, LONG);
  }

  private static KeyRing logged(RecordedTls tls) {
    var ring = new KeyRing();
    ring.addKeyLog(tls.keyLog(), "test");
    return ring;
  }

  private KeyRing keyed(TestIdentity identity) throws IOException {
    Path file = Files.createTempFile(folder, "key", ".pem");
    Files.writeString(file, identity.pem());
    var ring = new KeyRing();
    ring.addServerKey(file, Optional::empty);
    return ring;
  }
}
