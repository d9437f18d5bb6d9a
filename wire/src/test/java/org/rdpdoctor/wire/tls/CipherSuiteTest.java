package org.rdpdoctor.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.wire.tls.CipherSuite.Authentication;
import org.rdpdoctor.wire.tls.CipherSuite.Weakness;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CipherSuiteTest {
  @ParameterizedTest
  @CsvSource({
    "TLS_RSA_WITH_RC4_128_MD5,                       RC4 MD5",
    "TLS_RSA_WITH_3DES_EDE_CBC_SHA,                  TRIPLE_DES",
    "TLS_RSA_WITH_DES_CBC_SHA,                       DES",
    "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA,              EXPORT DES",
    "TLS_RSA_EXPORT1024_WITH_RC4_56_SHA,             EXPORT RC4",
    "TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5,             EXPORT RC2 MD5",
    "TLS_KRB5_EXPORT_WITH_RC4_40_MD5,                EXPORT RC4 MD5",
    "TLS_RSA_WITH_NULL_SHA256,                       NULL_ENCRYPTION",
    "TLS_NULL_WITH_NULL_NULL,                        NULL_ENCRYPTION ANONYMOUS",
    "TLS_SHA256_SHA256,                              NULL_ENCRYPTION",
    "TLS_ECDH_anon_WITH_AES_128_CBC_SHA,             ANONYMOUS",
    "TLS_DH_anon_EXPORT_WITH_RC4_40_MD5,             EXPORT ANONYMOUS RC4 MD5",
    "TLS_RSA_WITH_IDEA_CBC_SHA,                      IDEA",
    "SSL_RSA_FIPS_WITH_DES_CBC_SHA,                  DES",
    "SSL_RSA_FIPS_WITH_3DES_EDE_CBC_SHA,             TRIPLE_DES",
    "TLS_RSA_WITH_AES_128_CBC_SHA,                   ''",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,          ''",
    "TLS_AES_128_CCM_8_SHA256,                       ''"
  })
  void a_suite_is_weak_for_the_reasons_in_its_name(String name, String weaknesses) {
    Set<Weakness> expected =
        Arrays.stream(weaknesses.split(" ", -1))
            .filter(word -> !word.isEmpty())
            .map(Weakness::valueOf)
            .collect(Collectors.toSet());

    assertThat(CipherSuite.named(name).weaknesses()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0x1301, TLS_AES_128_GCM_SHA256,                        ANY_CERTIFICATE, true,  TLS 1.3",
    "0xC02F, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,         RSA,             true,  TLS 1.2",
    "0xC02C, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,       ECDSA,           true,  TLS 1.2",
    "0xC013, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,            RSA,             true,  TLS 1.0",
    "0xC00E, TLS_ECDH_RSA_WITH_AES_128_CBC_SHA,             RSA,             false, TLS 1.0",
    "0x002F, TLS_RSA_WITH_AES_128_CBC_SHA,                  RSA,             false, SSL 3.0",
    "0x003C, TLS_RSA_WITH_AES_128_CBC_SHA256,               RSA,             false, TLS 1.2",
    "0x0032, TLS_DHE_DSS_WITH_AES_128_CBC_SHA,              DSS,             true,  SSL 3.0",
    "0x0034, TLS_DH_anon_WITH_AES_128_CBC_SHA,              ANONYMOUS,       true,  SSL 3.0",
    "0x008C, TLS_PSK_WITH_AES_128_CBC_SHA,                  PRE_SHARED_KEY,  false, SSL 3.0",
    "0xC0AA, TLS_PSK_DHE_WITH_AES_128_CCM_8,                PRE_SHARED_KEY,  true,  TLS 1.2",
    "0x001F, TLS_KRB5_WITH_3DES_EDE_CBC_SHA,                KERBEROS,        false, SSL 3.0",
    "0xC01D, TLS_SRP_SHA_WITH_AES_128_CBC_SHA,              PASSWORD,        false, SSL 3.0",
    "0x0081, TLS_GOSTR341001_WITH_28147_CNT_IMIT,           GOST,            false, SSL 3.0",
    "0xC103, TLS_GOSTR341112_256_WITH_KUZNYECHIK_MGM_L,     ANY_CERTIFICATE, true,  TLS 1.3",
    "0x00C6, TLS_SM4_GCM_SM3,                               ANY_CERTIFICATE, true,  TLS 1.3",
    "0xCCA8, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,   RSA,             true,  TLS 1.2",
    "0xFEFE, SSL_RSA_FIPS_WITH_DES_CBC_SHA,                 RSA,             false, SSL 3.0"
  })
  void a_suite_is_taken_apart_by_its_name(
      String number, String name, Authentication authentication, boolean secret, String since) {
    var suite = new CipherSuite(Integer.decode(number));

    assertThat(suite).hasToString(name).isEqualTo(CipherSuite.named(name));
    assertThat(suite.authentication()).isEqualTo(authentication);
    assertThat(suite.isForwardSecret()).isEqualTo(secret);
    assertThat(suite.since()).hasToString(since);
  }

  @Test
  void a_stranger_keeps_its_number_and_is_not_judged() {
    var stranger = new CipherSuite(0xABCD);

    assertThat(stranger).hasToString("cipher suite 0xABCD");
    assertThat(stranger.isKnown()).isFalse();
    assertThat(stranger.isWeak()).isFalse();
    assertThat(stranger.authentication()).isEqualTo(Authentication.UNKNOWN);
  }

  @Test
  void a_name_that_nobody_registered_is_our_own_mistake() {
    assertThatThrownBy(() -> CipherSuite.named("TLS_MADE_UP"))
        .hasMessage("no cipher suite is called TLS_MADE_UP");
  }

  @Test
  void signals_are_no_suites() {
    assertThat(CipherSuite.TLS_FALLBACK_SCSV.isSignal()).isTrue();
    assertThat(new CipherSuite(0x8A8A).isSignal()).isTrue();
    assertThat(new CipherSuite(0x8A9A).isSignal()).isFalse();
  }

  @Test
  void the_weak_list_has_every_kind_of_weakness_and_nothing_that_is_good() {
    assertThat(CipherSuites.WEAK).allMatch(CipherSuite::isWeak);
    for (Weakness weakness : Weakness.values()) {
      assertThat(CipherSuites.with(weakness, CipherSuites.WEAK)).as("%s", weakness).isNotEmpty();
    }
  }

  @Test
  void all_suites_of_old_versions_fit_into_a_hello_and_need_no_shared_secret() {
    assertThat(CipherSuites.ALL_LEGACY)
        .doesNotHaveDuplicates()
        .containsAll(CipherSuites.WEAK)
        .containsAll(CipherSuites.WINDOWS_11.subList(2, CipherSuites.WINDOWS_11.size()))
        .noneMatch(CipherSuite::isSignal)
        .noneMatch(suite -> suite.since().equals(TlsVersion.TLS13))
        .doesNotContain(CipherSuite.TLS_NULL_WITH_NULL_NULL)
        .hasSizeLessThan(256);
  }

  @Test
  void groups_know_their_size() {
    assertThat(NamedGroup.SECP384R1.bits()).hasValue(384);
    assertThat(NamedGroup.FFDHE2048.bits()).hasValue(2048);
    assertThat(new NamedGroup(0x0001)).hasToString("sect163k1");
    assertThat(new NamedGroup(0x0001).bits()).hasValue(163);
    assertThat(NamedGroup.X25519MLKEM768.bits()).isEmpty();
  }

  @Test
  void strangers_in_the_other_registries_keep_their_numbers() {
    assertThat(new NamedGroup(0x1234)).hasToString("group 0x1234");
    assertThat(new SignatureScheme(0x1234)).hasToString("signature scheme 0x1234");
    assertThat(new ExtensionType(0x1234)).hasToString("extension 0x1234");
    assertThat(new AlertDescription(200)).hasToString("alert 200");
    assertThat(new SignatureScheme(0x0401)).hasToString("rsa_pkcs1_sha256");
    assertThat(ExtensionType.RENEGOTIATION_INFO).hasToString("renegotiation_info");
  }
}
