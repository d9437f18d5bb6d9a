package org.rdpdoctor.diagnosis.updates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything that is known of updates that break Remote Desktop.
///
/// @param asOf the day up to which it is known
/// @param updates the newest first
public record UpdateBook(LocalDate asOf, List<KnownUpdate> updates) {
  private static final Pattern NUMBER =
      Pattern.compile("(?i)(?<![0-9a-z])(?:KB[- ]?)?(\\d{6,7})(?![0-9a-z])");
  private static final int LONGEST_TEXT = 20_000;

  public UpdateBook {
    updates =
        updates.stream()
            .sorted(
                Comparator.comparing(KnownUpdate::date).reversed().thenComparing(KnownUpdate::id))
            .toList();
  }

  /// False if a text cannot name any, so that it need not be held against the book.
  public static boolean mayBeNamedIn(String text) {
    return text.indexOf('-') >= 0 || NUMBER.matcher(text).find();
  }

  /// What a text names, by the number of an update that brings or mends it, or by its id.
  public List<KnownUpdate> namedIn(String text) {
    String read = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    var numbers = new LinkedHashSet<String>();
    Matcher number = NUMBER.matcher(read);
    while (number.find()) {
      numbers.add("KB" + number.group(1));
    }
    List<String> words = List.of(read.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
    var named = new ArrayList<KnownUpdate>();
    for (KnownUpdate update : updates) {
      boolean brings = update.brought().stream().anyMatch(each -> numbers.contains(each.kb()));
      boolean mends = update.mended().stream().anyMatch(each -> numbers.contains(each.kb()));
      if (brings || mends || words.contains(update.id())) {
        named.add(update);
      }
    }
    return named;
  }
}
