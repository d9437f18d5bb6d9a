package org.rdpdoctor.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordReaderTest {
  private static final Bytes ALERT = Bytes.hex("15 03 03 00 02  02 28");
  private static final Bytes SPEC_CHANGE = Bytes.hex("14 03 03 00 01  01");

  @Test
  void two_records_in_one_chunk_come_out_one_by_one() throws DecodeException {
    var reader = new RecordReader().feed(ALERT.plus(SPEC_CHANGE));

    assertThat(reader.next().orElseThrow().contentType()).isEqualTo(ContentType.ALERT);
    assertThat(reader.next().orElseThrow().contentType()).isEqualTo(ContentType.CHANGE_CIPHER_SPEC);
    assertThat(reader.next()).isEmpty();
    assertThat(reader.rest().isEmpty()).isTrue();
  }

  @Test
  void a_record_that_comes_byte_by_byte_is_whole_at_its_last_byte() throws DecodeException {
    var reader = new RecordReader();
    var whole = new ArrayList<TlsRecord>();
    for (int i = 0; i < ALERT.size(); i++) {
      assertThat(whole).isEmpty();
      reader.feed(ALERT.slice(i, i + 1)).next().ifPresent(whole::add);
    }

    assertThat(whole).isEqualTo(List.of(TlsRecord.decode(ALERT)));
  }

  @Test
  void a_cut_record_stays_as_rest() throws DecodeException {
    var reader = new RecordReader().feed(ALERT.first(6));

    assertThat(reader.next()).isEmpty();
    assertThat(reader.rest()).isEqualTo(ALERT.first(6));
  }

  @Test
  void another_protocol_is_found_out_at_its_first_byte() {
    var reader = new RecordReader().feed(Bytes.ascii("H"));

    assertThatThrownBy(reader::next).hasMessage("type at offset 0 has the unknown value 0x48");
  }

  @Test
  void a_version_that_no_record_has_is_found_out_at_the_second_byte() {
    var reader = new RecordReader().feed(Bytes.hex("16 48"));

    assertThatThrownBy(reader::next)
        .hasMessage("legacy_record_version at offset 1 must be 0x3, found 0x48");
  }

  @Test
  void a_longer_record_than_any_rule_allows_is_refused_before_it_is_waited_for() {
    var reader = new RecordReader().feed(Bytes.hex("17 03 03 48 01"));

    assertThatThrownBy(reader::next)
        .hasMessage("length at offset 3 says 18433, at most 18432 is possible");
  }

  @Test
  void the_longest_record_is_taken() throws DecodeException {
    var longest =
        new TlsRecord(
            ContentType.APPLICATION_DATA,
            TlsVersion.TLS12,
            Bytes.copyOf(new byte[TlsRecord.MAX_FRAGMENT]));

    assertThat(new RecordReader().feed(longest.encode()).next()).contains(longest);
  }

  @Test
  void nonsense_stays_nonsense_however_often_it_is_asked_for() {
    var reader = new RecordReader().feed(Bytes.ascii("SSH-2.0-OpenSSH_9.2"));

    assertThatThrownBy(reader::next).isInstanceOf(DecodeException.class);
    assertThatThrownBy(reader::next).isInstanceOf(DecodeException.class);
    assertThat(reader.rest().preview(7)).isEqualTo("SSH-2.0…");
  }

  @Test
  void an_ssl2_answer_is_recognized_by_its_first_bytes() {
    assertThat(Ssl2Message.isLikely(Bytes.hex("80 03 00"))).isTrue();
    assertThat(Ssl2Message.isLikely(ALERT)).isFalse();
  }
}
