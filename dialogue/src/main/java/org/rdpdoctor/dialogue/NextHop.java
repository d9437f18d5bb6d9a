package org.rdpdoctor.dialogue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.x224.RoutingToken;

/// Where a client goes that was sent elsewhere (MS-RDPBCGR 2.2.13.1, 3.2.5.3.1, 3.2.5.13.1).
public sealed interface NextHop {
  /// Tried one after the other until one can be reached, with the token if there is one.
  ///
  /// @param certificate the SHA-256 of the certificate that is promised there, lower-case hex
  record Go(List<Place> places, Optional<RoutingToken> token, Optional<String> certificate)
      implements NextHop {
    public Go {
      places = List.copyOf(places);
    }
  }

  /// There is nowhere to go.
  ///
  /// @param reason `informational`, `nowhere`, `token` or `tsv`
  record Nowhere(String reason) implements NextHop {}

  /// A place to connect to, always at the port that the client used before.
  ///
  /// @param host what a certificate is held against
  /// @param address nothing if `host` is to be resolved
  /// @param by `token`, `fqdn`, `address`, `addresses` or `netbios`
  record Place(String host, Optional<String> address, String by) {}

  int MOST_PLACES = 4;

  /// What `packet` means for a client that is connected.
  ///
  /// @param here to whom, and at which address
  /// @param sent the token that the client sent to get here
  static NextHop of(ServerRedirection packet, Place here, Optional<RoutingToken> sent) {
    if (packet.has(ServerRedirection.LB_NOREDIRECT)) {
      return new Nowhere("informational");
    }
    if (contradicts(packet, sent)) {
      return new Nowhere("tsv");
    }
    Optional<String> promised = packet.targetCertificate().map(CertificateReading::sha256);
    Optional<String> fqdn =
        packet.text(ServerRedirection.LB_TARGET_FQDN).filter(NextHop::isHostName);
    Optional<Bytes> token = packet.data(ServerRedirection.LB_LOAD_BALANCE_INFO);
    // The token is for the balancer in front; where an address is given, the client goes there.
    if (token.isPresent() && !packet.has(ServerRedirection.LB_TARGET_NET_ADDRESS)) {
      Optional<RoutingToken> usable = RoutingToken.of(token.get());
      Place balancer = new Place(fqdn.orElse(here.host()), here.address(), "token");
      return usable.isPresent()
          ? new Go(List.of(balancer), usable, promised)
          : new Nowhere("token");
    }
    List<Place> places = places(packet, fqdn);
    return places.isEmpty() ? new Nowhere("nowhere") : new Go(places, Optional.empty(), promised);
  }

  private static List<Place> places(ServerRedirection packet, Optional<String> fqdn) {
    Optional<String> netbios =
        packet.text(ServerRedirection.LB_TARGET_NETBIOS_NAME).filter(NextHop::isHostName);
    var places = new ArrayList<Place>();
    fqdn.ifPresent(name -> places.add(new Place(name, Optional.empty(), "fqdn")));
    var addresses = new ArrayList<Place>();
    packet
        .text(ServerRedirection.LB_TARGET_NET_ADDRESS)
        .ifPresent(text -> addresses.add(at(text, fqdn, "address")));
    for (String text : others(packet)) {
      addresses.add(at(text, fqdn, "addresses"));
    }
    for (Place each : addresses) {
      boolean known = places.stream().anyMatch(place -> place.address().equals(each.address()));
      if (each.address().filter(NextHop::isAddress).isPresent() && !known) {
        places.add(each);
      }
    }
    if (places.isEmpty()) {
      netbios.ifPresent(name -> places.add(new Place(name, Optional.empty(), "netbios")));
    }
    return places.stream().limit(MOST_PLACES).toList();
  }

  private static Place at(String address, Optional<String> name, String by) {
    String literal = address.strip();
    return new Place(name.orElse(literal), Optional.of(literal), by);
  }

  private static List<String> others(ServerRedirection packet) {
    try {
      return packet.addresses();
    } catch (DecodeException _) {
      return List.of(); // told as unreadable where the message was heard
    }
  }

  /// A broker that was sent a `tsv://` has to give back the same, or it is not the one that was
  /// meant.
  private static boolean contradicts(ServerRedirection packet, Optional<RoutingToken> sent) {
    Optional<Bytes> url = packet.data(ServerRedirection.LB_CLIENT_TSV_URL);
    if (url.isEmpty() || sent.filter(token -> token.kind() == RoutingToken.Kind.TSV).isEmpty()) {
      return false;
    }
    String mine = sent.get().line();
    return !mine.equals(trimmed(url.get().decode(StandardCharsets.UTF_16LE)))
        && !mine.equals(trimmed(url.get().decode(StandardCharsets.ISO_8859_1)));
  }

  private static String trimmed(String text) {
    return text.replace("\0", "").strip();
  }

  private static boolean isHostName(String text) {
    return text.matches("[A-Za-z0-9_]([A-Za-z0-9._-]{0,253}[A-Za-z0-9_.])?");
  }

  /// A numeric address as text of one form or the other; nothing that a name service would be asked
  /// for.
  private static boolean isAddress(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
        || (lower.indexOf(':') >= 0 && lower.matches("[0-9a-f:.]{2,45}"));
  }
}
