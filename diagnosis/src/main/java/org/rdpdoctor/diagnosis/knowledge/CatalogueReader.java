package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
  ///
  /// @param fixes finds a fix by its id
  KnownCause cause(Tree tree, Function<String, Optional<Fix>> fixes) {
    return Fields.read(file, tree, faults, fields -> cause(fields, fixes));
  }

  /// `fixes/<side>/<id>.yaml`.
  Fix fix(Tree tree) {
    return Fields.read(file, tree, faults, this::fix);
  }

  /// `tests/<id>.yaml`.
  KnownTest test(Tree tree) {
    return Fields.read(file, tree, faults, this::test);
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
        signs(fields, this::breakSign),
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

  private KnownCause cause(Fields fields, Function<String, Optional<Fix>> fixes) {
    return new KnownCause(
        fields.text("id"),
        layer(fields),
        fields.choice("side", Fix.Side.class),
        fields.text("title"),
        priors(fields),
        fields.choice("certainty", KnownCause.Certainty.class),
        fields.text("because"),
        signs(fields, this::causeSign),
        fields.texts("fixes", true).stream()
            .flatMap(id -> fix(fields, id, fixes).stream())
            .toList(),
        fields.texts("see", true),
        fields.place());
  }

  private static Map<String, Double> priors(Fields fields) {
    Map<String, Double> priors = fields.parts("breaks");
    if (priors.isEmpty() || priors.containsValue(0.0)) {
      fields.report(
          fields.placeOf("breaks").line(), "breaks needs at least one break, each above 0");
    }
    return priors;
  }

  private static Optional<Fix> fix(
      Fields fields, String id, Function<String, Optional<Fix>> fixes) {
    Optional<Fix> fix = fixes.apply(id);
    if (fix.isEmpty()) {
      fields.report(fields.placeOf("fixes").line(), "no fix is called " + id);
    }
    return fix;
  }

  private Fix fix(Fields fields) {
    return new Fix(
        fields.text("id"),
        fields.text("title"),
        fields.choice("side", Fix.Side.class),
        fields.choice("risk", Fix.Risk.class),
        fields.choices("needs", Fix.Need.class),
        fields.truth("temporary"),
        fields.optionalText("weakens"),
        fields.optionalText("atMost"),
        fields.items("ways", true).stream()
            .map(item -> Fields.read(file, item, faults, CatalogueReader::way))
            .toList(),
        fields.optional("looks").isPresent() && fields.truth("looks"),
        fields.items("changes", false).stream()
            .flatMap(item -> new ChangeReader(file, faults).change(item).stream())
            .toList(),
        fields
            .required("proof")
            .map(item -> Fields.read(file, item, faults, CatalogueReader::proof))
            .orElseGet(() -> new Fix.Proof(Optional.empty(), "", Optional.empty())));
  }

  private static Fix.Way way(Fields fields) {
    return new Fix.Way(
        fields.choice("by", Fix.Way.By.class),
        fields.texts("steps", true),
        fields.texts("undo", true));
  }

  private static Fix.Proof proof(Fields fields) {
    Optional<String> rung = fields.optionalText("rung");
    Optional<Layer> layer = rung.flatMap(Layer::of);
    if (rung.isPresent() && layer.isEmpty()) {
      fields.report(fields.placeOf("rung").line(), "no layer is called " + rung.get());
    }
    return new Fix.Proof(fields.optionalText("run"), fields.text("expect"), layer);
  }

  private KnownTest test(Fields fields) {
    List<KnownTest.Outcome> outcomes =
        fields.items("outcomes", false).stream()
            .map(item -> Fields.read(file, item, faults, this::outcome))
            .toList();
    return new KnownTest(
        fields.text("id"),
        fields.text("title"),
        fields.choice("kind", KnownTest.Kind.class),
        fields.text("question"),
        fields.texts("steps", false),
        fields.optionalText("command"),
        fields.text("why"),
        fields
            .required("cost")
            .map(item -> Fields.read(file, item, faults, CatalogueReader::cost))
            .orElseGet(() -> new KnownTest.Cost(0, List.of())),
        new KnownTest.Scope(
            fields.optional("layers").isPresent()
                ? fields.choices("layers", Layer.class)
                : List.of(),
            fields.optional("when").map(conditions::condition)),
        outcomes,
        Chances.of(outcomes),
        fields.place());
  }

  private static KnownTest.Cost cost(Fields fields) {
    return new KnownTest.Cost(
        (int) fields.number("seconds", 1, 1_000_000),
        fields.choices("needs", KnownTest.Cost.Need.class));
  }

  private KnownTest.Outcome outcome(Fields fields) {
    return new KnownTest.Outcome(
        fields.text("id"),
        fields.text("text"),
        fields.optional("when").map(conditions::condition),
        fields.parts("given"));
  }

  private List<KnownSign> signs(Fields fields, Function<Fields, KnownSign> reading) {
    if (fields.required("signs").isEmpty()) {
      return List.of();
    }
    return fields.items("signs", false).stream()
        .map(item -> Fields.read(file, item, faults, reading))
        .toList();
  }

  private KnownSign breakSign(Fields fields) {
    boolean speaksFor = fields.optional("when").isPresent();
    Strength strength = fields.choice("strength", Strength.class);
    return new KnownSign(
        signCondition(fields),
        speaksFor,
        strength,
        strength.ratio(speaksFor),
        "",
        OptionalDouble.empty(),
        fields.text("text"),
        fields.place());
  }

  private KnownSign causeSign(Fields fields) {
    double ratio = fields.number("ratio", 1.1, 10_000);
    return new KnownSign(
        signCondition(fields),
        fields.optional("when").isPresent(),
        Strength.of(ratio),
        ratio,
        fields.optionalText("reason").orElse(""),
        expected(fields),
        fields.text("text"),
        fields.place());
  }

  private static OptionalDouble expected(Fields fields) {
    if (fields.optional("expected").isPresent() && fields.optional("against").isPresent()) {
      fields.report(
          fields.placeOf("expected").line(), "what speaks against a cause is not expected with it");
    }
    OptionalDouble percent = fields.optionalNumber("expected", 1, 99);
    return percent.isPresent()
        ? OptionalDouble.of(percent.getAsDouble() / 100)
        : OptionalDouble.empty();
  }

  private Condition signCondition(Fields fields) {
    Optional<Tree> when = fields.optional("when");
    Optional<Tree> against = fields.optional("against");
    if (when.isPresent() == against.isPresent()) {
      fields.report(fields.place().line(), "a sign needs either when or against");
    }
    return when.or(() -> against).map(conditions::condition).orElseGet(() -> never(fields));
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
