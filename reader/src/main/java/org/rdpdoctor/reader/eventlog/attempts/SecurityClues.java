package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Layer;

/// What the Security log says of logons, of which only a part is Remote Desktop's.
final class SecurityClues {
  private static final long PREAUTHENTICATION_REQUIRED = 25;

  private SecurityClues() {}

  static Optional<Clue> read(EventRecord record) {
    return switch (record.eventId()) {
      case 4624 -> logon(record);
      case 4625 -> rejected(record);
      case 4768, 4771 -> refusedTicket(record);
      case 4776 -> refusedByNtlm(record);
      case 4778 -> window(record, Step.SESSION);
      case 4779 -> window(record, Step.LEFT);
      case 4825 ->
          Optional.of(
              clue(record, Step.DENIED)
                  .from(record.field("ClientAddress"))
                  .by(record.field("AccountName"), record.field("AccountDomain"))
                  .because("", "", Layer.AUTHENTICATION));
      default -> Optional.empty();
    };
  }

  /// Whether this is one, of whatever service.
  static boolean isRejectedLogon(EventRecord record) {
    return record.eventId() == 4625
        && record.provider().equalsIgnoreCase("Microsoft-Windows-Security-Auditing");
  }

  private static Optional<Clue> logon(EventRecord record) {
    if (isOfAMachine(record)) {
      return Optional.empty();
    }
    return switch (record.field("LogonType").strip()) {
      case "10", "12" -> Optional.of(target(record, Step.SESSION));
      case "7" ->
          Place.of(record.field("IpAddress")).address().isEmpty() || isLoopback(record)
              ? Optional.empty()
              : Optional.of(target(record, Step.SESSION).perhaps());
      case "3" -> Optional.of(target(record, Step.AUTHENTICATED).perhaps());
      default -> Optional.empty();
    };
  }

  private static Optional<Clue> rejected(EventRecord record) {
    if (isOfAMachine(record)) {
      return Optional.empty();
    }
    String type = record.field("LogonType").strip();
    boolean inside = type.equals("10") || type.equals("12");
    Clue clue =
        target(record, inside ? Step.REJECTED_INSIDE : Step.REJECTED)
            .because(Codes.status(record), "ntstatus", Layer.AUTHENTICATION)
            .using(packaged(record.field("AuthenticationPackageName")));
    return switch (type) {
      case "10", "12" -> Optional.of(clue);
      // Programs of the machine itself leave type 3 too, with their name or a process of theirs.
      case "3" -> isLocalProgram(record) ? Optional.empty() : Optional.of(clue.perhaps());
      case "7" ->
          clue.address().isEmpty() || isLoopback(record)
              ? Optional.empty()
              : Optional.of(clue.perhaps());
      default -> Optional.empty();
    };
  }

  private static boolean isLocalProgram(EventRecord record) {
    String by = record.field("LogonProcessName").strip().toLowerCase(Locale.ROOT);
    return by.startsWith("advapi") || isLoopback(record);
  }

  private static Optional<Clue> refusedTicket(EventRecord record) {
    Optional<Long> code =
        Numbers.of(record.field("Status"))
            .filter(value -> value != 0 && value != PREAUTHENTICATION_REQUIRED);
    if (code.isEmpty() || Accounts.isMachine(record.field("TargetUserName"))) {
      return Optional.empty();
    }
    String domain = record.field("TargetDomainName");
    return Optional.of(
        clue(record, Step.REJECTED)
            .from(record.field("IpAddress"))
            .port(record.field("IpPort"))
            .by(record.field("TargetUserName"), domain)
            .because(hexadecimal(code.get()), "kerberos", Layer.AUTHENTICATION)
            .using("Kerberos")
            .perhaps());
  }

  private static Optional<Clue> refusedByNtlm(EventRecord record) {
    String code = Numbers.code(record.field("Status"));
    if (code.isEmpty() || Accounts.isMachine(record.field("TargetUserName"))) {
      return Optional.empty();
    }
    return Optional.of(
        clue(record, Step.REJECTED)
            .by(record.field("TargetUserName"), "")
            .because(code, "ntstatus", Layer.AUTHENTICATION)
            .using("NTLM")
            .perhaps());
  }

  private static Optional<Clue> window(EventRecord record, Step step) {
    if (Place.isLocal(record.field("ClientAddress"))) {
      return Optional.empty();
    }
    return Optional.of(
        clue(record, step)
            .from(record.field("ClientAddress"))
            .by(record.field("AccountName"), record.field("AccountDomain"))
            .called(record.field("SessionName")));
  }

  private static Clue target(EventRecord record, Step step) {
    return clue(record, step)
        .from(record.field("IpAddress"))
        .port(record.field("IpPort"))
        .by(record.field("TargetUserName"), record.field("TargetDomainName"));
  }

  /// Activities of this log are those of services, which serve many connections.
  private static Clue clue(EventRecord record, Step step) {
    return Clue.of(record, Side.SERVER, step).withoutActivity();
  }

  private static boolean isOfAMachine(EventRecord record) {
    String user = record.field("TargetUserName");
    return Accounts.isMachine(user) || user.equalsIgnoreCase("ANONYMOUS LOGON");
  }

  private static boolean isLoopback(EventRecord record) {
    String address = Place.of(record.field("IpAddress")).address();
    return address.startsWith("127.") || address.equals("::1");
  }

  private static String packaged(String name) {
    String text = name.strip();
    return text.equals("-") ? "" : text.startsWith("MICROSOFT_AUTHENTICATION") ? "NTLM" : text;
  }

  private static String hexadecimal(long value) {
    return "0x" + Long.toHexString(value).toUpperCase(Locale.ROOT);
  }
}
