package org.rdpdoctor.wire.share;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Server Redirection Packet, `RDP_SERVER_REDIRECTION_PACKET`: where the client is to go instead.
/// It may hold a password, which is never shown.
///
/// @param redirFlags which fields there are, and what the client is to do with them
/// @param fields those that have data, in the order of the specification
/// @param pad what follows them
@SpecifiedIn("MS-RDPBCGR 2.2.13.1")
public record ServerRedirection(int sessionId, int redirFlags, List<Field> fields, Bytes pad) {
  public static final int LB_TARGET_NET_ADDRESS = 0x00000001;
  public static final int LB_LOAD_BALANCE_INFO = 0x00000002;
  public static final int LB_USERNAME = 0x00000004;
  public static final int LB_DOMAIN = 0x00000008;
  public static final int LB_PASSWORD = 0x00000010;
  public static final int LB_NOREDIRECT = 0x00000080;
  public static final int LB_TARGET_FQDN = 0x00000100;
  public static final int LB_TARGET_NETBIOS_NAME = 0x00000200;
  public static final int LB_TARGET_NET_ADDRESSES = 0x00000800;
  public static final int LB_CLIENT_TSV_URL = 0x00001000;
  public static final int LB_PASSWORD_IS_PK_ENCRYPTED = 0x00004000;
  public static final int LB_REDIRECTION_GUID = 0x00008000;
  public static final int LB_TARGET_CERTIFICATE = 0x00010000;

  private static final int SEC_REDIRECTION_PKT = 0x0400;
  private static final int HEADER_SIZE = 12;
  private static final List<Integer> WITH_DATA =
      List.of(
          LB_TARGET_NET_ADDRESS,
          LB_LOAD_BALANCE_INFO,
          LB_USERNAME,
          LB_DOMAIN,
          LB_PASSWORD,
          LB_TARGET_FQDN,
          LB_TARGET_NETBIOS_NAME,
          LB_CLIENT_TSV_URL,
          LB_REDIRECTION_GUID,
          LB_TARGET_CERTIFICATE,
          LB_TARGET_NET_ADDRESSES);

  private static final List<String> NAMES =
      List.of(
          "LB_TARGET_NET_ADDRESS",
          "LB_LOAD_BALANCE_INFO",
          "LB_USERNAME",
          "LB_DOMAIN",
          "LB_PASSWORD",
          "LB_DONTSTOREUSERNAME",
          "LB_SMARTCARD_LOGON",
          "LB_NOREDIRECT",
          "LB_TARGET_FQDN",
          "LB_TARGET_NETBIOS_NAME",
          "0x00000400",
          "LB_TARGET_NET_ADDRESSES",
          "LB_CLIENT_TSV_URL",
          "LB_SERVER_TSV_CAPABLE",
          "LB_PASSWORD_IS_PK_ENCRYPTED",
          "LB_REDIRECTION_GUID",
          "LB_TARGET_CERTIFICATE");

  /// What lets its holder in, or says who is to be let in.
  private static final Set<Integer> SECRET =
      Set.of(LB_LOAD_BALANCE_INFO, LB_PASSWORD, LB_REDIRECTION_GUID, LB_TARGET_CERTIFICATE);

  private static final int MOST_ADDRESSES = 32;

  /// One of the optional fields: the flag that announces it, and its data.
  public record Field(int flag, Bytes data) {
    @Override
    public String toString() {
      return SECRET.contains(flag)
          ? "%s (%d bytes, not shown)".formatted(name(flag), data.size())
          : "%s %s".formatted(name(flag), data);
    }
  }

  public ServerRedirection {
    fields = List.copyOf(fields);
  }

  public static ServerRedirection decode(Bytes message) throws DecodeException {
    var outer = new WireReader(message);
    outer.require("Flags", 2, SEC_REDIRECTION_PKT, outer.u16le("Flags"));
    int at = outer.offset();
    int length = outer.u16le("Length");
    if (length < HEADER_SIZE) {
      throw outer.malformed("Length", at, length + " does not even hold the header");
    }
    WireReader in = outer.part("ServerRedirection", Math.min(length - 4, outer.remaining()));
    int sessionId = in.u32le("SessionID");
    int flags = in.u32le("RedirFlags");
    var fields = new ArrayList<Field>();
    for (int flag : WITH_DATA) {
      if ((flags & flag) != 0) {
        fields.add(new Field(flag, in.bytes(name(flag), in.u32le(name(flag) + " length"))));
      }
    }
    return new ServerRedirection(sessionId, flags, fields, in.rest());
  }

  public Bytes encode() {
    var body = new WireWriter().u32le(sessionId).u32le(redirFlags);
    fields.forEach(field -> body.u32le(field.data().size()).bytes(field.data()));
    body.bytes(pad);
    return new WireWriter()
        .u16le(SEC_REDIRECTION_PKT)
        .u16le(body.size() + 4)
        .bytes(body.toBytes())
        .toBytes();
  }

  /// The data that this flag announces, if it is there.
  public Optional<Bytes> data(int flag) {
    return fields.stream().filter(field -> field.flag() == flag).map(Field::data).findFirst();
  }

  /// The same as text, without the NUL at its end.
  public Optional<String> text(int flag) {
    return data(flag)
        .map(
            bytes -> {
              String text = bytes.decode(StandardCharsets.UTF_16LE);
              int end = text.indexOf('\0');
              return end < 0 ? text : text.substring(0, end);
            });
  }

  public boolean has(int flag) {
    return (redirFlags & flag) != 0;
  }

  /// `TARGET_NET_ADDRESSES`: where else the target can be met, as text.
  public List<String> addresses() throws DecodeException {
    Optional<Bytes> data = data(LB_TARGET_NET_ADDRESSES);
    if (data.isEmpty()) {
      return List.of();
    }
    var in = new WireReader(data.get());
    int count = in.u32le("addressCount");
    var addresses = new ArrayList<String>();
    for (int i = 0; i < Math.min(Math.max(count, 0), MOST_ADDRESSES); i++) {
      Bytes address = in.bytes("address", in.u32le("addressLength"));
      addresses.add(address.decode(StandardCharsets.UTF_16LE).replace("\0", ""));
    }
    return List.copyOf(addresses);
  }

  /// The certificate of the target in DER; nothing if none was sent, or it cannot be read.
  public Optional<Bytes> targetCertificate() {
    Optional<String> text = text(LB_TARGET_CERTIFICATE);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : TargetCertificate.ofBase64(text.get()).flatMap(TargetCertificate::der);
    } catch (DecodeException _) {
      return Optional.empty();
    }
  }

  /// The flags that are set, by their names.
  public List<String> flagNames() {
    var names = new ArrayList<String>();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((redirFlags & 1 << bit) != 0) {
        names.add(name(1 << bit));
      }
    }
    return List.copyOf(names);
  }

  private static String name(int flag) {
    int bit = Integer.numberOfTrailingZeros(flag);
    return bit < NAMES.size() ? NAMES.get(bit) : "0x%08X".formatted(flag);
  }
}
