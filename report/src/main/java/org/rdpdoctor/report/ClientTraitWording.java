package org.rdpdoctor.report;

import java.util.List;
import java.util.stream.Collectors;
import org.rdpdoctor.wire.x224.Protocols;

/// What is known of a client, in words.
public final class ClientTraitWording {
  private static final int MOST_ON_A_LINE = 5;

  private ClientTraitWording() {}

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
