package org.rdpdoctor.diagnosis;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.Diagnosis.NextTest;

/// How an enquiry stands: what is concluded so far, and what could be asked next.
///
/// @param tests all that are worth it, the best first
/// @param settled the cause that is as good as found, so that nothing more has to be asked
/// @param proved whether it is at 90 % or more; otherwise it is only far ahead of all others
public record Standing(
    Diagnosis diagnosis, List<NextTest> tests, Optional<Diagnosis.Cause> settled, boolean proved) {
  /// In bits: if no answer is expected to tell as much, asking on is a waste of time.
  public static final double WORTH_ASKING = 0.1;

  /// @param answered whether anything was asked and answered: what stands out without that may do
  /// so only because it is common
  static Standing of(
      Diagnosis diagnosis,
      List<NextTest> tests,
      Question question,
      List<JudgedCause> causes,
      boolean answered) {
    boolean proved =
        !question.isOpen()
            && causes.stream().anyMatch(each -> each.probability() >= Question.DECIDED);
    Optional<String> id =
        proved
            ? causes.stream()
                .filter(each -> each.probability() >= Question.DECIDED)
                .map(each -> each.known().id())
                .findFirst()
            : question.outstanding().filter(_ -> answered).map(each -> each.known().id());
    return new Standing(
        diagnosis,
        tests,
        id.flatMap(
            wanted ->
                diagnosis.causes().stream().filter(each -> each.id().equals(wanted)).findFirst()),
        proved);
  }

  /// The tests that are worth the question.
  public List<NextTest> worthAsking() {
    return tests.stream().filter(test -> test.bits() >= WORTH_ASKING).toList();
  }
}
