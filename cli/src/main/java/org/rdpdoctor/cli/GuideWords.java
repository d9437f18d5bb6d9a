package org.rdpdoctor.cli;

import java.util.ArrayList;
import java.util.List;

/// The words of a check, with those that a test adds.
final class GuideWords {
  private GuideWords() {}

  /// What is added stands in the place of the same option before, which takes one value at most.
  static List<String> joined(List<String> words, List<String> added) {
    var joined = new ArrayList<String>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        joined.add(word);
        continue;
      }
      String name = word.replaceFirst("=.*", "");
      if (!added.contains(name)) {
        joined.add(word);
      } else if (word.equals(name) && takesValue(name, added)) {
        i++; // its value goes with it
      }
    }
    joined.addAll(added);
    return joined;
  }

  private static boolean takesValue(String option, List<String> added) {
    int next = added.indexOf(option) + 1;
    return next < added.size() && !added.get(next).startsWith("--");
  }
}
