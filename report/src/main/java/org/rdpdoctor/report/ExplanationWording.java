package org.rdpdoctor.report;

import java.util.List;
import org.rdpdoctor.diagnosis.codes.Dispute;
import org.rdpdoctor.diagnosis.codes.Phrase;

/// The words in which every explanation of a code is given, on a terminal and on the site.
public final class ExplanationWording {
  public static final String PROVES = "What it proves";
  public static final String MAY_BE_BEHIND = "What may be behind it";
  public static final String TELLS_APART = "What tells these apart";
  public static final String SENTENCE = "The sentence of the dialog";
  public static final String MISTAKEN = "Easily mistaken";
  public static final String NO_EVIDENCE = "No evidence supports";

  private ExplanationWording() {}

  public static String differ(Dispute dispute) {
    return "Sources differ: " + dispute.topic();
  }

  public static String believed(Dispute dispute) {
    return "To be believed: " + dispute.authoritative();
  }

  /// What one source says, and how far that can be believed.
  public static String claim(Dispute.Claim claim) {
    return claim.text()
        + " ("
        + claim.reliability().id()
        + ": "
        + String.join("; ", claim.sources())
        + ")";
  }

  public static String lookNext(Phrase phrase) {
    return "Look next at: " + String.join("; ", phrase.checkNext()) + ".";
  }

  static String sources(List<String> sources) {
    return "Sources: " + String.join("; ", sources);
  }
}
