package org.rdpdoctor.wire.tls;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Lists of cipher suites to offer.
public final class CipherSuites {
  private CipherSuites() {}

  /// What Schannel offers by default in Windows 11 from version 22H2 on, in its order. Microsoft,
  /// "TLS Cipher Suites in Windows 11 v22H2 and later".
  public static final List<CipherSuite> WINDOWS_11 =
      named(
          """
          TLS_AES_256_GCM_SHA384
          TLS_AES_128_GCM_SHA256
          TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
          TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
          TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
          TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
          TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384
          TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256
          TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384
          TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256
          TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
          TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
          TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
          TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
          TLS_RSA_WITH_AES_256_GCM_SHA384
          TLS_RSA_WITH_AES_128_GCM_SHA256
          TLS_RSA_WITH_AES_256_CBC_SHA256
          TLS_RSA_WITH_AES_128_CBC_SHA256
          TLS_RSA_WITH_AES_256_CBC_SHA
          TLS_RSA_WITH_AES_128_CBC_SHA
          """);

  private static final Set<CipherSuite.Authentication> CERTIFICATE_OR_NONE =
      Set.of(
          CipherSuite.Authentication.RSA,
          CipherSuite.Authentication.DSS,
          CipherSuite.Authentication.ECDSA,
          CipherSuite.Authentication.ANONYMOUS);

  /// Every suite up to TLS 1.2 that a server with a certificate, or with none, can choose: the good
  /// ones first, then the weak ones, forward secret ones before others.
  public static final List<CipherSuite> ALL_LEGACY =
      CipherSuite.known().stream()
          .filter(suite -> CERTIFICATE_OR_NONE.contains(suite.authentication()))
          .sorted(
              Comparator.comparingInt((CipherSuite suite) -> suite.weaknesses().size())
                  .thenComparing(suite -> !suite.isForwardSecret())
                  .thenComparing(Comparator.reverseOrder()))
          .toList();

  /// Of [#ALL_LEGACY] those that should not be used any more: RC4, RC2, 3DES, DES, IDEA, NULL,
  /// EXPORT, anonymous and MD5.
  public static final List<CipherSuite> WEAK =
      ALL_LEGACY.stream().filter(CipherSuite::isWeak).toList();

  public static final List<CipherSuite> TLS13 =
      named(
          """
          TLS_AES_256_GCM_SHA384
          TLS_AES_128_GCM_SHA256
          TLS_CHACHA20_POLY1305_SHA256
          TLS_AES_128_CCM_SHA256
          TLS_AES_128_CCM_8_SHA256
          """);

  /// Those of `offered` with this weakness.
  public static List<CipherSuite> with(CipherSuite.Weakness weakness, List<CipherSuite> offered) {
    return offered.stream().filter(suite -> suite.weaknesses().contains(weakness)).toList();
  }

  private static List<CipherSuite> named(String lines) {
    return lines.lines().map(CipherSuite::named).toList();
  }
}
