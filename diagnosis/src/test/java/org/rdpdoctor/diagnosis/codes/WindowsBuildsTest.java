package org.rdpdoctor.diagnosis.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds.WindowsBuild;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WindowsBuildsTest {
  private static final WindowsBuilds BUILDS = WindowsBuilds.load(new PackagedKnowledge());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2600 | Windows XP",
        "3790 | Windows XP x64 or Windows Server 2003, Windows Server 2003 R2",
        "7601 | Windows 7 SP1 or Windows Server 2008 R2 SP1",
        "9600 | Windows 8.1 or Windows Server 2012 R2",
        "14393 | Windows 10 1607 or Windows Server 2016",
        "17763 | Windows 10 1809 or Windows Server 2019",
        "19045 | Windows 10 22H2",
        "20348 | Windows Server 2022",
        "26100 | Windows 11 24H2 or Windows Server 2025",
        "26200 | Windows 11 25H2",
      })
  void a_build_names_its_windows_and_both_if_client_and_server_share_it(int build, String name) {
    assertThat(BUILDS.name(build)).hasValue(name);
  }

  @Test
  void a_build_that_nobody_released_has_no_name() {
    assertThat(BUILDS.name(1)).isEmpty();
    assertThat(BUILDS.name(19046)).isEmpty();
  }

  @Test
  void builds_grow_with_the_version() {
    assertThat(BUILDS.all()).extracting(WindowsBuild::build).isSorted();
    assertThat(BUILDS.of(7601).orElseThrow().nt()).isEqualTo("6.1");
    assertThat(BUILDS.of(7601).orElseThrow().note()).contains("FreeRDP");
  }

  @Test
  void a_broken_table_says_where() {
    assertThatThrownBy(() -> WindowsBuilds.of("build\tnt\n"))
        .hasMessageStartingWith("knowledge/builds.tsv:1: the header must be");
  }
}
