package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConveyorTest {
  @Test
  void everything_arrives_in_its_order_before_the_end() {
    List<Integer> things = IntStream.range(0, 5_000).boxed().toList();
    var arrived = new ArrayList<Integer>();

    try (var conveyor = new Conveyor<Integer>(16, arrived::add)) {
      things.forEach(conveyor);
    }

    assertThat(arrived).isEqualTo(things);
  }

  @Test
  void what_goes_wrong_at_the_other_end_goes_wrong_here() {
    assertThatThrownBy(
            () -> {
              try (var conveyor =
                  new Conveyor<Integer>(
                      16,
                      number -> {
                        throw new UsageException("no " + number);
                      })) {
                IntStream.range(0, 5_000).forEach(conveyor::accept);
              }
            })
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no 0");
  }
}
