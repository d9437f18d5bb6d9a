package org.rdpdoctor.diagnosis.rdpfile;

import static org.rdpdoctor.facts.ConnectionFile.GATEWAY_HOST_NAME;
import static org.rdpdoctor.facts.ConnectionFile.GATEWAY_USAGE_METHOD;

import java.util.Optional;
import org.rdpdoctor.facts.ConnectionFile.GatewayUse;
import org.rdpdoctor.facts.FileSetting;

/// Whether what is said of the RD Gateway fits together.
final class GatewayRules {
  private static final String PROFILE = "gatewayprofileusagemethod";

  private GatewayRules() {}

  static void apply(Sheet sheet) {
    Optional<FileSetting> gateway = sheet.filled(GATEWAY_HOST_NAME);
    GatewayUse use = sheet.file().gatewayUse();
    if (gateway.isPresent() && use == GatewayUse.NEVER) {
      bypassed(sheet, gateway.get());
    } else if (gateway.isPresent() && use != GatewayUse.CLIENT_DECIDES) {
      sheet
          .set(PROFILE, 0)
          .ifPresent(
              profile ->
                  sheet.warning(
                      "gateway-ignored",
                      profile,
                      "The gateway settings of this file do not count: those of the"
                          + " administrator do.",
                      "Write gatewayprofileusagemethod:i:1."));
    }
    if (gateway.isEmpty()) {
      unnamed(sheet, use);
    }
    if (gateway.isPresent()) {
      credentials(sheet);
    }
    kerberosProxy(sheet);
  }

  private static void bypassed(Sheet sheet, FileSetting gateway) {
    Optional<FileSetting> method = sheet.file().setting(GATEWAY_USAGE_METHOD);
    String because =
        method
            .map(setting -> "gatewayusagemethod in line " + setting.line() + " says never")
            .orElse("there is no gatewayusagemethod, and without one it is never used");
    sheet.add(
        Sheet.of(
                Severity.WARNING,
                "gateway-bypassed",
                method.orElse(gateway),
                "A gateway is named in line "
                    + gateway.line()
                    + " and is not used: "
                    + because
                    + ". The client tries the direct way.",
                "Write gatewayusagemethod:i:1 (or 2) and gatewayprofileusagemethod:i:1; or, if the"
                    + " direct way is meant, gatewayhostname:s: without a name.")
            .onDemand(new Edit.Put(GATEWAY_USAGE_METHOD, 'i', "1")));
  }

  private static void unnamed(Sheet sheet, GatewayUse use) {
    boolean own = sheet.set(PROFILE, 1).isPresent();
    Optional<FileSetting> method = sheet.file().setting(GATEWAY_USAGE_METHOD);
    if (own && use == GatewayUse.ALWAYS && method.isPresent()) {
      sheet.error(
          "gateway-unnamed",
          method.get(),
          "The gateway of this file is to be used always, and the file names none.",
          "Add gatewayhostname:s:GATEWAY, or write gatewayusagemethod:i:0.");
    } else if (own && use == GatewayUse.IF_DIRECT_FAILS && method.isPresent()) {
      sheet.warning(
          "gateway-unnamed",
          method.get(),
          "A gateway is to be used where the direct way fails, and the file names none.",
          "Add gatewayhostname:s:GATEWAY, or write gatewayusagemethod:i:0.");
    }
  }

  private static void credentials(Sheet sheet) {
    Optional<FileSetting> cookie = sheet.set("gatewaycredentialssource", 5);
    if (cookie.isPresent() && sheet.filled("gatewayaccesstoken").isEmpty()) {
      sheet.note(
          "gateway-cookie-missing",
          cookie.get(),
          "The gateway is to take a cookie, and the file has none: it must come from the page that"
              + " started the client.",
          "Outside such a page write gatewaycredentialssource:i:4, and the user chooses.");
    }
    Optional<FileSetting> once = sheet.set("promptcredentialonce", 1);
    Optional<FileSetting> theirs = sheet.filled("gatewayusername");
    Optional<FileSetting> ours = sheet.filled("username");
    boolean differ =
        theirs.isPresent()
            && ours.isPresent()
            && !theirs.get().value().strip().equalsIgnoreCase(ours.get().value().strip());
    if (once.isPresent() && differ) {
      sheet.warning(
          "credentials-shared",
          once.get(),
          "The same credentials are to serve gateway and server, and the file names two accounts"
              + " (lines "
              + ours.get().line()
              + " and "
              + theirs.get().line()
              + "): the second logon fails.",
          "Write promptcredentialonce:i:0.");
    } else if (once.isPresent() && ours.isPresent() && isLocal(ours.get().value().strip())) {
      sheet.warning(
          "credentials-shared",
          once.get(),
          "The same credentials are to serve gateway and server, and the account in line "
              + ours.get().line()
              + " exists on the server only: the gateway rejects it.",
          "Write promptcredentialonce:i:0.");
    }
  }

  /// An account without domain that Windows looks for on the machine itself.
  private static boolean isLocal(String user) {
    return user.startsWith(".\\");
  }

  private static void kerberosProxy(Sheet sheet) {
    Optional<FileSetting> proxy = sheet.set("rdgiskdcproxy", 1);
    boolean unused =
        sheet.file().gateway().isEmpty() || sheet.file().gatewayUse() == GatewayUse.NEVER;
    if (proxy.isPresent() && unused && sheet.set(PROFILE, 0).isEmpty()) {
      sheet.warning(
          "kdc-proxy-without-gateway",
          proxy.get(),
          "The gateway is to be the Kerberos proxy, and the file uses no gateway.",
          "Write rdgiskdcproxy:i:0, or name the gateway.");
    }
    sheet
        .filled("kdcproxyname")
        .filter(setting -> setting.value().contains("://"))
        .ifPresent(
            setting ->
                sheet.warning(
                    "kdc-proxy-is-url",
                    setting,
                    "The Kerberos proxy is wanted as a name, not as a link.",
                    "Write kdcproxyname:s:"
                        + setting
                            .value()
                            .strip()
                            .replaceFirst("^.*?://", "")
                            .replaceFirst("/.*$", "")
                        + "."));
  }
}
