package org.rdpdoctor.reader.capture.opened;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rdpdoctor.reader.capture.Opener;
import org.rdpdoctor.reader.capture.Opener.Aside;
import org.rdpdoctor.reader.capture.Opener.Said;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.reader.capture.opened.RecordedTls.Sent;
import org.rdpdoctor.wire.Bytes;

/// Somebody at the line with keys in hand, who writes down what can be understood.
final class Listener {
  final List<Said> said = new ArrayList<>();
  final List<Aside> asides = new ArrayList<>();
  private final Opener opener;

  Listener(KeyRing ring) {
    // What stands in the hello itself is what counts later on.
    opener = ring.forHello(Bytes.copyOf(new byte[32])).orElseThrow();
  }

  Listener hear(List<Sent> sent) {
    sent.forEach(each -> hear(each.from(), each.bytes()));
    return this;
  }

  Listener hear(Side from, Bytes bytes) {
    said.addAll(opener.open(from, bytes, Duration.ZERO));
    asides.addAll(opener.asides());
    return this;
  }

  Listener miss(Side from, long bytes) {
    opener.miss(from, bytes, Duration.ZERO);
    asides.addAll(opener.asides());
    return this;
  }

  Bytes words(Side from) {
    return said.stream()
        .filter(each -> each.from() == from)
        .map(Said::bytes)
        .reduce(Bytes.EMPTY, Bytes::plus);
  }

  List<String> notes() {
    return asides.stream()
        .filter(Aside.Note.class::isInstance)
        .map(note -> ((Aside.Note) note).text())
        .toList();
  }
}
