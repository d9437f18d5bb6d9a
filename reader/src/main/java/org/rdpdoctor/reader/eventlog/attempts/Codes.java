package org.rdpdoctor.reader.eventlog.attempts;

import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Layer;

/// The numbers by which events say why.
final class Codes {
  private static final long NTSTATUS_IN_HRESULT = 0x1000_0000L;
  private static final long FAILED = 0x8000_0000L;

  private Codes() {}

  /// A code that may be an HRESULT, an NTSTATUS inside one, or plain Win32.
  static Clue because(Clue clue, String code, Layer broken) {
    return Numbers.of(code)
        .filter(value -> value != 0)
        .map(value -> clue.because(written(value), familyOf(value), broken))
        .orElseGet(() -> clue.because("", "", broken));
  }

  /// As its family writes it.
  static String written(long value) {
    boolean wrapped = (value & 0xF000_0000L) == (0xC000_0000L | NTSTATUS_IN_HRESULT);
    long bare = wrapped ? value & ~NTSTATUS_IN_HRESULT : value;
    return bare >= FAILED ? Numbers.hex(bare) : Long.toString(bare);
  }

  static String familyOf(long value) {
    if (value < FAILED) {
      return "win32";
    }
    if ((value & 0xC000_0000L) == 0xC000_0000L) {
      return "ntstatus";
    }
    return (value & 0xFFFF_0000L) == 0x8009_0000L ? "sspi" : "hresult";
  }

  /// The code at the end of the bytes that some drivers add to their events.
  static String inBytes(EventRecord record) {
    String named = record.field("Binary");
    String bytes =
        named.isEmpty() ? record.data().values().stream().reduce("", (_, last) -> last) : named;
    return Optional.of(bytes).flatMap(Numbers::lastWord).map(Numbers::hex).orElse("");
  }

  /// The status of a logon: the finer one where there are two.
  static String status(EventRecord record) {
    String fine = Numbers.code(record.field("SubStatus"));
    return fine.isEmpty() ? Numbers.code(record.field("Status")) : fine;
  }

  /// The error of a gateway, which numbers its own from 23000 on.
  static Clue ofGateway(Clue clue, String code, Layer broken) {
    Optional<Long> value = Numbers.of(code).filter(each -> each != 0);
    if (value.isEmpty()) {
      return clue.because("", "", broken);
    }
    long number = value.get();
    if (number >= 0x5900 && number <= 0x5BFF) {
      return clue.because(
          "0x" + Long.toHexString(number).toUpperCase(java.util.Locale.ROOT),
          "gateway-dword",
          broken);
    }
    return (number & 0xFFFF_FF00L) == 0x8007_5900L
        ? clue.because(Numbers.hex(number), "gateway-hresult", broken)
        : because(clue, code, broken);
  }
}
