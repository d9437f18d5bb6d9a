package org.rdpdoctor.probe;

import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.Password;

/// The one logon that the user has agreed to: who, with what password, and whether it has been
/// made. A second one is never begun, however the first went.
public final class Logon {
  private final Account account;
  private final Password password;
  private boolean begun;

  /// @param password wiped as soon as nothing needs it any more
  public Logon(Account account, Password password) {
    this.account = account;
    this.password = password;
  }

  public Account account() {
    return account;
  }

  Password password() {
    return password;
  }

  /// True the first time it is asked, and never again.
  synchronized boolean begin() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  /// Forgets the password; without effect from the second time on. Nothing can be begun afterwards.
  public synchronized void forget() {
    begun = true;
    password.wipe();
  }

  @Override
  public String toString() {
    return "Logon[" + account + "]";
  }
}
