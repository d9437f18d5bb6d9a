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
class HostsFileTest {
  private static final String HOSTS =
      """
      # 192.0.2.99 srv01
      127.0.0.1\tlocalhost

        192.0.2.1   srv01.corp.example\tsrv01  # the first
      192.0.2.2 SRV01
      2001:db8::1 srv01 other
      192.0.2.3 srv011 asrv01 srv01.
      192.0.2.4
      192.0.2.5 #srv01
      """;

  @Test
  void every_line_with_the_name_counts_whatever_its_case_and_its_place() {
    assertThat(HostsFile.addressesOf("Srv01", HOSTS))
        .containsExactly("192.0.2.1", "192.0.2.2", "2001:db8::1");
  }

  @Test
  void a_name_that_only_looks_alike_is_another_name() {
    assertThat(HostsFile.addressesOf("srv", HOSTS)).isEmpty();
    assertThat(HostsFile.addressesOf("corp.example", HOSTS)).isEmpty();
  }

  @Test
  void an_address_is_no_name() {
    assertThat(HostsFile.addressesOf("192.0.2.4", HOSTS)).isEmpty();
  }

  @Test
  void lines_end_as_windows_ends_them_too() {
    assertThat(HostsFile.addressesOf("srv01", "192.0.2.1 srv01\r\n192.0.2.2 srv01\r\n"))
        .containsExactly("192.0.2.1", "192.0.2.2");
  }

  @Test
  void what_cannot_be_read_says_nothing(@TempDir Path folder) throws IOException {
    Path strange = Files.write(folder.resolve("hosts"), new byte[] {(byte) 0xFF, 0, (byte) 0xC3});

    assertThat(HostsFile.addressesOf("srv01", folder.resolve("none"))).isEmpty();
    assertThat(HostsFile.addressesOf("srv01", folder)).isEmpty();
    assertThat(HostsFile.addressesOf("srv01", strange)).isEmpty();
  }

  @Test
  void a_file_is_read(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("hosts"), HOSTS);

    assertThat(HostsFile.addressesOf("other", file)).containsExactly("2001:db8::1");
  }
}
