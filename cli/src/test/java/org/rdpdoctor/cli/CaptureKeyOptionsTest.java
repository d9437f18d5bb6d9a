package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdpdoctor.reader.capture.opened.KeyRing;
import org.rdpdoctor.report.Look;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CaptureKeyOptionsTest {
  private static final String LINE = "CLIENT_RANDOM " + "ab".repeat(32) + " " + "cd".repeat(48);

  /// A key made for this test, under the password "sesame".
  private static final String LOCKED =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIIC3TBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIOyzG2zBUg+8CAggA
      MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBBj/bj6wXRjVPMCVc+9KoKjBIIC
      gJ8fyw55tiOYyg42QHb5St9h6G+Jy+INk8/8VMeH0ErMvTO8uXSL8QVzc1p3x4+5
      F93MjQStFKydZQjncn/2PEsXoOd9hkWhhF0JSYFukZ1qoG+smjyxNABwmB+LnY94
      OAN/5q2moMi32CFlI8XNlLGaMvAYNw9uykwPTzEWZ50DDtGCQEffubYqS6oxj2pk
      awsheNXDUiK9tr5K020pQ3ArzLVDmM5DoaikyJPibKtZdtpGgS8D8fAAkRLsR39G
      PShiwivT/BDxQYmswZ4bt2aJSXbHqnA7ZM4IegmWtXCQsemWbhnGyR77Ca3OeKST
      kNs7eJincuIFwnl/1NtIHuwDi0g/jpJEfJd8bxqV8B3ImfHUHWzkUcz1Ma6ggyUg
      QhvCJ/H516ui1kP84C9A9H7ly0EHfmJBvSiA3iDSWTCMv+qEoR8XOD9/RUeDhXfK
      jbhesZALrx48uwKA4ON+jdymj97mVKwQH1M8q++bem9cxuaReDsq92fypI2iPj9p
      52qNJBxpSveDjBMB7t/2UZ+cBPWOYaUyBtKIbFdn6jD238Q96hgtrcDEZ5qi97v6
      bzITXdee+0ZcK1m8oLXDKiTiJlBD7lsR+9dJq/VxXW+ZpxPmdHOPbBjQu9ZCsxO/
      Ta63OY0xTmLI6jZCKbThRi2g2eTUGjFOApWMYO86/wdN9puBzmQ31oHHikJv9vbH
      3BnC842zgQVbMQCiPzpOLrby5oIItRAoQL4h7VJigsVCpip9uldG9/Axca0pgPTu
      38I225Mlq+PcuC3LGBMy261zMg/qKaP/cm5mPF8nGJPtjx15wF3XtFylOtgWgJBN
      zO7Q1ntwlVH+XHpv6oyj9JY=
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  @TempDir Path folder;
  private final CaptureKeyOptions options = new CaptureKeyOptions();
  private final StringWriter errors = new StringWriter();

  @Test
  void without_options_nothing_is_opened() {
    assertThat(keys().isEmpty()).isTrue();
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void a_key_log_is_read_and_its_bad_lines_are_told() throws IOException {
    options.keyLogs = List.of(file("keys.log", LINE + "\nnonsense\n"));
    assertThat(keys().summary()).isEqualTo("1 secret, 0 private keys");
    assertThat(errors.toString().strip()).isEqualTo("keys.log: line 2 is no secret");
  }

  @Test
  void files_that_are_not_there_are_a_usage_error() {
    options.keyLogs = List.of(folder.resolve("none.log").toString());
    assertThatThrownBy(this::keys)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no key log can be read from");
    options.keyLogs = List.of();
    options.serverKeys = List.of(folder.resolve("none.pem").toString());
    assertThatThrownBy(this::keys)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is it there?");
  }

  @Test
  void a_log_without_a_secret_says_what_one_looks_like() throws IOException {
    options.keyLogs = List.of(file("notes.txt", "hello\nand more\n"));
    assertThatThrownBy(this::keys)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("holds no secret of TLS");
  }

  @Test
  void a_file_without_a_key_says_so() throws IOException {
    options.serverKeys = List.of(file("key.pem", "hello"));
    assertThatThrownBy(this::keys)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("it is damaged, or of a kind that is not known here");
  }

  @Test
  void the_password_of_a_key_comes_from_a_file_the_environment_or_the_keyboard() throws Exception {
    options.serverKeys = List.of(file("server.key", LOCKED));
    assertThatThrownBy(this::keys).hasMessageContaining("there is no password for it");

    options.environment = Map.of(CaptureKeyOptions.VARIABLE, "sesame");
    assertThat(keys().summary()).isEqualTo("0 secrets, 1 private key");

    options.environment = Map.of();
    options.passwordFile = file("word", "sesame\n");
    assertThat(keys().summary()).isEqualTo("0 secrets, 1 private key");

    options.passwordFile = null;
    options.keyboard = Optional.of(new Typing("sesame"));
    assertThat(keys().summary()).isEqualTo("0 secrets, 1 private key");
  }

  @Test
  void a_password_file_without_a_key_is_a_mistake() throws IOException {
    options.passwordFile = file("word", "sesame\n");
    assertThatThrownBy(this::keys).isInstanceOf(UsageException.class);
  }

  private KeyRing keys() {
    var writer = new PrintWriter(errors, true);
    var nothing = new ByteArrayInputStream(new byte[0]);
    if (options.environment.equals(System.getenv())) {
      options.environment = Map.of();
      options.keyboard = Optional.empty();
    }
    return options.keys(new Screen(nothing, writer, writer, false, Look.plain()));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /// A terminal at which somebody types one word.
  private record Typing(String word) implements Keyboard {
    @Override
    public Optional<char[]> password(String prompt) {
      return Optional.of(word.toCharArray());
    }

    @Override
    public boolean agrees(String question) {
      return false;
    }
  }
}
