package org.rdpdoctor.wire.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// ClientHello, from SSL 3.0 to TLS 1.3: everything that a client offers.
///
/// Nothing is added in secret and nothing is refused, so that a server can be asked for whatever it
/// may still speak: what stands in the record is what goes on the wire. Random bytes and public
/// keys are handed in.
@SpecifiedIn("RFC 8446 4.1.2")
public record ClientHello(
    TlsVersion legacyVersion,
    Bytes random,
    Bytes legacySessionId,
    List<CipherSuite> cipherSuites,
    List<Integer> legacyCompressionMethods,
    List<Extension> extensions)
    implements HandshakeMessage {
  public static final int RANDOM_SIZE = 32;
  private static final int EXTENSION_HEADER = 2 /* type */ + 2 /* length */;

  public ClientHello {
    if (random.size() != RANDOM_SIZE) {
      throw new IllegalArgumentException("a random has 32 bytes, not " + random.size());
    }
    if (legacySessionId.size() > 32) {
      throw new IllegalArgumentException("a session id has at most 32 bytes");
    }
    cipherSuites = List.copyOf(cipherSuites);
    legacyCompressionMethods = List.copyOf(legacyCompressionMethods);
    extensions = List.copyOf(extensions);
  }

  /// A hello that offers one version and these suites, and has no extension but those without which
  /// that version cannot be had. SSL 3.0 to TLS 1.2 need none; TLS 1.3 needs groups, signature
  /// algorithms and key shares besides, see the methods below.
  public static ClientHello of(TlsVersion version, Bytes random, List<CipherSuite> suites) {
    return new ClientHello(version, random, Bytes.EMPTY, suites, List.of(0), List.of())
        .withVersions(List.of(version));
  }

  /// Offers these versions, best first. With TLS 1.3 among them they go into `supported_versions`;
  /// otherwise a hello can name only the highest.
  public ClientHello withVersions(List<TlsVersion> versions) {
    TlsVersion highest = versions.stream().max(TlsVersion::compareTo).orElseThrow();
    if (!highest.encryptsHandshake()) {
      return without(ExtensionType.SUPPORTED_VERSIONS).withLegacyVersion(highest);
    }
    return withLegacyVersion(TlsVersion.TLS12)
        .with(new Extension.SupportedVersions(versions))
        .with(Extension.PSK_DHE_KE);
  }

  public ClientHello withLegacyVersion(TlsVersion version) {
    return new ClientHello(
        version, random, legacySessionId, cipherSuites, legacyCompressionMethods, extensions);
  }

  /// TLS 1.3 wants 32 random bytes here, to look like a resumption to old middleboxes (RFC 8446
  /// D.4).
  public ClientHello withSessionId(Bytes sessionId) {
    return new ClientHello(
        legacyVersion, random, sessionId, cipherSuites, legacyCompressionMethods, extensions);
  }

  public ClientHello withCipherSuites(List<CipherSuite> suites) {
    return new ClientHello(
        legacyVersion, random, legacySessionId, suites, legacyCompressionMethods, extensions);
  }

  /// Adds `server_name`, unless `host` is an address or not in plain ASCII.
  public ClientHello withServerName(String host) {
    return Extension.serverName(host).map(this::with).orElse(this);
  }

  /// Adds `supported_groups`, and `ec_point_formats`, which old servers want with it.
  public ClientHello withGroups(List<NamedGroup> groups) {
    return with(new Extension.SupportedGroups(groups)).with(Extension.UNCOMPRESSED_POINTS);
  }

  public ClientHello withSignatureAlgorithms(List<SignatureScheme> schemes) {
    return with(new Extension.SignatureAlgorithms(schemes));
  }

  /// Adds `key_share`; an empty list asks the server for a HelloRetryRequest.
  public ClientHello withKeyShares(List<KeyShareEntry> shares) {
    return with(new Extension.KeyShareClientHello(shares));
  }

  /// Puts an extension in the place of the one with the same type, or else at the end.
  public ClientHello with(Extension extension) {
    var changed = new ArrayList<Extension>(extensions);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).type().equals(extension.type())) {
        changed.set(i, extension);
        return withExtensions(changed);
      }
    }
    changed.add(extension);
    return withExtensions(changed);
  }

  public ClientHello without(ExtensionType type) {
    return withExtensions(
        extensions.stream().filter(extension -> !extension.type().equals(type)).toList());
  }

  public ClientHello withExtensions(List<Extension> all) {
    return new ClientHello(
        legacyVersion, random, legacySessionId, cipherSuites, legacyCompressionMethods, all);
  }

  /// Grows the message to `size` bytes, its four-byte header included, with a `padding` extension
  /// (RFC 7685); a message that is already as long, or too close to it, stays as it is.
  public ClientHello paddedTo(int size) {
    ClientHello bare = without(ExtensionType.PADDING);
    int blockLength = bare.extensions.isEmpty() ? 2 : 0;
    int missing = size - bare.encode().size() - blockLength - EXTENSION_HEADER;
    return missing < 0 ? bare : bare.with(Extension.padding(missing));
  }

  /// The host in `server_name`.
  public Optional<String> serverName() {
    return find(Extension.ServerName.class).map(Extension.ServerName::hostName);
  }

  /// Every version that this hello offers, as far as it says.
  public List<TlsVersion> versions() {
    return find(Extension.SupportedVersions.class)
        .map(Extension.SupportedVersions::versions)
        .orElse(List.of(legacyVersion));
  }

  public List<NamedGroup> groups() {
    return find(Extension.SupportedGroups.class)
        .map(Extension.SupportedGroups::groups)
        .orElse(List.of());
  }

  public <E extends Extension> Optional<E> find(Class<E> kind) {
    return extensions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  public static ClientHello decode(Bytes message) throws DecodeException {
    WireReader in = Handshake.open(message, HandshakeType.CLIENT_HELLO);
    var version = new TlsVersion(in.u16be("legacy_version"));
    Bytes random = in.bytes("random", RANDOM_SIZE);
    Bytes sessionId = ServerHello.readSessionId(in);
    List<CipherSuite> suites =
        Extensions.numbers(
            in.part("cipher_suites", in.u16be("cipher_suites length")), CipherSuite::new);
    WireReader methods =
        in.part("legacy_compression_methods", in.u8("legacy_compression_methods length"));
    var compression = new ArrayList<Integer>();
    while (!methods.isEmpty()) {
      compression.add(methods.u8("compression method"));
    }
    List<Extension> extensions = Extensions.read(in, Extensions.Speaker.CLIENT_HELLO);
    return new ClientHello(version, random, sessionId, suites, compression, extensions);
  }

  @Override
  public Bytes encode() {
    var suites = new WireWriter();
    cipherSuites.forEach(suite -> suites.u16be(suite.value()));
    var compression = new WireWriter();
    legacyCompressionMethods.forEach(compression::u8);
    var body =
        new WireWriter()
            .u16be(legacyVersion.value())
            .bytes(random)
            .u8Prefixed(legacySessionId)
            .u16bePrefixed(suites.toBytes())
            .u8Prefixed(compression.toBytes());
    Extensions.write(body, extensions);
    return new Handshake(HandshakeType.CLIENT_HELLO, body.toBytes()).encode();
  }

  /// The message in one record, as clients send it.
  public Bytes encodeRecords() {
    return encodeRecords(TlsRecord.MAX_PLAINTEXT);
  }

  /// The message cut into records whose fragments hold at most `fragmentSize` bytes. Peers must put
  /// them together again (RFC 8446 5.1), and some middleboxes do not.
  public Bytes encodeRecords(int fragmentSize) {
    if (fragmentSize < 1 || fragmentSize > TlsRecord.MAX_PLAINTEXT) {
      throw new IllegalArgumentException("a fragment holds 1 to 16384 bytes, not " + fragmentSize);
    }
    // A first record says TLS 1.0 whatever the hello offers (RFC 8446 5.1); only SSL 3.0 is older.
    TlsVersion version =
        legacyVersion.isBefore(TlsVersion.TLS10) ? legacyVersion : TlsVersion.TLS10;
    var records = new WireWriter();
    for (Bytes left = encode();
        !left.isEmpty();
        left = left.from(Math.min(fragmentSize, left.size()))) {
      records.bytes(
          new TlsRecord(ContentType.HANDSHAKE, version, left.first(fragmentSize)).encode());
    }
    return records.toBytes();
  }
}
