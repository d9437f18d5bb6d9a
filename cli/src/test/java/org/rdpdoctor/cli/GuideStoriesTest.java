package org.rdpdoctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rdpdoctor.cli.GuideStory.Played;

/// The twenty stories of `cases/guides`, each played through the real conversation.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuideStoriesTest {
  private static final Path TABLE = Path.of("..", "docs", "guide.md");
  private static final int MOST_IN_THE_MEDIAN = 5;

  @Test
  void the_guide_finds_the_cause_of_every_story_with_five_questions_in_the_median()
      throws IOException {
    var wrong = new ArrayList<String>();
    var questions = new ArrayList<Integer>();
    String told = Files.readString(TABLE);
    for (GuideStory story : GuideStory.all()) {
      Played played = story.play();
      if (!isFound(story, played)) {
        wrong.add(story.name() + " is " + story.truth() + ":\n" + played.transcript());
      }
      questions.add(played.questions());
      assertThat(told).contains("| %s | `%s` |".formatted(story.text("title"), story.truth()));
    }
    List<Integer> sorted = questions.stream().sorted().toList();
    double median = (sorted.get(sorted.size() / 2) + sorted.get((sorted.size() - 1) / 2)) / 2.0;

    assertThat(wrong).isEmpty();
    assertThat(questions).hasSizeGreaterThanOrEqualTo(20);
    assertThat(median).isLessThanOrEqualTo(MOST_IN_THE_MEDIAN);
  }

  private static boolean isFound(GuideStory story, Played played) {
    String title = story.title(story.truth());
    String said = played.transcript().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    return Stream.of("the cause: ", "the likeliest is: ")
        .anyMatch(words -> said.contains((words + title + ". ").toLowerCase(Locale.ROOT)));
  }
}
