package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Locale;

/// Names of accounts, which logs write in several ways.
final class Accounts {
  private Accounts() {}

  /// The domain and the user with a backslash between, or the user alone; empty if there is none.
  static String joined(String user, String domain) {
    String name = named(user);
    String realm = named(domain);
    boolean whole = name.indexOf('\\') >= 0 || name.indexOf('@') >= 0;
    return name.isEmpty() || realm.isEmpty() || whole ? name : realm + "\\" + name;
  }

  /// The user without domain, in lower case.
  static String key(String account) {
    String name = account.substring(account.lastIndexOf('\\') + 1);
    int at = name.indexOf('@');
    return (at > 0 ? name.substring(0, at) : name).toLowerCase(Locale.ROOT);
  }

  /// Accounts of machines end so.
  static boolean isMachine(String user) {
    return user.strip().endsWith("$");
  }

  private static String named(String text) {
    String name = text.strip();
    return name.equals("-") ? "" : name;
  }
}
