package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.tls.HandshakeReader;
import org.rdpdoctor.wire.tls.RecordReader;
import org.rdpdoctor.wire.tls.TlsVersion;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HelloTest {
  private static final String HOST = "srv01.corp.example";
  private static final Hello.Seed SEED =
      new Hello.Seed(
          Bytes.copyOf(new byte[32]), Bytes.copyOf(new byte[32]), Bytes.copyOf(new byte[32]));

  @Test
  void the_usual_one_offers_what_windows_offers() throws DecodeException {
    ClientHello sent = sent(Hello.usual(SEED, HOST));

    assertThat(sent.versions()).containsExactly(TlsVersion.TLS13, TlsVersion.TLS12);
    assertThat(sent.find(Extension.ServerName.class)).contains(new Extension.ServerName(HOST));
  }

  @Test
  void the_small_one_fits_any_path_and_the_large_one_fits_no_segment() {
    assertThat(Hello.small(SEED).size()).isLessThan(Hello.usual(SEED, HOST).size()).isLessThan(256);
    assertThat(Hello.large(SEED, HOST).size()).isGreaterThan(1500);
  }

  @Test
  void the_split_one_says_the_same_in_several_records() throws DecodeException {
    Hello split = Hello.split(SEED, HOST);
    Hello usual = Hello.usual(SEED, HOST);

    assertThat(records(split)).isGreaterThan(3);
    assertThat(records(usual)).isEqualTo(1);
    assertThat(sent(split)).isEqualTo(sent(usual));
  }

  @ParameterizedTest
  @CsvSource({
    "0x0300, SSLv3",
    "0x0301, TLSv1.0",
    "0x0302, TLSv1.1",
    "0x0303, TLSv1.2",
    "0x0304, TLSv1.3",
    "0x0002, SSLv2"
  })
  void versions_have_names_without_spaces(int version, String name) {
    assertThat(Hello.nameOf(new TlsVersion(version))).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0303, 0x0304})
  void one_for_a_version_offers_no_other_and_only_suites_of_its_time(int value)
      throws DecodeException {
    var version = new TlsVersion(value);
    Hello hello = Hello.only(version, SEED, HOST);
    ClientHello sent = sent(hello);

    assertThat(hello.name()).isEqualTo(Hello.nameOf(version));
    assertThat(sent.versions()).containsExactly(version);
    assertThat(sent.cipherSuites())
        .isNotEmpty()
        .filteredOn(suite -> !suite.equals(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV))
        .allMatch(suite -> !version.isBefore(suite.since()));
  }

  @Test
  void ssl_3_gets_no_extensions_to_choke_on() throws DecodeException {
    assertThat(sent(Hello.only(TlsVersion.SSL3, SEED, HOST)).extensions()).isEmpty();
  }

  @Test
  void the_weak_one_offers_nothing_else() throws DecodeException {
    assertThat(sent(Hello.weak(TlsVersion.TLS12, SEED, HOST)).cipherSuites())
        .isNotEmpty()
        .allMatch(CipherSuite::isWeak);
  }

  @Test
  void an_address_is_no_server_name() throws DecodeException {
    assertThat(sent(Hello.usual(SEED, "192.0.2.1")).find(Extension.ServerName.class)).isEmpty();
    assertThat(sent(Hello.usual(SEED, "2001:db8::1")).find(Extension.ServerName.class)).isEmpty();
  }

  private static ClientHello sent(Hello hello) throws DecodeException {
    var records = new RecordReader().feed(hello.encode());
    var messages = new HandshakeReader();
    for (var record = records.next(); record.isPresent(); record = records.next()) {
      messages.feed(record.get().fragment());
    }
    return (ClientHello) messages.next().orElseThrow();
  }

  private static int records(Hello hello) throws DecodeException {
    var records = new RecordReader().feed(hello.encode());
    int count = 0;
    while (records.next().isPresent()) {
      count++;
    }
    return count;
  }
}
