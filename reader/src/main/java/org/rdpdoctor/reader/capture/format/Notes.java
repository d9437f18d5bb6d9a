package org.rdpdoctor.reader.capture.format;

import java.util.ArrayList;
import java.util.List;

/// What a reader has to say about a file, a sentence each. A file that is damaged everywhere does
/// not get a note for every place.
public final class Notes {
  private static final int MOST = 32;

  private final List<String> notes = new ArrayList<>();
  private long left;

  public void say(String sentence) {
    if (notes.size() < MOST) {
      notes.add(sentence);
    } else {
      left++;
    }
  }

  /// @param offset in the file, or in what it unpacks to
  public void damage(long offset, String what) {
    say("At offset %d: %s.".formatted(offset, what));
  }

  public List<String> all() {
    if (left == 0) {
      return List.copyOf(notes);
    }
    List<String> all = new ArrayList<>(notes);
    all.add("%d more of these notes were left out.".formatted(left));
    return all;
  }
}
