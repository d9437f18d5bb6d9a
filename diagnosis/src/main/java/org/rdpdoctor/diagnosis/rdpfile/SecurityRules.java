package org.rdpdoctor.diagnosis.rdpfile;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.FileSetting;

/// What switches a protection off, and logon settings that contradict each other.
final class SecurityRules {
  private static final String CREDSSP = "enablecredsspsupport";
  private static final int HYPER_V = 2179;

  private SecurityRules() {}

  static void apply(Sheet sheet) {
    for (Isolation isolation : Isolation.ALL) {
      sheet
          .set(isolation.key(), isolation.off())
          .filter(setting -> !isHyperVConsole(sheet, isolation))
          .ifPresent(setting -> protectionOff(sheet, setting, isolation));
    }
    strictness(sheet);
    sheet.set(CREDSSP, 0).ifPresent(setting -> needed(sheet, setting));
    guards(sheet);
    account(sheet);
    sheet
        .filled("eventloguploadaddress")
        .ifPresent(
            setting ->
                sheet.warning(
                    "uploads-logs",
                    setting,
                    "The client is to send its event logs to " + sheet.quoted(setting) + ".",
                    "Delete the line unless you know who asks for them."));
  }

  /// The console of a Hyper-V machine is behind a pre-connection blob and does not negotiate.
  private static boolean isHyperVConsole(Sheet sheet, Isolation isolation) {
    boolean behind =
        sheet.filled("pcb").isPresent()
            || sheet.file().target().map(target -> target.port() == HYPER_V).orElse(false);
    return isolation.rule().equals("negotiation-off") && behind;
  }

  private static void protectionOff(Sheet sheet, FileSetting setting, Isolation isolation) {
    sheet.add(
        Sheet.of(
                Severity.WARNING,
                isolation.rule(),
                setting,
                isolation.switchesOff()
                    + " It may serve for a minute, to find out where a failure comes from.",
                "Write " + isolation.lineOn() + " again.")
            .onDemand(new Edit.Put(isolation.key(), 'i', Long.toString(isolation.on()))));
  }

  private static void strictness(Sheet sheet) {
    sheet
        .set("authentication level", 3)
        .ifPresent(
            setting ->
                sheet.note(
                    "server-verification-unsaid",
                    setting,
                    "The file does not say what to do when the server cannot be verified; a client"
                        + " may connect without a word.",
                    "Write authentication level:i:2, and the client asks."));
    boolean strict = sheet.set("authentication level", 1).isPresent();
    String host = sheet.file().target().map(target -> target.host()).orElse("");
    boolean avd = !sheet.file().text("resourceprovider").isEmpty();
    if (strict && Ip.isAddress(host) && !avd) {
      sheet.note(
          "strict-by-address",
          sheet.file().setting("authentication level").orElseThrow(),
          "The client is not to connect if it cannot verify the server, and certificates seldom"
              + " name an address such as "
              + host
              + ".",
          "Use the name that the server's certificate has.");
    }
  }

  /// What does not work without CredSSP.
  private static void needed(Sheet sheet, FileSetting credSsp) {
    for (String key : List.of("restrictedlogon", "redirectedauthentication")) {
      sheet
          .set(key, 1)
          .ifPresent(
              setting ->
                  sheet.error(
                      "credssp-needed",
                      setting,
                      "This needs CredSSP, which line " + credSsp.line() + " switches off.",
                      "Write enablecredsspsupport:i:1, or 0 here."));
    }
    for (String key : List.of("kdcproxyname", "kdcproxyurl")) {
      sheet.filled(key).ifPresent(setting -> useless(sheet, setting, credSsp));
    }
    sheet.set("rdgiskdcproxy", 1).ifPresent(setting -> useless(sheet, setting, credSsp));
    sheet.set("targetisaadjoined", 1).ifPresent(setting -> useless(sheet, setting, credSsp));
  }

  private static void useless(Sheet sheet, FileSetting setting, FileSetting credSsp) {
    sheet.warning(
        "credssp-needed",
        setting,
        "This only serves logons by CredSSP, which line " + credSsp.line() + " switches off.",
        "Write enablecredsspsupport:i:1.");
  }

  private static void guards(Sheet sheet) {
    Optional<FileSetting> restricted = sheet.set("restrictedlogon", 1);
    Optional<FileSetting> guard = sheet.set("redirectedauthentication", 1);
    if (restricted.isPresent() && guard.isPresent()) {
      sheet.error(
          "restricted-and-guard",
          restricted.get(),
          "Restricted Admin mode and Remote Credential Guard (line "
              + guard.get().line()
              + ") exclude each other: one sends no credentials at all, the other keeps them on the"
              + " client and answers for them.",
          "Write 0 for one of them.");
    }
    boolean either = restricted.isPresent() || guard.isPresent();
    if (either) {
      sheet
          .filled("password 51")
          .ifPresent(
              saved ->
                  sheet.note(
                      "password-unused",
                      saved,
                      "With Restricted Admin mode or Remote Credential Guard a saved password is"
                          + " not used.",
                      "Delete the line."));
    }
  }

  private static void account(Sheet sheet) {
    Optional<FileSetting> user = sheet.filled("username");
    Optional<FileSetting> domain = sheet.filled("domain");
    if (user.isEmpty()) {
      return;
    }
    String name = user.get().value().strip();
    int slash = name.indexOf('\\');
    if (slash > 0 && domain.isPresent()) {
      String inName = name.substring(0, slash);
      if (!inName.equalsIgnoreCase(domain.get().value().strip())) {
        sheet.warning(
            "domain-differs",
            domain.get(),
            "The user name in line "
                + user.get().line()
                + " has the domain "
                + Sheet.quoted(inName)
                + ", this line "
                + sheet.quoted(domain.get())
                + ". FreeRDP takes this one; what others take is not documented.",
            "Delete this line, or the domain in the user name.");
      }
    }
    if (slash >= 0 && name.indexOf('\\', slash + 1) >= 0) {
      sheet.error(
          "account-malformed",
          user.get(),
          "There is more than one backslash in the account " + Sheet.quoted(name) + ".",
          "Write DOMAIN\\user or user@domain.");
    } else if (name.contains("/")) {
      sheet.warning(
          "account-malformed",
          user.get(),
          "A slash belongs into no account: " + Sheet.quoted(name) + ".",
          "Write DOMAIN\\user, with a backslash, or user@domain.");
    }
  }
}
