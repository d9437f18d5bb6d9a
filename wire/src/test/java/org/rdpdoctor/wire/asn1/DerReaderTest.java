package org.rdpdoctor.wire.asn1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DerReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"02 01 05", "02 81 01 05", "02 84 00 00 00 01 05", "02 02 00 05"})
  void a_number_is_read_in_every_length_that_ber_allows(String hex) throws DecodeException {
    assertThat(reader(hex).int32("n")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"02 04 C0 00 00 6D", "02 05 00 C0 00 00 6D"})
  void thirty_two_bits_are_the_same_with_and_without_a_sign(String hex) throws DecodeException {
    assertThat(reader(hex).int32("errorCode")).isEqualTo(0xC000006D);
  }

  @ParameterizedTest
  @CsvSource({
    "30 80,                'SEQ length at offset 1 is indefinite'",
    "30 82 01 00 00,       'SEQ at offset 4 needs 256 bytes, 1 left'",
    "30 85 00 80 00 00 00, 'SEQ length at offset 1 says 2147483648, at most 2147483647 is possible'",
    "30 05 00,             'SEQ at offset 2 needs 5 bytes, 1 left'",
    "31 00,                'SEQ tag at offset 0 must be 0x30, found 0x31'",
    "1F 01 00,             'SEQ tag at offset 0 has the unknown value 0x1F'",
    "30,                   'SEQ length at offset 1 needs 1 bytes, 0 left'"
  })
  void what_is_no_sequence_is_named_with_its_place(String hex, String message) {
    assertThatThrownBy(() -> reader(hex).sequence("SEQ"))
        .isInstanceOf(DecodeException.class)
        .hasMessage(message);
  }

  @Test
  void nesting_ends_at_the_limit() {
    Bytes nested = Der.nothing();
    for (int i = 0; i < DerReader.MAX_DEPTH + 1; i++) {
      nested = Der.sequence(nested);
    }
    Bytes tooDeep = nested;

    assertThatThrownBy(() -> descend(new DerReader(tooDeep)))
        .hasMessageContaining("says 33, at most 32 is possible");
  }

  private static void descend(DerReader from) throws DecodeException {
    DerReader in = from;
    while (in.nextIs(Tag.SEQUENCE)) {
      in = in.sequence("depth");
    }
  }

  @Test
  void the_size_of_a_message_is_known_as_soon_as_its_length_is_there() throws DecodeException {
    assertThat(size("")).isEqualTo(-1);
    assertThat(size("30")).isEqualTo(-1);
    assertThat(size("30 82 01")).isEqualTo(-1);
    assertThat(size("30 82 01 00")).isEqualTo(260);
    assertThat(size("30 05")).isEqualTo(7);
  }

  @Test
  void a_stream_that_is_something_else_is_found_out_at_its_first_byte() {
    assertThatThrownBy(() -> size("48")).hasMessage("message at offset 0 must be 0x30, found 0x48");
  }

  @Test
  void a_message_over_the_limit_is_not_waited_for() {
    assertThatThrownBy(() -> size("30 83 01 00 00"))
        .hasMessage("message length at offset 1 says 65536, at most 1000 is possible");
    assertThatThrownBy(() -> size("30 82 03 E8")).isInstanceOf(DecodeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0",
        "1.39.5",
        "2.5.29.17",
        "2.999.3",
        "1.2.840.113549.1.1.11",
        "1.3.6.1.4.1.311.2.2.10",
        "2.25.329800735698586629295641978511506172918"
      })
  void an_object_identifier_survives_the_wire(String dotted) throws DecodeException {
    assertThat(new DerReader(Der.oid(Oid.of(dotted))).oid("oid")).isEqualTo(Oid.of(dotted));
  }

  @ParameterizedTest
  @ValueSource(strings = {"06 00", "06 01 80", "06 02 2B 86"})
  void an_object_identifier_without_its_end_is_refused(String hex) {
    assertThatThrownBy(() -> reader(hex).oid("oid"))
        .hasMessage("oid at offset 2 is an object identifier without its end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "3.1", "1.40", "1..2", "1.2.x", "1.2."})
  void what_is_no_object_identifier_cannot_be_made(String dotted) {
    assertThatThrownBy(() -> Oid.of(dotted)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "17, 240101000000Z,       2024-01-01T00:00:00Z",
    "17, 491231235959Z,       2049-12-31T23:59:59Z",
    "17, 500101000000Z,       1950-01-01T00:00:00Z",
    "17, 2401010000Z,         2024-01-01T00:00:00Z",
    "17, 240101020000+0200,   2024-01-01T00:00:00Z",
    "17, 240101000000,        2024-01-01T00:00:00Z",
    "18, 20500101000000Z,     2050-01-01T00:00:00Z",
    "18, 99991231235959Z,     9999-12-31T23:59:59Z",
    "18, 20240101000000.5Z,   2024-01-01T00:00:00Z",
    "18, 00010101000000Z,     0001-01-01T00:00:00Z"
  })
  void a_time_is_read_in_every_form_that_is_met(String tag, String text, Instant expected)
      throws DecodeException {
    Bytes element = Der.element(Integer.parseInt(tag, 16), Bytes.ascii(text));

    assertThat(new DerReader(element).time("time")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "241301000000Z",
        "240230000000Z",
        "240101250000Z",
        "24-01-01",
        "x",
        "240101000000+9900",
        "20240101000000Z",
        "2401010000000000000000000000000000000000Z"
      })
  void what_is_no_time_is_told_and_shown(String text) {
    Bytes element = Der.element(Tag.UTC_TIME, Bytes.ascii(text));

    assertThatThrownBy(() -> new DerReader(element).time("notAfter"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(
            "notAfter at offset 0 is no time: " + text.substring(0, Math.min(32, text.length())));
  }

  @Test
  void text_is_read_in_every_string_type() throws DecodeException {
    assertThat(reader("0C 03 C3 BC 62").string("s")).isEqualTo("üb");
    assertThat(reader("13 02 61 62").string("s")).isEqualTo("ab");
    assertThat(reader("14 02 FC 62").string("s")).isEqualTo("üb");
    assertThat(reader("1E 04 00 FC 00 62").string("s")).isEqualTo("üb");
    assertThat(reader("1C 04 00 00 00 FC").string("s")).isEqualTo("ü");
  }

  @Test
  void bits_are_numbered_from_the_highest() throws DecodeException {
    BitString bits = reader("03 03 07 84 80").bitString("KeyUsage");

    assertThat(bits.has(0)).isTrue();
    assertThat(bits.has(1)).isFalse();
    assertThat(bits.has(5)).isTrue();
    assertThat(bits.has(8)).isTrue();
    assertThat(bits.has(9)).isFalse();
    assertThat(bits.has(1000)).isFalse();
  }

  @Test
  void long_contents_get_a_length_of_as_many_bytes_as_needed() throws DecodeException {
    for (int size : new int[] {0, 127, 128, 255, 256, 65535, 65536}) {
      Bytes octets = Bytes.copyOf(new byte[size]);
      assertThat(new DerReader(Der.octetString(octets)).octetString("o")).isEqualTo(octets);
    }
    assertThat(Der.octetString(Bytes.copyOf(new byte[128])).first(3))
        .isEqualTo(Bytes.hex("04 81 80"));
  }

  private static DerReader reader(String hex) {
    return new DerReader(Bytes.hex(hex));
  }

  private static int size(String hex) throws DecodeException {
    return DerReader.sizeOf(Bytes.hex(hex), "message", Tag.SEQUENCE, 1000);
  }
}
