package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.probe.Attempt.Met;
import org.rdpdoctor.wire.x224.Protocols;

/// Attempts are written as one character each, in the order of their connections. A request: `A` it
/// is answered, `e` it meets an end, `s` it meets silence; the same with an apostrophe for another
/// request. No request: `r` refused, `n` not accepted, `o` opened.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PatternTest {
  private static final Offer USUAL = Offer.usual(Offer.CURRENT_WINDOWS);
  private static final Offer OTHER = Offer.mapping(Protocols.RDP);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "A", "AAAAA", "AA'A",
        "Ae'Ae'", // a request that is never answered may be one that this server does not like
        "As'AA", "e", // nobody was served, so nobody was served better
        "s o", "eee", "rrr", "nnn", "osnn", // a full backlog
        "oo"
      })
  void nothing_but_the_request_makes_a_difference(String attempts) {
    assertThat(Pattern.of(attempts(attempts))).isInstanceOf(Pattern.Even.class);
  }

  @ParameterizedTest
  @CsvSource({
    // attempts, served, refused, not accepted, ended, silent
    "AeAeA, 3, 0, 0, 2, 0",
    "eA, 1, 0, 0, 1, 0", // the first failed and the second worked
    "sA, 1, 0, 0, 0, 1",
    "rA, 1, 1, 0, 0, 0",
    "rrA, 1, 2, 0, 0, 0",
    "AAnA, 3, 0, 1, 0, 0",
    "AesrnA, 2, 1, 1, 1, 1",
    "AAeeeA, 3, 0, 0, 3, 0", // one that was served after all
    "ro, 1, 1, 0, 0, 0", // nobody answered, and yet the port was closed and open
    "rs, 1, 1, 0, 0, 0",
    "eAe'A, 2, 0, 0, 1, 0"
  })
  void some_were_served_after_others_were_turned_away(
      String attempts, int served, int refused, int unanswered, int ended, int silent) {
    assertThat(Pattern.of(attempts(attempts)))
        .isInstanceOfSatisfying(
            Pattern.Mixed.class,
            mixed -> {
              assertThat(mixed.served()).isEqualTo(served);
              assertThat(mixed.count(Met.REFUSAL)).isEqualTo(refused);
              assertThat(mixed.count(Met.NOTHING)).isEqualTo(unanswered);
              assertThat(mixed.count(Met.END)).isEqualTo(ended);
              assertThat(mixed.count(Met.SILENCE)).isEqualTo(silent);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "AAAe, 3, 1",
    "AAAeee, 3, 3",
    "AAAAss, 4, 2",
    "AAAnn, 3, 2",
    "AAArr, 3, 2",
    "AA'e'e, 2, 2",
    "Ae, 1, 1",
    "A A' e o e, 2, 2",
    "AAers, 2, 3"
  })
  void from_one_on_all_were_turned_away(String attempts, int served, int turnedAway) {
    assertThat(Pattern.of(attempts(attempts)))
        .isInstanceOfSatisfying(
            Pattern.Stopped.class,
            stopped -> {
              assertThat(stopped.served()).hasSize(served);
              assertThat(stopped.turnedAway()).hasSize(turnedAway);
              assertThat(stopped.served().getFirst().connection()).isEqualTo(1);
            });
  }

  @Test
  void the_order_in_which_they_are_told_does_not_matter() {
    var shuffled = new ArrayList<>(attempts("AAAeee"));
    Collections.shuffle(shuffled, new Random(5));

    assertThat(Pattern.of(shuffled)).isEqualTo(Pattern.of(attempts("AAAeee")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAeee", "Asss", "rrr", "AArns", "AeAeee", "Ann", "nn"})
  void after_three_in_vain_it_is_hopeless(String attempts) {
    assertThat(Pattern.isHopeless(attempts(attempts))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "ee", "Aee", "AeAeA", "AeeA", "eee", "Ae'e'e'", "ooo", "Ane", "An"})
  void before_or_between_there_is_hope(String attempts) {
    assertThat(Pattern.isHopeless(attempts(attempts))).isFalse();
  }

  private static List<Attempt> attempts(String text) {
    var all = new ArrayList<Attempt>();
    String letters = text.replace(" ", "");
    for (int at = 0; at < letters.length(); at++) {
      boolean other = at + 1 < letters.length() && letters.charAt(at + 1) == '\'';
      all.add(attempt(all.size() + 1, letters.charAt(at), other ? OTHER : USUAL));
      at += other ? 1 : 0;
    }
    return all;
  }

  private static Attempt attempt(int connection, char letter, Offer request) {
    Met met =
        switch (letter) {
          case 'A' -> Met.ANSWER;
          case 'e' -> Met.END;
          case 's' -> Met.SILENCE;
          case 'r' -> Met.REFUSAL;
          case 'n' -> Met.NOTHING;
          case 'o' -> Met.ACCEPTANCE;
          default -> throw new IllegalArgumentException("no attempt is written " + letter);
        };
    boolean asked = met == Met.ANSWER || met == Met.END || met == Met.SILENCE;
    return new Attempt(
        connection, asked ? Optional.of(request) : Optional.empty(), met, "heard " + letter);
  }
}
