package org.rdpdoctor.diagnosis.rdpfile;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.FileSetting;

/// Passwords and tokens in the file. What they are is never said.
final class SecretRules {
  private static final List<String> CLEAR =
      List.of("password", "cleartextpassword", "gatewaypassword");
  private static final List<String> TOKENS =
      List.of("gatewayaccesstoken", "ironrdp_rdcleanpathtoken");

  private SecretRules() {}

  static void apply(Sheet sheet) {
    for (FileSetting setting : sheet.file().settings()) {
      if (setting.value().isBlank()) {
        continue;
      }
      if (CLEAR.contains(setting.key())) {
        sheet.add(
            Sheet.of(
                    Severity.ERROR,
                    "password-in-clear",
                    setting,
                    "A password stands here for everybody who can read the file; mstsc does not"
                        + " even use it.",
                    "Delete the line, and change the password if others could read it.")
                .onDemand(new Edit.DropLine(setting.line())));
      } else if (TOKENS.contains(setting.key())) {
        sheet.add(
            Sheet.of(
                    Severity.WARNING,
                    "token-in-file",
                    setting,
                    "A token stands here: whoever reads the file can use it, and when it expires"
                        + " the file stops working.",
                    "Get the file anew instead of keeping it.")
                .onDemand(new Edit.DropLine(setting.line())));
      } else if (setting.key().equals("password 51")) {
        saved(sheet, setting);
      }
    }
  }

  private static void saved(Sheet sheet, FileSetting setting) {
    Optional<String> fault = DpapiBlob.fault(setting.value().strip());
    if (fault.isPresent()) {
      sheet.add(
          Sheet.of(
                  Severity.WARNING,
                  "saved-password-damaged",
                  setting,
                  "The saved password cannot be used: " + fault.get() + ".",
                  "Delete the line; the client then asks.")
              .onDemand(new Edit.DropLine(setting.line())));
      return;
    }
    boolean asked = sheet.set("prompt for credentials", 1).isPresent();
    sheet.add(
        Sheet.of(
                asked ? Severity.NOTE : Severity.WARNING,
                "saved-password",
                setting,
                "A saved password, encrypted for one Windows user on one machine: elsewhere it is"
                    + " worthless, and after a change of the password it is stale."
                    + (asked ? " The client asks anyway (prompt for credentials)." : ""),
                "Delete the line if the file is to be passed on, or if the logon fails.")
            .onDemand(new Edit.DropLine(setting.line())));
  }
}
