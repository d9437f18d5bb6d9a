package org.rdpdoctor.diagnosis.codes;

import java.util.List;
import java.util.Locale;

/// Sources contradict each other about a code: who says what, and what to go by.
///
/// @param about the codes it is about, as `family:code`
/// @param authoritative whom to believe
/// @param conclusion what to go by
public record Dispute(
    String id,
    List<String> about,
    String topic,
    String authoritative,
    String conclusion,
    List<Claim> claims) {

  static final List<String> COLUMNS =
      List.of("id", "about", "topic", "authoritative", "conclusion");

  /// What one source says.
  public record Claim(String text, Reliability reliability, List<String> sources) {
    static final List<String> COLUMNS = List.of("dispute", "claim", "reliability", "sources");

    static Claim of(Tsv.Row row) {
      Reliability reliability =
          CodeFamily.constant(Reliability.class, row.cell(2).replace('-', '_'))
              .orElse(Reliability.UNRELIABLE);
      return new Claim(row.cell(1), reliability, row.list(3));
    }

    /// Whether anything at all speaks for it.
    public boolean hasEvidence() {
      return reliability != Reliability.UNRELIABLE && reliability != Reliability.NO_EVIDENCE;
    }
  }

  /// How far a claim can be believed.
  public enum Reliability {
    DOCUMENTED,
    HEADER,
    COMMUNITY,
    /// Its source contradicts itself and others.
    UNRELIABLE,
    /// No source with evidence was found.
    NO_EVIDENCE;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Dispute of(Tsv.Row row, List<Claim> claims) {
    return new Dispute(
        row.cell(0), row.list(1), row.cell(2), row.cell(3), row.cell(4), List.copyOf(claims));
  }

  /// The popular claims for which nothing speaks.
  public List<Claim> withoutEvidence() {
    return claims.stream().filter(claim -> !claim.hasEvidence()).toList();
  }
}
