package org.rdpdoctor.diagnosis.rdpfile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileSetting;
import org.rdpdoctor.facts.FileSignature.Computed;
import org.rdpdoctor.facts.FileSignature.Incomplete;
import org.rdpdoctor.facts.FileSignature.Signer;
import org.rdpdoctor.facts.FileSignature.Unreadable;
import org.rdpdoctor.facts.FileSignature.Unsigned;
import org.rdpdoctor.facts.Redirections;

/// Whether the file is signed, by whom, and what the signature leaves open.
final class SignatureRules {
  private static final String AGAIN =
      "Sign the file again (rdpsign /sha256 THUMBPRINT FILE), or delete signature and signscope.";

  private SignatureRules() {}

  static void apply(Sheet sheet) {
    switch (sheet.signature()) {
      case Unsigned() -> unsigned(sheet);
      case Unreadable(_) when sheet.filled("signature").isEmpty() ->
          about(
              sheet,
              Severity.WARNING,
              "signscope-alone",
              "signscope names lines that are signed, and there is no signature: the file is as"
                  + " good as unsigned.",
              "Sign the file again (rdpsign /sha256 THUMBPRINT FILE), or delete signscope.");
      case Unreadable(String why) ->
          about(
              sheet,
              Severity.ERROR,
              "signature-unreadable",
              "The signature cannot be read: " + why + ". Clients take the publisher for unknown.",
              AGAIN);
      case Incomplete(Signer signer, _, List<String> missing) -> {
        about(
            sheet,
            Severity.ERROR,
            "signature-broken",
            "Lines that were signed are gone: "
                + String.join(", ", missing)
                + ". The signature is void: mstsc calls such a file corrupted, and other clients take the publisher for unknown.",
            AGAIN);
        certificate(sheet, signer);
      }
      case Computed(Signer signer, boolean intact, List<String> covered) -> {
        if (intact) {
          gaps(sheet, covered);
        } else {
          about(
              sheet,
              Severity.ERROR,
              "signature-broken",
              "A signed line was changed after the file was signed by "
                  + signer.subject()
                  + ". The signature is void: mstsc calls such a file corrupted, and other clients take the publisher for unknown.",
              AGAIN);
        }
        certificate(sheet, signer);
      }
    }
  }

  private static void about(
      Sheet sheet, Severity severity, String rule, String message, String fix) {
    int line =
        sheet
            .filled("signature")
            .or(() -> sheet.filled("signscope"))
            .map(FileSetting::line)
            .orElse(0);
    sheet.add(new Finding(severity, rule, "signature", line, message, fix));
  }

  private static void unsigned(Sheet sheet) {
    List<String> asked = Redirections.of(sheet.file());
    if (asked.isEmpty()) {
      return;
    }
    sheet.add(
        new Finding(
            Severity.NOTE,
            "unsigned-redirections",
            "signature",
            0,
            "The file is not signed and asks for what is the client's ("
                + String.join(", ", asked)
                + "). Since the updates of April 2026 (CVE-2026-26151) mstsc warns of an unknown"
                + " connection and leaves these off unless the user ticks them.",
            "Sign files that are handed out (rdpsign /sha256 THUMBPRINT FILE), or leave out what"
                + " nobody needs."));
  }

  /// Settings that signing covers, and this signature does not.
  private static void gaps(Sheet sheet, List<String> covered) {
    List<String> keys = covered.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    var open = new ArrayList<String>();
    for (FileSetting setting : sheet.file().settings()) {
      boolean matters =
          sheet.book().of(setting.key()).map(p -> p.is(Property.Flag.SIGNED)).orElse(false);
      if (matters && !keys.contains(setting.key()) && !open.contains(setting.key())) {
        open.add(setting.key());
      }
    }
    if (!open.isEmpty()) {
      about(
          sheet,
          Severity.WARNING,
          "signature-gap",
          "The signature does not cover "
              + String.join(", ", open)
              + ", so anybody can change that without it showing.",
          "Sign the file again with a current rdpsign.");
    }
    boolean alternate = keys.contains(ConnectionFile.ALTERNATE_FULL_ADDRESS);
    if (!alternate && !open.contains(ConnectionFile.ALTERNATE_FULL_ADDRESS)) {
      about(
          sheet,
          Severity.WARNING,
          "signature-gap",
          "The signature covers no alternate full address, so anybody can add one, and the"
              + " connection goes there.",
          "Sign the file again with a current rdpsign, which adds it.");
    }
    for (FileSetting setting : sheet.file().settings()) {
      if (keys.contains(setting.key()) && sheet.file().settings(setting.key()).size() > 1) {
        sheet.warning(
            "signature-ambiguous",
            setting,
            "This name is signed and stands in the file more than once, so it is open which line"
                + " was signed.",
            "Keep the signed line only.");
      }
    }
  }

  private static void certificate(Sheet sheet, Signer signer) {
    Instant now = sheet.now();
    if (now.isAfter(signer.validUntil())) {
      about(
          sheet,
          Severity.WARNING,
          "signer-expired",
          "The certificate of "
              + signer.subject()
              + " expired on "
              + day(signer.validUntil())
              + ".",
          "Sign the file again with a certificate that is valid.");
    } else if (now.isBefore(signer.validFrom())) {
      about(
          sheet,
          Severity.WARNING,
          "signer-not-yet-valid",
          "The certificate of "
              + signer.subject()
              + " is valid from "
              + day(signer.validFrom())
              + " on; or the clock of this machine is wrong.",
          "Look at the clock.");
    }
    if (signer.selfSigned()) {
      about(
          sheet,
          Severity.NOTE,
          "signer-self-signed",
          "The certificate of "
              + signer.subject()
              + " vouches for itself, so only clients that were told to trust it know the"
              + " publisher.",
          "Use a certificate of a CA that the clients trust, or put its thumbprint into the policy"
              + " for trusted .rdp publishers.");
    }
    if (signer.digest().equals("SHA-1") || signer.digest().equals("MD5")) {
      about(
          sheet,
          Severity.NOTE,
          "signature-digest-old",
          "The signature uses " + signer.digest() + ", which can be forged with effort.",
          "Sign the file again with rdpsign /sha256.");
    }
  }

  private static String day(Instant instant) {
    return instant.equals(Instant.MIN) || instant.equals(Instant.MAX)
        ? "an unknown day"
        : instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
