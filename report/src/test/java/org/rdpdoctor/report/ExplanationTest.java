package org.rdpdoctor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.diagnosis.codes.Code;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.Confidence;
import org.rdpdoctor.diagnosis.codes.Dispute;
import org.rdpdoctor.diagnosis.codes.Explainer;
import org.rdpdoctor.diagnosis.codes.Explanation;
import org.rdpdoctor.diagnosis.codes.Explanation.Meaning;
import org.rdpdoctor.diagnosis.codes.Explanation.Part;
import org.rdpdoctor.diagnosis.codes.Explanation.Subject;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.codes.Phrase;
import org.rdpdoctor.facts.ClientFact.CodeShown;
import org.rdpdoctor.facts.ClientFact.DialogShown;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.reader.pasted.PastedReader;

/// From what a person pastes to what it means: reader, tables and ranking together.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExplanationTest {
  private static final CodeBook BOOK = CodeBook.load(new PackagedKnowledge());

  static Stream<PastedCase> cases() {
    return PastedCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_real_text_is_understood(PastedCase pasted) {
    Explanation explanation = explain(pasted.text());

    assertThat(references(explanation)).isEqualTo(pasted.codes());
    assertThat(explanation.phrases().stream().map(Phrase::id)).isEqualTo(pasted.phrases());
  }

  @Test
  void there_are_at_least_forty_real_texts() {
    assertThat(PastedCase.all().count()).isGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2308 | mstsc:0x904",
        "904 | mstsc:0x904",
        "x904 | mstsc:0x904",
        "0xC000006D | ntstatus:0xC000006D",
        "-1073741715 | ntstatus:0xC000006D",
        "3221225581 | ntstatus:0xC000006D",
        "C000006D | ntstatus:0xC000006D",
        "STATUS_LOGON_FAILURE | ntstatus:0xC000006D",
        "ERRINFO_LICENSE_NO_LICENSE_SERVER | errinfo:0x101",
        "0x3000008 | gateway:0x3000008",
        "50331656 | gateway:0x3000008",
        "E_PROXY_RAP_ACCESSDENIED | gateway-hresult:0x800759DA",
        "0x800759DA | gateway-hresult:0x800759DA",
        "0x59DA | gateway-dword:0x59DA",
        "SSL_NOT_ALLOWED_BY_SERVER | negotiation-failure:0x2",
        "alert 80 | tls-alert:80",
        "alert 552 | tls-alert:40",
        "handshake_failure | tls-alert:40",
        "fatal alert: handshake_failure | tls-alert:40",
        "0x80090304 | sspi:0x80090304",
        "0x8007274D | win32:10061",
        "WSAECONNREFUSED | win32:10061",
        "10061 | win32:10061",
        "0x20008 | freerdp:0x20008",
        "ERRCONNECT_TLS_CONNECT_FAILED | freerdp:0x20008",
        "FREERDP_ERROR_TLS_CONNECT_FAILED | freerdp:0x20008",
        "disconnectReasonSocketConnectFailed | mstsc:0x204",
        "KDC_ERR_PREAUTH_FAILED | kerberos:0x18",
        "rn-user-requested | mcs-disconnect:0x3",
        "userRejected | gcc-result:0x1",
        "HTTP 401 | gateway-http:401",
        "exit code 147 | xfreerdp-exit:147",
        "ConnectionFailedNoHealthyRdshAvailable | avd:-2146233088",
        "B09 | mstsc:0xB09",
      })
  void one_code_in_any_notation_finds_its_most_plausible_meaning(String text, String reference) {
    assertThat(references(explain(text))).first().isEqualTo(reference);
  }

  @Test
  void the_pair_0x904_and_0x7_proves_no_denial_and_names_what_may_be_behind_it() {
    Explanation explanation = explain("0x904 0x7");

    assertThat(references(explanation)).containsExactly("mstsc:0x904", "extended:0x7");
    var dossier = explanation.dossier().orElseThrow();
    assertThat(dossier.id()).isEqualTo("0x904-0x7");
    assertThat(dossier.documented()).contains("socket closed", "the server denied the connection");
    assertThat(dossier.reading()).contains("proves no denial");
    assertThat(dossier.command()).isEqualTo("rdpdoctor check HOST");
    assertThat(dossier.candidates())
        .extracting(candidate -> candidate.layer())
        .contains(Layer.ROUTE, Layer.TCP, Layer.NEGOTIATION, Layer.TLS, Layer.CERTIFICATE);
    assertThat(explanation.disputes()).extracting(Dispute::id).containsExactly("0x904");
    assertThat(explanation.disputes().getFirst().withoutEvidence()).hasSizeGreaterThan(5);
  }

  @Test
  void alone_0x904_has_a_dossier_of_its_own() {
    assertThat(explain("0x904").dossier().orElseThrow().id()).isEqualTo("0x904");
    assertThat(explain("0x904 0x0").dossier().orElseThrow().id()).isEqualTo("0x904");
  }

  @Test
  void a_number_of_several_families_is_listed_for_each_with_the_reason_of_the_order() {
    Subject subject = explain("0x107").subjects().getFirst();

    assertThat(subject.meanings())
        .extracting(meaning -> meaning.family().id())
        .startsWith("mstsc", "extended", "errinfo");
    assertThat(subject.meanings()).allSatisfy(one -> assertThat(one.because()).isNotEmpty());
  }

  @Test
  void the_place_of_a_number_decides_between_the_families() {
    Explanation explanation = explain("Error code: 0x204\nExtended error code: 0x107");

    assertThat(references(explanation)).containsExactly("mstsc:0x204", "extended:0x107");
    assertThat(explanation.subjects().getLast().best().orElseThrow().because())
        .contains("the text calls it the extended error code");
    assertThat(explanation.disputes()).extracting(Dispute::id).contains("263");
  }

  @Test
  void numbering_traps_are_pointed_out() {
    assertThat(explain("0x107").traps()).anyMatch(trap -> trap.startsWith("263 and 264"));
    assertThat(explain("guacamole 519").traps()).anyMatch(trap -> trap.contains("no mstsc 0x207"));
    assertThat(explain("0x904").traps()).isEmpty();
  }

  @Test
  void what_else_the_text_mentions_changes_the_order() {
    assertThat(references(explain("519"))).first().isEqualTo("mstsc:0x207");
    assertThat(references(explain("guacd reports error 519"))).first().isEqualTo("guacamole:0x207");
    assertThat(references(explain("Error code: 0x101\nWindows App on macOS")))
        .first()
        .isEqualTo("windows-app:0x101");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xfreerdp | 131 | xfreerdp-exit:131",
        "rdesktop | 76 | rdesktop-exit:76",
        "negotiation-failure | 5 | negotiation-failure:0x5",
        "alert | 48 | tls-alert:48",
        "kerberos | 0x25 | kerberos:0x25",
        "ext | 0x7 | extended:0x7",
        "avd | 14 | avd:14",
      })
  void a_family_that_is_named_is_the_only_one_looked_into(String word, String text, String code) {
    Explanation explanation =
        new Explainer(BOOK).explain(PastedReader.read(text), BOOK.familiesCalled(word));

    assertThat(references(explanation)).containsExactly(code);
  }

  @Test
  void a_failure_code_that_only_the_web_knows_stays_unknown_and_is_disputed() {
    Explanation explanation =
        new Explainer(BOOK).explain(PastedReader.read("7"), BOOK.familiesCalled("nego-failure"));

    assertThat(explanation.isKnown()).isFalse();
    assertThat(explanation.disputes()).extracting(Dispute::id).containsExactly("nego_7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x1404 | low byte 0x04 | TCP",
        "0x1f09 | low byte 0x09 | NEGOTIATION",
        "0x3000099 | as mstsc code, 0x3000000 to 0x3FFFFFF | GATEWAY",
        "0xC00A0099 | facility 10 | SESSION",
        "0x800B0199 | facility 11 | CERTIFICATE",
      })
  void an_unknown_number_is_kept_and_taken_apart(String text, String piece, Layer layer) {
    Explanation explanation = explain(text);

    assertThat(explanation.isKnown()).isTrue();
    assertThat(explanation.subjects())
        .singleElement()
        .satisfies(
            subject -> {
              assertThat(subject.written()).isEqualTo(text);
              assertThat(subject.meanings()).isEmpty();
              assertThat(subject.parts()).extracting(Part::piece).contains(piece);
              assertThat(subject.parts().stream().flatMap(part -> part.layer().stream()))
                  .contains(layer);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "0x10009, errinfo:0x9",
    "0xD0000234, ntstatus:0xC0000234",
    "0x800759E6, gateway-dword:0x59E6",
    "0x59ED, gateway-hresult:0x800759ED",
  })
  void a_number_made_from_a_known_one_is_resolved_and_marked_inferred(String text, String code) {
    Meaning meaning = explain(text).subjects().getFirst().best().orElseThrow();

    assertThat(meaning.code().family() + ":" + meaning.code().code()).isEqualTo(code);
    assertThat(meaning.code().confidence()).isEqualTo(Confidence.INFERRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello world", "0x1233304", "my printer is broken", "0x800004005"})
  void what_nobody_knows_says_so_and_what_to_try(String text) {
    Explanation explanation = explain(text);

    assertThat(explanation.isKnown()).isFalse();
    assertThat(explanation.hints()).isNotEmpty();
    assertThat(explanation.observations("")).isEmpty();
  }

  @Test
  void what_the_user_saw_becomes_facts() {
    Explanation explanation =
        explain("An internal error has occurred.\nError code: 0x904\nExtended error code: 0x7");

    assertThat(explanation.observations("notes.txt"))
        .satisfiesExactly(
            fact -> {
              var code = (CodeShown) fact;
              assertThat(List.of(code.family(), code.code(), code.extended()))
                  .containsExactly("mstsc", "0x904", "0x7");
            },
            fact -> assertThat(((DialogShown) fact).phrase()).isEqualTo("internal-error"));
  }

  @Test
  void the_codes_for_a_report_have_no_dash_for_nothing() {
    assertThat(ExplanationJson.codes(explain("0xB09")))
        .singleElement()
        .satisfies(code -> assertThat(code.name()).isEmpty());
  }

  @Test
  void a_mebibyte_of_log_is_explained_in_bounded_time() {
    String line = "[ERROR] Status: 0xC000006D Sub Status: 0xC0000064 for 0x904 and the like\n";
    String text = line.repeat(PastedReader.LIMIT / line.length());

    Explanation explanation = assertTimeout(Duration.ofSeconds(10), () -> explain(text));

    assertThat(references(explanation)).contains("ntstatus:0xC000006D", "ntstatus:0xC0000064");
  }

  @Test
  void the_text_answers_in_its_first_line() {
    assertThat(text("0x904 0x7")).startsWith("0x904 with extended 0x7: The TCP connection");
    assertThat(text("STATUS_LOGON_FAILURE"))
        .startsWith("0xC000006D STATUS_LOGON_FAILURE: The user name is unknown");
    assertThat(text("nothing")).startsWith("No code or sentence that rdpdoctor knows");
  }

  @Test
  void the_golden_texts_stay_as_they_are() {
    Golden.check("explain-0x904-0x7.txt", text("0x904 0x7"));
    Golden.check("explain-unknown.txt", text("0x1404"));
    Golden.check("explain-263-full.txt", ExplanationText.render(explain("263"), LOOK, true));
    Golden.check("explain-0x204.json", ExplanationJson.render(explain("0x204"), true) + "\n");
  }

  private static final Look LOOK = Look.plain();

  private static String text(String pasted) {
    return ExplanationText.render(explain(pasted), LOOK, false);
  }

  private static Explanation explain(String text) {
    return new Explainer(BOOK).explain(PastedReader.read(text), List.of());
  }

  private static List<String> references(Explanation explanation) {
    return explanation.subjects().stream()
        .flatMap(subject -> subject.best().stream())
        .map(Meaning::code)
        .map(ExplanationTest::reference)
        .toList();
  }

  private static String reference(Code code) {
    return code.family() + ":" + code.code();
  }
}
