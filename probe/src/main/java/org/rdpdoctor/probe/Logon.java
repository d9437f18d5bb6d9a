package org.rdpdoctor.probe;

import java.util.Optional;
import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.Password;

/// The one logon that the user has agreed to: who, with what password, and whether it has been
/// made. A second one is never begun, however the first went.
public final class Logon {
  private final Account account;
  private final Optional<Password> password;
  private final LogonWay way;
  private final Admission admission = new Admission();
  private boolean begun;
  private boolean mayBeTold;

  /// @param password wiped as soon as nothing needs it any more
  public Logon(Account account, Password password) {
    this(account, Optional.of(password), LogonWay.AUTO);
  }

  /// @param account its user is empty for whoever the ticket cache knows
  /// @param password nothing to log on with a ticket of the cache
  public Logon(Account account, Optional<Password> password, LogonWay way) {
    this.account = account;
    this.password = password;
    this.way = way;
  }

  LogonWay way() {
    return way;
  }

  /// The same, and whoever accepts nothing else may be told the password itself.
  public Logon tellingIfNeeded() {
    mayBeTold = true;
    return this;
  }

  boolean mayBeTold() {
    return mayBeTold;
  }

  /// For proxies, which want the same logon on every connection.
  Admission admission() {
    return admission;
  }

  public Account account() {
    return account;
  }

  /// One more logon with the same account, somewhere else.
  public Logon elsewhere() {
    return new Logon(account, password.map(Password::copy), way);
  }

  /// Nothing if the logon is made with a ticket.
  Optional<Password> password() {
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
    password.ifPresent(Password::wipe);
  }

  @Override
  public String toString() {
    return "Logon[" + account + "]";
  }
}
