package org.rdpdoctor.diagnosis.rdpfile;

import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.ConnectionFile.GatewayUse;
import org.rdpdoctor.facts.FileSetting;

/// Logons with Microsoft Entra ID.
final class EntraRules {
  private EntraRules() {}

  static void apply(Sheet sheet) {
    sheet.set("enablerdsaadauth", 1).ifPresent(setting -> entra(sheet, setting));
    sheet
        .filled("username")
        .filter(user -> isBareAzureName(user.value().strip()))
        .ifPresent(
            user ->
                sheet.warning(
                    "entra-account-form",
                    user,
                    "Behind AzureAD\\ stands no user@domain.",
                    "Write AzureAD\\user@domain."));
  }

  private static void entra(Sheet sheet, FileSetting setting) {
    String host = sheet.file().target().map(target -> target.host()).orElse("");
    boolean avd = !sheet.file().text("resourceprovider").isEmpty();
    if (Ip.isAddress(host)) {
      sheet.error(
          "entra-by-address",
          setting,
          "Entra ID knows servers by name, and this file leads to the address " + host + ".",
          "Write the name of the device in Entra ID as full address, or enablerdsaadauth:i:0.");
    }
    boolean gateway =
        sheet.file().gateway().isPresent() && sheet.file().gatewayUse() != GatewayUse.NEVER;
    if (gateway && !avd) {
      sheet.note(
          "entra-through-gateway",
          setting,
          "A logon with Entra ID through an RD Gateway needs the gateway's own logon as well, which"
              + " is another one.",
          "If it fails, try without the gateway, or with enablerdsaadauth:i:0.");
    }
    Optional<FileSetting> older = sheet.set("targetisaadjoined", 1);
    older.ifPresent(
        line ->
            sheet.note(
                "entra-twice",
                line,
                "enablerdsaadauth in line " + setting.line() + " takes the place of this setting.",
                "Write targetisaadjoined:i:0, or delete the line."));
  }

  private static boolean isBareAzureName(String user) {
    return user.toLowerCase(Locale.ROOT).startsWith("azuread\\") && !user.contains("@");
  }
}
