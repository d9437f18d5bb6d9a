package org.rdpdoctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis.Rung;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.NameFact.AddressLiteral;
import org.rdpdoctor.facts.Observation;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LiveLadderTest {
  private static final Rung NAME_AHEAD = ahead(Layer.NAME);
  private static final Rung TCP_AHEAD = ahead(Layer.TCP);

  private final StringWriter screen = new StringWriter();
  private final LiveLadder ladder =
      new LiveLadder(new PrintWriter(screen), new Look(60, true, false));

  private static Rung ahead(Layer layer) {
    return new Rung(layer, Status.NOT_REACHED, 0, "", List.of());
  }

  private static Rung rung(Layer layer, Status status, String summary) {
    Observation fact = new AddressLiteral("::1", Evidence.of("", "", Duration.ZERO));
    return new Rung(layer, status, 0, summary, List.of(fact));
  }

  private String written() {
    String written = screen.toString();
    screen.getBuffer().setLength(0);
    return written;
  }

  @Test
  void rungs_light_up_in_their_places_and_the_drawing_goes_away_at_the_end() {
    ladder.accept(List.of(NAME_AHEAD, TCP_AHEAD));
    assertThat(written()).isEqualTo("  › name  resolving the name\n  · tcp\n");

    ladder.accept(List.of(rung(Layer.NAME, Status.PASSED, "192.0.2.10"), TCP_AHEAD));
    assertThat(written())
        .startsWith("\r\u001b[2A\u001b[J")
        .endsWith("  ✓ name  192.0.2.10\n  › tcp   connecting to the port\n");

    ladder.accept(
        List.of(rung(Layer.NAME, Status.PASSED, "192.0.2.10"), rung(Layer.TCP, Status.FAILED, "")));
    assertThat(written()).endsWith("  ✗ tcp   failed\n");

    ladder.close();
    assertThat(written()).isEqualTo("\r\u001b[2A\u001b[J");
    ladder.close();
    assertThat(written()).isEmpty();
  }

  @Test
  void what_was_left_out_below_is_not_drawn_and_what_is_not_known_yet_is_ahead() {
    ladder.accept(
        List.of(
            rung(Layer.NAME, Status.PASSED, "known"),
            new Rung(Layer.ROUTE, Status.NOT_TESTED, 0, "not measured", List.of()),
            rung(Layer.TCP, Status.PASSED, "connects"),
            new Rung(Layer.TLS, Status.NOT_TESTED, 0, "not tested", List.of())));

    assertThat(written())
        .isEqualTo("  ✓ name   known\n  ✓ tcp    connects\n  › tls    the TLS handshake\n");
  }

  @Test
  void what_has_not_changed_is_not_drawn_again() {
    ladder.accept(List.of(NAME_AHEAD));
    assertThat(written()).isNotEmpty();

    ladder.accept(List.of(NAME_AHEAD));
    assertThat(written()).isEmpty();
  }

  @Test
  void a_long_summary_is_cut_so_that_lines_can_be_counted() {
    ladder.accept(List.of(rung(Layer.TLS, Status.WARNED, "word ".repeat(50))));

    assertThat(written().lines()).singleElement().satisfies(line -> assertThat(line).hasSize(59));
  }

  @Test
  void what_a_peer_says_cannot_move_the_cursor() {
    ladder.accept(List.of(rung(Layer.TCP, Status.WARNED, "\u001b[2Jbanner\n\nmore")));

    assertThat(written()).isEqualTo("  ! tcp  \\x{1b}[2Jbanner  more\n");
  }
}
