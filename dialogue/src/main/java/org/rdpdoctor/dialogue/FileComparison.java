package org.rdpdoctor.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.facts.CertificateFact.CertificateExpired;
import org.rdpdoctor.facts.CertificateFact.CertificateNameDiffers;
import org.rdpdoctor.facts.CertificateFact.CertificateNotYetValid;
import org.rdpdoctor.facts.CertificateFact.CertificateSelfSigned;
import org.rdpdoctor.facts.ClientFact.FileSettingDiffers;
import org.rdpdoctor.facts.ClientFact.FileSettingGiven;
import org.rdpdoctor.facts.NegotiationFact.NegotiationRefused;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.TcpFact.RdpOnOtherPort;
import org.rdpdoctor.wire.x224.NegotiationFailureCode;

/// Holds what an .rdp file says against what was seen of the server: which of its settings are not
/// those that work.
public final class FileComparison {
  private final List<Observation> facts;
  private final List<Observation> differences = new ArrayList<>();

  private FileComparison(List<Observation> facts) {
    this.facts = facts;
  }

  /// @param facts of the file and of the server together; without those of a file there is nothing
  ///     to compare
  public static List<Observation> of(List<Observation> facts) {
    var comparison = new FileComparison(facts);
    comparison.credSsp();
    comparison.port();
    comparison.strictness();
    return List.copyOf(comparison.differences);
  }

  /// A file that forbids NLA, and a server that wants it.
  private void credSsp() {
    all(NegotiationRefused.class)
        .filter(refused -> refused.usual())
        .filter(refused -> refused.code().equals(NegotiationFailureCode.HYBRID_REQUIRED_BY_SERVER))
        .findFirst()
        .ifPresent(
            refused ->
                differs("enablecredsspsupport", "0", "1", "the server answers " + refused.code()));
  }

  private void port() {
    all(RdpOnOtherPort.class)
        .findFirst()
        .ifPresent(
            other -> {
              String works = String.valueOf(other.found());
              String seen = "Remote Desktop answers on port " + works;
              Optional<FileSettingGiven> port = given("server port");
              if (port.isPresent()) {
                differs("server port", port.get().value(), works, seen);
              } else {
                given("full address")
                    .ifPresent(address -> differs("full address", address.value(), works, seen));
              }
            });
  }

  /// A file that refuses every server whose certificate is not beyond doubt.
  private void strictness() {
    facts.stream()
        .filter(
            fact ->
                fact instanceof CertificateSelfSigned
                    || fact instanceof CertificateExpired
                    || fact instanceof CertificateNotYetValid
                    || fact instanceof CertificateNameDiffers)
        .findFirst()
        .ifPresent(
            fact ->
                differs(
                    "authentication level",
                    "1",
                    "2",
                    "the server's certificate: " + fact.evidence().heard()));
  }

  private void differs(String key, String value, String works, String seen) {
    given(key)
        .filter(setting -> setting.value().strip().equals(value))
        .ifPresent(
            setting ->
                differences.add(
                    new FileSettingDiffers(
                        key, value, works, setting.line(), seen, setting.evidence())));
  }

  private Optional<FileSettingGiven> given(String key) {
    return all(FileSettingGiven.class)
        .filter(setting -> setting.key().equals(key))
        .reduce((_, last) -> last);
  }

  private <T> Stream<T> all(Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast);
  }
}
