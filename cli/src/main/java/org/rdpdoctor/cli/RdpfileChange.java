package org.rdpdoctor.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileSetting;
import org.rdpdoctor.facts.FileSignature.Computed;
import org.rdpdoctor.reader.rdpfile.RdpFile;
import org.rdpdoctor.report.FileDiff;
import org.rdpdoctor.report.Look;

/// A change of an .rdp file that is shown before it is made.
record RdpfileChange(RdpfileDesk desk, ConnectionFile changed) {

  /// Shows what changes; false if nothing does.
  boolean show(PrintWriter out, Look look) {
    if (RdpFile.encode(changed).equals(desk.content())) {
      return false;
    }
    out.print(
        FileDiff.render(desk.name(), desk.file().lines(), changed.lines(), desk::shown, look));
    return true;
  }

  /// What becomes of the signature, if it was intact and is not any more.
  Optional<String> signature() {
    if (!(desk.signature() instanceof Computed computed) || !computed.intact()) {
      return Optional.empty();
    }
    List<String> keys =
        new ArrayList<>(
            computed.covered().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    keys.add("signscope");
    keys.add("signature");
    List<String> touched =
        keys.stream().filter(key -> !lines(desk.file(), key).equals(lines(changed, key))).toList();
    return touched.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The signature of "
                + computed.signer().subject()
                + " covers "
                + String.join(", ", touched)
                + " and is void with this change: sign the file again.");
  }

  private static List<String> lines(ConnectionFile file, String key) {
    return file.settings(key).stream().map(FileSetting::value).toList();
  }

  /// Writes the file, and says where the old one is.
  String write() {
    Path kept = SafeFile.replace(desk.path(), desk.content(), RdpFile.encode(changed));
    return "Written. The old file is " + kept + ".";
  }
}
