package org.rdpdoctor.wire.http;

import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.DecodeFault;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireWriter;

/// Takes a chunked body apart, however the network has cut it: what is added comes back without
/// chunk sizes. It keeps no data, only the line that it stands in.
@SpecifiedIn("RFC 9112 7.1")
public final class ChunkReader {
  /// A size and its extensions; nobody needs more.
  private static final int LONGEST_SIZE_LINE = 4096;

  /// Where in the body the next byte stands.
  private enum Place {
    SIZE,
    DATA,
    DATA_END,
    TRAILER,
    ENDED
  }

  private final StringBuilder line = new StringBuilder();
  private Place place = Place.SIZE;
  private long left;
  private long offset;
  private int trailerSize;
  private Bytes rest = Bytes.EMPTY;

  /// Gives the data in what was heard, which may be none.
  ///
  /// @throws DecodeException if this is no chunked body; nothing can be read behind that
  public Bytes add(Bytes heard) throws DecodeException {
    var data = new WireWriter();
    int at = 0;
    while (at < heard.size() && place != Place.ENDED) {
      if (place == Place.DATA) {
        int length = (int) Math.min(left, heard.size() - at);
        data.bytes(heard.slice(at, at + length));
        left -= length;
        at += length;
        offset += length;
        place = left == 0 ? Place.DATA_END : Place.DATA;
      } else {
        letter((char) heard.at(at));
        at++;
        offset++;
      }
    }
    rest = rest.plus(heard.from(at));
    return data.toBytes();
  }

  /// True once the last chunk and what may trail it have been heard.
  public boolean isEnded() {
    return place == Place.ENDED;
  }

  /// What was heard behind the end of the body.
  public Bytes rest() {
    return rest;
  }

  private void letter(char letter) throws DecodeException {
    if (letter != '\n') {
      line.append(letter);
      bound();
      return;
    }
    String whole = line.toString().strip();
    line.setLength(0);
    switch (place) {
      case SIZE -> size(whole);
      case DATA_END -> {
        if (!whole.isEmpty()) {
          throw fault("chunk-data", "longer than its size says");
        }
        place = Place.SIZE;
      }
      case TRAILER -> place = whole.isEmpty() ? Place.ENDED : Place.TRAILER;
      case DATA, ENDED -> throw new IllegalStateException("no line in " + place);
    }
  }

  private void bound() throws DecodeException {
    trailerSize += place == Place.TRAILER ? 1 : 0;
    if (line.length() > LONGEST_SIZE_LINE || trailerSize > HttpHead.MOST) {
      throw fault(place == Place.TRAILER ? "trailer-section" : "chunk", "too long");
    }
    // Two bytes at most stand between data and the next size.
    if (place == Place.DATA_END && line.length() > 1) {
      throw fault("chunk-data", "longer than its size says");
    }
  }

  private void size(String whole) throws DecodeException {
    String digits = List.of(whole.split(";", -1)).getFirst().strip();
    if (digits.isEmpty() || digits.length() > 15 || !digits.chars().allMatch(ChunkReader::isHex)) {
      throw fault("chunk-size", "no hexadecimal number");
    }
    left = Long.parseLong(digits, 16);
    place = left == 0 ? Place.TRAILER : Place.DATA;
  }

  private static boolean isHex(int letter) {
    return letter < 0x80 && Character.digit(letter, 16) >= 0;
  }

  private DecodeException fault(String field, String trouble) {
    int at = (int) Math.min(offset, Integer.MAX_VALUE);
    return new DecodeException(new DecodeFault.Malformed(field, at, trouble));
  }
}
