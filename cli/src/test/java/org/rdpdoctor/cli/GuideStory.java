package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.Diagnostician;
import org.rdpdoctor.diagnosis.Situation;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.Explainer;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Retelling;
import org.rdpdoctor.facts.SavedFact;
import org.rdpdoctor.facts.Vocabulary;
import org.rdpdoctor.reader.pasted.PastedReader;
import org.rdpdoctor.report.Look;
import org.rdpdoctor.report.Report;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One story of `cases/guides`: what a check would state, the cause that nobody knows yet, and how
/// the person in the story answers; whatever it does not say, that person does not know.
///
/// @param content of the file
record GuideStory(String name, Map<?, ?> content) {
  private static final Path CASES = Path.of("..", "cases");
  private static final Catalogue CATALOGUE = PackedCatalogue.load();
  private static final Evidence EVIDENCE = new Evidence(1, "a story", "a story", Duration.ZERO);
  private static final Pattern ASKED =
      Pattern.compile("^(?:Question|Test) (\\d+)  ", Pattern.MULTILINE);

  static List<GuideStory> all() {
    try (Stream<Path> files = Files.list(CASES.resolve("guides"))) {
      return files
          .sorted()
          .map(
              file ->
                  new GuideStory(
                      file.getFileName().toString().replace(".yaml", ""), (Map<?, ?>) yaml(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object yaml(Path file) {
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How a guide fared with it.
  ///
  /// @param questions that were asked, or tests that were offered, whether they were answered or
  /// not
  record Played(String transcript, int exit, int questions) {}

  String text(String key) {
    Object value = content.get(key);
    return value == null ? "" : value.toString();
  }

  String truth() {
    return text("truth");
  }

  String title(String causeId) {
    return CATALOGUE.causes().cause(causeId).orElseThrow().title();
  }

  /// Plays it through the real command, line by line.
  Played play() {
    var out = new StringWriter();
    var screen =
        new Screen(
            new Person(out), new PrintWriter(out), new PrintWriter(out), false, Look.plain());
    var words = new ArrayList<String>(List.of("guide", "srv01.corp.example"));
    if (!text("code").isEmpty()) {
      words.addAll(List.of("--code", text("code")));
    }
    int exit = new Commands(screen, false, doctor()).run(words.toArray(String[]::new));
    screen.out().flush();
    return new Played(out.toString(), exit, asked(out.toString()));
  }

  private static int asked(String transcript) {
    Matcher matcher = ASKED.matcher(transcript);
    int last = 0;
    while (matcher.find()) {
      last = Math.max(last, Integer.parseInt(Objects.requireNonNull(matcher.group(1))));
    }
    return last;
  }

  private Doctor doctor() {
    return (target, options, _) -> {
      var situation =
          new Situation(
              LiveDoctor.typed(target, options.climb()),
              facts(),
              Offer.CURRENT_WINDOWS,
              Layer.SECURITY,
              List.of());
      return new Report(
          new Report.Tool("rdpdoctor", "test"),
          Instant.parse("2026-11-22T08:00:00Z"),
          Duration.ofMillis(900),
          target,
          List.of(),
          Optional.empty(),
          new Diagnostician(CATALOGUE).diagnose(situation),
          List.of());
    };
  }

  private List<Observation> facts() {
    var facts = new ArrayList<Observation>();
    if (content.get("like") instanceof String like) {
      Map<?, ?> other = (Map<?, ?>) yaml(CASES.resolve(like + ".yaml"));
      List<?> shows = (List<?>) Objects.requireNonNull(other.get("shows"));
      ((List<?>) Objects.requireNonNull(((Map<?, ?>) shows.getFirst()).get("facts")))
          .forEach(fact -> facts.add(fact((Map<?, ?>) fact)));
    }
    if (content.get("facts") instanceof List<?> own) {
      own.forEach(fact -> facts.add(fact((Map<?, ?>) fact)));
    }
    if (!text("code").isEmpty()) {
      String extended = text("extended");
      String shown =
          "Error code: "
              + text("code")
              + (extended.isEmpty() ? "" : " Extended error code: " + extended);
      var explainer = new Explainer(CodeBook.load(new PackagedKnowledge()));
      facts.addAll(explainer.explain(PastedReader.read(shown), List.of()).observations(""));
    }
    return facts;
  }

  private static Observation fact(Map<?, ?> yaml) {
    var entry = yaml.entrySet().iterator().next();
    String word = String.valueOf(entry.getKey());
    var fields = new LinkedHashMap<String, SavedFact.Value>();
    for (RecordComponent component :
        Objects.requireNonNull(Vocabulary.words().get(word), word).getRecordComponents()) {
      Object given = ((Map<?, ?>) entry.getValue()).get(component.getName());
      boolean timed = component.getType() == Duration.class;
      fields.put(component.getName() + (timed ? "Millis" : ""), value(component.getType(), given));
    }
    return Retelling.observation(word, fields, EVIDENCE)
        .orElseThrow(() -> new IllegalStateException(word + " " + fields));
  }

  private static SavedFact.Value value(Class<?> type, @Nullable Object given) {
    return switch (given) {
      case List<?> list -> new SavedFact.Texts(list.stream().map(String::valueOf).toList());
      case Boolean set -> new SavedFact.Flag(set);
      case Integer number when type != String.class -> new SavedFact.Whole(number);
      case null -> absent(type);
      default -> new SavedFact.Text(given.toString());
    };
  }

  private static SavedFact.Value absent(Class<?> type) {
    if (type == boolean.class) {
      return new SavedFact.Flag(false);
    }
    if (type == int.class || type == long.class || type == Duration.class) {
      return new SavedFact.Whole(0);
    }
    if (type == Instant.class) {
      return new SavedFact.Text(Instant.EPOCH.toString());
    }
    if (type == String.class) {
      return new SavedFact.Text("");
    }
    return type.isEnum()
        ? new SavedFact.Text(type.getEnumConstants()[0].toString().toLowerCase(Locale.ROOT))
        : new SavedFact.Texts(List.of());
  }

  /// Reads the question that was printed last and types the answer of the story.
  private final class Person extends InputStream {
    private final StringWriter heard;
    private byte[] line = {};
    private int next;

    Person(StringWriter heard) {
      this.heard = heard;
    }

    @Override
    public int read() {
      if (next == line.length) {
        line = (answer() + "\n").getBytes(StandardCharsets.UTF_8);
        next = 0;
      }
      return line[next++];
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      int count = 0;
      do {
        bytes[from + count++] = (byte) read();
      } while (count < length && next < line.length);
      return count;
    }

    private String answer() {
      String text = heard.toString();
      Matcher matcher = ASKED.matcher(text);
      String asked = "";
      while (matcher.find()) {
        asked = text.substring(matcher.end()).replaceAll("\\s+", " ");
      }
      String question = asked;
      KnownTest test =
          CATALOGUE.tests().all().stream()
              .filter(each -> question.startsWith(each.title() + " ("))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("nobody asked anything:\n" + text));
      Object answer = ((Map<?, ?>) Objects.requireNonNull(content.get("answers"))).get(test.id());
      return answer == null ? "s" : answer.toString();
    }
  }
}
