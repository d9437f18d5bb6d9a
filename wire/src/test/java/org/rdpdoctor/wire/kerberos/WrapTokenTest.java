package org.rdpdoctor.wire.kerberos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Golden;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WrapTokenTest {
  private static final int MESSAGE_SIZE = 5;

  @Test
  void rotated_as_windows_does_it_what_was_added_stands_in_front() throws DecodeException {
    assertThat(token("unrotated").rotatedFor(MESSAGE_SIZE)).isEqualTo(token("rotated"));
  }

  @Test
  void a_rotation_can_be_taken_back() throws DecodeException {
    WrapToken rotated = token("rotated");

    assertThat(rotated.unrotated(rotated.rrc())).isEqualTo(token("unrotated"));
  }

  @Test
  void what_is_rotated_is_not_rotated_twice() throws DecodeException {
    assertThat(token("rotated").rotatedFor(MESSAGE_SIZE)).isEqualTo(token("rotated"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 28, 65_535})
  void any_rotation_can_be_taken_back_even_of_nothing(int rotation) {
    var nothing = new WrapToken(2, 0, rotation, 1, Bytes.EMPTY);
    var little = new WrapToken(2, 0, rotation, 1, Bytes.of(1, 2, 3));

    assertThat(nothing.unrotated(rotation)).isEqualTo(nothing);
    assertThat(little.unrotated(rotation).data().size()).isEqualTo(3);
  }

  @Test
  void a_sequence_number_has_64_bits() throws DecodeException {
    var token = new WrapToken(2, 0, 0, 0x8765_4321_FEDC_BA98L, Bytes.of(1));

    assertThat(WrapToken.decode(token.encode())).isEqualTo(token);
  }

  @Test
  void a_token_of_the_older_kind_is_told_by_its_beginning() {
    assertThat(WrapToken.begins(Golden.message("kerberos.WrapToken", "rotated"))).isTrue();
    assertThat(WrapToken.begins(Bytes.of(0x60, 0x2B))).isFalse();
  }

  private static WrapToken token(String name) throws DecodeException {
    return WrapToken.decode(Golden.message("kerberos.WrapToken", name));
  }
}
