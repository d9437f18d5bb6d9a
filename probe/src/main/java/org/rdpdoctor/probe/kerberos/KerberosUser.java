package org.rdpdoctor.probe.kerberos;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Whom a KDC is asked for.
///
/// @param name as the KDC knows it
/// @param realm in the letters that the KDC uses, which are capital ones with every Windows
record KerberosUser(String name, String realm) {
  /// The account that the request means; nothing without a user or without a realm.
  static Optional<KerberosUser> of(KerberosRequest request, Krb5Conf conf) {
    return request
        .user()
        .flatMap(
            user -> realm(request, user, conf).map(realm -> new KerberosUser(name(user), realm)));
  }

  /// The realm that somebody without a name belongs to.
  static Optional<String> realm(KerberosRequest request, Krb5Conf conf) {
    return request
        .realm()
        .or(conf::defaultRealm)
        .or(() -> serverDomain(request).map(KerberosUser::upper));
  }

  private static Optional<String> realm(KerberosRequest request, String user, Krb5Conf conf) {
    if (request.realm().isPresent()) {
      return request.realm();
    }
    int at = user.lastIndexOf('@');
    if (at >= 0) {
      return given(user.substring(at + 1)).map(KerberosUser::upper);
    }
    int backslash = user.indexOf('\\');
    if (backslash < 0) {
      return realm(request, conf);
    }
    String domain = user.substring(0, backslash);
    if (domain.contains(".")) {
      return Optional.of(upper(domain));
    }
    // The short name of a domain is no realm; whose short name it is, the server or the file knows.
    return Stream.concat(serverDomain(request).stream(), conf.defaultRealm().stream())
        .filter(
            realm ->
                domain.equalsIgnoreCase(request.netbiosDomain())
                    || upper(realm).startsWith(upper(domain) + "."))
        .findFirst()
        .map(KerberosUser::upper);
  }

  private static String name(String user) {
    String plain = user.substring(user.indexOf('\\') + 1);
    int at = plain.lastIndexOf('@');
    return at > 0 ? plain.substring(0, at) : plain;
  }

  /// A server outside a domain names itself in the place of one, without a dot.
  private static Optional<String> serverDomain(KerberosRequest request) {
    return given(request.dnsDomain()).filter(domain -> domain.contains("."));
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /// `name@realm` as the JDK reads it: what would divide it is escaped.
  String principal() {
    return name.replaceAll("([\\\\/@])", "\\\\$1") + "@" + realm;
  }

  @Override
  public String toString() {
    return name + "@" + realm;
  }
}
