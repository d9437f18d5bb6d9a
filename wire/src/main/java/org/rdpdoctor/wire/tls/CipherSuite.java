package org.rdpdoctor.wire.tls;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.wire.SpecifiedIn;

/// A `CipherSuite`: how a connection exchanges keys, encrypts and authenticates. Unknown numbers
/// are kept.
///
/// What a suite is made of is read from its registered name, which is built from these parts.
@SpecifiedIn("RFC 8446 4.1.2")
public record CipherSuite(int value) implements Comparable<CipherSuite> {
  public static final CipherSuite TLS_NULL_WITH_NULL_NULL = new CipherSuite(0x0000);

  /// Not a suite but a signal: the client knows secure renegotiation (RFC 5746 3.3).
  public static final CipherSuite TLS_EMPTY_RENEGOTIATION_INFO_SCSV = new CipherSuite(0x00FF);

  /// Not a suite but a signal: the client tries again with an older version (RFC 7507).
  public static final CipherSuite TLS_FALLBACK_SCSV = new CipherSuite(0x5600);

  private static final Map<String, CipherSuite> BY_NAME =
      CipherSuiteNames.NAMES.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getValue, entry -> new CipherSuite(entry.getKey())));

  /// Why a suite should not be used any more.
  public enum Weakness {
    /// Nothing is encrypted.
    NULL_ENCRYPTION,
    /// Keys were cut short for export rules of the 1990s.
    EXPORT,
    /// Nobody proves who he is.
    ANONYMOUS,
    /// Forbidden by RFC 7465.
    RC4,
    RC2,
    DES,
    /// Blocks of 64 bits repeat after some gigabytes (SWEET32).
    TRIPLE_DES,
    /// Blocks of 64 bits, and removed from TLS 1.2 (RFC 5469).
    IDEA,
    MD5
  }

  /// What the server needs besides the suite to be able to use it.
  public enum Authentication {
    RSA,
    DSS,
    ECDSA,
    ANONYMOUS,
    PRE_SHARED_KEY,
    KERBEROS,
    PASSWORD,
    GOST,
    /// TLS 1.3 negotiates the certificate apart from the suite.
    ANY_CERTIFICATE,
    UNKNOWN
  }

  /// What the `ServerKeyExchange` message of a suite holds.
  enum KeyExchangeParameters {
    NONE,
    DIFFIE_HELLMAN,
    ELLIPTIC_CURVE,
    RSA_EXPORT,
    OTHER
  }

  /// Every suite that has a name.
  public static Set<CipherSuite> known() {
    return Set.copyOf(BY_NAME.values());
  }

  /// The suite with this name in the IANA registry.
  ///
  /// @throws IllegalArgumentException if there is none
  public static CipherSuite named(String name) {
    CipherSuite suite = BY_NAME.get(name);
    if (suite == null) {
      throw new IllegalArgumentException("no cipher suite is called " + name);
    }
    return suite;
  }

  public boolean isKnown() {
    return CipherSuiteNames.NAMES.containsKey(value);
  }

  /// The name in the IANA registry, if it has one.
  public Optional<String> name() {
    return Optional.ofNullable(CipherSuiteNames.NAMES.get(value));
  }

  /// True for the numbers in the list of suites that are no suites: signals and GREASE.
  public boolean isSignal() {
    return equals(TLS_EMPTY_RENEGOTIATION_INFO_SCSV)
        || equals(TLS_FALLBACK_SCSV)
        || Names.isGrease(value);
  }

  /// Every weakness of the suite; empty for a good or an unknown one.
  public Set<Weakness> weaknesses() {
    var found = EnumSet.noneOf(Weakness.class);
    String name = "_" + name().orElse("") + "_";
    if (name.contains("_NULL_") || name.contains("_TLS_SHA")) {
      found.add(Weakness.NULL_ENCRYPTION);
    }
    if (name.contains("_EXPORT")) {
      found.add(Weakness.EXPORT);
    }
    if (name.contains("_anon_") || equals(TLS_NULL_WITH_NULL_NULL)) {
      found.add(Weakness.ANONYMOUS);
    }
    if (name.contains("_3DES_")) {
      found.add(Weakness.TRIPLE_DES);
    }
    if (name.contains("_DES_") || name.contains("_DES40_")) {
      found.add(Weakness.DES);
    }
    for (Weakness spelledOut :
        EnumSet.of(Weakness.RC4, Weakness.RC2, Weakness.IDEA, Weakness.MD5)) {
      if (name.contains("_" + spelledOut.name() + "_")) {
        found.add(spelledOut);
      }
    }
    return Collections.unmodifiableSet(found);
  }

  public boolean isWeak() {
    return !weaknesses().isEmpty();
  }

  /// True if what was recorded stays secret when the server's key becomes known later.
  public boolean isForwardSecret() {
    String exchange = exchange();
    return exchange.contains("DHE") || exchange.endsWith("_anon") || isTls13();
  }

  public Authentication authentication() {
    String exchange = exchange();
    if (isTls13()) {
      return Authentication.ANY_CERTIFICATE;
    }
    if (exchange.contains("anon")) {
      return Authentication.ANONYMOUS;
    }
    if (exchange.contains("SRP") || exchange.contains("ECCPWD") || exchange.contains("JPAKE")) {
      return Authentication.PASSWORD;
    }
    if (exchange.contains("PSK")) {
      return Authentication.PRE_SHARED_KEY;
    }
    if (exchange.contains("ECDSA")) {
      return Authentication.ECDSA;
    }
    if (exchange.contains("DSS")) {
      return Authentication.DSS;
    }
    if (exchange.contains("RSA")) {
      return Authentication.RSA;
    }
    if (exchange.contains("GOST")) {
      return Authentication.GOST;
    }
    return exchange.contains("KRB5") ? Authentication.KERBEROS : Authentication.UNKNOWN;
  }

  /// The first version in which the suite may be used.
  public TlsVersion since() {
    if (isTls13()) {
      return TlsVersion.TLS13;
    }
    String name = name().orElse("");
    boolean needsTls12 =
        name.contains("_GCM_")
            || name.contains("_CCM")
            || name.contains("_CHACHA20_")
            || name.contains("OMAC")
            || name.contains("_MGM_")
            || name.endsWith("_SHA256")
            || name.endsWith("_SHA384");
    if (needsTls12) {
      return TlsVersion.TLS12;
    }
    return exchange().startsWith("EC") ? TlsVersion.TLS10 : TlsVersion.SSL3;
  }

  /// RFC 8446 B.4, and what was registered later: SM4 (RFC 8998), integrity only (RFC 9150), GOST
  /// (RFC 9367).
  private boolean isTls13() {
    return value >> 8 == 0x13
        || value == 0x00C6
        || value == 0x00C7
        || value == 0xC0B4
        || value == 0xC0B5
        || (value >= 0xC103 && value <= 0xC106);
  }

  KeyExchangeParameters keyExchangeParameters() {
    String exchange = exchange().toUpperCase(Locale.ROOT);
    boolean more = exchange.contains("PSK") || exchange.contains("SRP");
    if (more || exchange.isEmpty()) {
      return KeyExchangeParameters.OTHER;
    }
    if (exchange.startsWith("ECDHE") || exchange.equals("ECDH_ANON")) {
      return KeyExchangeParameters.ELLIPTIC_CURVE;
    }
    if (exchange.startsWith("DHE") || exchange.startsWith("DH_ANON")) {
      return KeyExchangeParameters.DIFFIE_HELLMAN;
    }
    return exchange.startsWith("RSA_EXPORT")
        ? KeyExchangeParameters.RSA_EXPORT
        : KeyExchangeParameters.NONE;
  }

  /// The part of the name that tells how keys are exchanged, such as `ECDHE_RSA`; empty if unknown.
  private String exchange() {
    String name = name().orElse("");
    int with = name.indexOf("_WITH_");
    return with < 0 ? "" : name.substring("TLS_".length(), with);
  }

  @Override
  public int compareTo(CipherSuite other) {
    return Integer.compare(value, other.value);
  }

  /// The registered name, or the number as `cipher suite 0x1234`.
  @Override
  public String toString() {
    if (Names.isGrease(value)) {
      return "GREASE 0x%04X".formatted(value);
    }
    return name().orElseGet(() -> "cipher suite 0x%04X".formatted(value));
  }
}
