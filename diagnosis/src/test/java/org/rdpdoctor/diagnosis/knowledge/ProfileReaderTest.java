package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.clients.Confidence;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProfileReaderTest {
  private static final String FILE = "clients/some.yaml";
  private static final String SOUND =
      """
      id: some
      name: Some client
      rank: 7
      offers: {value: [SSL, HYBRID], confidence: documented, source: a book}
      standardSecurity: {value: true, confidence: inferred, source: a rumour}
      tlsVersions: {value: [TLSv1.2], unsure: [TLSv1.0], confidence: observed, source: a capture}
      cipherSuites: {value: [TLS_RSA_WITH_AES_128_CBC_SHA], confidence: observed, source: a capture}
      groups: {value: [], confidence: observed, source: a capture}
      signatures: {confidence: unknown, source: nobody looked}
      oldSignatures: {value: false, confidence: documented, source: a book, remedy: do so}
      leastRsaBits: {value: 1024, confidence: documented, source: a book}
      refusedHashes: {value: [md5], confidence: documented, source: a book}
      credSsp: {value: 6, confidence: documented, source: a book}
      leastCredSsp: {value: 5, confidence: documented, source: a book}
      handshakeSeconds: {value: 9, confidence: documented, source: a book}
      """;

  private static List<String> faults(Map<String, String> files) {
    return CatalogueSource.of(files).faults().stream().map(KnowledgeFault::toString).toList();
  }

  private static ClientProfile read(String yaml) {
    return CatalogueSource.of(Map.of(FILE, yaml)).clients().getFirst();
  }

  @Test
  void a_profile_says_what_the_file_says() {
    ClientProfile some = read(SOUND);

    assertThat(some.id()).isEqualTo("some");
    assertThat(some.offers().value()).contains(Protocols.SSL.and(Protocols.HYBRID));
    assertThat(some.tlsVersions().value()).contains(List.of(TlsVersion.TLS12));
    assertThat(some.tlsVersions().unsure()).contains(List.of(TlsVersion.TLS10));
    assertThat(some.cipherSuites().value())
        .contains(List.of(CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA")));
    assertThat(some.groups().value()).contains(List.of());
    assertThat(some.signatures().value()).isEmpty();
    assertThat(some.signatures().confidence()).isEqualTo(Confidence.UNKNOWN);
    assertThat(some.oldSignatures().remedy()).contains("do so");
    assertThat(some.leastRsaBits().value()).contains(1024);
    assertThat(some.traits()).hasSize(12);
  }

  @Test
  void what_is_packed_is_what_was_read() {
    var source = CatalogueSource.of(Map.of(FILE, SOUND));

    assertThat(PackedCatalogue.openClients(source.packed())).isEqualTo(source.clients());
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "id: some | id: other | :1: the client other belongs into clients/other.yaml",
        "rank: 7 | rank: high | :3: rank must be a number",
        "offers: | offer: | :1: the key offers is missing",
        "[SSL, HYBRID] | [SSL, NLA] | :4: NLA is not a protocol",
        "[SSL, HYBRID] | [SSL, SSL] | :4: SSL stands twice",
        "[SSL, HYBRID] | SSL | :4: offers must be a list",
        "value: true | value: perhaps | :5: standardSecurity must be true or false",
        "[TLSv1.2] | [TLSv1.4] | :6: TLSv1.4 is not a TLS version",
        "TLS_RSA_WITH_AES_128_CBC_SHA | TLS_RSA | :7: TLS_RSA is not a cipher suite",
        "groups: {value: []  | groups: {value: [p256] | :8: p256 is not a group",
        "confidence: unknown | confidence: documented | :9: signatures needs a value, or its",
        "signatures: {conf | signatures: {value: [rsa_md5], conf | :9: what is unknown has no value",
        "confidence: inferred | confidence: sure | :5: confidence sure is none of documented",
        "', source: a rumour' | '' | :5: the key source is missing",
        "value: 1024 | value: many | :11: leastRsaBits must be a number",
        "[md5] | [sha256] | :12: sha256 is not md5 or sha1",
        "credSsp: {value: 6 | credSsp: {vaule: 6 | :13: unknown key vaule",
        "remedy: do so | remedy: '' | :10: remedy must be text"
      })
  void a_profile_that_breaks_a_rule_is_refused_with_file_and_line(
      String sound, String broken, String fault) {
    String yaml = SOUND.replaceFirst(Pattern.quote(sound), broken);

    assertThat(yaml).isNotEqualTo(SOUND);
    assertThat(faults(Map.of(FILE, yaml)))
        .anySatisfy(each -> assertThat(each).startsWith("knowledge/" + FILE + fault));
  }

  @Test
  void two_clients_cannot_have_one_place() {
    String twin = SOUND.replace("id: some", "id: twin");

    assertThat(faults(Map.of(FILE, SOUND, "clients/twin.yaml", twin)))
        .anySatisfy(fault -> assertThat(fault).contains("the rank 7 is also that of some"));
  }

  @Test
  void the_clients_that_came_with_the_program_each_say_where_they_are_known_from() {
    assertThat(PackedCatalogue.loadClients())
        .hasSizeGreaterThanOrEqualTo(25)
        .allSatisfy(
            client ->
                assertThat(client.traits().values())
                    .allSatisfy(
                        trait -> {
                          assertThat(trait.source()).isNotBlank();
                          assertThat(trait.value().isEmpty())
                              .isEqualTo(trait.confidence() == Confidence.UNKNOWN);
                        }));
  }
}
