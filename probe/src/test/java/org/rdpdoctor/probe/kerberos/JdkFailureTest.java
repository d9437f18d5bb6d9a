package org.rdpdoctor.probe.kerberos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JdkFailureTest {
  @Test
  void the_number_stands_in_brackets_somewhere_among_the_causes() {
    var failure = new LoginException("No valid credentials provided");
    failure.initCause(new IOException("Clock skew too great (37) - PROCESS_TGS"));

    assertThat(JdkFailure.codeOf(failure)).hasValue(37);
    assertThat(JdkFailure.textOf(failure)).isEqualTo("Clock skew too great (37) - PROCESS_TGS");
  }

  @Test
  void many_failures_have_none() {
    assertThat(JdkFailure.codeOf(new LoginException("Checksum failed"))).isEmpty();
    assertThat(JdkFailure.codeOf(new LoginException())).isEmpty();
    assertThat(JdkFailure.textOf(new LoginException("two\nlines"))).isEqualTo("two lines");
  }
}
