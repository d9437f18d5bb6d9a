package org.rdpdoctor.probe.kerberos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class Krb5ConfTest {
  private static final Krb5Conf CONF =
      Krb5Conf.of(
          """
          # a comment
          [libdefaults]
              default_realm = CORP.EXAMPLE
              ; another
              clockskew = "120"
          [realms]
              CORP.EXAMPLE = {
                  kdc = dc1.corp.example
                  kdc = dc2.corp.example:8888
                  admin_server = dc1.corp.example
              }
              LAB.EXAMPLE = {
                  kdc = https://proxy.lab.example/KdcProxy
              }
          [domain_realm]
              .lab.example = LAB.EXAMPLE
              odd.corp.example = LAB.EXAMPLE
          """);

  @Test
  void it_says_which_realm_is_meant_and_where_its_kdcs_are() {
    assertThat(CONF.defaultRealm()).contains("CORP.EXAMPLE");
    assertThat(CONF.kdcs("CORP.EXAMPLE"))
        .containsExactly("dc1.corp.example", "dc2.corp.example:8888");
    assertThat(CONF.kdcs("OTHER.EXAMPLE")).isEmpty();
    assertThat(CONF.realms()).containsExactly("CORP.EXAMPLE", "LAB.EXAMPLE");
  }

  @ParameterizedTest
  @CsvSource({
    "srv.lab.example, LAB.EXAMPLE",
    "SRV.deep.Lab.Example, LAB.EXAMPLE",
    "odd.corp.example, LAB.EXAMPLE",
    "srv.corp.example,",
  })
  void it_gives_hosts_to_realms_by_name_and_by_domain(String host, String realm) {
    assertThat(CONF.realmOf(host)).isEqualTo(Optional.ofNullable(realm));
  }

  @Test
  void what_it_includes_is_read_too(@TempDir Path folder) throws Exception {
    Path parts = Files.createDirectory(folder.resolve("krb5.conf.d"));
    Files.writeString(parts.resolve("corp"), "[libdefaults]\n default_realm = A.EXAMPLE\n");
    Files.writeString(parts.resolve("corp.rpmsave"), "[libdefaults]\n default_realm = B.EXAMPLE\n");
    Path file =
        Files.writeString(
            folder.resolve("krb5.conf"), "includedir krb5.conf.d\ninclude krb5.conf\n");

    Krb5Conf conf = Krb5Conf.read(file);

    assertThat(conf.defaultRealm()).contains("A.EXAMPLE");
    assertThat(conf.source()).isEqualTo(file.toString());
  }

  @ParameterizedTest
  @CsvSource({"[", "=", "}", "[realms]\\nX = {", "include", "includedir /nowhere"})
  void nonsense_says_nothing(String text) {
    assertThat(Krb5Conf.of(text.replace("\\n", "\n")).defaultRealm()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dc1, dc1:88",
    "dc1:8888, dc1:8888",
    "10.0.0.1:88, 10.0.0.1:88",
    "2001:db8::1, [2001:db8::1]:88",
    "[2001:db8::1]:89, [2001:db8::1]:89",
    "tcp/dc1, dc1:88",
    "https://proxy/KdcProxy,",
    "dc1:0,",
    "dc1:99999,",
    "dc1:port,",
    "'',",
  })
  void a_kdc_is_written_in_many_ways(String text, String address) {
    assertThat(KdcAddress.parse(text).map(KdcAddress::toString))
        .isEqualTo(Optional.ofNullable(address));
  }

  @ParameterizedTest
  @CsvSource({
    "anna@corp.example, anna@CORP.EXAMPLE",
    "CORP.EXAMPLE\\anna, anna@CORP.EXAMPLE",
    "CORP\\anna, anna@CORP.EXAMPLE",
    "anna, anna@CORP.EXAMPLE",
  })
  void a_user_is_written_in_many_ways(String written, String user) {
    assertThat(KerberosUser.of(request(written, Optional.empty()), Krb5Conf.none()))
        .map(KerberosUser::toString)
        .contains(user);
  }

  @Test
  void the_users_own_word_for_the_realm_counts_most() {
    assertThat(KerberosUser.of(request("anna@other", Optional.of("LAB.EXAMPLE")), CONF))
        .map(KerberosUser::toString)
        .contains("anna@LAB.EXAMPLE");
    assertThat(KerberosUser.of(request("LAB\\anna", Optional.empty()), CONF)).isEmpty();
  }

  @Test
  void what_would_divide_a_name_is_escaped_for_the_jdk() {
    assertThat(new KerberosUser("anna/admin", "CORP.EXAMPLE").principal())
        .isEqualTo("anna\\/admin@CORP.EXAMPLE");
  }

  @Test
  void the_jdk_is_told_that_the_relay_is_every_kdc() {
    String text =
        GeneratedConf.text(
            "CORP.EXAMPLE",
            List.of("CORP.EXAMPLE", "LAB.EXAMPLE"),
            new KdcAddress("127.0.0.1", 4711),
            CONF,
            Duration.ofSeconds(3));
    Krb5Conf read = Krb5Conf.of(text);

    assertThat(read.kdcs("LAB.EXAMPLE")).containsExactly("127.0.0.1:4711");
    assertThat(read.kdcs("CORP.EXAMPLE")).containsExactly("127.0.0.1:4711");
    assertThat(read.libdefault("kdc_timeout")).contains("3000");
    assertThat(read.libdefault("clockskew")).contains("120");
    assertThat(read.libdefault("udp_preference_limit")).contains("0");
  }

  @ParameterizedTest
  @CsvSource({"EVIL = {, false", "A]B, false", "'', false", "corp.example, true"})
  void what_a_realm_cannot_be_does_not_reach_the_file(String name, boolean isRealm) {
    assertThat(GeneratedConf.isRealm(name)).isEqualTo(isRealm);
  }

  @ParameterizedTest
  @CsvSource({
    "FILE:/tmp/cc, /tmp/cc, true",
    "/tmp/cc, /tmp/cc, true",
    "KEYRING:persistent:1000,, false",
    "KCM:,, false",
  })
  void a_cache_is_a_file_or_of_a_kind_that_only_its_library_reads(
      String named, String file, boolean supported) {
    var cache =
        TicketCache.of(Krb5Conf.none(), name -> Map.of("KRB5CCNAME", named).getOrDefault(name, ""));

    assertThat(cache.file().map(Path::toString)).isEqualTo(Optional.ofNullable(file));
    assertThat(cache.supported()).isEqualTo(supported);
  }

  @Test
  void the_file_names_the_cache_if_the_environment_does_not() {
    Krb5Conf conf =
        Krb5Conf.of("[libdefaults]\n default_ccache_name = KEYRING:persistent:%{uid}\n");

    assertThat(TicketCache.of(conf, _ -> "").supported()).isFalse();
  }

  private static KerberosRequest request(String user, Optional<String> realm) {
    return new KerberosRequest(
        "srv01", Optional.of(user), realm, Optional.empty(), "CORP", "corp.example");
  }
}
