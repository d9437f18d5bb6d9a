package org.rdpdoctor.diagnosis.knowledge;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// YAML text as a [Tree]; what YAML allows and the knowledge files do not need is refused.
final class YamlTrees {
  private final String file;
  private final Consumer<KnowledgeFault> faults;

  private YamlTrees(String file, Consumer<KnowledgeFault> faults) {
    this.file = file;
    this.faults = faults;
  }

  /// The one document in the text, or nothing if it is empty or not YAML.
  static Optional<Tree> parse(String file, String yaml, Consumer<KnowledgeFault> faults) {
    return new YamlTrees(file, faults).parse(yaml);
  }

  private Optional<Tree> parse(String yaml) {
    var settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
    try {
      var parser = new ParserImpl(settings, new StreamReader(settings, yaml));
      Optional<Node> root = new Composer(settings, parser).getSingleNode();
      if (root.isEmpty()) {
        report(1, "the file is empty");
      }
      return root.map(node -> tree(node, 0));
    } catch (MarkedYamlEngineException e) {
      report(lineOf(e.getProblemMark()), "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      report(1, "not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Tree tree(Node node, int depth) {
    int line = lineOf(node.getStartMark());
    if (depth > Tree.DEEPEST || node.getAnchor().isPresent()) {
      report(line, depth > Tree.DEEPEST ? "nested too deeply" : "anchors are not allowed");
      return new Tree.Scalar("", true, line);
    }
    return switch (node) {
      case ScalarNode scalar ->
          new Tree.Scalar(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN, line);
      case SequenceNode sequence -> {
        var items = new ArrayList<Tree>();
        for (Node item : sequence.getValue()) {
          items.add(tree(item, depth + 1));
        }
        yield new Tree.Sequence(items, line);
      }
      case MappingNode mapping -> mapping(mapping, line, depth);
      default -> {
        report(line, "neither text nor list nor map");
        yield new Tree.Scalar("", true, line);
      }
    };
  }

  private Tree mapping(MappingNode mapping, int line, int depth) {
    var entries = new ArrayList<Tree.Entry>();
    for (NodeTuple tuple : mapping.getValue()) {
      int at = lineOf(tuple.getKeyNode().getStartMark());
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        entries.add(new Tree.Entry(key.getValue(), at, tree(tuple.getValueNode(), depth + 1)));
      } else {
        report(at, "a key must be plain text");
      }
    }
    return new Tree.Mapping(entries, line);
  }

  private void report(int line, String what) {
    faults.accept(new KnowledgeFault(file, line, what));
  }

  private static int lineOf(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }
}
