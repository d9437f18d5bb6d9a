package org.rdpdoctor.reader.capture.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.rdpdoctor.reader.capture.Conversation;
import org.rdpdoctor.reader.capture.Conversation.Transport;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.Follower;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;

/// Follows every conversation and writes down what it hears.
final class Listener implements Follower.Source {
  final List<Heard> heard = new ArrayList<>();

  /// One conversation: `said` has a line for each thing heard, as `> text` from the client, `<
  /// text` from the server, `> (3)` for what is missing.
  static final class Heard implements Follower {
    final List<String> said = new ArrayList<>();
    final List<Duration> times = new ArrayList<>();
    Bytes fromClient = Bytes.EMPTY;
    Bytes fromServer = Bytes.EMPTY;
    long missing;
    int ends;
    final List<Conversation> whole = new ArrayList<>();

    @Override
    public boolean hear(Side from, Bytes bytes, Duration at) {
      if (from == Side.CLIENT) {
        fromClient = fromClient.plus(bytes);
      } else {
        fromServer = fromServer.plus(bytes);
      }
      said.add(
          mark(from) + new String(bytes.toArray(), java.nio.charset.StandardCharsets.ISO_8859_1));
      times.add(at);
      return true;
    }

    @Override
    public boolean miss(Side from, long bytes, Duration at) {
      missing += bytes;
      said.add(mark(from) + "(" + bytes + ")");
      times.add(at);
      return true;
    }

    @Override
    public void end(Conversation conversation) {
      ends++;
      whole.add(conversation);
    }

    Conversation conversation() {
      return whole.getFirst();
    }

    private static String mark(Side from) {
      return from == Side.CLIENT ? "> " : "< ";
    }
  }

  @Override
  public Follower follow(
      int number, Transport transport, Endpoint client, Endpoint server, Instant firstSeen) {
    Heard follower = new Heard();
    heard.add(follower);
    return follower;
  }

  CaptureTally read(Bytes file) {
    return read(file, CaptureOptions.USUAL);
  }

  CaptureTally read(Bytes file, CaptureOptions options) {
    try {
      return CaptureFile.read(
          new ByteArrayInputStream(file.toArray()), OptionalLong.of(file.size()), options, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was heard in each conversation, in their order.
  List<List<String>> said() {
    return heard.stream().map(follower -> follower.said).toList();
  }

  List<Conversation> conversations() {
    return heard.stream()
        .flatMap(follower -> follower.whole.stream())
        .sorted(Comparator.comparingInt(Conversation::number))
        .toList();
  }
}
