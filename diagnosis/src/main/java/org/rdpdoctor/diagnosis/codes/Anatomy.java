package org.rdpdoctor.diagnosis.codes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.codes.Explanation.Part;
import org.rdpdoctor.diagnosis.codes.NumberRule.Kind;
import org.rdpdoctor.facts.Pasted.Numeral;
import org.rdpdoctor.facts.Pasted.Role;

/// Takes a number apart that no table knows. Everything found here is inferred.
record Anatomy(CodeBook book, List<CodeFamily> only) {
  private static final List<String> STATUS_SOURCES = List.of("MS-ERREF 2.1", "MS-ERREF 2.3");

  List<Part> of(Numeral numeral) {
    long value = numeral.hexadecimal().orElseGet(() -> numeral.decimal().orElse(0)) & 0xFFFF_FFFFL;
    if (numeral.decimal().isPresent() && numeral.hexadecimal().isPresent()) {
      // Digits alone: three of them are nearly always a hexadecimal code without its 0x.
      value = numeral.written().length() <= 3 ? value : numeral.decimal().getAsLong();
    }
    return switch (numeral.role()) {
      case ALERT, HTTP, STATE, EXIT -> List.of();
      case EXTENDED -> extended(value);
      case MAIN, UNKNOWN -> parts(value, numeral.role());
    };
  }

  private List<Part> parts(long value, Role role) {
    if (value >= 0x8000_0000L) {
      return status(value);
    }
    if (value >>> 16 == 1 || value >>> 16 == 2) {
      return freerdp(value);
    }
    var parts = new ArrayList<Part>(range("mstsc", value));
    if (parts.isEmpty() && isWanted("mstsc")) {
      parts.addAll(lowByte(value));
    }
    if (role == Role.UNKNOWN) {
      parts.addAll(range("extended", value));
    }
    return List.copyOf(parts);
  }

  private List<Part> extended(long value) {
    return range("extended", value);
  }

  private List<Part> range(String family, long value) {
    if (!isWanted(family)) {
      return List.of();
    }
    return rules(Kind.RANGE, value)
        .filter(rule -> rule.family().equals(family))
        .map(rule -> part(between(rule), rule))
        .toList();
  }

  private static String between(NumberRule rule) {
    return rule.first() == rule.last()
        ? "as " + rule.family() + " code " + hex(rule.first())
        : "as " + rule.family() + " code, " + hex(rule.first()) + " to " + hex(rule.last());
  }

  private List<Part> lowByte(long value) {
    if (value < 0x100 || value > 0xFFFF) {
      return List.of();
    }
    return rules(Kind.LOW_BYTE, value & 0xFF)
        .map(rule -> part(String.format(Locale.ROOT, "low byte 0x%02X", value & 0xFF), rule))
        .toList();
  }

  /// HRESULT and NTSTATUS have the same bits but for the second: severity, customer, facility,
  /// code.
  private List<Part> status(long value) {
    boolean ntstatus = (value >>> 30) == 3;
    Kind kind = ntstatus ? Kind.NTSTATUS_FACILITY : Kind.HRESULT_FACILITY;
    String family = ntstatus ? "ntstatus" : "hresult";
    long facility = (value >>> 16) & (ntstatus ? 0xFFF : 0x7FF);
    var parts = new ArrayList<Part>();
    if ((value & 0x1000_0000L) != 0) {
      parts.add(status("bit 28", "an NTSTATUS in the form of an HRESULT", "ntstatus"));
    }
    String type = ntstatus ? "an NTSTATUS: error" : "an HRESULT: failure";
    parts.add(status("highest bits", type, family));
    if ((value & 0x2000_0000L) != 0) {
      parts.add(status("bit 29", "defined by somebody else than Microsoft", family));
    }
    Optional<NumberRule> rule = rules(kind, facility).findFirst();
    String meaning = rule.map(NumberRule::meaning).orElse("of an unknown part of Windows");
    parts.add(
        new Part(
            "facility " + facility,
            meaning,
            rule.flatMap(NumberRule::layer),
            family,
            STATUS_SOURCES));
    parts.add(status("code " + (value & 0xFFFF), "the number within the facility", family));
    return List.copyOf(parts);
  }

  private static Part status(String piece, String meaning, String family) {
    return new Part(piece, meaning, Optional.empty(), family, STATUS_SOURCES);
  }

  private List<Part> freerdp(long value) {
    var parts = new ArrayList<Part>();
    book.find("freerdp-class", value & 0xFFFF_0000L)
        .ifPresent(
            code ->
                parts.add(
                    new Part(
                        "upper half " + hex(value >>> 16),
                        code.meaning(),
                        Optional.empty(),
                        "freerdp",
                        code.sources())));
    return List.copyOf(parts);
  }

  private Stream<NumberRule> rules(Kind kind, long number) {
    return book.rules().stream().filter(rule -> rule.kind() == kind && rule.holdsFor(number));
  }

  private static Part part(String piece, NumberRule rule) {
    return new Part(piece, rule.meaning(), rule.layer(), rule.family(), rule.sources());
  }

  private boolean isWanted(String family) {
    return only.isEmpty() || only.stream().anyMatch(wanted -> wanted.id().equals(family));
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value).toUpperCase(Locale.ROOT);
  }
}
