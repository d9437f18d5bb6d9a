package org.rdpdoctor.dialogue;

import java.util.Optional;
import org.rdpdoctor.facts.GatewayFact.GatewayServiceAnswered;

/// Other services that clients of a gateway may need, and that often stand on the same machine:
/// asked for with a plain GET, which none of them takes for an attempt to do anything.
public enum GatewayServices {
  /// Kerberos for clients that reach no domain controller (MS-KKDCP 2.1).
  KDC_PROXY("kdc-proxy", "/KdcProxy"),
  /// The list of desktops and programs that a user may open.
  FEED("rd-web-feed", "/RDWeb/Feed/webfeed.aspx");

  private final String id;
  private final String path;

  GatewayServices(String id, String path) {
    this.id = id;
    this.path = path;
  }

  public String path() {
    return path;
  }

  /// What the answer says of the service; nothing if there was none.
  public Optional<GatewayServiceAnswered> read(HttpMet met, Peer peer, String authority) {
    if (!(met instanceof HttpMet.Answered answered)) {
      return Optional.empty();
    }
    int status = answered.head().status();
    String reason = "%d %s".formatted(status, ForeignText.plain(answered.head().reason())).strip();
    return Optional.of(
        new GatewayServiceAnswered(
            id,
            "https://" + authority + path,
            status,
            isUsable(answered),
            because(answered),
            answered.elapsed(),
            peer.evidence("GET " + path, reason, answered.at())));
  }

  private boolean isUsable(HttpMet.Answered answered) {
    int status = answered.head().status();
    boolean served = status == 200 && !answered.isPage();
    return switch (this) {
      // what is no Kerberos message is refused by whoever reads it, and by nobody else
      case KDC_PROXY -> served || status == 400 || status == 405 || status == 411;
      case FEED -> served || status == 401;
    };
  }

  private String because(HttpMet.Answered answered) {
    int status = answered.head().status();
    if (isUsable(answered)) {
      return status == 401 ? "it asks for a logon" : "it answers";
    }
    return switch (status) {
      case 200 -> "a page for people is there instead";
      case 401 -> "it asks for a logon, which Kerberos itself is to bring";
      case 403 -> "it is forbidden";
      case 404, 410 -> "nothing is there";
      case 502, 503, 504 -> "what should answer does not run";
      default ->
          status / 100 == 3 ? "it leads to another page" : "the answer is no one of this service";
    };
  }
}
