package org.rdpdoctor.wire.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Reads and writes the extensions block at the end of a hello.
final class Extensions {
  private Extensions() {}

  /// Who speaks decides what the data of some extensions look like.
  enum Speaker {
    CLIENT_HELLO,
    SERVER_HELLO,
    HELLO_RETRY_REQUEST
  }

  /// Nothing at all is an empty list: hellos from before TLS 1.2 end without a block.
  static List<Extension> read(WireReader in, Speaker speaker) throws DecodeException {
    var extensions = new ArrayList<Extension>();
    if (in.isEmpty()) {
      return extensions;
    }
    WireReader block = in.part("extensions", in.u16be("extensions length"));
    while (!block.isEmpty()) {
      var type = new ExtensionType(block.u16be("extension_type"));
      WireReader data = block.part(type.toString(), block.u16be("extension_data length"));
      extensions.add(readOne(type, data, speaker));
    }
    return extensions;
  }

  static void write(WireWriter out, List<Extension> extensions) {
    if (extensions.isEmpty()) {
      return;
    }
    var block = new WireWriter();
    for (Extension extension : extensions) {
      block.u16be(extension.type().value()).u16bePrefixed(extension.data());
    }
    out.u16bePrefixed(block.toBytes());
  }

  private static Extension readOne(ExtensionType type, WireReader in, Speaker speaker)
      throws DecodeException {
    boolean client = speaker == Speaker.CLIENT_HELLO;
    if (type.equals(ExtensionType.SUPPORTED_VERSIONS)) {
      return client
          ? new Extension.SupportedVersions(
              numbers(in.part("versions", in.u8("versions length")), TlsVersion::new))
          : new Extension.SelectedVersion(new TlsVersion(in.u16be("selected_version")));
    }
    if (type.equals(ExtensionType.KEY_SHARE)) {
      return readKeyShare(in, speaker);
    }
    if (type.equals(ExtensionType.SUPPORTED_GROUPS)) {
      return new Extension.SupportedGroups(
          numbers(in.part("named_group_list", in.u16be("list length")), NamedGroup::new));
    }
    if (type.equals(ExtensionType.ALPN)) {
      return readAlpn(in);
    }
    if (client && type.equals(ExtensionType.SIGNATURE_ALGORITHMS)) {
      return new Extension.SignatureAlgorithms(
          numbers(in.part("signature_algorithms", in.u16be("length")), SignatureScheme::new));
    }
    if (client && type.equals(ExtensionType.SERVER_NAME)) {
      return readServerName(in);
    }
    return new Extension.Opaque(type, in.rest());
  }

  private static Extension readKeyShare(WireReader in, Speaker speaker) throws DecodeException {
    return switch (speaker) {
      case CLIENT_HELLO -> {
        WireReader list = in.part("client_shares", in.u16be("client_shares length"));
        var shares = new ArrayList<KeyShareEntry>();
        while (!list.isEmpty()) {
          shares.add(KeyShareEntry.read(list));
        }
        yield new Extension.KeyShareClientHello(shares);
      }
      case SERVER_HELLO -> new Extension.KeyShareServerHello(KeyShareEntry.read(in));
      case HELLO_RETRY_REQUEST ->
          new Extension.KeyShareHelloRetryRequest(new NamedGroup(in.u16be("selected_group")));
    };
  }

  private static Extension readAlpn(WireReader in) throws DecodeException {
    WireReader list = in.part("protocol_name_list", in.u16be("list length"));
    var protocols = new ArrayList<String>();
    while (!list.isEmpty()) {
      Bytes name = list.bytes("ProtocolName", list.u8("ProtocolName length"));
      protocols.add(name.decode(StandardCharsets.ISO_8859_1));
    }
    return new Extension.Alpn(protocols);
  }

  /// A name of another type than `host_name` has never been defined; such data are kept as they
  /// are.
  private static Extension readServerName(WireReader in) throws DecodeException {
    Bytes data = in.rest();
    var again = new WireReader(data);
    WireReader list = again.part("server_name_list", again.u16be("list length"));
    if (list.isEmpty() || list.u8("name_type") != Extension.ServerName.HOST_NAME) {
      return new Extension.Opaque(ExtensionType.SERVER_NAME, data);
    }
    Bytes name = list.bytes("HostName", list.u16be("HostName length"));
    return new Extension.ServerName(name.decode(StandardCharsets.US_ASCII));
  }

  static <T> List<T> numbers(WireReader list, IntFunction<T> make) throws DecodeException {
    var numbers = new ArrayList<T>();
    while (!list.isEmpty()) {
      numbers.add(make.apply(list.u16be("list entry")));
    }
    return numbers;
  }
}
