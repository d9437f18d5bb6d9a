package org.rdpdoctor.dialogue;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rdpdoctor.facts.CredSspFact.NtlmChallengeReceived;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.ntlm.ChallengeMessage;
import org.rdpdoctor.wire.ntlm.TargetInfo;
import org.rdpdoctor.wire.ntlm.Version;

/// What an NTLM challenge says of the server: its names, its build and its clock.
record ChallengeReading(NtlmChallengeReceived received, Optional<Instant> serverTime) {

  /// @param windowsOf the Windows version that a build such as `10.0.26100` means
  /// @param evidence makes evidence of what was heard
  static ChallengeReading of(
      Bytes token, UnaryOperator<String> windowsOf, Function<String, Evidence> evidence)
      throws DecodeException {
    ChallengeMessage challenge = ChallengeMessage.decode(token);
    TargetInfo info = challenge.targetInfo();
    String target = ForeignText.plain(challenge.targetName());
    String dnsComputer = plain(info.dnsComputerName());
    String netbiosComputer = plain(info.nbComputerName());
    String build = challenge.version().map(Version::toString).orElse("");
    var received =
        new NtlmChallengeReceived(
            netbiosComputer,
            info.nbDomainName().map(ForeignText::plain).orElse(target),
            dnsComputer,
            plain(info.dnsDomainName()),
            plain(info.dnsTreeName()),
            build,
            build.isEmpty() ? "unknown" : windowsOf.apply(build),
            evidence.apply(
                "an NTLM challenge from "
                    + Stream.of(dnsComputer, netbiosComputer, target)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("a server without a name")
                    + (build.isEmpty() ? "" : ", build " + build)));
    return new ChallengeReading(received, info.timestamp().map(time -> time.toInstant()));
  }

  private static String plain(Optional<String> name) {
    return name.map(ForeignText::plain).orElse("");
  }
}
