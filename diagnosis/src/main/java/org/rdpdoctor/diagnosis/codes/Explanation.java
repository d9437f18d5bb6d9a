package org.rdpdoctor.diagnosis.codes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.ClientFact;
import org.rdpdoctor.facts.ClientFact.CodeShown;
import org.rdpdoctor.facts.ClientFact.DialogShown;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Pasted.Role;

/// What the numbers, names and sentences of a pasted text mean.
///
/// @param subjects the main code first, then the extended one, then the others that are known
/// @param dossier what the codes together prove and do not prove
/// @param phrases the sentences of dialogs that were recognised
/// @param disputes where sources contradict each other about the codes
/// @param traps how the numbers are easily mistaken
/// @param hints what to try, if nothing is known
public record Explanation(
    List<Subject> subjects,
    Optional<Dossier> dossier,
    List<Phrase> phrases,
    List<Dispute> disputes,
    List<String> traps,
    List<String> hints) {

  /// One number or name of the text.
  ///
  /// @param written as it stands in the text
  /// @param meanings in each family that knows it, the most plausible first
  /// @param parts what the number tells by the way it is built, if no family knows it
  public record Subject(String written, Role role, List<Meaning> meanings, List<Part> parts) {

    public boolean isKnown() {
      return !meanings.isEmpty() || !parts.isEmpty();
    }

    /// The most plausible meaning.
    public Optional<Meaning> best() {
      return meanings.stream().findFirst();
    }
  }

  /// A meaning, and why it stands where it stands in the list.
  public record Meaning(Code code, CodeFamily family, List<String> because) {}

  /// A piece of an unknown number and what it tells; always only inferred.
  public record Part(
      String piece, String meaning, Optional<Layer> layer, String family, List<String> sources) {}

  /// Whether anything at all is known.
  public boolean isKnown() {
    return !phrases.isEmpty() || subjects.stream().anyMatch(Subject::isKnown);
  }

  /// The subject in that role, if there is one.
  public Optional<Subject> subject(Role role) {
    return subjects.stream().filter(subject -> subject.role() == role).findFirst();
  }

  /// What the user saw, as facts that a diagnosis can weigh with the rest.
  ///
  /// @param source the file that holds the text; empty if it was typed
  public List<ClientFact> observations(String source) {
    var facts = new ArrayList<ClientFact>();
    String extended =
        subject(Role.EXTENDED).flatMap(Subject::best).map(best -> best.code().code()).orElse("");
    boolean paired = subject(Role.MAIN).flatMap(Subject::best).isPresent();
    for (Subject subject : subjects) {
      boolean attached = subject.role() == Role.EXTENDED && paired;
      if (subject.best().isPresent() && !attached) {
        Code code = subject.best().get().code();
        Evidence evidence = shown("the user gave " + subject.written(), source);
        String with = subject.role() == Role.MAIN ? extended : "";
        facts.add(new CodeShown(code.family(), code.code(), with, evidence));
      }
    }
    for (Phrase phrase : phrases) {
      Evidence evidence = shown("the user gave the text of a dialog", source);
      facts.add(new DialogShown(phrase.id(), evidence));
    }
    return List.copyOf(facts);
  }

  private static Evidence shown(String what, String source) {
    return new Evidence(0, "", what, Duration.ZERO, source);
  }
}
