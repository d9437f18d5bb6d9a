package org.rdpdoctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.diagnosis.Diagnosis.Rung.Status;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.TcpFact.Connected;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LiveLadderTest {
  private static final String NAME_CLIMBING = "  › name         resolving the name\n";

  private final StringWriter screen = new StringWriter();

  private LiveLadder ladder(boolean redraws) {
    return new LiveLadder(new PrintWriter(screen), new Look(60, true, false), redraws);
  }

  private String written() {
    String written = screen.toString();
    screen.getBuffer().setLength(0);
    return written;
  }

  @Test
  void on_a_terminal_a_rung_lights_up_in_its_place() {
    var ladder = ladder(true);

    ladder.accept(new Progress.Started(Layer.TCP));
    assertThat(written()).isEqualTo("  › tcp          connecting to the port\n");

    ladder.accept(new Progress.Started(Layer.NAME));
    assertThat(written())
        .isEqualTo(
            "\r\u001b[1A\u001b[J" + NAME_CLIMBING + "  › tcp          connecting to the port\n");

    ladder.accept(new Progress.Finished(Layer.TCP, Status.FAILED, 1200, "refused"));
    assertThat(written())
        .isEqualTo("\r\u001b[2A\u001b[J" + NAME_CLIMBING + "  ✗ tcp          refused (1.20 s)\n");

    ladder.close();
    assertThat(written()).isEqualTo("\r\u001b[2A\u001b[J");
    ladder.close();
    assertThat(written()).isEmpty();
  }

  @Test
  void a_fact_that_was_seen_shows_as_the_latest_news_of_its_rung() {
    var ladder = ladder(true);
    var connected =
        new Connected("::1", 3389, Duration.ofMillis(1), Evidence.of("", "", Duration.ZERO));

    ladder.accept(new Progress.Seen(connected));
    assertThat(written()).isEmpty();

    ladder.accept(new Progress.Started(Layer.TCP));
    ladder.accept(new Progress.Seen(connected));
    assertThat(written()).endsWith("  › tcp          connected\n");

    ladder.accept(new Progress.Finished(Layer.TCP, Status.PASSED, 0, ""));
    ladder.accept(new Progress.Seen(connected));
    assertThat(written()).endsWith("  ✓ tcp          passed\n");
  }

  @Test
  void a_long_summary_is_cut_so_that_lines_can_be_counted() {
    ladder(true).accept(new Progress.Finished(Layer.TLS, Status.WARNED, 0, "word ".repeat(50)));

    assertThat(written().lines()).singleElement().satisfies(line -> assertThat(line).hasSize(59));
  }

  @Test
  void elsewhere_each_finished_rung_is_a_line_without_control_characters() {
    var ladder = ladder(false);

    ladder.accept(new Progress.Started(Layer.NAME));
    ladder.accept(new Progress.Finished(Layer.NAME, Status.PASSED, 4, "\u001b[2J192.0.2.10"));
    ladder.accept(new Progress.Started(Layer.TCP));
    ladder.accept(new Progress.Finished(Layer.TCP, Status.NOT_REACHED, 0, ""));
    ladder.close();

    assertThat(written())
        .isEqualTo(
            """
              ✓ name         \\x{1b}[2J192.0.2.10 (4 ms)
              · tcp          not reached
            """);
  }
}
