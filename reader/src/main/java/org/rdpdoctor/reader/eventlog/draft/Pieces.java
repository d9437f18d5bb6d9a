package org.rdpdoctor.reader.eventlog.draft;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Cuts a text into pieces of one event each, so that a damaged one spoils no other and a file of
/// any size needs the room of one event.
public abstract class Pieces {
  /// The longest piece, in characters; a longer one is passed over.
  static final int LONGEST = 1 << 23;

  private final Reader in;
  private final char[] buffer = new char[1 << 14];
  private final StringBuilder piece = new StringBuilder();
  private int next;
  private int filled;
  private long read;
  private boolean keeping;
  private boolean overlong;

  /// A part of a text.
  ///
  /// @param offset of its first character
  /// @param text empty if it was too long to be read
  public record Piece(long offset, String text) {}

  protected Pieces(Reader in) {
    this.in = in;
  }

  /// The next piece, nothing at the end.
  public abstract Optional<Piece> next() throws IOException;

  /// The next character, which belongs to the piece if one has begun; -1 at the end.
  protected final int character() throws IOException {
    if (next == filled) {
      filled = Math.max(0, in.read(buffer));
      next = 0;
      if (filled == 0) {
        return -1;
      }
    }
    char c = buffer[next++];
    read++;
    if (keeping && !overlong) {
      overlong = piece.length() == LONGEST;
      piece.append(c);
    }
    return c;
  }

  /// Begins a piece with a character that was read already.
  protected final void begin(char first) {
    piece.setLength(0);
    piece.append(first);
    keeping = true;
    overlong = false;
  }

  /// Gives the piece up: it was none.
  protected final void drop() {
    keeping = false;
  }

  /// How many characters the piece has.
  protected final int length() {
    return piece.length();
  }

  /// Ends the piece with the character that was read last.
  protected final Optional<Piece> end() {
    keeping = false;
    return Optional.of(piece(0));
  }

  /// Ends the piece before its last `more` characters, with which the next one begins.
  protected final Optional<Piece> endBefore(int more) {
    Piece ended = piece(more);
    piece.delete(0, piece.length() - more);
    overlong = false;
    return Optional.of(ended);
  }

  private Piece piece(int more) {
    String text = piece.substring(0, piece.length() - more);
    return new Piece(read - more - text.length(), overlong ? "" : text);
  }
}
