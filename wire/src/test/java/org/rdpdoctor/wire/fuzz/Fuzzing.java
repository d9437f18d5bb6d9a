package org.rdpdoctor.wire.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.Decoder;

/// Feeds the decoders of one package: the first byte of the input picks one, the rest is its
/// message.
record Fuzzing(List<Decoder> decoders) {
  static Fuzzing in(String... packages) {
    return new Fuzzing(
        Arrays.stream(packages).flatMap(name -> Decoder.in(name + ".").stream()).toList());
  }

  /// Whatever is thrown here but [DecodeException] is a finding.
  void feed(byte[] data) {
    if (data.length == 0) {
      return;
    }
    Decoder decoder = decoders.get((data[0] & 0xFF) % decoders.size());
    try {
      var read = decoder.read(Bytes.copyOf(data, 1, data.length - 1));
      if (read.message().toString().isEmpty()) {
        throw new IllegalStateException(decoder + " read something without a text");
      }
    } catch (DecodeException refused) {
      if (refused.fault().offset() < 0) {
        throw new IllegalStateException("a fault before the first byte: " + refused, refused);
      }
    }
  }

  /// The first byte that picks the decoder with this name, if it is one of these.
  OptionalInt choice(String decoder) {
    return IntStream.range(0, decoders.size())
        .filter(i -> decoders.get(i).name().equals(decoder))
        .findFirst();
  }
}
