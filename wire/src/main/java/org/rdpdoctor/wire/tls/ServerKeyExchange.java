package org.rdpdoctor.wire.tls;

import java.math.BigInteger;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// ServerKeyExchange, up to TLS 1.2: the server's public value, and its signature over it.
///
/// `algorithm` came with TLS 1.2. Anonymous suites sign nothing: their `signature` is empty.
@SpecifiedIn("RFC 5246 7.4.3")
public record ServerKeyExchange(
    Parameters parameters, Optional<SignatureScheme> algorithm, Bytes signature)
    implements HandshakeMessage {

  /// What the server contributes to the common secret.
  @SpecifiedIn("RFC 5246 7.4.3")
  public sealed interface Parameters {
    Bytes encode();
  }

  /// `ServerDHParams`. The size of the prime is what clients refuse when it is too small.
  @SpecifiedIn("RFC 5246 7.4.3")
  public record DiffieHellman(Bytes p, Bytes g, Bytes ys) implements Parameters {
    public int primeBits() {
      return bits(p);
    }

    @Override
    public Bytes encode() {
      return new WireWriter().u16bePrefixed(p).u16bePrefixed(g).u16bePrefixed(ys).toBytes();
    }
  }

  /// `ServerECDHParams` with a named curve.
  @SpecifiedIn("RFC 8422 5.4")
  public record EllipticCurve(NamedGroup group, Bytes point) implements Parameters {
    static final int NAMED_CURVE = 3;

    @Override
    public Bytes encode() {
      return new WireWriter().u8(NAMED_CURVE).u16be(group.value()).u8Prefixed(point).toBytes();
    }
  }

  /// `ServerRSAParams`: the short key of an export suite.
  @SpecifiedIn("RFC 2246 7.4.3")
  public record RsaExport(Bytes modulus, Bytes exponent) implements Parameters {
    public int modulusBits() {
      return bits(modulus);
    }

    @Override
    public Bytes encode() {
      return new WireWriter().u16bePrefixed(modulus).u16bePrefixed(exponent).toBytes();
    }
  }

  /// Parameters of a suite that is not taken apart here; the signature, if any, stands among them.
  @SpecifiedIn("RFC 5246 7.4.3")
  public record Opaque(Bytes encode) implements Parameters {}

  /// Reads the message in the light of what the server's hello chose.
  public static ServerKeyExchange decode(Bytes message, TlsVersion version, CipherSuite suite)
      throws DecodeException {
    WireReader in = Handshake.open(message, HandshakeType.SERVER_KEY_EXCHANGE);
    Parameters parameters = readParameters(in, suite);
    if (parameters instanceof Opaque || in.isEmpty()) {
      return new ServerKeyExchange(parameters, Optional.empty(), Bytes.EMPTY);
    }
    Optional<SignatureScheme> algorithm =
        version.isBefore(TlsVersion.TLS12)
            ? Optional.empty()
            : Optional.of(new SignatureScheme(in.u16be("algorithm")));
    return new ServerKeyExchange(
        parameters, algorithm, in.bytes("signature", in.u16be("signature length")));
  }

  private static Parameters readParameters(WireReader in, CipherSuite suite)
      throws DecodeException {
    return switch (suite.keyExchangeParameters()) {
      case DIFFIE_HELLMAN ->
          new DiffieHellman(vector(in, "dh_p"), vector(in, "dh_g"), vector(in, "dh_Ys"));
      case RSA_EXPORT -> new RsaExport(vector(in, "rsa_modulus"), vector(in, "rsa_exponent"));
      case ELLIPTIC_CURVE -> {
        if (in.peek("curve_type") != EllipticCurve.NAMED_CURVE) {
          yield new Opaque(in.rest()); // an explicit curve, which nobody uses
        }
        in.skip("curve_type", 1);
        var group = new NamedGroup(in.u16be("namedcurve"));
        yield new EllipticCurve(group, in.bytes("point", in.u8("point length")));
      }
      case NONE, OTHER -> new Opaque(in.rest());
    };
  }

  private static Bytes vector(WireReader in, String field) throws DecodeException {
    return in.bytes(field, in.u16be(field + " length"));
  }

  private static int bits(Bytes magnitude) {
    return new BigInteger(1, magnitude.toArray()).bitLength();
  }

  @Override
  public Bytes encode() {
    var body = new WireWriter().bytes(parameters.encode());
    algorithm.ifPresent(scheme -> body.u16be(scheme.value()));
    if (algorithm.isPresent() || !signature.isEmpty()) {
      body.u16bePrefixed(signature);
    }
    return new Handshake(HandshakeType.SERVER_KEY_EXCHANGE, body.toBytes()).encode();
  }
}
