package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.facts.EventMeaning;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.reader.eventlog.attempts.Attempt.Outcome;
import org.rdpdoctor.reader.eventlog.attempts.EventKnowledge.KnownCode;

/// Why an attempt ended, in words.
final class Reasons {
  /// mstsc's reasons for ends that somebody wanted.
  private static final Set<String> ORDINARY_ENDS = Set.of("0x0", "0x1", "0x2", "0x3");

  private Reasons() {}

  /// Whether a client's reason for the end is a fault.
  static boolean isFault(Clue clue) {
    return !clue.family().equals("mstsc") || !ORDINARY_ENDS.contains(clue.code());
  }

  static String because(
      Draft draft,
      Outcome outcome,
      Optional<Clue> telling,
      Optional<KnownCode> code,
      EventKnowledge knowledge) {
    return switch (outcome) {
      case SESSION -> code.map(known -> plain(known.meaning())).orElse("");
      case FAILED -> failed(telling, code, knowledge);
      case OPEN -> open(draft, telling, code);
    };
  }

  private static String failed(
      Optional<Clue> telling, Optional<KnownCode> code, EventKnowledge knowledge) {
    return code.map(KnownCode::meaning)
        .or(
            () ->
                telling
                    .flatMap(clue -> knowledge.meaning(clue.provider(), clue.event()))
                    .map(EventMeaning::meaning))
        .map(Reasons::plain)
        .orElse("the log does not say why");
  }

  private static String open(Draft draft, Optional<Clue> telling, Optional<KnownCode> code) {
    String end =
        telling.isPresent()
            ? code.map(known -> "; it ended: " + plain(known.meaning())).orElse("; it was closed")
            : "";
    if (draft.reached().filter(layer -> layer.compareTo(Layer.AUTHENTICATION) >= 0).isPresent()) {
      return "handed on, and no session is written" + end;
    }
    return "nothing more is written" + end;
  }

  /// As a part of a sentence.
  private static String plain(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
