package org.rdpdoctor.reader.fuzz;

import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.reader.rdpfile.FileFacts;
import org.rdpdoctor.reader.rdpfile.RdpFile;
import org.rdpdoctor.reader.rdpfile.RdpFile.Opened;
import org.rdpdoctor.reader.rdpfile.RdpSignature;
import org.rdpdoctor.wire.Bytes;

/// Fuzz target for .rdp files and their signatures.
public final class RdpFileTarget {
  private RdpFileTarget() {}

  /// Called by the fuzzer. Whatever is thrown is a finding.
  public static void fuzzerTestOneInput(byte[] data) {
    Bytes content = Bytes.copyOf(data);
    if (!(RdpFile.decode(content) instanceof Opened(ConnectionFile file))) {
      return;
    }
    if (!RdpFile.encode(file).equals(content)) {
      throw new IllegalStateException("it does not come back byte for byte");
    }
    var facts = FileFacts.of("x.rdp", file, RdpSignature.of(file));
    if (facts.toString().isEmpty() || file.target().toString().isEmpty()) {
      throw new IllegalStateException("facts without a text");
    }
    ConnectionFile changed = file.with("server port", 'i', "3390").without("full address");
    if (changed.number("server port").orElse(0) != 3390
        || !changed.text("full address").isEmpty()) {
      throw new IllegalStateException("the change is not in it");
    }
  }
}
