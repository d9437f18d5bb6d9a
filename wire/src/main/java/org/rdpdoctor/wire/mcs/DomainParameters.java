package org.rdpdoctor.wire.mcs;

import java.util.stream.IntStream;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;
import org.rdpdoctor.wire.asn1.Tag;

/// DomainParameters: what an MCS domain may hold.
@SpecifiedIn("T.125 7 part 2")
public record DomainParameters(
    int maxChannelIds,
    int maxUserIds,
    int maxTokenIds,
    int numPriorities,
    int minThroughput,
    int maxHeight,
    int maxMcsPduSize,
    int protocolVersion) {

  /// What Windows clients want.
  public static final DomainParameters TARGET = new DomainParameters(34, 2, 0, 1, 0, 1, 65535, 2);

  /// The least that Windows clients take.
  public static final DomainParameters MINIMUM = new DomainParameters(1, 1, 1, 1, 0, 1, 1056, 2);

  /// The most that Windows clients take.
  public static final DomainParameters MAXIMUM =
      new DomainParameters(65535, 64535, 65535, 1, 0, 1, 65535, 2);

  /// What Windows servers settle on.
  public static final DomainParameters SETTLED = new DomainParameters(34, 3, 0, 1, 0, 1, 65528, 2);

  static DomainParameters decode(DerReader outer, String field) throws DecodeException {
    DerReader in = outer.sequence(field);
    return new DomainParameters(
        number(in, "maxChannelIds"),
        number(in, "maxUserIds"),
        number(in, "maxTokenIds"),
        number(in, "numPriorities"),
        number(in, "minThroughput"),
        number(in, "maxHeight"),
        number(in, "maxMCSPDUsize"),
        number(in, "protocolVersion"));
  }

  // Windows clients write 65535 as FF FF, which BER reads as -1.
  private static int number(DerReader in, String field) throws DecodeException {
    int value = in.int32(field);
    return value < 0 ? value & 0xFFFF : value;
  }

  /// In correct BER, as servers write it.
  Bytes encode() {
    return Der.sequence(numbers().mapToObj(Der::integer).toList());
  }

  /// As Windows clients write it: numbers of 16 bits take two bytes, whatever their first bit.
  Bytes encodeUnsigned() {
    return Der.sequence(
        numbers()
            .mapToObj(
                number ->
                    number > 0x7FFF && number <= 0xFFFF
                        ? Der.element(Tag.INTEGER, Bytes.of(number >> 8, number))
                        : Der.integer(number))
            .toList());
  }

  private IntStream numbers() {
    return IntStream.of(
        maxChannelIds,
        maxUserIds,
        maxTokenIds,
        numPriorities,
        minThroughput,
        maxHeight,
        maxMcsPduSize,
        protocolVersion);
  }
}
