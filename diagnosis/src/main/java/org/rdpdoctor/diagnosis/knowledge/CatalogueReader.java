package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak.Degrades;
import org.rdpdoctor.facts.Layer;

/// Reads one knowledge file after another; every trouble goes to `faults`.
final class CatalogueReader {
  private final String file;
  private final Consumer<KnowledgeFault> faults;
  private final ConditionReader conditions;

  CatalogueReader(String file, Consumer<KnowledgeFault> faults) {
    this.file = file;
    this.faults = faults;
    this.conditions = new ConditionReader(file, faults);
  }

  /// `ladder.yaml`.
  List<KnownRung> rungs(Tree tree) {
    return each(tree, this::rung);
  }

  /// `breaks/<layer>.yaml`.
  List<KnownBreak> breaks(Tree tree) {
    return each(tree, this::knownBreak);
  }

  /// `causes/<layer>/<id>.yaml`.
  KnownCause cause(Tree tree) {
    return Fields.read(file, tree, faults, this::cause);
  }

  private <T> List<T> each(Tree tree, Function<Fields, T> reading) {
    if (!(tree instanceof Tree.Sequence(List<Tree> items, _))) {
      faults.accept(new KnowledgeFault(file, tree.line(), "a list is needed here"));
      return List.of();
    }
    return items.stream().map(item -> Fields.read(file, item, faults, reading)).toList();
  }

  private KnownRung rung(Fields fields) {
    return new KnownRung(
        layer(fields),
        fields.required("passed").map(conditions::condition).orElseGet(() -> never(fields)),
        sayings(fields, "skips"),
        sayings(fields, "without"),
        sayings(fields, "says"),
        fields.items("ordinary", false).stream().map(conditions::condition).toList(),
        fields.items("stages", false).stream()
            .map(item -> Fields.read(file, item, faults, this::stage))
            .toList(),
        fields.place());
  }

  private KnownRung.Stage stage(Fields fields) {
    return new KnownRung.Stage(
        fields.text("id"),
        sayings(fields, "failed"),
        sayings(fields, "warned"),
        sayings(fields, "passed"),
        sayings(fields, "untested"),
        fields.place());
  }

  private List<KnownRung.Saying> sayings(Fields fields, String key) {
    return fields.items(key, false).stream()
        .map(item -> Fields.read(file, item, faults, this::saying))
        .toList();
  }

  private KnownRung.Saying saying(Fields fields) {
    Condition when =
        fields.required("when").map(conditions::condition).orElseGet(() -> never(fields));
    return new KnownRung.Saying(when, fields.text("text"), fields.place());
  }

  private KnownBreak knownBreak(Fields fields) {
    String id = fields.text("id");
    int dot = id.indexOf('.');
    Optional<Layer> layer = Layer.of(dot < 0 ? id : id.substring(0, dot));
    if (layer.isEmpty() && !id.isEmpty()) {
      fields.report(
          fields.placeOf("id").line(), "the id " + id + " does not begin with a layer and a dot");
    }
    return new KnownBreak(
        id,
        layer.orElse(Layer.NAME),
        fields.text("title"),
        degrades(fields),
        signs(fields),
        fields.items("explains", false).stream().map(conditions::condition).toList(),
        fields.place());
  }

  private Degrades degrades(Fields fields) {
    return fields
        .required("degrades")
        .<Degrades>map(
            tree ->
                tree instanceof Tree.Mapping
                    ? new Degrades.If(conditions.condition(tree))
                    : fields.truth("degrades") ? new Degrades.Always() : new Degrades.Never())
        .orElseGet(Degrades.Never::new);
  }

  private KnownCause cause(Fields fields) {
    return new KnownCause(
        fields.text("id"),
        layer(fields),
        fields.text("title"),
        fields.texts("breaks", true),
        fields.choice("prior", KnownCause.Prior.class),
        fields.choice("certainty", KnownCause.Certainty.class),
        fields.text("because"),
        signs(fields),
        fields.items("fixes", true).stream()
            .map(item -> Fields.read(file, item, faults, CatalogueReader::fix))
            .toList(),
        fields.texts("see", true),
        fields.optional("next").map(item -> Fields.read(file, item, faults, CatalogueReader::next)),
        fields.place());
  }

  private static Fix fix(Fields fields) {
    return new Fix(
        fields.text("id"),
        fields.text("title"),
        fields.choice("side", Fix.Side.class),
        fields.choice("risk", Fix.Risk.class),
        fields.truth("temporary"),
        fields.texts("steps", true),
        fields.texts("undo", true),
        fields.text("proof"));
  }

  private static KnownCause.Next next(Fields fields) {
    return new KnownCause.Next(fields.text("title"), fields.text("command"), fields.text("why"));
  }

  private List<KnownSign> signs(Fields fields) {
    if (fields.required("signs").isEmpty()) {
      return List.of();
    }
    return fields.items("signs", false).stream()
        .map(item -> Fields.read(file, item, faults, this::sign))
        .toList();
  }

  private KnownSign sign(Fields fields) {
    Optional<Tree> when = fields.optional("when");
    Optional<Tree> against = fields.optional("against");
    if (when.isPresent() == against.isPresent()) {
      fields.report(fields.place().line(), "a sign needs either when or against");
    }
    Condition condition =
        when.or(() -> against).map(conditions::condition).orElseGet(() -> never(fields));
    return new KnownSign(
        condition,
        when.isPresent(),
        fields.choice("strength", Strength.class),
        fields.text("text"),
        fields.place());
  }

  private static Layer layer(Fields fields) {
    String id = fields.text("layer");
    Optional<Layer> layer = Layer.of(id);
    if (layer.isEmpty() && !id.isEmpty()) {
      fields.report(fields.placeOf("layer").line(), "no layer is called " + id);
    }
    return layer.orElse(Layer.NAME);
  }

  /// Stands in for a condition that is missing, after that was reported.
  private static Condition never(Fields fields) {
    return new Condition.Any(List.of(), fields.place());
  }
}
