package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.compared.Conclusion.Evidence;
import org.rdpdoctor.facts.SavedReport.Rung;

/// Two reports that do not agree, and what they differ in.
///
/// @param first the one that the other is held against: the one that works, or the earlier one
/// @param others the labels of those that agree with the second
record Pair(
    Question question,
    View first,
    View second,
    List<String> others,
    List<Difference> differences,
    Optional<String> rung) {

  /// Whether a client gets through in one of the two only.
  boolean isDecided() {
    return first.works() && second.fails() || first.fails() && second.works();
  }

  /// The one in which a client gets through; only if the pair is decided.
  View working() {
    return first.works() ? first : second;
  }

  /// The one in which it does not; the second, if the pair is not decided.
  View failing() {
    return first.fails() && second.works() ? first : second;
  }

  /// The one of the two that is not this one.
  View other(View view) {
    return view.label().equals(first.label()) ? second : first;
  }

  boolean isSameAddress() {
    return !first.address().isEmpty() && first.address().equals(second.address());
  }

  /// Whether both reports met a machine that gives itself the same name; not if one has no name.
  boolean isSameComputer() {
    return !first.computer().isEmpty() && first.computer().equals(second.computer());
  }

  boolean isOtherComputer() {
    return !first.computer().isEmpty()
        && !second.computer().isEmpty()
        && !first.computer().equals(second.computer());
  }

  boolean isSameCertificate() {
    return !first.certificate().isEmpty() && first.certificate().equals(second.certificate());
  }

  boolean differsIn(String word, String field) {
    return differences.stream()
        .anyMatch(each -> each.word().equals(word) && each.field().equals(field));
  }

  /// `near branch`, or, where all were made at one place, `near the client`.
  String near(View view) {
    return question == Question.PLACES ? "near " + view.label() : "near the client";
  }

  /// What a report says of a rung.
  Evidence says(View view, String rung) {
    return new Evidence(view.label(), view.rung(rung).map(Rung::summary).orElse("not reached"));
  }

  /// The host for commands, as it was asked for where a name was used.
  String host() {
    View named = first.isByAddress() && !second.isByAddress() ? second : first;
    var target = named.report().target();
    String host = target.host().indexOf(':') >= 0 ? "[" + target.host() + "]" : target.host();
    return target.port() == 3389 || target.port() == 0 ? host : host + ":" + target.port();
  }
}
