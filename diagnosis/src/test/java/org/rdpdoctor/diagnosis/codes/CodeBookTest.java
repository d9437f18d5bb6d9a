package org.rdpdoctor.diagnosis.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdpdoctor.diagnosis.codes.Explanation.Meaning;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Pasted;
import org.rdpdoctor.facts.Pasted.Grounds;
import org.rdpdoctor.facts.Pasted.Numeral;
import org.rdpdoctor.facts.Pasted.Role;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CodeBookTest {
  private static final CodeBook BOOK = CodeBook.load(new PackagedKnowledge());

  static List<String> families() {
    return BOOK.families().stream().map(CodeFamily::id).toList();
  }

  @ParameterizedTest
  @MethodSource("families")
  void every_code_of_a_family_is_found_by_its_hexadecimal_its_decimal_and_its_name(String id) {
    CodeFamily family = BOOK.family(id);
    List<Code> codes = BOOK.codes().stream().filter(code -> code.family().equals(id)).toList();

    assertThat(codes).isNotEmpty();
    for (Code code : codes) {
      if (code.value().isPresent()) {
        long value = code.value().getAsLong();
        long signed = (int) value;
        assertThat(meanings(family, OptionalLong.empty(), OptionalLong.of(value))).contains(code);
        assertThat(meanings(family, OptionalLong.of(value), OptionalLong.empty())).contains(code);
        assertThat(meanings(family, OptionalLong.of(signed), OptionalLong.empty())).contains(code);
      }
      if (!code.name().equals("-")) {
        assertThat(BOOK.byName(code.name())).contains(code);
        assertThat(BOOK.byName(code.name().toLowerCase(Locale.ROOT))).contains(code);
      }
      for (String alias : code.aliases()) {
        assertThat(BOOK.byName(alias)).contains(code);
      }
    }
  }

  private static List<Code> meanings(CodeFamily family, OptionalLong decimal, OptionalLong hex) {
    var numeral = new Numeral("0x0", decimal, hex, Role.UNKNOWN, Grounds.NONE, "");
    var pasted = new Pasted("", List.of(numeral), List.of(), false);
    Explanation explanation = new Explainer(BOOK).explain(pasted, List.of(family));
    return explanation.subjects().getFirst().meanings().stream().map(Meaning::code).toList();
  }

  /// Number, family and name stand so in the specification that each line names.
  @ParameterizedTest
  @CsvSource({
    "errinfo, 0x7, ERRINFO_SERVER_DENIED_CONNECTION, MS-RDPBCGR 2.2.5.1.1",
    "errinfo, 0x10CB, ERRINFO_DATAPDUSEQUENCE, MS-RDPBCGR 2.2.5.1.1",
    "errinfo, 0x1A, ERRINFO_SERVER_REBOOT, MS-RDPBCGR 2.2.5.1.1",
    "errinfo, 0x410, ERRINFO_CB_CONNECTION_ERROR_INVALID_SETTINGS, MS-RDPBCGR 2.2.5.1.1",
    "status-info, 0x504, TS_STATUS_VM_STARTING_MONITORING, MS-RDPBCGR 2.2.5.2",
    "negotiation-failure, 0x5, HYBRID_REQUIRED_BY_SERVER, MS-RDPBCGR 2.2.1.2.2",
    "negotiation-failure, 0x3, SSL_CERT_NOT_ON_SERVER, MS-RDPBCGR 2.2.1.2.2",
    "rdstls-result, 0x775, RDSTLS_RESULT_ACCOUNT_LOCKED_OUT, MS-RDPBCGR 2.2.17",
    "rdsaad-result, 0xD000006D, STATUS_LOGON_FAILURE, MS-RDPBCGR 2.2.18.4",
    "authorization-result, 0x5, AUTHZ_ACCESS_DENIED, MS-RDPBCGR 2.2.10.2",
    "license-error, 0x7, STATUS_VALID_CLIENT, MS-RDPBCGR 2.2.1.12.1.3",
    "license-error, 0xC, ERR_INVALID_MESSAGE_LEN, MS-RDPBCGR 2.2.1.12.1.3",
    "remoteapp-result, 0x7, RAIL_EXEC_E_SESSION_LOCKED, MS-RDPERP 2.2.2.3.2",
    "gateway-hresult, 0x800759DA, E_PROXY_RAP_ACCESSDENIED, MS-TSGU 2.2.6.1",
    "gateway-dword, 0x5A00, E_PROXY_REAUTH_NAP_FAILED, MS-TSGU 2.2.6.1",
    "gateway-dword, 0xA0, ERROR_BAD_ARGUMENTS, MS-TSGU 2.2.6.1",
    "ntstatus, 0xC000006D, STATUS_LOGON_FAILURE, MS-ERREF 2.3.1",
    "ntstatus, 0xC0000234, STATUS_ACCOUNT_LOCKED_OUT, MS-ERREF 2.3.1",
    "ntstatus, 0xC00A0032, STATUS_RDP_PROTOCOL_ERROR, MS-ERREF 2.3.1",
    "sspi, 0x80090302, SEC_E_UNSUPPORTED_FUNCTION, MS-ERREF 2.1.1",
    "certificate-hresult, 0x800B0109, CERT_E_UNTRUSTEDROOT, MS-ERREF 2.1.1",
    "win32, 0x274D, WSAECONNREFUSED, MS-ERREF 2.2",
    "tls-alert, 0x28, handshake_failure, RFC 8446 6.2",
    "tls-alert, 0x74, certificate_required, RFC 8446 6.2",
    "kerberos, 0x25, KRB_AP_ERR_SKEW, RFC 4120 7.5.9",
  })
  void the_numbers_of_the_specifications_carry_their_names_and_cite_them(
      String family, String number, String name, String source) {
    Code code = BOOK.find(family, Code.valueOf(number).orElseThrow()).orElseThrow();

    assertThat(code.name()).isEqualTo(name);
    assertThat(code.confidence()).isEqualTo(Confidence.DOCUMENTED);
    assertThat(code.sources()).contains(source);
  }

  @Test
  void nothing_of_the_collected_records_is_lost() {
    assertThat(BOOK.codes()).hasSizeGreaterThanOrEqualTo(925);
    assertThat(BOOK.phrases()).hasSizeGreaterThanOrEqualTo(46);
    assertThat(BOOK.disputes()).hasSize(23);
    assertThat(BOOK.codes().stream().filter(code -> code.family().equals("errinfo"))).hasSize(122);
    assertThat(BOOK.codes().stream().filter(code -> code.family().equals("mstsc"))).hasSize(81);
  }

  @Test
  void every_dispute_has_claims_and_every_dossier_candidates() {
    assertThat(BOOK.disputes()).allSatisfy(dispute -> assertThat(dispute.claims()).isNotEmpty());
    assertThat(BOOK.dossiers()).allSatisfy(file -> assertThat(file.candidates()).isNotEmpty());
  }

  @Test
  void candidates_climb_the_ladder_in_its_order() {
    for (Dossier dossier : BOOK.dossiers()) {
      List<Layer> layers = dossier.candidates().stream().map(Dossier.Candidate::layer).toList();
      assertThat(layers).as(dossier.id()).isSorted();
    }
  }

  @Test
  void a_family_answers_to_its_id_and_to_what_people_call_it() {
    assertThat(BOOK.familiesCalled("xfreerdp"))
        .extracting(CodeFamily::id)
        .containsExactly("xfreerdp-exit", "xfreerdp-exit-wrapped");
    assertThat(BOOK.familiesCalled("TLS_ALERT"))
        .extracting(CodeFamily::id)
        .containsExactly("tls-alert");
    assertThat(BOOK.familiesCalled("nonsense")).isEmpty();
  }

  @Test
  void no_word_calls_a_family_that_another_family_has_for_its_id() {
    Set<String> ids = new HashSet<>(families());
    for (CodeFamily family : BOOK.families()) {
      assertThat(family.names()).as(family.id()).doesNotContainAnyElementsOf(ids);
    }
  }

  @Test
  void a_number_is_read_as_people_write_it_and_nothing_else_is() {
    assertThat(Code.valueOf("0x904")).hasValue(0x904);
    assertThat(Code.valueOf("-5")).hasValue(0xFFFF_FFFBL);
    assertThat(Code.valueOf("4294967295")).hasValue(0xFFFF_FFFFL);
    for (String bad : List.of("", "-", "0x", "4294967296", "-2147483649", "0x1ffffffff", "9h")) {
      assertThat(Code.valueOf(bad)).as(bad).isEmpty();
    }
  }
}
