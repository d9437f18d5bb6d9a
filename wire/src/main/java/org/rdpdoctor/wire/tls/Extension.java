package org.rdpdoctor.wire.tls;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// An extension of a hello. Those that decide a handshake are read; every other one is kept as it
/// stands.
@SpecifiedIn("RFC 8446 4.2")
public sealed interface Extension {
  ExtensionType type();

  /// `extension_data`, without type and length.
  Bytes data();

  /// `server_name`: the host that the client wants to talk to.
  @SpecifiedIn("RFC 6066 3")
  record ServerName(String hostName) implements Extension {
    static final int HOST_NAME = 0;

    @Override
    public ExtensionType type() {
      return ExtensionType.SERVER_NAME;
    }

    @Override
    public Bytes data() {
      var name = new WireWriter().u8(HOST_NAME).u16bePrefixed(Bytes.ascii(hostName)).toBytes();
      return new WireWriter().u16bePrefixed(name).toBytes();
    }
  }

  /// `supported_groups`, formerly `elliptic_curves`.
  @SpecifiedIn("RFC 8446 4.2.7")
  record SupportedGroups(List<NamedGroup> groups) implements Extension {
    public SupportedGroups {
      groups = List.copyOf(groups);
    }

    @Override
    public ExtensionType type() {
      return ExtensionType.SUPPORTED_GROUPS;
    }

    @Override
    public Bytes data() {
      var list = new WireWriter();
      groups.forEach(group -> list.u16be(group.value()));
      return new WireWriter().u16bePrefixed(list.toBytes()).toBytes();
    }
  }

  /// `signature_algorithms`.
  @SpecifiedIn("RFC 8446 4.2.3")
  record SignatureAlgorithms(List<SignatureScheme> schemes) implements Extension {
    public SignatureAlgorithms {
      schemes = List.copyOf(schemes);
    }

    @Override
    public ExtensionType type() {
      return ExtensionType.SIGNATURE_ALGORITHMS;
    }

    @Override
    public Bytes data() {
      var list = new WireWriter();
      schemes.forEach(scheme -> list.u16be(scheme.value()));
      return new WireWriter().u16bePrefixed(list.toBytes()).toBytes();
    }
  }

  /// `application_layer_protocol_negotiation`: a list from the client, one choice from the server.
  @SpecifiedIn("RFC 7301 3.1")
  record Alpn(List<String> protocols) implements Extension {
    public Alpn {
      protocols = List.copyOf(protocols);
    }

    @Override
    public ExtensionType type() {
      return ExtensionType.ALPN;
    }

    @Override
    public Bytes data() {
      var list = new WireWriter();
      protocols.forEach(protocol -> list.u8Prefixed(Bytes.latin1(protocol)));
      return new WireWriter().u16bePrefixed(list.toBytes()).toBytes();
    }
  }

  /// `supported_versions` of a client: every version it offers.
  @SpecifiedIn("RFC 8446 4.2.1")
  record SupportedVersions(List<TlsVersion> versions) implements Extension {
    public SupportedVersions {
      versions = List.copyOf(versions);
    }

    @Override
    public ExtensionType type() {
      return ExtensionType.SUPPORTED_VERSIONS;
    }

    @Override
    public Bytes data() {
      var list = new WireWriter();
      versions.forEach(version -> list.u16be(version.value()));
      return new WireWriter().u8Prefixed(list.toBytes()).toBytes();
    }
  }

  /// `supported_versions` of a server: the version it chose.
  @SpecifiedIn("RFC 8446 4.2.1")
  record SelectedVersion(TlsVersion version) implements Extension {
    @Override
    public ExtensionType type() {
      return ExtensionType.SUPPORTED_VERSIONS;
    }

    @Override
    public Bytes data() {
      return new WireWriter().u16be(version.value()).toBytes();
    }
  }

  /// `key_share` of a client: a public value for each group that it expects the server to choose.
  @SpecifiedIn("RFC 8446 4.2.8")
  record KeyShareClientHello(List<KeyShareEntry> clientShares) implements Extension {
    public KeyShareClientHello {
      clientShares = List.copyOf(clientShares);
    }

    @Override
    public ExtensionType type() {
      return ExtensionType.KEY_SHARE;
    }

    @Override
    public Bytes data() {
      var list = new WireWriter();
      clientShares.forEach(share -> share.write(list));
      return new WireWriter().u16bePrefixed(list.toBytes()).toBytes();
    }
  }

  /// `key_share` of a server: its public value in the group that it chose.
  @SpecifiedIn("RFC 8446 4.2.8")
  record KeyShareServerHello(KeyShareEntry serverShare) implements Extension {
    @Override
    public ExtensionType type() {
      return ExtensionType.KEY_SHARE;
    }

    @Override
    public Bytes data() {
      var out = new WireWriter();
      serverShare.write(out);
      return out.toBytes();
    }
  }

  /// `key_share` of a HelloRetryRequest: the group in which the server wants a public value.
  @SpecifiedIn("RFC 8446 4.2.8")
  record KeyShareHelloRetryRequest(NamedGroup selectedGroup) implements Extension {
    @Override
    public ExtensionType type() {
      return ExtensionType.KEY_SHARE;
    }

    @Override
    public Bytes data() {
      return new WireWriter().u16be(selectedGroup.value()).toBytes();
    }
  }

  /// Any other extension, known by name or not.
  @SpecifiedIn("RFC 8446 4.2")
  record Opaque(ExtensionType type, Bytes data) implements Extension {}

  /// `ec_point_formats`: points without compression, the only form that is left (RFC 8422 5.1.2).
  Extension UNCOMPRESSED_POINTS = new Opaque(ExtensionType.EC_POINT_FORMATS, Bytes.of(1, 0));

  /// `status_request`: asks for an OCSP answer, with neither responders nor extensions named.
  Extension OCSP_REQUEST = new Opaque(ExtensionType.STATUS_REQUEST, Bytes.of(1, 0, 0, 0, 0));

  Extension EXTENDED_MASTER_SECRET = new Opaque(ExtensionType.EXTENDED_MASTER_SECRET, Bytes.EMPTY);

  /// An empty `session_ticket`: the client has none and takes one.
  Extension SESSION_TICKET = new Opaque(ExtensionType.SESSION_TICKET, Bytes.EMPTY);

  /// `renegotiation_info` of a first handshake (RFC 5746 3.2).
  Extension RENEGOTIATION_INFO = new Opaque(ExtensionType.RENEGOTIATION_INFO, Bytes.of(0));

  Extension POST_HANDSHAKE_AUTH = new Opaque(ExtensionType.POST_HANDSHAKE_AUTH, Bytes.EMPTY);

  /// `psk_key_exchange_modes` with `psk_dhe_ke` alone.
  Extension PSK_DHE_KE = new Opaque(ExtensionType.PSK_KEY_EXCHANGE_MODES, Bytes.of(1, 1));

  /// `padding`: so many zeros (RFC 7685).
  static Extension padding(int zeros) {
    return new Opaque(ExtensionType.PADDING, new WireWriter().zeros(zeros).toBytes());
  }

  /// The `server_name` for a host, unless it is an address or not in plain ASCII: RFC 6066 allows
  /// neither.
  static Optional<ServerName> serverName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]*");
    boolean ascii = name.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    return address || !ascii ? Optional.empty() : Optional.of(new ServerName(name));
  }
}
