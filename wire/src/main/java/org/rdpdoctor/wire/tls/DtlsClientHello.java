package org.rdpdoctor.wire.tls;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// The body of a ClientHello for datagrams: that of TLS with a cookie in its middle.
///
/// @param cookie empty in a first hello, then what the server's [HelloVerifyRequest] said
@SpecifiedIn("RFC 6347 4.2.1")
public record DtlsClientHello(Bytes cookie, ClientHello hello) {
  private static final int FIXED_SIZE = 2 /* client_version */ + ClientHello.RANDOM_SIZE;
  private static final int LONGEST_COOKIE = 255;

  public DtlsClientHello {
    if (cookie.size() > LONGEST_COOKIE) {
      throw new IllegalArgumentException("a cookie has at most 255 bytes");
    }
  }

  /// A first hello.
  ///
  /// @param hello whose version is one of DTLS
  public static DtlsClientHello first(ClientHello hello) {
    return new DtlsClientHello(Bytes.EMPTY, hello);
  }

  /// The same hello as the answer to a server that wants its cookie back.
  public DtlsClientHello with(HelloVerifyRequest request) {
    return new DtlsClientHello(request.cookie(), hello);
  }

  public static DtlsClientHello decode(Bytes body) throws DecodeException {
    var in = new WireReader(body);
    in.skip("client_version and random", FIXED_SIZE);
    in.skip("session_id", in.u8("session_id length"));
    int cookieAt = in.offset();
    Bytes cookie = in.bytes("cookie", in.u8("cookie length"));
    Bytes asInTls = body.first(cookieAt).plus(in.rest());
    return new DtlsClientHello(
        cookie, ClientHello.decode(new Handshake(HandshakeType.CLIENT_HELLO, asInTls).encode()));
  }

  public Bytes encode() {
    Bytes asInTls = hello.encode().from(Handshake.HEADER_SIZE);
    int cookieAt = FIXED_SIZE + 1 /* session_id length */ + hello.legacySessionId().size();
    return new WireWriter()
        .bytes(asInTls.first(cookieAt))
        .u8Prefixed(cookie)
        .bytes(asInTls.from(cookieAt))
        .toBytes();
  }

  /// The hello in one record, as clients send it.
  ///
  /// @param number 0 for a first hello, 1 for the one with the cookie
  public Bytes encodeDatagram(int number) {
    var handshake = DtlsHandshake.whole(HandshakeType.CLIENT_HELLO, number, encode());
    return new DtlsRecord(ContentType.HANDSHAKE, TlsVersion.DTLS10, 0, number, handshake.encode())
        .encode();
  }
}
