package org.rdpdoctor.reader.capture.opened;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.opened.RecordedTls.Sent;
import org.rdpdoctor.reader.capture.opened.RecordedTls.Terms;
import org.rdpdoctor.wire.Bytes;

/// Captures that do not have every packet.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HolesTest {
  private static final Bytes LAST = Bytes.ascii("and this is the end of it");

  static List<Terms> everySuite() {
    return RecordedTls.everySuite();
  }

  @ParameterizedTest
  @MethodSource("everySuite")
  void behind_missing_records_reading_goes_on(Terms terms) throws IOException {
    RecordedTls tls = counted(terms);
    List<Sent> sent = tls.sent();
    int first = sent.size() - 7;
    var listener = new Listener(logged(tls)).hear(sent.subList(0, first));
    int missing = 0;
    for (Sent lost : sent.subList(first, first + 5)) {
      missing += lost.bytes().size();
    }
    listener.miss(Side.SERVER, missing);
    listener.hear(sent.subList(first + 5, sent.size()));
    // Before TLS 1.1 a record can be read only by who has the end of the one before, and the first
    // one holds a single letter.
    boolean chained = terms.version().isEqualOrEarlierVersionOf(ProtocolVersion.TLSv10);
    assertThat(text(listener))
        .endsWith((chained ? "umber 5" : "number 5") + text(LAST))
        .doesNotContain("number 4");
    assertThat(listener.notes()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everySuite")
  void a_hole_within_records_takes_only_those(Terms terms) throws IOException {
    RecordedTls tls = counted(terms);
    List<Sent> sent = tls.sent();
    int at = sent.size() - 5;
    for (int lost = 1; lost < 30; lost += 4) {
      var listener = new Listener(logged(tls)).hear(sent.subList(0, at));
      Bytes rest =
          sent.subList(at, sent.size()).stream().map(Sent::bytes).reduce(Bytes.EMPTY, Bytes::plus);
      listener.hear(Side.SERVER, rest.first(20));
      listener.miss(Side.SERVER, lost);
      listener.hear(Side.SERVER, rest.from(20 + lost));
      assertThat(text(listener)).as("%d bytes lost", lost).endsWith(text(LAST));
      assertThat(text(listener)).doesNotContain("number 2");
      assertThat(listener.notes()).isEmpty();
    }
  }

  @Test
  void a_certificate_that_is_missing_does_not_matter_to_who_has_a_key_log() throws IOException {
    for (Terms terms : RecordedTls.everySuite()) {
      RecordedTls tls = counted(terms);
      List<Sent> sent = tls.sent();
      Bytes flight = sent.get(1).bytes();
      var listener = new Listener(logged(tls)).hear(sent.subList(0, 1));
      listener.hear(Side.SERVER, flight.first(200));
      listener.miss(Side.SERVER, 500);
      listener.hear(Side.SERVER, flight.from(700));
      listener.hear(sent.subList(2, sent.size()));
      assertThat(text(listener)).as("%s", terms).contains("number 1", text(LAST));
      assertThat(listener.notes()).as("%s", terms).isEmpty();
    }
  }

  @Test
  void key_logs_without_the_secrets_of_the_handshake_open_the_session() throws IOException {
    RecordedTls tls = counted(Terms.of(ProtocolVersion.TLSv13, CipherSuite.TLS_AES_128_GCM_SHA256));
    var ring = new KeyRing();
    ring.addKeyLog(tls.keyLog().replaceAll("(?m)^.*HANDSHAKE.*$", ""), "test");
    var listener = new Listener(ring).hear(tls.sent());
    assertThat(text(listener)).contains("number 1", text(LAST));
  }

  /// The server says six things, then the last.
  private static RecordedTls counted(Terms terms) throws IOException {
    RecordedTls tls = RecordedTls.shaken(terms);
    for (int i = 0; i < 6; i++) {
      tls.say(Side.SERVER, Bytes.ascii("number " + i));
    }
    return tls.say(Side.SERVER, LAST);
  }

  private static KeyRing logged(RecordedTls tls) {
    var ring = new KeyRing();
    ring.addKeyLog(tls.keyLog(), "test");
    return ring;
  }

  private static String text(Listener listener) {
    return text(listener.words(Side.SERVER));
  }

  private static String text(Bytes bytes) {
    return bytes.decode(StandardCharsets.US_ASCII);
  }
}
