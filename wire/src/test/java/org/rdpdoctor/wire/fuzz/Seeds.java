package org.rdpdoctor.wire.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.Golden;

/// Writes every golden message into a folder for the target that reads it: what the fuzzer starts
/// from.
public final class Seeds {
  private Seeds() {}

  private static final Map<String, Fuzzing> TARGETS =
      Map.ofEntries(
          Map.entry("X224Target", X224Target.FUZZING),
          Map.entry("TlsTarget", TlsTarget.FUZZING),
          Map.entry("X509Target", X509Target.FUZZING),
          Map.entry("SpnegoTarget", SpnegoTarget.FUZZING),
          Map.entry("NtlmTarget", NtlmTarget.FUZZING),
          Map.entry("CredSspTarget", CredSspTarget.FUZZING),
          Map.entry("McsTarget", McsTarget.FUZZING),
          Map.entry("GccTarget", GccTarget.FUZZING),
          Map.entry("SecurityTarget", SecurityTarget.FUZZING),
          Map.entry("LicensingTarget", LicensingTarget.FUZZING),
          Map.entry("ShareTarget", ShareTarget.FUZZING),
          Map.entry("RdpEudpTarget", RdpEudpTarget.FUZZING),
          Map.entry("HttpTarget", HttpTarget.FUZZING),
          Map.entry("WebSocketTarget", WebSocketTarget.FUZZING),
          Map.entry("TsguTarget", TsguTarget.FUZZING));

  /// `args[0]` is the folder; it gets one folder a target.
  public static void main(String[] args) throws IOException {
    for (var target : TARGETS.entrySet()) {
      Path folder = Files.createDirectories(Path.of(args[0], target.getKey(), "seeds"));
      Fuzzing fuzzing = target.getValue();
      for (Golden golden : Golden.all()) {
        String name = golden.decoder() + "-" + golden.name();
        OptionalInt choice = fuzzing.choice(golden.decoder().name());
        if (choice.isPresent()) {
          Bytes seed = Bytes.of(choice.getAsInt()).plus(golden.message());
          Files.write(folder.resolve(name), seed.toArray());
        }
      }
    }
  }
}
