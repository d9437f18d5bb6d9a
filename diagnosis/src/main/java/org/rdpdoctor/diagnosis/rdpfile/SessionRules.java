package org.rdpdoctor.diagnosis.rdpfile;

import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.FileSetting;

/// RemoteApps, brokers and administrative sessions.
final class SessionRules {
  private static final String PROGRAM = "remoteapplicationprogram";

  private SessionRules() {}

  static void apply(Sheet sheet) {
    sheet
        .set("remoteapplicationmode", 1)
        .filter(mode -> sheet.filled(PROGRAM).isEmpty())
        .ifPresent(
            mode ->
                sheet.error(
                    "remoteapp-without-program",
                    mode,
                    "A RemoteApp is wanted, and the file does not say which.",
                    "Add remoteapplicationprogram:s:||ALIAS, or write remoteapplicationmode:i:0"
                        + " for a desktop."));
    boolean avd = !sheet.file().text("resourceprovider").isEmpty();
    boolean desktop = sheet.set("remoteapplicationmode", 0).isPresent();
    if (desktop && !avd) {
      sheet
          .filled(PROGRAM)
          .ifPresent(
              program ->
                  sheet.note(
                      "remoteapp-off",
                      program,
                      "A RemoteApp is named, and remoteapplicationmode asks for a desktop.",
                      "Write remoteapplicationmode:i:1 if the RemoteApp is meant."));
    }
    broker(sheet);
  }

  private static void broker(Sheet sheet) {
    Optional<FileSetting> token = sheet.filled("loadbalanceinfo");
    if (token.isEmpty()) {
      return;
    }
    fault(token.get().value().strip())
        .ifPresent(
            fault ->
                sheet.warning(
                    "routing-token-malformed",
                    token.get(),
                    "The routing token leads to no collection: " + fault + ".",
                    "Write loadbalanceinfo:s:tsv://MS Terminal Services Plugin.1.COLLECTION, or get"
                        + " the file from the broker again."));
    sheet
        .set("administrative session", 1)
        .ifPresent(
            setting ->
                sheet.note(
                    "admin-past-broker",
                    setting,
                    "An administrative session goes to the machine itself; brokers do not redirect"
                        + " it, whatever the routing token in line "
                        + token.get().line()
                        + " says.",
                    "Write administrative session:i:0 if the collection is meant."));
  }

  private static Optional<String> fault(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    if (lower.startsWith("tsv") || lower.startsWith("mth")) {
      if (!lower.startsWith("tsv://") && !lower.startsWith("mth://")) {
        return Optional.of("it is to begin with " + lower.substring(0, 3) + "://");
      }
      if (lower.length() == 6) {
        return Optional.of("nothing stands behind " + lower);
      }
      if (lower.startsWith("tsv://") && !lower.matches("tsv://[^.]+\\.[0-9]+\\..+")) {
        return Optional.of("it is to end in .1.COLLECTION");
      }
      return Optional.empty();
    }
    if (lower.startsWith("ms terminal services plugin")) {
      return Optional.of("tsv:// is missing in front");
    }
    return Optional.empty();
  }
}
