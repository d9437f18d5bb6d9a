package org.rdpdoctor.reader.eventlog.xml;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.rdpdoctor.reader.eventlog.draft.Pieces;

/// Finds each `<Event …>…</Event>`, whatever stands around it: a root, none, declarations.
final class XmlPieces extends Pieces {
  private static final int LONGEST_NAME = 64;

  private int last;
  private int depth;
  private int inner;
  private int tagStart;
  private boolean justOpened;

  XmlPieces(Reader in) {
    super(in);
  }

  @Override
  public Optional<Piece> next() throws IOException {
    for (int c = character(); c >= 0; c = character()) {
      if (c == '<') {
        Optional<Piece> piece = tag();
        if (piece.isPresent()) {
          return piece;
        }
      }
    }
    if (depth > 0) {
      depth = 0;
      return end();
    }
    return Optional.empty();
  }

  private Optional<Piece> tag() throws IOException {
    String name = name();
    boolean afterEvent = justOpened;
    justOpened = false;
    if (name.equals("Event")) {
      boolean empty = isEmpty();
      if (!empty) {
        depth++;
        inner = tagStart;
        justOpened = true;
      }
      return depth == 0 ? end() : Optional.empty();
    }
    if (name.equals("/Event") && depth > 0) {
      toEndOfTag();
      return --depth == 0 ? end() : Optional.empty();
    }
    if (name.equals("System") && depth > 1 && afterEvent) { // the event before has no end
      depth = 1;
      return endBefore(length() - inner);
    }
    if (depth == 0) {
      drop();
    }
    return Optional.empty();
  }

  /// The name of a tag, with the slash of an end tag and without a prefix.
  private String name() throws IOException {
    var name = new StringBuilder();
    startTag();
    last = character();
    while (last >= 0 && name.length() < LONGEST_NAME && !isDelimiter(name)) {
      if (last == '<') { // the tag before was cut
        name.setLength(0);
        startTag();
      } else if (last == ':') {
        name.setLength(!name.isEmpty() && name.charAt(0) == '/' ? 1 : 0);
      } else {
        name.append((char) last);
      }
      last = character();
    }
    return name.toString();
  }

  private void startTag() {
    if (depth == 0) {
      begin('<');
    }
    tagStart = length() - 1;
  }

  private boolean isDelimiter(StringBuilder before) {
    return last <= ' ' || last == '>' || last == '/' && !before.isEmpty();
  }

  /// Reads on to the end of the tag.
  ///
  /// @return whether the element ends with it
  private boolean isEmpty() throws IOException {
    return toEndOfTag() == '/';
  }

  /// @return the character before the tag's last one
  private int toEndOfTag() throws IOException {
    int before = 0;
    int quote = 0;
    while (last >= 0 && (last != '>' || quote != 0)) {
      if (quote == 0 && (last == '"' || last == '\'')) {
        quote = last;
      } else if (last == quote) {
        quote = 0;
      }
      before = last;
      last = character();
    }
    return before;
  }
}
