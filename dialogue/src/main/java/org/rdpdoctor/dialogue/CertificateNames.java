package org.rdpdoctor.dialogue;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rdpdoctor.wire.x509.Certificate;

/// For which names a certificate is valid (RFC 6125).
final class CertificateNames {
  private CertificateNames() {}

  /// The names that count: the alternative ones, or the common name where no DNS name is among them
  /// (RFC 6125 6.4.4).
  static List<String> of(Certificate certificate) {
    var names = new ArrayList<>(certificate.dnsNames());
    names.addAll(certificate.ipAddresses());
    if (certificate.dnsNames().isEmpty()) {
      certificate.subject().commonName().ifPresent(names::add);
    }
    return List.copyOf(names);
  }

  /// A star stands for one whole label, the first (RFC 6125 6.4.3).
  static boolean matches(String name, String target) {
    String wanted = normal(target);
    String given = normal(name);
    if (!given.startsWith("*.")) {
      return given.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    return dot > 0 && wanted.substring(dot).equals(given.substring(1));
  }

  /// In lower case, without the dot of the root, and as DNS writes what is not ASCII (RFC 5890).
  private static String normal(String name) {
    String lower = asDnsWritesIt(name).toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String asDnsWritesIt(String name) {
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return name; // too long a label, or no name: it is compared as it stands
    }
  }
}
