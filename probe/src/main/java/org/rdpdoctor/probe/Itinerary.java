package org.rdpdoctor.probe;

import java.nio.file.Path;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;

/// Through whom the target is reached: nobody, a proxy or jump host, an RD Gateway, or a gateway
/// that is itself reached through a proxy.
public record Itinerary(Optional<Via> via, Optional<Gateway> gateway) {
  public static final Itinerary DIRECT = new Itinerary(Optional.empty(), Optional.empty());

  public Itinerary via(Optional<Via> other) {
    return new Itinerary(other, gateway);
  }

  public Itinerary through(Optional<Gateway> other) {
    return new Itinerary(via, other);
  }

  /// True if connections end at the target itself.
  public boolean isDirect() {
    return via.isEmpty() && gateway.isEmpty();
  }

  /// A proxy or jump host.
  ///
  /// @param logon what it is to be told of the user; nothing if it asks for nothing
  /// @param knownHosts where keys of jump hosts are written down; nothing for the user's own file
  /// @param identity the file with the user's SSH key; nothing for the usual ones
  public record Via(
      Kind kind,
      String host,
      int port,
      Optional<Logon> logon,
      Optional<Path> knownHosts,
      Optional<Path> identity) {
    /// As sentences call it: `the SOCKS proxy proxy.example`.
    public String words() {
      return kind.words + " " + host;
    }

    public enum Kind {
      SOCKS5("socks5", 1080, "the SOCKS proxy"),
      HTTP("http", 8080, "the HTTP proxy"),
      SSH("ssh", 22, "the jump host");

      private final String id;
      private final int usualPort;
      private final String words;

      Kind(String id, int usualPort, String words) {
        this.id = id;
        this.usualPort = usualPort;
        this.words = words;
      }

      /// As facts and the command line name it.
      public String id() {
        return id;
      }

      public int usualPort() {
        return usualPort;
      }
    }
  }

  /// An RD Gateway.
  ///
  /// @param address to use instead of what the name resolves to
  /// @param pin the SHA-256 of the certificate that the gateway is known to have, lower-case hex
  /// @param logon the one that the user has agreed to; without it, nobody logs on
  /// @param token a cookie for pluggable authentication, in place of a logon
  /// @param targetless whether only the gateway is to be examined
  public record Gateway(
      String host,
      int port,
      Optional<String> address,
      Optional<String> pin,
      Optional<Logon> logon,
      Optional<Bytes> token,
      boolean targetless) {
    public static final int USUAL_PORT = 443;

    public Gateway loggingOn(Optional<Logon> once) {
      return new Gateway(host, port, address, pin, once, token, targetless);
    }

    public Gateway showing(Optional<Bytes> cookie) {
      return new Gateway(host, port, address, pin, logon, cookie, targetless);
    }
  }
}
