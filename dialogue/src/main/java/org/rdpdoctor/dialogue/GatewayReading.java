package org.rdpdoctor.dialogue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rdpdoctor.facts.GatewayFact;
import org.rdpdoctor.facts.GatewayFact.GatewayAuthorized;
import org.rdpdoctor.facts.GatewayFact.GatewayChannelOpened;
import org.rdpdoctor.facts.GatewayFact.GatewayHandshaken;
import org.rdpdoctor.facts.GatewayFact.GatewayLogonAccepted;
import org.rdpdoctor.facts.GatewayFact.GatewayMessageShown;
import org.rdpdoctor.facts.GatewayFact.GatewayRefused;
import org.rdpdoctor.facts.GatewayFact.GatewayTunnelCreated;
import org.rdpdoctor.wire.tsgu.ChannelResponse;
import org.rdpdoctor.wire.tsgu.HandshakeResponse;
import org.rdpdoctor.wire.tsgu.RedirectionFlags;
import org.rdpdoctor.wire.tsgu.ServiceMessage;
import org.rdpdoctor.wire.tsgu.TsguStatus;
import org.rdpdoctor.wire.tsgu.TunnelAuthResponse;
import org.rdpdoctor.wire.tsgu.TunnelResponse;

/// What the packets of a gateway say, as facts.
final class GatewayReading {
  /// In the order in which they are listed.
  private static final Map<Integer, String> REDIRECTIONS =
      new TreeMap<>(
          Map.of(
              RedirectionFlags.DISABLE_DRIVE, "drives",
              RedirectionFlags.DISABLE_PRINTER, "printers",
              RedirectionFlags.DISABLE_PORT, "ports",
              RedirectionFlags.DISABLE_CLIPBOARD, "clipboard",
              RedirectionFlags.DISABLE_PNP, "plug and play devices"));

  private final GatewayTerms terms;
  private final GatewayVoice voice;

  GatewayReading(Peer peer, GatewayTerms terms) {
    this.terms = terms;
    this.voice = new GatewayVoice(peer, terms.transport());
  }

  GatewayVoice voice() {
    return voice;
  }

  GatewayFact shaken(HandshakeResponse answer, Duration at) {
    String version = answer.verMajor() + "." + answer.verMinor();
    List<String> extended = words(answer.extendedAuth().toString());
    return new GatewayHandshaken(
        version, extended, voice.elapsed(at), voice.evidence("version " + version, at));
  }

  GatewayFact loggedOn(Duration at) {
    return new GatewayLogonAccepted(
        terms.account().toString(),
        "SSPI_NTLM",
        terms.transport(),
        voice.elapsed(at),
        voice.evidence("that it is accepted", at));
  }

  GatewayFact created(TunnelResponse answer, Duration at) {
    List<String> capabilities =
        answer.capsFlags().map(flags -> words(flags.toString())).orElse(List.of());
    boolean quarantine = answer.healthRequest().isPresent();
    return new GatewayTunnelCreated(
        capabilities,
        quarantine,
        voice.elapsed(at),
        voice.evidence(
            quarantine ? "a tunnel, and the wish for a statement of health" : "a tunnel", at));
  }

  GatewayFact authorized(TunnelAuthResponse answer, Duration at) {
    List<String> forbidden = answer.redirFlags().map(GatewayReading::forbidden).orElse(List.of());
    Duration idle = Duration.ofMinutes(Math.max(0, answer.idleTimeout().orElse(0)));
    return new GatewayAuthorized(
        forbidden,
        idle,
        voice.elapsed(at),
        voice.evidence(
            forbidden.isEmpty()
                ? "that everything is allowed"
                : "that these are not allowed: " + String.join(", ", forbidden),
            at));
  }

  /// MS-TSGU 2.2.5.3.7: one flag forbids everything, whatever the others say.
  private static List<String> forbidden(RedirectionFlags flags) {
    return flags.has(RedirectionFlags.DISABLE_ALL)
        ? List.copyOf(REDIRECTIONS.values())
        : REDIRECTIONS.entrySet().stream()
            .filter(each -> flags.has(each.getKey()))
            .map(Map.Entry::getValue)
            .toList();
  }

  GatewayFact opened(ChannelResponse answer, Duration at) {
    return new GatewayChannelOpened(
        terms.host(),
        terms.port(),
        answer.udpPort().orElse(0),
        voice.elapsed(at),
        voice.evidence("a channel", at));
  }

  GatewayFact refused(TsguStatus status, Duration at) {
    String code = "0x%08X".formatted(status.value());
    String name = status.isKnown() ? status.toString() : "a code without a name";
    return new GatewayRefused(
        voice.stage(),
        terms.transport(),
        code,
        name,
        terms.target(),
        voice.elapsed(at),
        voice.evidence(code + " (" + name + ")", at));
  }

  Optional<GatewayFact> consent(TunnelResponse answer, Duration at) {
    return answer.consentMsg().flatMap(text -> message("consent", text.text(), at));
  }

  Optional<GatewayFact> service(ServiceMessage message, Duration at) {
    return message("service", message.message().text(), at);
  }

  private Optional<GatewayFact> message(String kind, String text, Duration at) {
    String plain = ForeignText.plain(text.strip());
    return plain.isBlank()
        ? Optional.empty()
        : Optional.of(
            new GatewayMessageShown(kind, plain, voice.evidence("a " + kind + " message", at)));
  }

  /// Names of flags as one reads them.
  private static List<String> words(String flags) {
    return flags.equals("none")
        ? List.of()
        : Arrays.stream(flags.split("\\|"))
            .map(each -> each.toLowerCase(Locale.ROOT).replace('_', ' '))
            .toList();
  }
}
