package org.rdpdoctor.wire.tls;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// ServerHello, from SSL 3.0 to TLS 1.3: what the server chose. A HelloRetryRequest has the same
/// form.
@SpecifiedIn("RFC 8446 4.1.3")
public record ServerHello(
    TlsVersion legacyVersion,
    Bytes random,
    Bytes legacySessionIdEcho,
    CipherSuite cipherSuite,
    int legacyCompressionMethod,
    List<Extension> extensions)
    implements HandshakeMessage {

  /// The `random` that makes a ServerHello a HelloRetryRequest: SHA-256 of that word.
  public static final Bytes HELLO_RETRY_REQUEST =
      Bytes.hex("CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C");

  // The ends of a random with which a server says that it could do more (RFC 8446 4.1.3).
  private static final Bytes DOWNGRADED_TO_TLS12 = Bytes.hex("444F574E47524401");
  private static final Bytes DOWNGRADED_FURTHER = Bytes.hex("444F574E47524400");
  private static final int SENTINEL_AT = ClientHello.RANDOM_SIZE - 8;

  public ServerHello {
    if (random.size() != ClientHello.RANDOM_SIZE) {
      throw new IllegalArgumentException("a random has 32 bytes, not " + random.size());
    }
    extensions = List.copyOf(extensions);
  }

  public boolean isHelloRetryRequest() {
    return random.equals(HELLO_RETRY_REQUEST);
  }

  /// The version that the server chose, wherever it says so.
  public TlsVersion version() {
    return find(Extension.SelectedVersion.class)
        .map(Extension.SelectedVersion::version)
        .orElse(legacyVersion);
  }

  /// The group that a TLS 1.3 server chose, or wants a public value in; older servers name it in
  /// their [ServerKeyExchange].
  public Optional<NamedGroup> selectedGroup() {
    return find(Extension.KeyShareServerHello.class)
        .map(share -> share.serverShare().group())
        .or(
            () ->
                find(Extension.KeyShareHelloRetryRequest.class)
                    .map(Extension.KeyShareHelloRetryRequest::selectedGroup));
  }

  /// The highest version that the server says it speaks when it had to choose a lower one: TLS 1.3,
  /// or TLS 1.2 (at least).
  public Optional<TlsVersion> couldHaveChosen() {
    Bytes end = random.from(SENTINEL_AT);
    if (end.equals(DOWNGRADED_TO_TLS12)) {
      return Optional.of(TlsVersion.TLS13);
    }
    return end.equals(DOWNGRADED_FURTHER) ? Optional.of(TlsVersion.TLS12) : Optional.empty();
  }

  public <E extends Extension> Optional<E> find(Class<E> kind) {
    return extensions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /// True if the server's hello has an extension of this type.
  public boolean has(ExtensionType type) {
    return extensions.stream().anyMatch(extension -> extension.type().equals(type));
  }

  public static ServerHello decode(Bytes message) throws DecodeException {
    WireReader in = Handshake.open(message, HandshakeType.SERVER_HELLO);
    var version = new TlsVersion(in.u16be("legacy_version"));
    Bytes random = in.bytes("random", ClientHello.RANDOM_SIZE);
    Bytes sessionId = readSessionId(in);
    var suite = new CipherSuite(in.u16be("cipher_suite"));
    int compression = in.u8("legacy_compression_method");
    var speaker =
        random.equals(HELLO_RETRY_REQUEST)
            ? Extensions.Speaker.HELLO_RETRY_REQUEST
            : Extensions.Speaker.SERVER_HELLO;
    return new ServerHello(
        version, random, sessionId, suite, compression, Extensions.read(in, speaker));
  }

  static Bytes readSessionId(WireReader in) throws DecodeException {
    int at = in.offset();
    int length = in.u8("legacy_session_id length");
    if (length > 32) {
      throw in.wrongLength("legacy_session_id length", at, length, 32);
    }
    return in.bytes("legacy_session_id", length);
  }

  @Override
  public Bytes encode() {
    var body =
        new WireWriter()
            .u16be(legacyVersion.value())
            .bytes(random)
            .u8Prefixed(legacySessionIdEcho)
            .u16be(cipherSuite.value())
            .u8(legacyCompressionMethod);
    Extensions.write(body, extensions);
    return new Handshake(HandshakeType.SERVER_HELLO, body.toBytes()).encode();
  }
}
