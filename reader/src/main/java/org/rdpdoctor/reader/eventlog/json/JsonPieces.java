package org.rdpdoctor.reader.eventlog.json;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.rdpdoctor.reader.eventlog.draft.Pieces;

/// Finds each object of JSON lines, of an array, or of a file in which they follow each other.
///
/// An object whose end is missing ends where another begins a line.
final class JsonPieces extends Pieces {
  private int depth;
  private int before = '\n';
  private boolean inText;
  private boolean escaped;

  JsonPieces(Reader in) {
    super(in);
  }

  @Override
  public Optional<Piece> next() throws IOException {
    for (int c = character(); c >= 0; c = character()) {
      boolean atLineStart = before == '\n' || before == '\r';
      before = c;
      if (depth == 0) {
        if (c == '{') {
          begin('{');
          depth = 1;
        }
        continue;
      }
      if (c == '{' && atLineStart) {
        depth = 1;
        inText = false;
        escaped = false;
        return endBefore(1);
      }
      if (inside((char) c) && depth == 0) {
        return end();
      }
    }
    if (depth > 0) {
      depth = 0;
      return end();
    }
    return Optional.empty();
  }

  /// @return whether the character closed something
  private boolean inside(char c) {
    if (inText) {
      boolean wasEscaped = escaped;
      escaped = c == '\\' && !wasEscaped;
      inText = c != '"' || wasEscaped;
      return false;
    }
    switch (c) {
      case '"' -> inText = true;
      case '{' -> depth++;
      case '}' -> {
        depth--;
        return true;
      }
      default -> {}
    }
    return false;
  }
}
