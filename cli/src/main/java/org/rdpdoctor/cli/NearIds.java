package org.rdpdoctor.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What somebody may have meant who wrote an id that does not exist.
final class NearIds {
  private static final int MOST = 3;
  private static final int LONGEST = 80;
  private static final Pattern BETWEEN = Pattern.compile("[-.]");

  private NearIds() {}

  /// The nearest first; none if nothing is near.
  static List<String> to(String id, List<String> known) {
    String wanted = id.substring(0, Math.min(LONGEST, id.length())).toLowerCase(Locale.ROOT);
    int typo = Math.max(2, wanted.length() / 4);
    return known.stream()
        .filter(each -> distance(wanted, each) <= typo || shared(wanted, each) > 0)
        .sorted(
            Comparator.comparing((String each) -> distance(wanted, each) > typo)
                .thenComparingLong(each -> -shared(wanted, each))
                .thenComparingInt(each -> distance(wanted, each))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /// How many words both have.
  private static long shared(String one, String other) {
    List<String> words = BETWEEN.splitAsStream(other).toList();
    return BETWEEN
        .splitAsStream(one)
        .filter(word -> word.length() > 2)
        .filter(words::contains)
        .count();
  }

  /// How many letters must be put in, left out or replaced.
  private static int distance(String one, String other) {
    int[] before = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      var now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[other.length()];
  }
}
