package org.rdpdoctor.testkit.peer;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerProtocol;
import org.rdpdoctor.testkit.certificate.Identity;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.TlsScript;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;

/// Acts out a [TlsScript]. A client that gets through has a [Session] at the end.
record TlsStage(Line line, Identity identity) {
  private static final int RECORD_HEADER = 5;
  private static final int HANDSHAKE = 22;
  private static final int MOST_RECORDS = 16;

  /// An established TLS connection.
  ///
  /// @param line what is said inside TLS
  record Session(Line line, Protocol protocol) {}

  /// Gives access to the alert that a server may send at any time.
  static final class Protocol extends TlsServerProtocol {
    Protocol(InputStream in, OutputStream out) {
      super(in, out);
    }

    void alert(int description) throws IOException {
      raiseAlertFatal((short) description, "as the script says", null);
    }
  }

  /// What the client sent first.
  ///
  /// @param whole false if it came in more than one segment or record
  private record Hello(Bytes records, boolean whole) {}

  Optional<Session> act(TlsScript script) throws IOException, DecodeException {
    if (script instanceof TlsScript.Unasked(Bytes bytes, Ending ending)) {
      line.say(bytes);
      line.leave(ending);
      return Optional.empty();
    }
    return act(script, hear());
  }

  /// Goes on from a ClientHello of which `begun` has already been read.
  Optional<Session> act(TlsScript script, Bytes begun) throws IOException, DecodeException {
    return act(script, new Hello(begun, true));
  }

  private Optional<Session> act(TlsScript script, Hello hello) throws IOException, DecodeException {
    return switch (script) {
      case TlsScript.Serve terms -> serve(terms, hello.records);
      case TlsScript.Plaintext plaintext ->
          end(ReadableFlight.answer(plaintext, hello.records, identity), plaintext.ending());
      case TlsScript.Say(Bytes bytes, Ending ending) -> end(bytes, ending);
      case TlsScript.Unasked(Bytes bytes, Ending ending) -> end(bytes, ending);
      case TlsScript.SizeLimit(int limit, Ending ending, TlsScript then) ->
          hello.records.size() > limit ? end(Bytes.EMPTY, ending) : act(then, hello);
      case TlsScript.WholeOnly(Ending ending, TlsScript then) ->
          hello.whole ? act(then, hello) : end(Bytes.EMPTY, ending);
      case TlsScript.VersionIntolerant(int highest, Ending ending, TlsScript then) ->
          HelloSeen.decode(hello.records).highest() > highest
              ? end(Bytes.EMPTY, ending)
              : act(then, hello);
    };
  }

  private Optional<Session> end(Bytes bytes, Ending ending) throws IOException {
    line.say(bytes);
    line.leave(ending);
    return Optional.empty();
  }

  private Optional<Session> serve(TlsScript.Serve terms, Bytes hello) throws IOException {
    var input = new SequenceInputStream(new ByteArrayInputStream(hello.toArray()), line.in());
    var protocol = new Protocol(new Unclosed(input), new Unclosing(line.out()));
    try {
      protocol.accept(new ScriptedTlsServer(terms, identity));
    } catch (TlsFatalAlert e) {
      // The alert has been sent; closing at once could overtake it with a reset.
      return end(Bytes.EMPTY, Ending.CLOSE);
    }
    return Optional.of(
        new Session(line.through(protocol.getInputStream(), protocol.getOutputStream()), protocol));
  }

  /// Leaves it to the line to close the socket.
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  /// Leaves it to the line to close the socket.
  private static final class Unclosing extends FilterOutputStream {
    Unclosing(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {}
  }

  /// Reads records until the ClientHello in them is complete. Anything else than TLS is returned
  /// as it came.
  private Hello hear() throws IOException, DecodeException {
    Bytes records = line.hear();
    Bytes first = records;
    for (int count = 0; count < MOST_RECORDS; count++) {
      int missing = missing(records);
      if (missing == 0) {
        break;
      }
      Bytes more = line.take(missing);
      line.note(more);
      records = records.plus(more);
      if (more.size() < missing) {
        break;
      }
    }
    boolean oneRecord =
        records.size() >= RECORD_HEADER
            && new WireReader(records.from(3)).u16be("length") == records.size() - RECORD_HEADER;
    return new Hello(records, oneRecord && records.equals(first));
  }

  /// How many bytes the next read must bring, 0 if the hello is complete or is none.
  private static int missing(Bytes records) throws DecodeException {
    if (records.isEmpty() || records.at(0) != HANDSHAKE) {
      return 0;
    }
    int handshake = 0;
    int needed = Integer.MAX_VALUE;
    var in = new WireReader(records);
    while (handshake < needed) {
      if (in.remaining() < RECORD_HEADER) {
        return RECORD_HEADER - in.remaining();
      }
      in.skip("type, version", 3);
      int length = in.u16be("length");
      if (length > in.remaining()) {
        return length - in.remaining();
      }
      WireReader fragment = in.part("fragment", length);
      handshake += length;
      if (needed == Integer.MAX_VALUE && length >= 4) {
        fragment.skip("msg_type", 1);
        needed = fragment.u24be("length") + 4;
      }
    }
    return 0;
  }
}
