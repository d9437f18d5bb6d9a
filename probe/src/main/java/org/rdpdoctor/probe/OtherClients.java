package org.rdpdoctor.probe;

import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.dialogue.ClientForm;
import org.rdpdoctor.dialogue.Hello;
import org.rdpdoctor.facts.TlsFact.AlertReceived;
import org.rdpdoctor.facts.TlsFact.ServerHelloReceived;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// Says the hellos of other clients where it is open what they would meet.
final class OtherClients {
  private final ClimbOptions options;
  private final Handshakes handshakes;
  private final Log log;

  OtherClients(ClimbOptions options, Handshakes handshakes, Log log) {
    this.options = options;
    this.handshakes = handshakes;
    this.log = log;
  }

  /// What is worth a connection of every check: the version that the user's client does not offer;
  /// one other client where that one is understood, and two where it is turned away.
  List<Hello> hellos() {
    var hellos = new ArrayList<Hello>();
    boolean lacksNewest =
        options
            .players()
            .played()
            .map(client -> client.newest().isBefore(TlsVersion.TLS13))
            .orElse(false);
    if (lacksNewest) { // its answer says nothing of a version that it never offers
      hellos.add(handshakes.helloOf((seed, host) -> Hello.only(TlsVersion.TLS13, seed, host)));
    }
    boolean understood =
        log.all(ServerHelloReceived.class).stream().anyMatch(f -> f.hello().equals("usual"));
    boolean turnedAway =
        log.all(AlertReceived.class).stream().anyMatch(f -> f.hello().equals("usual"));
    if (understood || turnedAway) { // otherwise it is not what a client offers that matters
      options.players().others().get().stream()
          .filter(client -> turnedAway || !client.newest().isBefore(TlsVersion.TLS12))
          .filter(this::isOpen)
          .limit(understood ? 1 : 2)
          .map(handshakes::helloOf)
          .forEach(hellos::add);
    }
    return hellos;
  }

  /// Everything that is still open after the server has been mapped.
  void survey(Protocols carrier) {
    var said = new ArrayList<ClientForm>();
    for (ClientForm client : options.players().others().get()) {
      if (isOpen(client) && said.stream().noneMatch(client::saysTheSame)) {
        handshakes.hello(carrier, handshakes.helloOf(client));
        said.add(client);
      }
    }
  }

  private boolean isOpen(ClientForm client) {
    return log.all(ServerHelloReceived.class).stream()
        .noneMatch(
            fact ->
                client.understands(fact.version(), fact.cipherSuite())
                    || fact.hello().equals(client.hello()));
  }
}
