package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.CodeFamily;
import org.rdpdoctor.diagnosis.codes.Explainer;
import org.rdpdoctor.diagnosis.codes.Explanation;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.UpdateBook;
import org.rdpdoctor.reader.pasted.PastedReader;
import org.rdpdoctor.report.ExplanationJson;
import org.rdpdoctor.report.ExplanationText;
import org.rdpdoctor.report.Printable;
import org.rdpdoctor.report.UpdatesText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rdpdoctor explain CODE`: what any code in any notation means, or a whole pasted text.
@Command(
    name = "explain",
    description = "Says what an error code, or the text of a whole error message, means.",
    sortOptions = false,
    footerHeading = "%nFor example:%n",
    footer = {
      "  rdpdoctor explain 0x904 0x7",
      "  rdpdoctor explain STATUS_LOGON_FAILURE",
      "  rdpdoctor explain \"Error code: 0x204 Extended error code: 0x0\"",
      "  rdpdoctor explain --family xfreerdp 131",
      "  rdpdoctor explain KB5050094",
      "  rdpdoctor explain - < message.txt"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:something is known",
      " 3:nothing is known",
      "64:wrong usage",
      "70:a defect of rdpdoctor"
    })
final class ExplainCommand implements Callable<Integer> {
  private static final int KNOWN = 0;
  private static final int UNKNOWN = 3;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT",
      description =
          "A code in any notation, its name, several of them, or a text; - reads the text from the"
              + " standard input.")
  List<String> words = List.of();

  @Option(
      names = "--family",
      order = 1,
      paramLabel = "F",
      description = "Whose code it is, as in mstsc, xfreerdp, ntstatus, gateway or tls-alert.")
  @Nullable String family;

  @Mixin Output output = new Output();

  private final Screen screen;

  ExplainCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    String text = text();
    CodeBook codes = CodeBook.load(new PackagedKnowledge());
    List<CodeFamily> families = family == null ? List.of() : called(family, codes);
    Explanation explanation = new Explainer(codes).explain(PastedReader.read(text), families);
    Optional<UpdateBook> book = book(text);
    List<KnownUpdate> updates =
        book.map(known -> known.namedIn(text)).filter(_ -> family == null).orElse(List.of());
    screen.out().print(output.json ? json(explanation, updates) : text(explanation, updates, book));
    return explanation.isKnown() || !updates.isEmpty() ? KNOWN : UNKNOWN;
  }

  /// What is known of updates, if the text may name one.
  private static Optional<UpdateBook> book(String text) {
    return UpdateBook.mayBeNamedIn(text)
        ? Optional.of(PackedCatalogue.loadUpdates())
        : Optional.empty();
  }

  private static String json(Explanation explanation, List<KnownUpdate> updates) {
    return ExplanationJson.render(explanation, updates, true) + "\n";
  }

  private String text(
      Explanation explanation, List<KnownUpdate> updates, Optional<UpdateBook> book) {
    String codes = ExplanationText.render(explanation, output.look(screen), output.verbose);
    if (updates.isEmpty() || book.isEmpty()) {
      return codes;
    }
    String known =
        UpdatesText.render(updates, book.get().asOf(), output.look(screen), output.detail());
    return explanation.isKnown() ? codes + "\n" + known : known;
  }

  private String text() {
    for (String word : words) {
      if (looksLikeOption(word)) {
        throw new UsageException(
            "there is no option "
                + word
                + ": see rdpdoctor explain --help for those that there are");
      }
    }
    String text = words.equals(List.of("-")) ? standardInput() : String.join(" ", words);
    if (text.isBlank()) {
      throw new UsageException(
          "there is nothing to explain: give a code, as in rdpdoctor explain 0x904 0x7");
    }
    return text;
  }

  /// Words that begin with one hyphen may be negative numbers or a part of a text.
  private static boolean looksLikeOption(String word) {
    return word.length() > 2
        && word.startsWith("--")
        && Character.isLetter(word.charAt(2))
        && word.indexOf(' ') < 0;
  }

  private String standardInput() {
    var text = new StringBuilder();
    var buffer = new char[8192];
    try {
      Reader in = new InputStreamReader(screen.in(), StandardCharsets.UTF_8);
      // One more than is read of it, so that the reader can tell that it was cut.
      while (text.length() <= PastedReader.LIMIT) {
        int read = in.read(buffer);
        if (read < 0) {
          break;
        }
        text.append(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the standard input cannot be read", e);
    }
    return text.toString();
  }

  private static List<CodeFamily> called(String word, CodeBook book) {
    List<CodeFamily> families = book.familiesCalled(word);
    if (families.isEmpty()) {
      throw new UsageException(
          "no family of codes is called \""
              + Printable.shortened(word, 40)
              + "\": write one of "
              + book.families().stream().map(CodeFamily::id).collect(Collectors.joining(", ")));
    }
    return families;
  }
}
