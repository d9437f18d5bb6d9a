package org.rdpdoctor.cli;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.probe.LogonWay;
import org.rdpdoctor.probe.LogonWay.Choice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// With which mechanism to log on, and where Kerberos finds what it needs.
final class LogonWayOptions {
  @Option(
      names = "--auth",
      order = 15,
      paramLabel = "WHAT",
      converter = ChoiceWord.class,
      description =
          "ntlm, kerberos or auto (the default): as Windows does it, Kerberos where the target is a"
              + " name and the user's realm is known, otherwise NTLM.")
  Choice auth = Choice.AUTO;

  @Option(
      names = "--ticket",
      order = 16,
      description =
          "Log on with a Kerberos ticket of this machine's cache instead of a password; of --user"
              + " if that is given.")
  boolean ticket;

  @Option(
      names = "--realm",
      order = 17,
      paramLabel = "R",
      description = "The Kerberos realm of the user, if neither --user nor krb5.conf says it.")
  @Nullable String realm;

  @Option(
      names = "--kdc",
      order = 18,
      paramLabel = "HOST[:PORT]",
      description = "Ask this domain controller for tickets, not those that krb5.conf or DNS name.")
  @Nullable String kdc;

  /// True if no password is needed.
  boolean usesTicket() {
    return ticket;
  }

  /// True if anything was said here.
  boolean isGiven() {
    return auth != Choice.AUTO || ticket || realm != null || kdc != null;
  }

  /// @throws UsageException if the options contradict each other
  void check() {
    if (auth == Choice.NTLM && (ticket || realm != null || kdc != null)) {
      throw new UsageException("--auth ntlm contradicts --ticket, --realm and --kdc");
    }
    if (realm != null && !realm.matches("[^\\s={}\\[\\]#;/]+")) {
      throw new UsageException("'" + realm + "' cannot be a realm");
    }
    if (kdc != null && !LogonWay.isKdc(kdc)) {
      throw new UsageException("'" + kdc + "' is not HOST or HOST:PORT");
    }
  }

  /// A ticket is of no use to NTLM; a realm or a KDC says that Kerberos is meant.
  LogonWay way() {
    return new LogonWay(
        ticket ? Choice.KERBEROS : auth, Optional.ofNullable(realm), Optional.ofNullable(kdc));
  }

  /// `ntlm`, `kerberos` or `auto`.
  static final class ChoiceWord implements ITypeConverter<Choice> {
    @Override
    public Choice convert(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "auto" -> Choice.AUTO;
        case "ntlm" -> Choice.NTLM;
        case "kerberos" -> Choice.KERBEROS;
        default ->
            throw new TypeConversionException("'" + word + "' is not ntlm, kerberos or auto");
      };
    }
  }
}
