package org.rdpdoctor.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.probe.Waiting.Late;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WaitingTest {
  private final Clock over = new Clock(System.nanoTime() - 1_000_000_000L, Duration.ofMillis(1));

  @Test
  void work_that_is_done_gives_its_result_even_if_the_time_is_over() {
    var done = new FutureTask<>(() -> "done");
    done.run();

    assertThat(Waiting.forResult(done, over)).contains("done");
  }

  @Test
  void work_that_is_late_is_cancelled() {
    var late = new FutureTask<>(() -> "never asked");

    assertThat(Waiting.forResult(late, over)).isEmpty();
    assertThat(late.isCancelled()).isTrue();
  }

  @Test
  void work_that_may_go_on_is_not() {
    var late = new FutureTask<>(() -> "later");

    assertThat(Waiting.forResult(late, over, Late.GOES_ON)).isEmpty();
    late.run();
    assertThat(Waiting.forResult(late, over)).contains("later");
  }

  @Test
  void a_defect_of_ours_is_not_hidden() {
    Callable<String> defective =
        () -> {
          throw new IllegalArgumentException("ours");
        };
    var failed = new FutureTask<>(defective);
    failed.run();

    assertThatThrownBy(() -> Waiting.forResult(failed, over)).hasRootCauseMessage("ours");
  }
}
