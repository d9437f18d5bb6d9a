package org.rdpdoctor.report;

import java.util.List;
import java.util.stream.Collectors;
import org.rdpdoctor.wire.x224.Protocols;

/// What is known of a client, in words.
public final class ClientTraitWording {
  private static final int MOST_ON_A_LINE = 5;

  private ClientTraitWording() {}

  /// What a trait is, given by its name in the knowledge.
  public static String title(String name) {
    return switch (name) {
      case "offers" -> "Security protocols that it offers";
      case "standardSecurity" -> "Goes on where there is standard RDP security only";
      case "tlsVersions" -> "TLS versions";
      case "cipherSuites" -> "Cipher suites, best first";
      case "groups" -> "Groups, best first";
      case "signatures" -> "Signatures, best first";
      case "oldSignatures" -> "Takes the SHA-1 signatures of TLS before 1.2";
      case "leastRsaBits" -> "Shortest RSA key that it goes on with";
      case "refusedHashes" -> "Hashes that it refuses in certificates";
      case "credSsp" -> "Newest CredSSP that it speaks";
      case "leastCredSsp" -> "Oldest CredSSP that it goes on with";
      case "handshakeSeconds" -> "Seconds that it gives everything up to the desktop";
      default -> name;
    };
  }

  /// The value of a trait, on as many lines as it takes: long lists have one for each item.
  public static List<String> lines(Object value) {
    return switch (value) {
      case Protocols protocols -> List.of(String.join(", ", protocols.names()));
      case Boolean truth -> List.of(truth ? "yes" : "no");
      case List<?> list when list.isEmpty() -> List.of("none");
      case List<?> list when list.size() > MOST_ON_A_LINE ->
          list.stream().map(Object::toString).toList();
      case List<?> list ->
          List.of(list.stream().map(Object::toString).collect(Collectors.joining(", ")));
      default -> List.of(value.toString());
    };
  }
}
