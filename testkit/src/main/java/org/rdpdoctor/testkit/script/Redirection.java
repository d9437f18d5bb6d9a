package org.rdpdoctor.testkit.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.share.ServerRedirection.Field;
import org.rdpdoctor.wire.share.TargetCertificate;

/// Where a scripted server sends its clients.
///
/// @param address empty for none
/// @param name a full name; empty for none
/// @param addresses more of them
/// @param token a routing token without its line end; empty for none
/// @param certificate that is promised there, in DER
/// @param flags beside those that say what is there
public record Redirection(
    String address,
    String name,
    List<String> addresses,
    String token,
    Optional<Bytes> certificate,
    int flags) {
  private static final int SESSION = 2;
  private static final Bytes PAD = Bytes.copyOf(new byte[8]);

  public Redirection {
    addresses = List.copyOf(addresses);
  }

  /// To an address.
  public static Redirection to(String address) {
    return new Redirection(address, "", List.of(), "", Optional.empty(), 0);
  }

  /// To a name.
  public static Redirection toName(String name) {
    return new Redirection("", name, List.of(), "", Optional.empty(), 0);
  }

  /// Back to the balancer, with a token.
  public static Redirection byToken(String token) {
    return new Redirection("", "", List.of(), token, Optional.empty(), 0);
  }

  public Redirection addresses(String... others) {
    return new Redirection(address, name, List.of(others), token, certificate, flags);
  }

  public Redirection promising(Bytes der) {
    return new Redirection(address, name, addresses, token, Optional.of(der), flags);
  }

  public Redirection flags(int others) {
    return new Redirection(address, name, addresses, token, certificate, others);
  }

  public ServerRedirection packet() {
    var fields = new ArrayList<Field>();
    if (!address.isEmpty()) {
      fields.add(text(ServerRedirection.LB_TARGET_NET_ADDRESS, address));
    }
    if (!token.isEmpty()) {
      Bytes line = Bytes.latin1(token + "\r\n");
      fields.add(new Field(ServerRedirection.LB_LOAD_BALANCE_INFO, line));
    }
    if (!name.isEmpty()) {
      fields.add(text(ServerRedirection.LB_TARGET_FQDN, name));
    }
    certificate.ifPresent(
        der ->
            fields.add(
                new Field(
                    ServerRedirection.LB_TARGET_CERTIFICATE,
                    TargetCertificate.of(der).toBase64())));
    if (!addresses.isEmpty()) {
      var list = new WireWriter().u32le(addresses.size());
      for (String each : addresses) {
        Bytes text = Bytes.utf16le(each + "\0");
        list.u32le(text.size()).bytes(text);
      }
      fields.add(new Field(ServerRedirection.LB_TARGET_NET_ADDRESSES, list.toBytes()));
    }
    int all = fields.stream().mapToInt(Field::flag).reduce(flags, (one, other) -> one | other);
    return new ServerRedirection(SESSION, all, fields, PAD);
  }

  private static Field text(int flag, String text) {
    return new Field(flag, Bytes.utf16le(text + "\0"));
  }
}
