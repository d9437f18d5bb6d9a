package org.rdpdoctor.diagnosis.codes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.rdpdoctor.diagnosis.codes.CodeFamily.Notation;
import org.rdpdoctor.diagnosis.codes.Explanation.Meaning;
import org.rdpdoctor.facts.Pasted.Grounds;
import org.rdpdoctor.facts.Pasted.Numeral;
import org.rdpdoctor.facts.Pasted.Role;
import org.rdpdoctor.facts.Pasted.Symbol;

/// Brings the meanings of a number into an order, the most plausible first, and says why.
///
/// What weighs most is where the number stands, then what else the text mentions, then how it is
/// written, then how often people meet the family.
final class Ranking {
  // Hints are words of dialogs and logs; they stand early or nowhere.
  private static final int READ = 1 << 16;
  // What the languages of Windows call a code.
  private static final List<String> CODE_WORDS =
      List.of(
          "code", "kod", "kód", "codice", "código", "koodi", "код", "代码", "碼", "代碼", "コード", "코드");

  private final CodeBook book;
  private final Set<String> only = new HashSet<>();
  private final Map<String, String> mentions = new HashMap<>();

  Ranking(CodeBook book, List<CodeFamily> only, String text) {
    this.book = book;
    only.forEach(family -> this.only.add(family.id()));
    String part = text.substring(0, Math.min(READ, text.length()));
    for (CodeFamily family : book.families()) {
      family.hints().stream()
          .filter(part::contains)
          .findFirst()
          .ifPresent(hint -> mentions.put(family.id(), hint));
    }
  }

  List<Meaning> of(Numeral numeral) {
    var weighed = new ArrayList<Weighed>();
    numeral.decimal().ifPresent(value -> add(value & 0xFFFF_FFFFL, numeral, false, weighed));
    if (!numeral.hexadecimal().equals(numeral.decimal())) {
      numeral.hexadecimal().ifPresent(value -> add(value, numeral, isAssumed(numeral), weighed));
    }
    return sorted(weighed);
  }

  List<Meaning> of(Symbol symbol) {
    var weighed = new ArrayList<Weighed>();
    for (Code code : book.byName(symbol.written())) {
      CodeFamily family = book.family(code.family());
      if (isWanted(family) && (!symbol.alert() || family.role() == CodeFamily.Role.ALERT)) {
        var weight = new Weight(family);
        weight.mention(Optional.ofNullable(mentions.get(family.id())));
        weighed.add(weight.of(code));
      }
    }
    return sorted(weighed);
  }

  private void add(long value, Numeral numeral, boolean assumed, List<Weighed> weighed) {
    long number = value;
    if (numeral.role() == Role.ALERT && value > 0xFF) {
      number = value & 0xFF; // OpenSSL prints level and number as one: 552 is fatal, 40
    }
    for (Found found : known(number)) {
      Code code = found.code();
      CodeFamily family = book.family(code.family());
      if (isWanted(family) && fits(family, numeral.role())) {
        var weight = new Weight(family);
        found.because().ifPresent(weight.because::add);
        weight.place(numeral);
        weight.mention(Optional.ofNullable(mentions.get(family.id())));
        weight.notation(numeral, assumed);
        weighed.add(weight.of(code));
      }
    }
  }

  /// The codes of that number, or else those it is made from by a documented rule.
  private List<Found> known(long value) {
    List<Code> known = book.byValue(value);
    if (!known.isEmpty()) {
      return known.stream().map(code -> new Found(code, Optional.empty())).toList();
    }
    var made = new ArrayList<Found>();
    long low = value & 0xFFFF;
    if (value >>> 16 == 0x8007) {
      made(made, "win32", low, "0x8007 in front makes an HRESULT of a Win32 error");
      made(made, "gateway-dword", low, "0x8007 in front makes an HRESULT of the short form");
    } else if (value >>> 28 == 0xD) {
      made(made, "ntstatus", value & ~0x1000_0000L, "the D makes an HRESULT of an NTSTATUS");
    } else if (value >>> 16 == 1) {
      made(made, "errinfo", low, "0x1 in front is FreeRDP's class of Set Error Info codes");
    } else if (value >>> 8 == 0x59 || value >>> 8 == 0x5A) {
      made(made, "gateway-hresult", 0x8007_0000L | value, "the 0x8007 in front is left out");
    }
    return made;
  }

  private void made(List<Found> made, String family, long value, String because) {
    book.find(family, value)
        .ifPresent(code -> made.add(new Found(code.inferred(), Optional.of(because))));
  }

  private record Found(Code code, Optional<String> because) {}

  private boolean isWanted(CodeFamily family) {
    return only.isEmpty() || only.contains(family.id());
  }

  /// A number with a label of its own belongs to no other family.
  private static boolean fits(CodeFamily family, Role role) {
    return switch (role) {
      case ALERT -> family.role() == CodeFamily.Role.ALERT;
      case HTTP -> family.id().equals("gateway-http");
      case STATE -> family.id().equals("schannel-state");
      case EXIT -> family.role() == CodeFamily.Role.EXIT;
      case MAIN, EXTENDED, UNKNOWN -> true;
    };
  }

  private static boolean isAssumed(Numeral numeral) {
    String written = numeral.written();
    return written.indexOf('x') < 0 && written.indexOf('X') < 0 && numeral.decimal().isPresent();
  }

  private static List<Meaning> sorted(List<Weighed> weighed) {
    return weighed.stream()
        .sorted(Comparator.comparingInt(Weighed::weight))
        .map(Weighed::meaning)
        .toList();
  }

  private record Weighed(int weight, Meaning meaning) {}

  /// The lighter, the more plausible.
  private static final class Weight {
    private final CodeFamily family;
    private final List<String> because = new ArrayList<>();
    private int weight;

    Weight(CodeFamily family) {
      this.family = family;
      this.weight = family.rank() * 10;
    }

    void place(Numeral numeral) {
      boolean labelled = numeral.grounds() == Grounds.LABEL;
      if (numeral.role() == Role.MAIN) {
        if (family.role() == CodeFamily.Role.MAIN) {
          weight -= labelled && !isOfDialog(numeral.before()) ? 100 : 1000;
          because.add(labelled ? "the text calls it the error code" : "it is the first number");
        } else if (family.role() == CodeFamily.Role.EXTENDED) {
          weight += 1000;
          because.add("it does not stand where an extended code stands");
        }
      } else if (numeral.role() == Role.EXTENDED) {
        if (family.role() == CodeFamily.Role.EXTENDED) {
          weight -= 1000;
          because.add(
              labelled ? "the text calls it the extended error code" : "it is the second number");
        } else if (family.role() == CodeFamily.Role.MAIN) {
          weight += 1000;
          because.add("it does not stand where a main code stands");
        }
      } else if (numeral.role() != Role.UNKNOWN) {
        because.add("the text says what kind of number it is");
      }
    }

    /// A dialog says "error code"; "error" alone may be anybody's.
    private static boolean isOfDialog(String before) {
      return CODE_WORDS.stream().anyMatch(before::contains);
    }

    void mention(Optional<String> hint) {
      if (hint.isPresent()) {
        weight -= 400;
        because.add("the text mentions \"" + hint.get() + "\"");
      }
    }

    void notation(Numeral numeral, boolean assumed) {
      if (assumed) {
        boolean elsewhere = numeral.role() == Role.MAIN && !isOfDialog(numeral.before());
        weight += elsewhere ? 300 : 60;
        because.add("read as hexadecimal, as if 0x had been left out");
        return;
      }
      OptionalLong decimal = numeral.decimal();
      Notation written = decimal.isPresent() ? Notation.DEC : Notation.HEX;
      if (written == family.notation()) {
        weight -= 5;
        because.add(
            written == Notation.HEX
                ? "its codes are written in hexadecimal, as this one is"
                : "its codes are written in decimal, as this one is");
      }
    }

    Weighed of(Code code) {
      int penalty = code.confidence() == Confidence.INFERRED ? 20 : 0;
      if (because.isEmpty()) {
        because.add("how often people meet its family");
      }
      return new Weighed(weight + penalty, new Meaning(code, family, List.copyOf(because)));
    }
  }
}
