package org.rdpdoctor.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.probe.Routing;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.x224.RoutingToken;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What balancers are told, and whether brokers are followed.
final class RoutingOptions {
  @Option(
      names = "--token",
      order = 23,
      paramLabel = "TEXT",
      converter = TokenWord.class,
      description =
          "What your client tells a balancer or broker: \"Cookie: msts=…\", \"Cookie:"
              + " mstshash=…\" or \"tsv://…\". Otherwise the loadbalanceinfo of the .rdp file, if"
              + " it has one.")
  @Nullable RoutingToken token;

  @Option(
      names = "--no-follow",
      order = 28,
      description =
          "Do not go where a broker sends the client, which otherwise is checked as well, up to 5"
              + " times in a row.")
  boolean withoutFollowing;

  Routing routing() {
    return Routing.NONE.by(Optional.ofNullable(token)).following(!withoutFollowing);
  }

  /// A routing token as it stands in files and in documents: as the whole line, or without the
  /// `Cookie: ` before it.
  static final class TokenWord implements ITypeConverter<RoutingToken> {
    @Override
    public RoutingToken convert(String word) {
      String text = word.strip();
      boolean bare = text.startsWith("msts=") || text.startsWith("mstshash=");
      return of(bare ? "Cookie: " + text : text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + word
                          + "' is no routing token: that is one line of 1 to "
                          + RoutingToken.LONGEST
                          + " bytes, which is what fits into a connection request"));
    }
  }

  /// Text as clients send it, which is UTF-8.
  static Optional<RoutingToken> of(String text) {
    return RoutingToken.of(Bytes.utf8(text));
  }
}
