package org.rdpdoctor.reader.rdpfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileSignature;
import org.rdpdoctor.facts.FileSignature.Computed;
import org.rdpdoctor.facts.FileSignature.Incomplete;
import org.rdpdoctor.facts.FileSignature.Unreadable;
import org.rdpdoctor.facts.FileSignature.Unsigned;
import org.rdpdoctor.reader.rdpfile.RdpFile.Opened;
import org.rdpdoctor.wire.Bytes;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RdpSignatureTest {
  private static final Path CORPUS = Path.of("../../shared/corpus/rdp");
  private static final String LINES =
      "full address:s:a.example\r\nserver port:i:3389\r\nredirectclipboard:i:1\r\n";
  private static final List<String> SCOPE = List.of("Full Address", "Server Port");

  @Test
  void a_file_that_was_just_signed_is_intact_with_and_without_attributes() {
    for (boolean attributes : new boolean[] {true, false}) {
      ConnectionFile file = Signing.sign(file(LINES), SCOPE, attributes);

      assertThat(RdpSignature.of(file))
          .isInstanceOfSatisfying(
              Computed.class,
              computed -> {
                assertThat(computed.intact()).isTrue();
                assertThat(computed.covered()).isEqualTo(SCOPE);
                assertThat(computed.signer().subject()).isEqualTo("CN=Signer of tests");
                assertThat(computed.signer().selfSigned()).isTrue();
                assertThat(computed.signer().digest()).isEqualTo("SHA-256");
                assertThat(computed.signer().signedAt().isPresent()).isEqualTo(attributes);
              });
    }
  }

  @Test
  void blanks_in_the_signature_do_not_matter() {
    ConnectionFile file = Signing.sign(file(LINES), SCOPE, false);
    String wrapped = file.text("signature").replaceAll("(.{64})", "$1  ");

    assertThat(isIntact(file.with("signature", 's', wrapped))).isTrue();
  }

  @Test
  void editing_a_signed_line_shows_and_editing_another_does_not() {
    ConnectionFile file = Signing.sign(file(LINES), SCOPE, false);

    assertThat(isIntact(file.with("server port", 'i', "3390"))).isFalse();
    assertThat(isIntact(file.with("signscope", 's', "Full Address"))).isFalse();
    assertThat(isIntact(file.with("redirectclipboard", 'i', "0"))).isTrue();
  }

  @Test
  void a_signed_line_that_is_gone_is_named() {
    ConnectionFile file = Signing.sign(file(LINES), SCOPE, false).without("server port");

    assertThat(RdpSignature.of(file))
        .isInstanceOfSatisfying(
            Incomplete.class, gap -> assertThat(gap.missing()).containsExactly("Server Port"));
  }

  @Test
  void a_file_saved_again_in_another_encoding_keeps_its_signature() {
    ConnectionFile file = Signing.sign(file(LINES), SCOPE, false);
    var again =
        new ConnectionFile(ConnectionFile.Encoding.UTF_16BE, true, file.lines(), Bytes.EMPTY);

    assertThat(isIntact(opened(RdpFile.encode(again)))).isTrue();
  }

  @Test
  void what_is_no_signature_is_said() {
    assertThat(RdpSignature.of(file(LINES))).isEqualTo(new Unsigned());
    assertThat(RdpSignature.of(file(LINES + "signature:s:AQAB\r\n")))
        .isEqualTo(new Unreadable("there is a signature and no signscope"));
    assertThat(RdpSignature.of(file(LINES + "signscope:s:Full Address\r\n")))
        .isEqualTo(new Unreadable("there is a signscope and no signature"));
    assertThat(why("***")).contains("base64");
    assertThat(why("AAAA")).contains("begin");
    assertThat(why("AQABAAEAAAAFAAAAc3RhbGU=")).contains("PKCS #7");
    assertThat(why("AQABAAEAAAAGAAAAc3RhbGU=")).contains("to have 6 bytes and has 5");
  }

  @Test
  void the_signed_files_of_the_corpus_are_read() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "the corpus is not here");
    var tested =
        opened(Bytes.copyOf(Files.readAllBytes(CORPUS.resolve("psign_signed-test-cert.rdp"))));
    assertThat(RdpSignature.of(tested))
        .isInstanceOfSatisfying(
            Computed.class,
            computed -> {
              assertThat(computed.intact()).isTrue();
              assertThat(computed.signer().subject()).contains("Test Code Signing Certificate");
              assertThat(computed.signer().issuer()).contains("Devolutions Authenticode Test CA");
            });
    var printed = opened(Bytes.copyOf(Files.readAllBytes(CORPUS.resolve("msrdwr_signed_1.rdp"))));
    assertThat(RdpSignature.of(printed))
        .isInstanceOfSatisfying(
            Computed.class,
            computed -> {
              assertThat(computed.signer().subject()).contains("RDVB9-101184");
              assertThat(computed.signer().digest()).isEqualTo("SHA-1");
            });
  }

  private static String why(String signature) {
    FileSignature read =
        RdpSignature.of(
            file(LINES + "signscope:s:Full Address\r\nsignature:s:" + signature + "\r\n"));
    return read instanceof Unreadable(String why) ? why : read.toString();
  }

  private static boolean isIntact(ConnectionFile file) {
    return RdpSignature.of(file) instanceof Computed computed && computed.intact();
  }

  private static ConnectionFile file(String text) {
    return opened(Bytes.utf8(text));
  }

  private static ConnectionFile opened(Bytes content) {
    return ((Opened) RdpFile.decode(content)).file();
  }
}
