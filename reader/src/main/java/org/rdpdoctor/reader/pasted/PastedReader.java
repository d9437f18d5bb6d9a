package org.rdpdoctor.reader.pasted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rdpdoctor.facts.Pasted;
import org.rdpdoctor.facts.Pasted.Grounds;
import org.rdpdoctor.facts.Pasted.Numeral;
import org.rdpdoctor.facts.Pasted.Role;
import org.rdpdoctor.facts.Pasted.Symbol;

/// Reads anything a person has: a code in any notation, a dialog, lines of a log or of an event.
///
/// Numbers that belong to dates, addresses, ports, versions, identifiers and processes are left
/// out. It takes time in proportion to the text, of which it reads the first mebibyte.
public final class PastedReader {
  /// How much of a text is read, in characters.
  public static final int LIMIT = 1 << 20;

  private static final int MOST = 512;
  // Looking at what stands before a number costs far more than finding it.
  private static final int MOST_LABELS = 20_000;
  private static final int BEFORE = 80;
  private static final Set<String> SMALL_TALK =
      Set.of(
          "error",
          "code",
          "codes",
          "extended",
          "ext",
          "fehler",
          "fehlercode",
          "erweiterter",
          "and",
          "und",
          "with",
          "mit",
          "et",
          "y",
          "rdp",
          "mstsc",
          "hex",
          "dec",
          "h",
          "x",
          "main");

  private static final Set<String> BETWEEN = Set.of("", "/", ",", "(", "+", "and", "with", "und");

  private final String plain;
  private final boolean alone;
  private final Map<List<Object>, Numeral> numerals = new LinkedHashMap<>();
  private final Set<Symbol> symbols = new LinkedHashSet<>();
  private int afterNumeral;
  private int labels;

  private PastedReader(String plain) {
    this.plain = plain;
    this.alone = isAlone(plain);
  }

  /// Takes a text apart; there is no text that it refuses.
  public static Pasted read(String text) {
    boolean cut = text.length() > LIMIT;
    String part = cut ? text.substring(0, LIMIT) : text;
    var reader = new PastedReader(PlainText.of(part));
    reader.scan();
    return new Pasted(part, reader.placed(), List.copyOf(reader.symbols), cut);
  }

  private void scan() {
    int at = 0;
    while (at < plain.length()) {
      if (!PlainText.isWordCharacter(plain.charAt(at))) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < plain.length() && PlainText.isWordCharacter(plain.charAt(end))) {
        end++;
      }
      word(at, end);
      at = end;
    }
  }

  private void word(int start, int end) {
    // No code and no name is longer; anything else of that length is data.
    if (end - start > 80) {
      return;
    }
    String word = plain.substring(start, end);
    boolean negative = isSign(start - 1);
    NumberForm form = NumberForm.of(word, negative);
    if (form.isNumber() && numerals.size() < MOST) {
      number(negative ? start - 1 : start, end, form);
    }
    if (!form.isNumber() && symbols.size() < MOST) {
      symbol(word, end);
    }
  }

  private void number(int start, int end, NumberForm form) {
    if (!form.marked() && isPartOfSomething(start, end)) {
      return;
    }
    boolean looked = labels++ < MOST_LABELS;
    String before = looked ? before(start) : "";
    Label label = Label.of(before);
    afterNumeral = end;
    if (label.barred()) {
      return;
    }
    Role role = fitting(label.role(), form);
    boolean labelled =
        role != Role.UNKNOWN
            && label.tight()
            && (form.isPlain() || role == Role.MAIN || role == Role.EXTENDED);
    if (!form.marked() && !alone && !labelled && !form.isTelling()) {
      return;
    }
    Grounds grounds = role == Role.UNKNOWN ? Grounds.NONE : Grounds.LABEL;
    String written = plain.substring(start, end);
    var numeral =
        new Numeral(written, form.decimal(), form.hexadecimal(), role, grounds, before.strip());
    // A log repeats its codes; a person who gives two numbers means both.
    numerals.putIfAbsent(alone ? List.of(start) : List.of(role, form), numeral);
  }

  /// A label counts only for numbers that it can be about.
  private static Role fitting(Role role, NumberForm form) {
    long value = form.decimal().orElseGet(() -> form.hexadecimal().orElse(0));
    return switch (role) {
      case ALERT -> value >= 0 && value < 0x300 ? role : Role.UNKNOWN;
      case HTTP -> form.isPlain() && value >= 100 && value < 600 ? role : Role.UNKNOWN;
      case EXIT, STATE -> form.isPlain() ? role : Role.UNKNOWN;
      case MAIN, EXTENDED, UNKNOWN -> role;
    };
  }

  /// Two numbers that stand together are the main and the extended code of a dialog.
  private List<Numeral> placed() {
    var found = List.copyOf(numerals.values());
    if (found.size() != 2) {
      return found;
    }
    Numeral first = found.getFirst();
    Numeral second = found.getLast();
    boolean together = alone || BETWEEN.contains(second.before());
    boolean main = isSmall(first) && (first.role() == Role.MAIN || first.role() == Role.UNKNOWN);
    boolean extended =
        isSmall(second) && (second.role() == Role.EXTENDED || second.role() == Role.UNKNOWN);
    return together && main && extended
        ? List.of(placed(first, Role.MAIN), placed(second, Role.EXTENDED))
        : found;
  }

  private static boolean isSmall(Numeral numeral) {
    return numeral.decimal().orElse(0) >= 0 && numeral.hexadecimal().orElse(0) < 0x8000_0000L;
  }

  private static Numeral placed(Numeral numeral, Role role) {
    if (numeral.role() == role) {
      return numeral;
    }
    return new Numeral(
        numeral.written(),
        numeral.decimal(),
        numeral.hexadecimal(),
        role,
        Grounds.POSITION,
        numeral.before());
  }

  /// The words on the same line, or on the line above if the number begins its own, up to the
  /// sentence's start or the number before.
  private String before(int start) {
    int from = Math.max(afterNumeral, start - BEFORE);
    String before = plain.substring(from, start).toLowerCase(Locale.ROOT);
    int blank = before.length();
    while (blank > 0 && Character.isWhitespace(before.charAt(blank - 1))) {
      blank--;
    }
    int cut = before.lastIndexOf('\n', Math.max(0, blank - 1));
    cut = Math.max(cut, before.lastIndexOf(". ", blank));
    return before.substring(cut + 1);
  }

  /// Dates, times, addresses, versions, paths, percentages and identifiers have numbers in them.
  private boolean isPartOfSomething(int start, int end) {
    char left = at(start - 1);
    char right = at(end);
    boolean joinedLeft = ".:/-\\@+#_".indexOf(left) >= 0 && endsSomething(at(start - 2));
    boolean joinedRight = ".:/-\\@".indexOf(right) >= 0 && isAlphanumeric(at(end + 1));
    // After a label a colon without a space is only a colon: `Code:2308`.
    boolean labelled = left == ':' && Character.isLetter(at(start - 2)) && !joinedRight;
    boolean listed = right == ')' && plain.lastIndexOf('(', start) < start - 30;
    return (joinedLeft && !labelled) || joinedRight || listed || right == '%';
  }

  private boolean isSign(int at) {
    return at(at) == '-' && !isAlphanumeric(at(at - 1)) && at(at - 1) != '-';
  }

  private void symbol(String word, int end) {
    if (word.equalsIgnoreCase("alert") && labels++ < MOST_LABELS) {
      alertNames(end);
    }
    String name = hyphenated(word, end);
    if (alone || isName(name)) {
      symbols.add(new Symbol(name, false));
    }
  }

  /// T.125 writes its names with hyphens, as in `rn-user-requested`.
  private String hyphenated(String word, int end) {
    if (word.length() != 2 || at(end) != '-') {
      return word;
    }
    int last = end;
    while (last < plain.length()
        && last - end < 40
        && (plain.charAt(last) == '-' || PlainText.isWordCharacter(plain.charAt(last)))) {
      last++;
    }
    return plain.substring(end - word.length(), last);
  }

  /// The words after "alert", joined as the specifications write them: `handshake_failure`.
  private void alertNames(int end) {
    String after = plain.substring(end, Math.min(plain.length(), end + 60));
    int line = after.indexOf('\n');
    List<String> words = new ArrayList<>();
    for (String word : (line < 0 ? after : after.substring(0, line)).split("[^A-Za-z_]+", 8)) {
      if (!word.isEmpty() && words.size() < 5) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    for (int from = 0; from < words.size(); from++) {
      for (int until = from + 1; until <= Math.min(words.size(), from + 3); until++) {
        symbols.add(new Symbol(String.join("_", words.subList(from, until)), true));
      }
    }
  }

  /// Whether a word is written as names of codes are: with underscores, in camel case, or all upper
  /// case.
  private static boolean isName(String word) {
    if (word.length() < 5) {
      return false;
    }
    int upper = 0;
    int humps = 0;
    boolean underscore = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean isUpper = c >= 'A' && c <= 'Z';
      upper += isUpper ? 1 : 0;
      humps += isUpper && i > 0 && Character.isLowerCase(word.charAt(i - 1)) ? 1 : 0;
      underscore |= (c == '_' || c == '-') && i > 0;
    }
    return underscore || humps > 0 || (upper == word.length() && word.length() > 7);
  }

  /// Whether somebody gave nothing but numbers or one name, with at most the usual words around.
  private static boolean isAlone(String plain) {
    String text = plain.strip();
    if (text.isEmpty() || text.length() > 120) {
      return false;
    }
    String[] words = text.split("[^\\p{L}\\p{N}_]+", 12);
    int strange = 0;
    int numbers = 0;
    for (String word : words) {
      boolean number = NumberForm.of(word, false).isNumber();
      numbers += number ? 1 : 0;
      boolean usual = word.isEmpty() || SMALL_TALK.contains(word.toLowerCase(Locale.ROOT));
      strange += number || usual ? 0 : 1;
    }
    // One strange word is a name, or says where the number beside it comes from.
    boolean oneName = strange == 1 && (!text.contains(" ") || (numbers == 1 && words.length == 2));
    boolean oddNumber = text.indexOf('.') > 0 || text.indexOf(':') > 0 || text.indexOf('@') >= 0;
    return words.length <= 11 && (strange == 0 || (oneName && !oddNumber));
  }

  private char at(int index) {
    return index < 0 || index >= plain.length() ? ' ' : plain.charAt(index);
  }

  private static boolean endsSomething(char c) {
    return isAlphanumeric(c) || c == ']'; // an IPv6 address ends so
  }

  private static boolean isAlphanumeric(char c) {
    return Character.isLetterOrDigit(c);
  }
}
