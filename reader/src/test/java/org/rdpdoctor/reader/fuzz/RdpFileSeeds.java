package org.rdpdoctor.reader.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rdpdoctor.wire.Bytes;

/// Writes what [RdpFileTarget] starts from: a file in each encoding, and one that seems signed.
public final class RdpFileSeeds {
  private static final String TEXT =
      "full address:s:[2001:db8::1]:3390\r\nserver port:i:3389\r\n\r\n# note\ngatewayhostname:s:a\r\n";

  private RdpFileSeeds() {}

  /// `args[0]` is the folder; the target's folder is in it.
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0], "RdpFileTarget", "seeds"));
    Bytes utf16 = Bytes.of(0xFF, 0xFE).plus(Bytes.utf16le(TEXT));
    Files.write(folder.resolve("utf-8"), Bytes.utf8(TEXT).toArray());
    Files.write(folder.resolve("utf-16"), utf16.toArray());
    Files.write(folder.resolve("utf-16-bare"), Bytes.utf16le(TEXT).toArray());
    String signed =
        TEXT
            + "signscope:s:Full Address,Server Port\r\nsignature:s:AQABAAEAAAALAAAAMAkGCSqGSIb3DQEHAg==\r\n";
    Files.write(folder.resolve("signed"), Bytes.utf8(signed).toArray());
  }
}
