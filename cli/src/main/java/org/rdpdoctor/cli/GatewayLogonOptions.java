package org.rdpdoctor.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.dialogue.Account;
import org.rdpdoctor.dialogue.Password;
import org.rdpdoctor.probe.Itinerary;
import org.rdpdoctor.probe.Logon;
import org.rdpdoctor.wire.tsgu.TsguText;
import picocli.CommandLine.Option;

/// Who logs on at the gateway, if it is somebody else than at the target.
final class GatewayLogonOptions {
  static final String VARIABLE = "RDPDOCTOR_GATEWAY_PASSWORD";

  @Option(
      names = "--gateway-user",
      order = 45,
      paramLabel = "U",
      description =
          "Log on once at the gateway as this user; otherwise as that of --user. The password is"
              + " asked for.")
  @Nullable String user;

  @Option(
      names = "--gateway-password-stdin",
      order = 46,
      description = "Read this password from the first line of standard input.")
  boolean passwordStdin;

  @Option(
      names = "--gateway-password-file",
      order = 47,
      paramLabel = "F",
      description =
          "Read it from the first line of this file. Otherwise from the environment variable "
              + VARIABLE
              + ", if it is set.")
  @Nullable String passwordFile;

  @Option(
      names = "--gateway-basic",
      order = 48,
      description =
          "Hand the password itself to a gateway that takes nothing else, if its certificate is"
              + " trusted or pinned.")
  boolean basic;

  @Option(
      names = "--gateway-token-file",
      order = 49,
      paramLabel = "F",
      description =
          "Show the gateway the access token on the first line of this file instead of a logon.")
  @Nullable String tokenFile;

  /// Only there to be refused.
  @Option(names = "--gateway-password", arity = "0..1", hidden = true)
  @Nullable String passwordArgument;

  Map<String, String> environment = System.getenv();

  boolean isWanted() {
    return user != null;
  }

  /// True if the gateway is opened by something else than what --user says.
  boolean opensByItself() {
    return user != null || tokenFile != null;
  }

  /// @param logon for the target, and for the gateway where nothing else is said
  /// @param throughGateway whether there is a gateway
  /// @param alone whether the gateway is all that is examined
  /// @throws UsageException if the options contradict each other
  void check(LogonOptions logon, boolean throughGateway, boolean alone) {
    if (passwordArgument != null) {
      throw new UsageException(
          "a password on the command line can be seen by everybody on this machine: leave out"
              + " --gateway-password and type it when you are asked, or give"
              + " --gateway-password-file");
    }
    if (user == null && (passwordStdin || passwordFile != null)) {
      throw new UsageException("--gateway-password-… goes with --gateway-user: give it, too");
    }
    if (passwordStdin && (passwordFile != null || logon.passwordStdin)) {
      throw new UsageException(
          "--gateway-password-stdin contradicts "
              + (logon.passwordStdin ? "--password-stdin" : "--gateway-password-file")
              + ": leave one out");
    }
    if (user != null && tokenFile != null) {
      throw new UsageException("--gateway-token-file replaces a logon: leave out --gateway-user");
    }
    boolean said = user != null || tokenFile != null || basic;
    if (said && !throughGateway) {
      throw new UsageException("there is no gateway to log on at: give --gateway HOST");
    }
    if (alone && (said || logon.isWanted())) {
      throw new UsageException(
          "a gateway alone is examined without a logon: give the target, and the gateway with"
              + " --gateway");
    }
    if (throughGateway && user == null && tokenFile == null && logon.way.usesTicket()) {
      throw new UsageException("a ticket does not open the gateway: give --gateway-user, too");
    }
    if (user != null && Account.of(user).user().isBlank()) {
      throw new UsageException("'" + user + "' names no user");
    }
  }

  /// The gateway with the logon that the user has agreed to, or with the token.
  ///
  /// @param shared the logon of --user, if there is one
  /// @throws UsageException if there is no password, or no consent
  Itinerary.Gateway consented(
      Screen screen, LogonOptions logon, Itinerary.Gateway gateway, Optional<Logon> shared) {
    if (tokenFile != null) {
      String token = new String(PasswordSource.file(tokenFile, screen.err()));
      return gateway.showing(Optional.of(TsguText.of(token).str()));
    }
    Optional<Logon> once =
        user == null ? shared.map(Logon::elsewhere) : Optional.of(own(screen, logon, gateway));
    return gateway.loggingOn(basic ? once.map(Logon::tellingIfNeeded) : once);
  }

  private Logon own(Screen screen, LogonOptions logon, Itinerary.Gateway gateway) {
    Account account = Account.of(String.valueOf(user));
    if (logon.known.isPresent()) {
      return new Logon(account, Password.takenFrom(logon.known.get().toCharArray()));
    }
    if (logon.keyboard.isEmpty() && !logon.yes) {
      throw new UsageException(
          "nobody can be asked here whether to log on: add --yes-one-logon if it is agreed to");
    }
    screen
        .err()
        .println(
            "This is one logon as "
                + account
                + " at the gateway "
                + gateway.host()
                + ": a wrong password counts towards a lockout of the account.");
    screen.err().flush();
    return new Logon(account, Password.takenFrom(password(screen, logon)));
  }

  private char[] password(Screen screen, LogonOptions logon) {
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!passwordStdin && passwordFile == null && variable.isEmpty()) {
      return logon
          .keyboard
          .orElseThrow(
              () ->
                  new UsageException(
                      "there is no terminal to ask for the gateway's password: give"
                          + " --gateway-password-stdin or --gateway-password-file"))
          .password("Password at the gateway (nothing to stop): ")
          .orElseThrow(LogonOptions::declined);
    }
    logon.agree();
    if (passwordStdin) {
      return PasswordSource.input(screen.in());
    }
    return passwordFile == null
        ? variable.toCharArray()
        : PasswordSource.file(passwordFile, screen.err());
  }
}
