package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.diagnosis.compared.Conclusion.Evidence;
import org.rdpdoctor.diagnosis.compared.Conclusion.Next;
import org.rdpdoctor.diagnosis.compared.Conclusion.Place;
import org.rdpdoctor.diagnosis.compared.Conclusion.Sureness;
import org.rdpdoctor.facts.SavedFact;

/// What reports prove together about names and the addresses they lead to.
final class NameRules {
  private static final List<String> OWN_FILE =
      List.of("hosts-file-entry", "hosts-file-contradicts-dns");

  private NameRules() {}

  /// The name is found in one report only, or with another address.
  static Optional<Conclusion> nameLeadsElsewhere(Pair pair) {
    View one = pair.first();
    View other = pair.second();
    if (one.isByAddress() || other.isByAddress() || !isSameName(one, other)) {
      return Optional.empty();
    }
    if (resolved(one).isEmpty() != resolved(other).isEmpty()) {
      return Optional.of(onlyFound(pair, resolved(one).isEmpty() ? other : one));
    }
    if (resolved(one).isEmpty()
        || pair.isSameAddress()
        || !pair.differsIn("system-resolved", "addresses")) {
      return Optional.empty();
    }
    return Optional.of(
        pair.isSameComputer() || pair.isSameCertificate()
            ? sameServerElsewhere(pair)
            : otherAddress(pair));
  }

  private static boolean isSameName(View one, View other) {
    return one.report().target().host().equalsIgnoreCase(other.report().target().host());
  }

  private static List<String> resolved(View view) {
    return view.first("system-resolved").map(fact -> fact.texts("addresses")).orElse(List.of());
  }

  private static Conclusion onlyFound(Pair pair, View finds) {
    View lacks = pair.other(finds);
    String where = asked(lacks);
    return new Conclusion(
        "name-unknown-here",
        "The name is not found in " + lacks.label() + ", and in " + finds.label() + " it is",
        Place.NAMES,
        "the name resolution of " + lacks.label() + where,
        Sureness.PROOF,
        "The server is not to blame: the connection ends before any packet goes there. What differs"
            + " is whom the machine asks for names, and what that knows.",
        List.of(pair.says(lacks, "name"), pair.says(finds, "name")),
        Optional.of(
            new Next(
                "Try the address that "
                    + finds.label()
                    + " found, from "
                    + lacks.label()
                    + ": if that works, only the name is missing",
                "rdpdoctor check " + pair.host() + " --address " + first(resolved(finds)))));
  }

  private static Conclusion sameServerElsewhere(Pair pair) {
    return new Conclusion(
        "same-server-two-addresses",
        "The name leads to two addresses of the same server",
        Place.NAMES,
        "the name resolution",
        pair.isSameCertificate() ? Sureness.STRONG : Sureness.HINT,
        "The addresses differ and what answers there calls itself the same, as it is with inner and"
            + " outer addresses or with several network cards."
            + (pair.isDecided()
                ? " One of them does not serve " + pair.failing().label() + "."
                : ""),
        List.of(address(pair.first()), address(pair.second())),
        Optional.empty());
  }

  private static Conclusion otherAddress(Pair pair) {
    Optional<View> ownFile =
        List.of(pair.first(), pair.second()).stream()
            .filter(view -> OWN_FILE.stream().anyMatch(view::saw))
            .filter(view -> !pair.isDecided() || view.equals(pair.failing()))
            .findFirst();
    View odd = pair.failing();
    String blamed = ownFile.map(View::label).orElse(odd.label());
    String where =
        ownFile.isPresent()
            ? "the hosts file of the machine in " + blamed
            : "the name resolution of " + blamed + asked(odd);
    return new Conclusion(
        "name-leads-elsewhere",
        "The name leads elsewhere in " + blamed,
        ownFile.isPresent() ? Place.CLIENT : Place.NAMES,
        where,
        pair.isDecided() ? Sureness.STRONG : Sureness.HINT,
        pair.isDecided()
            ? "In "
                + odd.label()
                + " the connection goes to another address than where it works. A stale record, a DNS"
                + " that answers each side otherwise, or a hosts file does that."
            : "Both addresses are tried, and what answers there is not known to be the same machine.",
        List.of(address(pair.first()), address(pair.second())),
        Optional.of(
            new Next(
                "Try the working address from "
                    + odd.label()
                    + ": if that works, the address is all",
                "rdpdoctor check "
                    + pair.host()
                    + " --address "
                    + (pair.isDecided() ? pair.working() : pair.first()).address())));
  }

  /// By address it works and by name it does not, or the other way round.
  static Optional<Conclusion> nameAgainstAddress(Pair pair) {
    if (!pair.isDecided() || pair.first().isByAddress() == pair.second().isByAddress()) {
      return Optional.empty();
    }
    View named = pair.first().isByAddress() ? pair.second() : pair.first();
    View addressed = pair.other(named);
    if (named.fails() && resolved(named).isEmpty()) {
      return Optional.of(nameMissing(pair, named, addressed));
    }
    if (!pair.isSameAddress()) {
      return Optional.of(nameWrong(pair, named, addressed));
    }
    return Optional.of(nameMatters(pair, named, addressed));
  }

  private static Conclusion nameMissing(Pair pair, View named, View addressed) {
    return new Conclusion(
        "only-the-name-fails",
        "Only the name fails: by address, the server works",
        Place.NAMES,
        "the name resolution" + asked(named),
        Sureness.PROOF,
        "The name was not resolved, so nothing was sent to the server; at "
            + addressed.address()
            + " it serves the same client.",
        List.of(pair.says(named, "name"), address(addressed)),
        Optional.of(
            new Next(
                "Mend the record of the name, then check by name again",
                "rdpdoctor check " + pair.host())));
  }

  private static Conclusion nameWrong(Pair pair, View named, View addressed) {
    boolean nameFails = named.fails();
    boolean file = OWN_FILE.stream().anyMatch(named::saw);
    String wrong = file ? "the hosts file of this machine" : "the name resolution" + asked(named);
    return new Conclusion(
        nameFails ? "name-has-wrong-address" : "address-is-wrong",
        nameFails
            ? "The name leads to "
                + named.address()
                + ", and the server is at "
                + addressed.address()
            : "The address that was given is not where the name leads",
        nameFails ? (file ? Place.CLIENT : Place.NAMES) : Place.CLIENT,
        nameFails ? wrong : "the address that was given",
        nameFails ? Sureness.STRONG : Sureness.HINT,
        nameFails
            ? "By address a client gets through, by name it goes elsewhere and fails: "
                + wrong
                + " has a stale or wrong address."
            : "By name a client gets through, at the address that was given it does not: that address"
                + " is another machine, or another network card of the same one.",
        List.of(address(named), address(addressed)),
        Optional.of(
            nameFails
                ? new Next(
                    "Let the name lead to the right address, then check by name again",
                    "rdpdoctor check " + pair.host())
                : new Next(
                    "See what the two addresses show of themselves",
                    "rdpdoctor check "
                        + pair.host()
                        + " --compare-address "
                        + addressed.address())));
  }

  /// The same address was met: what is left is what a client says of the name on its way in.
  private static Conclusion nameMatters(Pair pair, View named, View addressed) {
    return new Conclusion(
        "name-matters-at-the-same-address",
        "Both reach the same address, so name resolution is not the reason",
        Place.PATH,
        "something before or in the server that reads the name, or a failure that comes and goes",
        Sureness.HINT,
        "Only the name in the TLS greeting, the certificate check and the tickets differ between the"
            + " two. A proxy or balancer that goes by the name does that; so does chance, with one try"
            + " each.",
        List.of(
            pair.says(named, pair.rung().orElse("name")),
            pair.says(addressed, pair.rung().orElse("name"))),
        Optional.of(
            new Next(
                "Repeat both, to tell the name from chance",
                "rdpdoctor check " + pair.host() + " --repeat 10")));
  }

  private static Evidence address(View view) {
    String name = view.isByAddress() ? "" : view.report().target().host() + " leads to ";
    String server = view.computer();
    return new Evidence(
        view.label(),
        name
            + (view.address().isEmpty() ? "no address" : view.address())
            + (server.isEmpty() ? "" : ", which calls itself " + server));
  }

  /// ` (DNS server 192.0.2.53)`: the DNS servers that were asked there.
  private static String asked(View view) {
    List<String> servers =
        view.report().rungs().stream()
            .flatMap(rung -> rung.facts().stream())
            .filter(fact -> fact.word().startsWith("dns-"))
            .map((SavedFact fact) -> fact.text("server"))
            .filter(server -> !server.isEmpty())
            .distinct()
            .limit(3)
            .toList();
    return servers.isEmpty() ? "" : " (DNS server " + String.join(", ", servers) + ")";
  }

  private static String first(List<String> addresses) {
    return addresses.isEmpty() ? "ADDRESS" : addresses.getFirst();
  }
}
