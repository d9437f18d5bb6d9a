package org.rdpdoctor.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.dialogue.ClientForm;
import org.rdpdoctor.dialogue.Offer;
import org.rdpdoctor.wire.x224.Protocols;
import picocli.CommandLine.Option;

/// The client that the user has: what it offers, and what it showed.
final class ClientOptions {
  @Option(
      names = "--offer",
      order = 2,
      paramLabel = "WHAT",
      converter = Words.OfferWord.class,
      description =
          "What your client offers: any of rdp, tls, nla, ext with commas between. Otherwise what a"
              + " current Windows client offers: tls,nla,ext.")
  @Nullable Protocols offer;

  @Option(
      names = "--client",
      order = 3,
      paramLabel = "ID",
      description =
          "The client that is used: its offer and its hello stand for the usual ones, and the"
              + " report is about it. rdpdoctor clients names them.")
  @Nullable String client;

  @Option(
      names = "--code",
      order = 21,
      paramLabel = "CODE",
      description = "The error code that your client showed, to be weighed with the rest.")
  @Nullable String code;

  @Option(
      names = "--extended",
      order = 22,
      paramLabel = "CODE",
      description = "The extended error code beside it.")
  @Nullable String extended;

  /// True if the user said what the client offers, by itself or by its name.
  boolean chosen() {
    return offer != null || client != null;
  }

  Protocols offered(Optional<ClientForm> played) {
    return offer != null ? offer : played.map(ClientForm::offers).orElse(Offer.CURRENT_WINDOWS);
  }

  /// The client that the check speaks for, if one was named.
  Optional<ClientForm> played() {
    return Optional.ofNullable(client).map(ClientOptions::formOf);
  }

  void check() {
    if (extended != null && code == null) {
      throw new UsageException("--extended says little alone: give the code beside it with --code");
    }
  }

  private static ClientForm formOf(String id) {
    ClientProfile client = Clients.load().called(id);
    return Clients.formOf(client)
        .orElseThrow(
            () ->
                new UsageException(
                    "too little is known of "
                        + client.name()
                        + " to speak in its place: see rdpdoctor clients "
                        + client.id()));
  }
}
