package org.rdpdoctor.diagnosis.compared;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the reports have in common but for one thing, which is what they are compared for.
public enum Question {
  /// The same server, seen from several places.
  PLACES,
  /// The same server from the same place, before and after something was changed.
  CHANGE,
  /// The same server from the same place, asked for by name and by address.
  NAMES;

  private static final Pattern TIME_WORD =
      Pattern.compile("(^|[^a-z])(before|after|old|new|yesterday|today)([^a-z]|$)");

  /// The question that reports are most likely meant to answer.
  static Question of(List<View> views) {
    if (views.size() > 1 && views.stream().allMatch(view -> isTime(view.label()))) {
      return CHANGE;
    }
    long byAddress = views.stream().filter(View::isByAddress).count();
    return byAddress > 0 && byAddress < views.size() ? NAMES : PLACES;
  }

  private static boolean isTime(String label) {
    return TIME_WORD.matcher(label.toLowerCase(Locale.ROOT)).find();
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
