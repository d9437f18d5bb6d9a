package org.rdpdoctor.dialogue;

/// Who is to log on.
///
/// @param user the name alone, or `user@domain` as it was written
/// @param domain empty if none was given, or if it stands in the name
public record Account(String user, String domain) {
  /// Reads `DOMAIN\\user`, `user@domain` or `user`.
  public static Account of(String written) {
    int at = written.indexOf('\\');
    return at < 0
        ? new Account(written, "")
        : new Account(written.substring(at + 1), written.substring(0, at));
  }

  /// The same in a domain that was given beside it.
  public Account in(String otherDomain) {
    return new Account(user, otherDomain);
  }

  /// As one would write it.
  @Override
  public String toString() {
    return domain.isEmpty() ? user : domain + "\\" + user;
  }
}
