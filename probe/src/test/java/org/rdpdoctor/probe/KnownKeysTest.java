package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KnownKeysTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

  @TempDir Path folder;

  private KnownKeys read(String host, int port, String text) throws IOException {
    return KnownKeys.of(host, port, Files.writeString(folder.resolve("known_hosts"), text));
  }

  @Test
  void a_key_belongs_to_its_host_and_port() throws IOException {
    String text = "jump.example,10.1.2.3 " + KEY + "\n[jump.example]:2222 " + KEY + " comment\n";

    assertThat(read("jump.example", 22, text).keys()).hasSize(1);
    assertThat(read("10.1.2.3", 22, text).keys()).hasSize(1);
    assertThat(read("jump.example", 2222, text).keys()).hasSize(1);
    assertThat(read("jump.example", 2223, text).keys()).isEmpty();
    assertThat(read("other.example", 22, text).keys()).isEmpty();
    assertThat(read("jump.example", 22, text).types()).containsExactly("ssh-ed25519");
  }

  @Test
  void a_revoked_key_is_none_and_an_authority_neither() throws IOException {
    assertThat(read("jump", 22, "@revoked * " + KEY + "\njump " + KEY).keys()).isEmpty();
    assertThat(read("jump", 22, "@cert-authority * " + KEY).keys()).isEmpty();
  }

  @Test
  void lines_that_make_no_sense_are_left_out() throws IOException {
    String text =
        "# a comment\n\njump\njump ssh-new AAAA\n\0\0\0\njump ssh-ed25519 !!!\njump " + KEY;

    assertThat(read("jump", 22, text).keys()).hasSize(1);
  }

  @Test
  void a_file_that_is_not_there_knows_nobody() {
    assertThat(KnownKeys.of("jump", 22, folder.resolve("none")).keys()).isEmpty();
  }
}
