package org.rdpdoctor.reader.pasted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.facts.Pasted;
import org.rdpdoctor.facts.Pasted.Grounds;
import org.rdpdoctor.facts.Pasted.Numeral;
import org.rdpdoctor.facts.Pasted.Role;
import org.rdpdoctor.facts.Pasted.Symbol;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PastedReaderTest {

  @ParameterizedTest
  @CsvSource({
    "0x904, 0x904",
    "0X904, 0x904",
    "0x00000904, 0x904",
    "x904, 0x904",
    "904h, 0x904",
    "904H, 0x904",
    "b09, 0xB09",
    "C000006D, 0xC000006D",
    "0xc000006d, 0xC000006D",
    "300000D, 0x300000D",
  })
  void a_hexadecimal_number_is_read_in_every_way_people_write_it(String text, String value) {
    Numeral numeral = only(text);

    assertThat(numeral.hexadecimal()).hasValue(Long.decode(value));
    assertThat(numeral.decimal()).isEmpty();
    assertThat(numeral.role()).isEqualTo(Role.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "2308, 2308",
    "-1073741715, -1073741715",
    "3221225581, 3221225581",
    "50331656, 50331656",
  })
  void a_decimal_number_is_read_with_and_without_a_sign(String text, long value) {
    assertThat(only(text).decimal()).hasValue(value);
  }

  @Test
  void digits_alone_may_be_meant_in_either_way() {
    Numeral numeral = only("904");

    assertThat(numeral.decimal()).hasValue(904);
    assertThat(numeral.hexadecimal()).hasValue(0x904);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x904 0x7",
        "0x904/0x7",
        "0x904, 0x7",
        "0x904 and 0x7",
        "2308 7",
        "904 0x7",
        "904h 7h",
        "error 0x904 0x7",
        "\u00a00x904\u00a00x7 ",
        "I get 0x904/0x7 since yesterday's update.",
        "0x904 extended 0x7",
        "0x904 (0x7)",
      })
  void of_two_numbers_the_first_is_the_main_and_the_second_the_extended_code(String text) {
    Pasted pasted = PastedReader.read(text);

    assertThat(pasted.numerals())
        .extracting(Numeral::role)
        .containsExactly(Role.MAIN, Role.EXTENDED);
  }

  @Test
  void the_same_number_twice_is_a_pair_as_well() {
    assertThat(PastedReader.read("0x3 0x3").numerals()).hasSize(2);
  }

  @Test
  void two_status_values_are_no_pair() {
    assertThat(PastedReader.read("0xC000006D 0xC0000064").numerals())
        .extracting(Numeral::role)
        .containsOnly(Role.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error code: 0x904 Extended error code: 0x7",
        "Error code: 0x904\nExtended error code: 0x7",
        "Error code:\n0x904\nExtended error code:\n0x7",
        "Error code : 904, Extended error code : 7",
        "Fehlercode: 0x904\r\nErweiterter Fehlercode: 0x7",
        "Code d’erreur : 0x904\nCode d’erreur étendu : 0x7",
        "Código de error: 0x904\nCódigo de error extendido: 0x7",
        "Codice errore: 0x904\nCodice errore esteso: 0x7",
        "Código de erro: 0x904\nCódigo de erro estendido: 0x7",
        "Foutcode: 0x904\nUitgebreide foutcode: 0x7",
        "Felkod: 0x904\nUtökad felkod: 0x7",
        "Kod błędu: 0x904\nRozszerzony kod błędu: 0x7",
        "Kód chyby: 0x904\nRozšířený kód chyby: 0x7",
        "Код ошибки: 0x904\nРасширенный код ошибки: 0x7",
        "Hata kodu: 0x904\nGenişletilmiş hata kodu: 0x7",
        "错误代码： 0x904\n扩展错误代码： 0x7",
        "エラー コード: 0x904\n拡張エラー コード: 0x7",
        "오류 코드: 0x904\n확장된 오류 코드: 0x7",
        "Error code: 0x904 (extended: 0x7)",
        "FEHLERCODE: 0X904, ERWEITERTER FEHLERCODE: 0X7",
      })
  void labels_tell_the_main_from_the_extended_code_in_many_languages(String text) {
    Pasted pasted = PastedReader.read(text);

    assertThat(pasted.numerals())
        .extracting(Numeral::role)
        .containsExactly(Role.MAIN, Role.EXTENDED);
    assertThat(pasted.numerals()).extracting(Numeral::grounds).containsOnly(Grounds.LABEL);
    assertThat(pasted.numerals().getFirst().hexadecimal()).hasValue(0x904);
    assertThat(pasted.numerals().getLast().hexadecimal()).hasValue(0x7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alert 80 | ALERT | 80",
        "SSL alert number 40 | ALERT | 40",
        "The following fatal alert was received: 70. | ALERT | 70",
        "The following fatal alert was generated: 48. It is bad. | ALERT | 48",
        "The TLS protocol defined fatal alert code is 46. | ALERT | 46",
        "The TLS protocol defined fatal error code is 40. | ALERT | 40",
        "TLSv1.2 (IN), TLS alert, handshake failure (552): | ALERT | 552",
        "The internal error state is 1205. | STATE | 1205",
        "The Windows SChannel error state is 10013. | STATE | 10013",
        "xfreerdp ended with exit code 131 | EXIT | 131",
        "exit status: 147 | EXIT | 147",
        "HTTP/1.1 401 Unauthorized | HTTP | 401",
        "the gateway says HTTP 404 | HTTP | 404",
        "RDP ClientActiveX has been disconnected (Reason= 2308) | MAIN | 2308",
        "Disconnect reason: 516 | MAIN | 516",
      })
  void the_words_before_a_number_say_what_it_is(String text, Role role, long value) {
    Numeral numeral = only(text);

    assertThat(numeral.role()).isEqualTo(role);
    assertThat(numeral.decimal()).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Timestamp (UTC): 10/16/23 09:18:47 AM",
        "Activity ID: e1c08c6b-b08c-4c30-8d66-c7c1a2c90000",
        "{0f65dbd8-5a16-4b72-aef0-6d56f4ba0000}",
        "2026-02-14T09:18:47.1234567Z",
        "14.02.2026 09:18:47",
        "I cannot reach 192.168.178.21:3389 any more",
        "host.example.org:3389",
        "port 3389",
        "TCP/3389 is open, UDP/3391 is not",
        "[2001:db8::904:7]:3389",
        "Windows 11 24H2, build 26100.2033",
        "Windows Server 2019 and 2022",
        "KB5074109 of January 2026",
        "S-1-5-21-1004336348-1177238915-682003330-512",
        "CVE-2018-0886",
        "Process ID: 0x4a8",
        "Caller Process ID:\t0x2f4",
        "<Data Name='SubjectLogonId'>0x3e7</Data>",
        "Keywords: 0x8020000000000000",
        "Event ID: 4625",
        "<EventID>1026</EventID><Level>2</Level>",
        "[14:05:33:123] [12345:00003039] [INFO][com.freerdp.client.x11] - Main thread exited.",
        "at 0x00007ff6a1b2c3d4",
        "it takes 30 seconds, then 24h nothing; 50% loss",
        "x64 and x86 machines",
        "MAC 00:15:5d:01:02:03",
        "version 10.0.26100.1742",
        "call +49 30 901820",
        "1.5 GB of 904 MB free",
      })
  void numbers_of_another_kind_are_left_out(String text) {
    assertThat(PastedReader.read(text).numerals()).isEmpty();
  }

  @Test
  void a_number_that_only_a_status_can_be_is_found_anywhere() {
    assertThat(PastedReader.read("the service ended with -2147467259 again and again").numerals())
        .singleElement()
        .extracting(Numeral::decimal)
        .isEqualTo(OptionalLong.of(-2147467259));
  }

  @Test
  void a_number_repeated_in_a_log_is_told_once() {
    String line = "transport_read_layer: ERRCONNECT_CONNECT_TRANSPORT_FAILED [0x0002000D]\n";

    assertThat(PastedReader.read(line.repeat(1000)).numerals()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STATUS_LOGON_FAILURE", "ERRINFO_LICENSE_NO_LICENSE_SERVER", "E_PROXY_RAP_ACCESSDENIED",
        "SSL_NOT_ALLOWED_BY_SERVER", "disconnectReasonByServer", "WSAECONNRESET",
        "ConnectionFailedNoHealthyRdshAvailable", "rn-user-requested", "handshake_failure",
        "userRejected", "success",
      })
  void a_name_alone_is_taken_as_one(String name) {
    assertThat(PastedReader.read(name).symbols()).contains(new Symbol(name, false));
    assertThat(PastedReader.read(" " + name + "\n").symbols()).contains(new Symbol(name, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Received fatal alert: handshake_failure | handshake_failure",
        "error:0A000410:SSL routines::sslv3 alert handshake failure | handshake_failure",
        "tlsv1 alert protocol version | protocol_version",
        "tlsv1 alert internal error | internal_error",
        "TLS alert, unknown CA (560): | unknown_ca",
      })
  void the_words_after_alert_are_joined_as_the_specification_writes_them(String text, String name) {
    assertThat(PastedReader.read(text).symbols()).contains(new Symbol(name, true));
  }

  @Test
  void names_in_a_log_line_are_found_beside_their_number() {
    Pasted pasted =
        PastedReader.read(
            "[09:10:11:123] [1234:00000929] [ERROR][com.freerdp.core] - freerdp_set_last_error_ex"
                + " ERRCONNECT_TLS_CONNECT_FAILED [0x00020008]");

    assertThat(pasted.symbols()).contains(new Symbol("ERRCONNECT_TLS_CONNECT_FAILED", false));
    assertThat(pasted.numerals()).extracting(Numeral::written).containsExactly("0x00020008");
  }

  @Test
  void the_text_is_kept_as_it_was_pasted() {
    assertThat(PastedReader.read("Can’t connect “now”").text()).isEqualTo("Can’t connect “now”");
  }

  @Test
  void nothing_is_found_in_nothing() {
    assertThat(PastedReader.read("")).isEqualTo(new Pasted("", List.of(), List.of(), false));
    assertThat(PastedReader.read(" \n\t ").numerals()).isEmpty();
  }

  private static Numeral only(String text) {
    List<Numeral> numerals = PastedReader.read(text).numerals();
    assertThat(numerals).as(text).hasSize(1);
    return numerals.getFirst();
  }
}
