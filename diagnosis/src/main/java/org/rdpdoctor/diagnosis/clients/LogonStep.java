package org.rdpdoctor.diagnosis.clients;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.CredSspFact.CredSspAlerted;
import org.rdpdoctor.facts.CredSspFact.CredSspAnswered;
import org.rdpdoctor.facts.CredSspFact.CredSspEnded;
import org.rdpdoctor.facts.CredSspFact.CredSspRefused;
import org.rdpdoctor.facts.CredSspFact.CredSspUnanswered;
import org.rdpdoctor.facts.CredSspFact.CredSspUnreadable;
import org.rdpdoctor.facts.CredSspFact.NtlmNotOffered;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.wire.x224.Protocols;

/// The CredSSP rung, up to where a password would be needed.
final class LogonStep {
  private static final int PATCHED = 5;
  private static final String NTLM_BLOCKED = "C0000418";

  private final Seen seen;

  LogonStep(List<Observation> facts) {
    this.seen = new Seen(facts);
  }

  /// @param selected what the server chose for this client
  Passage of(ClientProfile client, Protocols selected) {
    if (!selected.usesCredSsp()) {
      return Passage.passed(Layer.CREDSSP, "logon inside the session", Confidence.DOCUMENTED);
    }
    return seen.all(CredSspAnswered.class).stream()
        .findFirst()
        .map(fact -> version(client, fact.version()))
        .or(this::refused)
        .orElse(Passage.passed(Layer.CREDSSP, "NLA", Confidence.DOCUMENTED));
  }

  private Passage version(ClientProfile client, int version) {
    Trait<Integer> least = client.leastCredSsp();
    if (least.isUnknown() && version < PATCHED) {
      return Passage.unknown(
          Layer.CREDSSP,
          "the server's CredSSP is version %d, without the update of 2018; whether this client still takes that is not known"
              .formatted(version),
          least);
    }
    if (version < least.value().orElse(0)) {
      return Passage.fails(
          Layer.CREDSSP,
          "the server's CredSSP is version %d, without the update of 2018 (CVE-2018-0886), which this client demands"
              .formatted(version),
          least.confidence(),
          least.remedy());
    }
    return kerberosOnly()
        .orElse(
            Passage.passed(
                Layer.CREDSSP,
                "NLA",
                least.isUnknown() ? Confidence.INFERRED : least.confidence()));
  }

  private Optional<Passage> kerberosOnly() {
    return seen.has(NtlmNotOffered.class)
        ? Optional.of(
            Passage.warned(
                Layer.CREDSSP, "only with a Kerberos ticket for the server", Confidence.OBSERVED))
        : Optional.empty();
  }

  private Optional<Passage> refused() {
    Optional<CredSspRefused> refused = seen.first(CredSspRefused.class);
    if (refused.isPresent()) {
      return Optional.of(
          refused.get().code().contains(NTLM_BLOCKED)
              ? Passage.warned(
                  Layer.CREDSSP,
                  "only with a Kerberos ticket: NTLM is switched off on the server",
                  Confidence.OBSERVED)
              : Passage.failsAnyway(
                  Layer.CREDSSP,
                  "the server answers NLA with error "
                      + refused.get().code()
                      + ", "
                      + refused.get().name()));
    }
    if (seen.has(CredSspUnreadable.class)) {
      return Optional.of(
          Passage.failsAnyway(
              Layer.CREDSSP, "what answers the first message of NLA is no CredSSP"));
    }
    if (seen.has(CredSspEnded.class) || seen.has(CredSspAlerted.class)) {
      return Optional.of(
          Passage.failsAnyway(
              Layer.CREDSSP, "the server ends the connection at the first message of NLA"));
    }
    return seen.has(CredSspUnanswered.class)
        ? Optional.of(
            Passage.unknown(Layer.CREDSSP, "the server does not answer the first message of NLA"))
        : Optional.empty();
  }
}
