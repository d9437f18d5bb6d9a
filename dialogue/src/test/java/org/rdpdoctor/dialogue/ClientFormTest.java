package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.Extension;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.RecordReader;
import org.rdpdoctor.wire.tls.SignatureScheme;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClientFormTest {
  private static final Bytes ZEROS = Bytes.copyOf(new byte[32]);
  private static final Hello.Seed SEED = new Hello.Seed(ZEROS, ZEROS, ZEROS);
  private static final List<CipherSuite> SUITES =
      List.of(
          CipherSuite.named("TLS_AES_128_GCM_SHA256"),
          CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"),
          CipherSuite.named("TLS_RSA_WITH_RC4_128_SHA"));
  private static final List<NamedGroup> GROUPS = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);
  private static final List<SignatureScheme> SIGNATURES =
      List.of(SignatureScheme.named("rsa_pkcs1_sha256").orElseThrow());

  private static ClientForm form(List<NamedGroup> groups, TlsVersion... versions) {
    return new ClientForm("some", Protocols.SSL, List.of(versions), SUITES, groups, SIGNATURES);
  }

  private static ClientHello sent(ClientForm form) throws DecodeException {
    Hello hello = Hello.of(form, form.hello(), SEED, "srv01.corp.example");
    assertThat(hello.name()).isEqualTo("client some");
    var records = new RecordReader();
    records.feed(hello.encode());
    return ClientHello.decode(records.next().orElseThrow().fragment());
  }

  @Test
  void a_client_of_today_sends_its_versions_newest_first_and_a_share() throws DecodeException {
    ClientHello sent = sent(form(GROUPS, TlsVersion.TLS12, TlsVersion.TLS13));

    assertThat(sent.versions()).containsExactly(TlsVersion.TLS13, TlsVersion.TLS12);
    assertThat(sent.cipherSuites()).isEqualTo(SUITES);
    assertThat(sent.groups()).isEqualTo(GROUPS);
    assertThat(sent.find(Extension.SignatureAlgorithms.class))
        .contains(new Extension.SignatureAlgorithms(SIGNATURES));
    assertThat(sent.find(Extension.KeyShareClientHello.class)).isPresent();
  }

  @Test
  void a_client_without_tls_1_3_names_its_newest_version_only() throws DecodeException {
    ClientHello sent = sent(form(GROUPS, TlsVersion.TLS10, TlsVersion.TLS12));

    assertThat(sent.versions()).containsExactly(TlsVersion.TLS12);
    assertThat(sent.find(Extension.KeyShareClientHello.class)).isEmpty();
    assertThat(sent.serverName()).contains("srv01.corp.example");
  }

  @Test
  void a_client_from_before_extensions_sends_none() throws DecodeException {
    ClientHello sent = sent(form(List.of(), TlsVersion.TLS10));

    assertThat(sent.versions()).containsExactly(TlsVersion.TLS10);
    assertThat(sent.extensions()).isEmpty();
  }

  @Test
  void an_answer_is_understood_if_both_its_parts_were_offered() {
    ClientForm form = form(GROUPS, TlsVersion.TLS10, TlsVersion.TLS12);

    assertThat(form.understands("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384")).isTrue();
    assertThat(form.understands("TLSv1.3", "TLS_AES_128_GCM_SHA256")).isFalse();
    assertThat(form.understands("TLSv1.2", "TLS_RSA_WITH_AES_128_CBC_SHA")).isFalse();
  }

  @Test
  void clients_that_say_the_same_are_known_as_such() {
    ClientForm form = form(GROUPS, TlsVersion.TLS10, TlsVersion.TLS12);

    assertThat(form.saysTheSame(form(GROUPS, TlsVersion.TLS12, TlsVersion.TLS10))).isTrue();
    assertThat(form.saysTheSame(form(GROUPS, TlsVersion.TLS12))).isFalse();
    assertThat(form.saysTheSame(form(List.of(), TlsVersion.TLS10, TlsVersion.TLS12))).isFalse();
  }
}
