package org.rdpdoctor.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccountTest {
  @Test
  void a_domain_stands_in_front_of_a_backslash() {
    assertThat(Account.of("CORP\\anna")).isEqualTo(new Account("anna", "CORP"));
    assertThat(Account.of(".\\anna")).isEqualTo(new Account("anna", "."));
  }

  @Test
  void a_name_with_an_at_sign_is_sent_as_it_is() {
    assertThat(Account.of("anna@corp.example")).isEqualTo(new Account("anna@corp.example", ""));
  }

  @Test
  void a_plain_name_has_no_domain_until_it_is_given_one() {
    assertThat(Account.of("anna")).hasToString("anna");
    assertThat(Account.of("anna").in("CORP")).hasToString("CORP\\anna");
  }

  @Test
  void a_password_takes_over_its_characters_and_is_gone_when_wiped() {
    char[] typed = "Zq7".toCharArray();
    Password password = Password.takenFrom(typed);

    assertThat(typed).containsOnly('\0');
    assertThat(password.<String>lend(String::new)).isEqualTo("Zq7");

    password.wipe();

    assertThatThrownBy(() -> password.lend(String::new)).isInstanceOf(IllegalStateException.class);
  }
}
