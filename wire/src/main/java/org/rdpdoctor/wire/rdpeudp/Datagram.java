package org.rdpdoctor.wire.rdpeudp;

import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What is sent in one UDP datagram while a connection is set up, and afterwards where version 1 or
/// 2 was agreed on. All numbers are big-endian.
@SpecifiedIn("MS-RDPEUDP 2.2.2.1")
public sealed interface Datagram {
  FecHeader header();

  Bytes encode();

  /// The largest datagram that may be agreed on, and the size to which a first SYN is padded.
  int LARGEST_MTU = 1232;

  /// A SYN, or the SYN+ACK that answers it. Its acknowledgement is in the header alone.
  ///
  /// @param size of the whole datagram, which zeros fill up
  @SpecifiedIn("MS-RDPEUDP 3.1.5.1.1")
  record Syn(
      FecHeader header,
      SynData synData,
      Optional<CorrelationId> correlationId,
      Optional<SynDataEx> synDataEx,
      int size)
      implements Datagram {

    /// The version that this side names; 1 if it names none.
    public ProtocolVersion version() {
      return synDataEx
          .filter(SynDataEx::isVersionValid)
          .map(SynDataEx::uUdpVer)
          .orElse(ProtocolVersion.VERSION_1);
    }

    @Override
    public Bytes encode() {
      var out = synData.write(header.write(new WireWriter()));
      correlationId.ifPresent(id -> id.write(out));
      synDataEx.ifPresent(extended -> extended.write(out));
      return out.zeros(Math.max(0, size - out.size())).toBytes();
    }
  }

  /// Everything after the SYNs: an acknowledgement, data, or both.
  ///
  /// @param ackVector which packets have come in: two bits of state and six of count in each byte
  /// @param snResetSeqNum up to where the other side's acknowledgements are known
  /// @param payload what the data is, if there is any
  /// @param data what belongs to `payload`; anything at all where there is none
  @SpecifiedIn("MS-RDPEUDP 3.1.5.1.2")
  record Transfer(
      FecHeader header,
      Optional<Bytes> ackVector,
      OptionalInt snResetSeqNum,
      Optional<PayloadHeader> payload,
      Bytes data)
      implements Datagram {

    @Override
    public Bytes encode() {
      var out = header.write(new WireWriter());
      ackVector.ifPresent(
          vector -> out.u16be(vector.size()).bytes(vector).zeros(padding(vector.size())));
      snResetSeqNum.ifPresent(out::u32be);
      payload.ifPresent(about -> about.write(out));
      return out.bytes(data).toBytes();
    }

    private static Transfer read(FecHeader header, WireReader in) throws DecodeException {
      Flags flags = header.uFlags();
      return new Transfer(
          header,
          flags.isAck() ? Optional.of(readVector(in)) : Optional.empty(),
          flags.has(Flags.ACK_OF_ACKS)
              ? OptionalInt.of(in.u32be("snResetSeqNum"))
              : OptionalInt.empty(),
          flags.has(Flags.DATA) ? Optional.of(PayloadHeader.read(in, flags)) : Optional.empty(),
          in.rest());
    }

    private static Bytes readVector(WireReader in) throws DecodeException {
      int at = in.offset();
      int size = in.u16be("uAckVectorSize");
      if (size > LONGEST_VECTOR) {
        throw in.wrongLength("uAckVectorSize", at, size, LONGEST_VECTOR);
      }
      Bytes vector = in.bytes("AckVector", size);
      in.skip("Padding", padding(size));
      return vector;
    }

    /// The vector and its size end together on a multiple of four bytes.
    private static int padding(int vectorSize) {
      return (4 - (2 + vectorSize) % 4) % 4;
    }

    private static final int LONGEST_VECTOR = 2048;
  }

  static Datagram decode(Bytes datagram) throws DecodeException {
    var in = new WireReader(datagram);
    FecHeader header = FecHeader.read(in);
    Flags flags = header.uFlags();
    if (!flags.isSyn()) {
      return Transfer.read(header, in);
    }
    return new Syn(
        header,
        SynData.read(in),
        flags.has(Flags.CORRELATION_ID) ? Optional.of(CorrelationId.read(in)) : Optional.empty(),
        flags.has(Flags.SYNEX) ? Optional.of(SynDataEx.read(in, !flags.isAck())) : Optional.empty(),
        datagram.size());
  }
}
