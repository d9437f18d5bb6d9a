package org.rdpdoctor.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.facts.Target;
import org.rdpdoctor.probe.Logon;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whether to log on, as whom, and the user's consent to it: never without `--user`, never more
/// than once, and never before the user was told.
final class LogonOptions {
  static final String VARIABLE = "RDPDOCTOR_PASSWORD";

  @Option(
      names = "--user",
      order = 11,
      paramLabel = "U",
      description =
          "Log on once as this user, DOMAIN\\user or user@domain, and stop there unless --until"
              + " session is given. The password is asked for.")
  @Nullable String user;

  @Option(
      names = "--domain",
      order = 12,
      paramLabel = "D",
      description = "The domain of the user, if --user does not say it.")
  @Nullable String domain;

  @Option(
      names = "--password-stdin",
      order = 13,
      description = "Read the password from the first line of standard input.")
  boolean passwordStdin;

  @Option(
      names = "--password-file",
      order = 14,
      paramLabel = "F",
      description =
          "Read it from the first line of this file. Otherwise from the environment variable "
              + VARIABLE
              + ", if it is set.")
  @Nullable String passwordFile;

  @Option(
      names = "--yes-one-logon",
      order = 19,
      description = "Do not ask whether to log on; needed where there is no terminal.")
  boolean yes;

  @Mixin LogonWayOptions way = new LogonWayOptions();

  /// Only there to be refused.
  @Option(names = "--password", arity = "0..1", hidden = true)
  @Nullable String passwordArgument;

  /// For a peer of our own, whose password everybody knows: nobody has to be asked.
  Optional<String> known = Optional.empty();

  Optional<Keyboard> keyboard = Keyboard.ofProcess();
  Map<String, String> environment = System.getenv();

  boolean isWanted() {
    return user != null || way.usesTicket();
  }

  /// @throws UsageException if the options contradict each other
  void check() {
    check(false);
  }

  /// @param elsewhere whether somebody logs on at another place, to which consent may belong
  void check(boolean elsewhere) {
    if (passwordArgument != null) {
      throw new UsageException(
          "a password on the command line can be seen by everybody on this machine: leave out"
              + " --password and type it when you are asked, or give --password-file");
    }
    way.check();
    if (way.usesTicket() && (passwordStdin || passwordFile != null)) {
      throw new UsageException("--ticket needs no password: leave one of them out");
    }
    if (user == null && !way.usesTicket() && way.isGiven()) {
      throw new UsageException("there is no logon without --user or --ticket");
    }
    boolean consents = yes && !elsewhere;
    if (user == null && !way.usesTicket() && (passwordStdin || passwordFile != null || consents)) {
      throw new UsageException("there is no logon without --user");
    }
    if (user == null && domain != null) {
      throw new UsageException("there is no logon without --user");
    }
    if (passwordStdin && passwordFile != null) {
      throw new UsageException("--password-stdin contradicts --password-file: leave one out");
    }
    if (user != null) {
      account(user);
    }
  }

  private Account account(String written) {
    Account account = Account.of(written);
    if (account.user().isBlank()) {
      throw new UsageException("'" + written + "' names no user");
    }
    if (domain == null) {
      return account;
    }
    if (!account.domain().isEmpty() || account.user().contains("@")) {
      throw new UsageException("--domain contradicts --user, which names a domain: leave it out");
    }
    return account.in(domain);
  }

  /// Tells what is going to happen, and has the user agree to it.
  ///
  /// @return nothing if no logon is wanted
  /// @throws UsageException if there is no password, or no consent
  Optional<Logon> consented(Screen screen, Target target) {
    return consented(screen, target.input());
  }

  /// @param where the logon is made, in words
  Optional<Logon> consented(Screen screen, String where) {
    if (!isWanted()) {
      return Optional.empty();
    }
    Account account = user == null ? new Account("", "") : account(user);
    if (known.isPresent()) {
      return Optional.of(
          new Logon(
              account, Optional.of(Password.takenFrom(known.get().toCharArray())), way.way()));
    }
    if (keyboard.isEmpty() && !yes) {
      throw new UsageException(
          "nobody can be asked here whether to log on: add --yes-one-logon if it is agreed to");
    }
    String who = way.usesTicket() ? (account + " with a Kerberos ticket").strip() : "" + account;
    screen
        .err()
        .println(
            "This is one logon "
                + (user == null ? "" : "as ")
                + who
                + " at "
                + where
                + (way.usesTicket()
                    ? "."
                    : ": a wrong password counts towards a lockout of the account."));
    screen.err().flush();
    return Optional.of(new Logon(account, secret(screen), way.way()));
  }

  /// Nothing for who has a ticket and agrees.
  private Optional<Password> secret(Screen screen) {
    if (!way.usesTicket()) {
      return Optional.of(Password.takenFrom(password(screen)));
    }
    agree();
    return Optional.empty();
  }

  void agree() {
    if (!yes && !keyboard.map(at -> at.agrees("Log on once? [y/N] ")).orElse(false)) {
      throw declined();
    }
  }

  private char[] password(Screen screen) {
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!passwordStdin && passwordFile == null && variable.isEmpty()) {
      return keyboard
          .orElseThrow(
              () ->
                  new UsageException(
                      "there is no terminal to ask for the password: give --password-stdin or"
                          + " --password-file"))
          .password("Password (nothing to stop): ")
          .orElseThrow(LogonOptions::declined);
    }
    agree();
    if (passwordStdin) {
      return PasswordSource.input(screen.in());
    }
    return passwordFile == null
        ? variable.toCharArray()
        : PasswordSource.file(passwordFile, screen.err());
  }

  static UsageException declined() {
    return new UsageException("nobody was logged on, and nothing was tried");
  }
}
