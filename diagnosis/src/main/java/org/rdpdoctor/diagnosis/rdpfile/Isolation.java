package org.rdpdoctor.diagnosis.rdpfile;

import java.util.List;
import java.util.Optional;

/// A setting that switches a protection off: useful for a minute, to learn where a failure comes
/// from, and dangerous to leave.
///
/// @param rule the id of the rule that finds it in a file
/// @param key the setting
/// @param off the value that switches the protection off
/// @param on the value that switches it on again
/// @param switchesOff what is gone then, a sentence
/// @param tells what it tells if the connection comes about with it, a sentence
public record Isolation(
    String rule, String key, long off, long on, String switchesOff, String tells) {

  /// All that are known.
  public static final List<Isolation> ALL =
      List.of(
          new Isolation(
              "nla-off",
              "enablecredsspsupport",
              0,
              1,
              "NLA is off: the client talks TLS without CredSSP, the logon screen is the server's,"
                  + " and whoever answers gets the password that is typed there.",
              "If it connects, CredSSP, Kerberos or NTLM is what fails; if the server turns the"
                  + " client away, it requires NLA."),
          new Isolation(
              "server-unverified",
              "authentication level",
              0,
              2,
              "The client does not say when it cannot verify the server, so anybody between the two"
                  + " can pose as it.",
              "If it connects, the certificate is what fails: its name, its time or its issuer."),
          new Isolation(
              "negotiation-off",
              "negotiate security layer",
              0,
              1,
              "The client begins with TLS instead of asking what the server can (X.224), which only"
                  + " servers and proxies made for it understand; where CredSSP is used, Microsoft"
                  + " says that the setting is ignored.",
              "If it connects, something in between disturbs the negotiation."));

  /// The one of that rule.
  public static Optional<Isolation> of(String rule) {
    return ALL.stream().filter(isolation -> isolation.rule().equals(rule)).findFirst();
  }

  /// The line that switches the protection off.
  public String lineOff() {
    return key + ":i:" + off;
  }

  /// The way back.
  public String lineOn() {
    return key + ":i:" + on;
  }
}
