package org.rdpdoctor.diagnosis.knowledge;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.KnownUpdate.Machine;
import org.rdpdoctor.diagnosis.updates.KnownUpdate.Release;
import org.rdpdoctor.diagnosis.updates.UpdateBook;

/// Reads `updates.yaml`; every trouble goes to `faults`.
final class UpdatesReader {
  static final String FILE = "updates.yaml";

  private static final Set<String> CONFIDENCE = Set.of("documented", "community", "inferred");

  private final Consumer<KnowledgeFault> faults;
  private final Set<String> ids = new HashSet<>();

  UpdatesReader(Consumer<KnowledgeFault> faults) {
    this.faults = faults;
  }

  UpdateBook book(Tree tree) {
    return Fields.read(
        FILE,
        tree,
        faults,
        fields -> {
          LocalDate asOf = date(fields, "asOf");
          List<KnownUpdate> updates =
              fields.items("updates", true).stream()
                  .map(item -> Fields.read(FILE, item, faults, this::update))
                  .toList();
          for (KnownUpdate update : updates) {
            if (update.date().isAfter(asOf)) {
              fields.report(fields.placeOf("asOf").line(), update.id() + " is newer than asOf");
            }
          }
          return new UpdateBook(asOf, updates);
        });
  }

  private KnownUpdate update(Fields fields) {
    String id = fields.text("id");
    if (!ids.add(id)) {
      fields.report(fields.placeOf("id").line(), "the id " + id + " is given twice");
    }
    List<Release> brought = releases(fields, "brought");
    String product = fields.optional("product").isPresent() ? fields.text("product") : "";
    String versions = product.isEmpty() ? "" : fields.text("versions");
    if (brought.isEmpty() == product.isEmpty()) {
      fields.report(fields.place().line(), id + " needs either brought, or product and versions");
    }
    var update =
        new KnownUpdate(
            id,
            sentence(fields, "what"),
            machines(fields),
            date(fields, "date"),
            brought,
            product,
            versions,
            releases(fields, "mended"),
            sentence(fields, "fixed"),
            fields.optional("workaround").isPresent()
                ? Optional.of(sentence(fields, "workaround"))
                : Optional.empty(),
            fields.texts("breaks", false),
            fields.texts("codes", false),
            fields.text("confidence"),
            fields.texts("see", true));
    check(fields, update);
    return update;
  }

  private static void check(Fields fields, KnownUpdate update) {
    if (!update.confidence().isEmpty() && !CONFIDENCE.contains(update.confidence())) {
      fields.report(
          fields.placeOf("confidence").line(), "unknown confidence " + update.confidence());
    }
    if (update.breaks().isEmpty() && update.codes().isEmpty()) {
      fields.report(fields.place().line(), update.id() + " shows itself in no break and no code");
    }
    for (Release mended : update.mended()) {
      for (int build : mended.builds()) {
        if (!update.isForBuild(build)) {
          fields.report(
              fields.placeOf("mended").line(),
              mended.kb() + " mends the build " + build + ", which nothing breaks");
        }
      }
    }
  }

  private List<Machine> machines(Fields fields) {
    var machines = new ArrayList<Machine>();
    for (String word : fields.texts("on", true)) {
      try {
        machines.add(Machine.valueOf(word.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException _) {
        fields.report(
            fields.placeOf("on").line(), word + " is none of client, server, gateway, directory");
      }
    }
    return machines;
  }

  private List<Release> releases(Fields fields, String key) {
    return fields.items(key, false).stream()
        .map(item -> Fields.read(FILE, item, faults, this::release))
        .toList();
  }

  private Release release(Fields fields) {
    String kb = fields.text("kb");
    if (!kb.isEmpty() && !kb.matches("KB[0-9]{6,7}")) {
      fields.report(fields.placeOf("kb").line(), "bad number of an update: " + kb);
    }
    List<Integer> builds =
        fields.texts("builds", true).stream().map(text -> number(fields, "builds", text)).toList();
    int revision =
        fields.optional("revision").isPresent()
            ? number(fields, "revision", fields.text("revision"))
            : 0;
    return new Release(kb, builds, revision);
  }

  private static int number(Fields fields, String key, String text) {
    if (text.matches("[0-9]{1,6}")) {
      return Integer.parseInt(text);
    }
    fields.report(fields.placeOf(key).line(), text + " is no number");
    return 0;
  }

  private static String sentence(Fields fields, String key) {
    String text = fields.text(key);
    if (!text.isEmpty() && !text.endsWith(".")) {
      fields.report(fields.placeOf(key).line(), key + " must be a sentence");
    }
    return text.replaceAll("\\s+", " ");
  }

  private static LocalDate date(Fields fields, String key) {
    String text = fields.text(key);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      if (!text.isEmpty()) {
        fields.report(fields.placeOf(key).line(), key + " must be a day, as in 2026-11-22");
      }
      return LocalDate.EPOCH;
    }
  }
}
