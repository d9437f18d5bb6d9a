package org.rdpdoctor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.Explainer;
import org.rdpdoctor.diagnosis.codes.Explanation;
import org.rdpdoctor.diagnosis.codes.Explanation.Subject;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Pasted.Role;
import org.rdpdoctor.reader.FileKind;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.reader.TextFile;
import org.rdpdoctor.reader.pasted.PastedReader;
import org.rdpdoctor.report.ExplanationJson;
import org.rdpdoctor.report.Report.CodeMeaning;
import org.rdpdoctor.wire.Bytes;

/// What a text says: the codes and dialogs that somebody noted there.
///
/// @param codes what the codes mean
record TextExhibit(Reading reading, List<CodeMeaning> codes) {

  /// @param name as facts are to name it
  /// @throws IOException if it cannot be read
  static TextExhibit of(Path file, String name, CodeBook book) throws IOException {
    Bytes bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = Bytes.copyOf(in.readNBytes(PastedReader.LIMIT));
    }
    boolean cut = Files.size(file) > bytes.size();
    return of(TextFile.decode(bytes).orElse(""), name, cut, book);
  }

  private static TextExhibit of(String text, String name, boolean cut, CodeBook book) {
    Explanation all = new Explainer(book).explain(PastedReader.read(text), List.of());
    Explanation meant = isNote(text) ? all : labelled(all);
    var notes = new ArrayList<String>();
    if (cut) {
      notes.add("only the first mebibyte was read");
    }
    if (!meant.isKnown()) {
      notes.add("no code and no dialog of Remote Desktop was recognised in it");
    }
    List<Observation> facts = List.copyOf(meant.observations(name));
    return new TextExhibit(
        new Reading(name, FileKind.TEXT.words(), facts, notes), ExplanationJson.codes(meant));
  }

  /// Whether a text is short enough that every number in it is meant.
  private static boolean isNote(String text) {
    return text.length() <= 400;
  }

  /// In a long text only what a label calls a code is one.
  private static Explanation labelled(Explanation all) {
    List<Subject> subjects =
        all.subjects().stream().filter(subject -> subject.role() != Role.UNKNOWN).toList();
    return new Explanation(
        subjects, all.dossier(), all.phrases(), all.disputes(), all.traps(), all.hints());
  }
}
