package org.rdpdoctor.diagnosis.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PackedTreesTest {

  @Test
  void every_kind_of_tree_comes_back_as_it_was() {
    Tree tree =
        new Tree.Mapping(
            List.of(
                new Tree.Entry("plain", 1, new Tree.Scalar("ä → 12", true, 1)),
                new Tree.Entry("quoted", 200, new Tree.Scalar("", false, 20_000)),
                new Tree.Entry(
                    "list", 3, new Tree.Sequence(List.of(new Tree.Scalar("ä → 12", false, 4)), 3))),
            1);

    var packed = new PackedTrees(PackedTrees.pack(Map.of("a/b.yaml", tree)));

    assertThat(packed.tree("a/b.yaml")).contains(tree);
    assertThat(packed.tree("a/c.yaml")).isEmpty();
  }

  @Test
  void a_text_that_stands_twice_is_stored_once() {
    Tree once = new Tree.Scalar("x".repeat(1000), true, 1);
    Tree twice = new Tree.Sequence(List.of(once, once, once), 1);

    assertThat(PackedTrees.pack(Map.of("t", twice))).hasSizeLessThan(1100);
  }
}
