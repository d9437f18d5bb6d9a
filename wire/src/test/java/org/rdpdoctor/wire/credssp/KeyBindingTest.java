package org.rdpdoctor.wire.credssp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeyBindingTest {
  private static final Bytes KEY = Bytes.hex("3082010a0282010100");
  private static final Optional<Bytes> NONCE = Optional.of(Bytes.hex("07".repeat(32)));

  @Test
  void before_the_nonce_the_key_itself_goes_there_and_comes_back_raised_by_one() {
    assertThat(KeyBinding.ofClient(Optional.empty(), KEY)).isEqualTo(KEY);
    assertThat(KeyBinding.ofServer(Optional.empty(), KEY))
        .isEqualTo(Bytes.hex("3182010a0282010100"));
  }

  @Test
  void a_first_byte_of_255_becomes_0_and_carries_nothing() {
    assertThat(KeyBinding.ofServer(Optional.empty(), Bytes.hex("ff01")))
        .isEqualTo(Bytes.hex("0001"));
    assertThat(KeyBinding.ofServer(Optional.empty(), Bytes.EMPTY)).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void with_a_nonce_it_is_a_digest_that_differs_by_direction_and_ends_its_text_with_a_zero() {
    // printf 'CredSSP Client-To-Server Binding Hash\0'; nonce; key | sha256sum
    assertThat(KeyBinding.ofClient(NONCE, KEY))
        .isEqualTo(Bytes.hex("ba550211ff410fc5672d45de966efedd66acf581fe6de154111e0406d1336856"));
    assertThat(KeyBinding.ofServer(NONCE, KEY))
        .isEqualTo(Bytes.hex("fd06e5c60a20334c900bf041dcdecf81ba3338f72f926af53c44ac371f0b89fa"));
  }
}
