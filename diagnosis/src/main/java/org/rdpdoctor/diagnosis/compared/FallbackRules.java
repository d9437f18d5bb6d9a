package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.compared.Conclusion.Next;
import org.rdpdoctor.diagnosis.compared.Conclusion.Place;
import org.rdpdoctor.diagnosis.compared.Conclusion.Sureness;

/// What follows from the rungs alone, whatever their facts are called: asked where nothing more
/// special was found.
final class FallbackRules {
  private FallbackRules() {}

  /// It works in one place and breaks in another.
  static Optional<Conclusion> dependsOnPlace(Pair pair) {
    if (pair.question() != Question.PLACES || !pair.isDecided()) {
      return Optional.empty();
    }
    View failing = pair.failing();
    View working = pair.working();
    String rung = failing.brokenRung().or(pair::rung).orElse("tcp");
    boolean silent = failing.saw("connect-unanswered") && rung.equals("tcp");
    String left =
        silent
            ? " What is silent drops packets: a firewall on the way, or the server's own with a rule"
                + " that leaves out the addresses of "
                + failing.label()
                + "."
            : " What is left: something on the way from "
                + failing.label()
                + ", a rule of the server for its addresses, or the machine there.";
    return Optional.of(
        new Conclusion(
            "depends-on-the-place",
            "It depends on the place: the server works, but not for " + failing.label(),
            Place.NEAR,
            "the way from " + failing.label() + ", or a rule that leaves it out",
            pair.isSameAddress() ? Sureness.STRONG : Sureness.HINT,
            "At "
                + (pair.isSameAddress() ? "the same address " : "")
                + working.address()
                + ", "
                + working.label()
                + " passes the rung that breaks in "
                + failing.label()
                + ", so the service is not the reason."
                + left
                + (rung.equals("tcp") || rung.equals("route")
                    ? ""
                    : " Packets to the port pass: what acts there looks into them."),
            List.of(pair.says(failing, rung), pair.says(working, rung)),
            Optional.of(
                new Next(
                    "Check from another machine in "
                        + failing.label()
                        + ": if that works, it is the first machine; if not, its network",
                    "rdpdoctor check " + pair.host()))));
  }

  /// Both fail, and not on the same rung.
  static Optional<Conclusion> otherRung(Pair pair) {
    Optional<String> one = pair.first().brokenRung();
    Optional<String> other = pair.second().brokenRung();
    if (pair.question() == Question.CHANGE
        || one.isEmpty()
        || other.isEmpty()
        || one.equals(other)) {
      return Optional.empty();
    }
    List<String> ladder = Differences.ladder(List.of(pair.first(), pair.second()));
    boolean firstEarlier = ladder.indexOf(one.get()) < ladder.indexOf(other.get());
    View earlier = firstEarlier ? pair.first() : pair.second();
    View later = firstEarlier ? pair.second() : pair.first();
    return Optional.of(
        new Conclusion(
            "two-failures",
            "There are two failures: "
                + earlier.label()
                + " fails at "
                + earlier.brokenRung().orElse("")
                + ", "
                + later.label()
                + " gets further and fails at "
                + later.brokenRung().orElse(""),
            Place.UNKNOWN,
            "one " + pair.near(earlier) + ", and one that " + earlier.label() + " would meet next",
            Sureness.HINT,
            "What "
                + later.label()
                + " meets may wait behind the other failure too: mending that of "
                + earlier.label()
                + " alone may not be enough.",
            List.of(
                pair.says(earlier, earlier.brokenRung().orElse("")),
                pair.says(later, later.brokenRung().orElse(""))),
            Optional.empty()));
  }
}
