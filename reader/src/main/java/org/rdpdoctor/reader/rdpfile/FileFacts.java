package org.rdpdoctor.reader.rdpfile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdpdoctor.facts.ClientFact.FileSettingGiven;
import org.rdpdoctor.facts.ClientFact.FileSignatureChecked;
import org.rdpdoctor.facts.ClientFact.FileUnsigned;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.Evidence;
import org.rdpdoctor.facts.FileLine;
import org.rdpdoctor.facts.FileSetting;
import org.rdpdoctor.facts.FileSignature;
import org.rdpdoctor.facts.FileSignature.Computed;
import org.rdpdoctor.facts.FileSignature.Incomplete;
import org.rdpdoctor.facts.FileSignature.Signer;
import org.rdpdoctor.facts.FileSignature.Unreadable;
import org.rdpdoctor.facts.FileSignature.Unsigned;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.facts.Redirections;
import org.rdpdoctor.reader.Reading;

/// What an .rdp file says about a connection, as facts: the settings that decide where it goes, who
/// logs on and how, never a secret.
public final class FileFacts {
  private static final Set<String> VITAL =
      Set.of(
          "full address",
          "alternate full address",
          "server port",
          "username",
          "domain",
          "authentication level",
          "enablecredsspsupport",
          "negotiate security layer",
          "enablerdsaadauth",
          "targetisaadjoined",
          "kdcproxyname",
          "rdgiskdcproxy",
          "prompt for credentials",
          "promptcredentialonce",
          "administrative session",
          "alternate shell",
          "loadbalanceinfo",
          "use redirection server name",
          "pcb",
          "gatewayhostname",
          "gatewayusagemethod",
          "gatewayprofileusagemethod",
          "gatewaycredentialssource",
          "gatewayusername",
          "remoteapplicationmode",
          "remoteapplicationprogram",
          "disableremoteappcapscheck",
          "autoreconnection enabled",
          "redirectsmartcards",
          "redirectprinters",
          "audiomode",
          "session bpp",
          "selectedmonitors",
          "winposstr",
          "bitmapcachepersistenable",
          "redirectedauthentication",
          "restrictedlogon",
          "disableudptransport");

  /// Secrets: that they are there is told, and no more.
  private static final Set<String> SECRET =
      Set.of(
          "password 51",
          "password",
          "cleartextpassword",
          "gatewaypassword",
          "gatewayaccesstoken",
          "ironrdp_rdcleanpathtoken");

  static final String KEPT_BACK = "kept back";

  private FileFacts() {}

  /// The file as a reading for the diagnosis.
  ///
  /// @param source its name
  public static Reading reading(String source, ConnectionFile file, FileSignature signature) {
    var notes = new ArrayList<String>();
    List<Integer> malformed =
        file.lines().stream().filter(FileLine::isMalformed).map(FileLine::number).toList();
    if (!malformed.isEmpty()) {
      notes.add("Lines that are no settings were passed over: " + shortened(malformed) + ".");
    }
    return new Reading(source, "rdp file", of(source, file, signature), notes);
  }

  /// The facts, those of settings in the order of the file.
  public static List<Observation> of(String source, ConnectionFile file, FileSignature signature) {
    var facts = new ArrayList<Observation>();
    var last = new LinkedHashMap<String, FileSetting>();
    for (FileSetting setting : file.settings()) {
      last.remove(setting.key());
      last.put(setting.key(), setting);
    }
    for (Map.Entry<String, FileSetting> entry : last.entrySet()) {
      String key = entry.getKey();
      FileSetting setting = entry.getValue();
      boolean secret = SECRET.contains(key) && !setting.value().isBlank();
      if (secret || VITAL.contains(key)) {
        String value = secret ? KEPT_BACK : value(setting);
        facts.add(
            new FileSettingGiven(
                key,
                value,
                setting.line(),
                Evidence.in(
                    source + ", line " + setting.line(),
                    key + ":" + setting.type() + ":" + value)));
      }
    }
    facts.add(signature(source, file, signature));
    return List.copyOf(facts);
  }

  /// A number as it is meant, so that ` 1` and `0x1` are `1`.
  private static String value(FileSetting setting) {
    return setting.isType('i') && setting.number().isPresent()
        ? Long.toString(setting.number().getAsLong())
        : setting.value().strip();
  }

  private static Observation signature(
      String source, ConnectionFile file, FileSignature signature) {
    return switch (signature) {
      case Unsigned() ->
          new FileUnsigned(Redirections.of(file), Evidence.in(source, "no signature"));
      case Unreadable(String why) -> checked("unreadable", why, NOBODY, source);
      case Incomplete(Signer signer, _, List<String> missing) ->
          checked(
              "incomplete", "signed lines are gone: " + String.join(", ", missing), signer, source);
      case Computed(Signer signer, boolean intact, _) ->
          intact
              ? checked("intact", "", signer, source)
              : checked("edited", "a signed line is not what it was", signer, source);
    };
  }

  private static final Signer NOBODY =
      new Signer("", "", false, Instant.EPOCH, Instant.EPOCH, "", 0, Optional.empty());

  private static FileSignatureChecked checked(
      String state, String detail, Signer signer, String source) {
    String heard =
        signer.subject().isEmpty() ? "a signature" : "a signature by " + signer.subject();
    return new FileSignatureChecked(
        state,
        detail,
        signer.subject(),
        signer.issuer(),
        signer.selfSigned(),
        signer.validUntil(),
        Evidence.in(source, heard));
  }

  private static String shortened(List<Integer> numbers) {
    String text = numbers.stream().limit(10).map(String::valueOf).collect(Collectors.joining(", "));
    return numbers.size() > 10 ? text + " and " + (numbers.size() - 10) + " more" : text;
  }
}
