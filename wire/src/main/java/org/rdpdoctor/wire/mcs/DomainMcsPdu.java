package org.rdpdoctor.wire.mcs;

import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// DomainMCSPDU: everything that is said inside an MCS domain. In the first byte the upper six bits
/// choose the message, the lower two already belong to it.
@SpecifiedIn("T.125 7 part 10")
public sealed interface DomainMcsPdu {
  Bytes encode();

  @SpecifiedIn("MS-RDPBCGR 2.2.1.5")
  record ErectDomainRequest(int subHeight, int subInterval) implements DomainMcsPdu {
    static final int CHOICE = 1;

    @Override
    public Bytes encode() {
      var out = new WireWriter().u8(CHOICE << 2);
      return Per.integer(Per.integer(out, subHeight), subInterval).toBytes();
    }
  }

  @SpecifiedIn("MS-RDPBCGR 2.2.2.3")
  record DisconnectProviderUltimatum(DisconnectReason reason) implements DomainMcsPdu {
    static final int CHOICE = 8;

    @Override
    public Bytes encode() {
      // Three bits: two in the first byte, one in the second.
      return Bytes.of(CHOICE << 2 | reason.value() >> 1, reason.value() << 7);
    }
  }

  @SpecifiedIn("MS-RDPBCGR 2.2.1.6")
  record AttachUserRequest() implements DomainMcsPdu {
    static final int CHOICE = 10;

    @Override
    public Bytes encode() {
      return Bytes.of(CHOICE << 2);
    }
  }

  /// `initiator` is the client's user id, if there is one.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.7")
  record AttachUserConfirm(McsResult result, OptionalInt initiator) implements DomainMcsPdu {
    static final int CHOICE = 11;

    @Override
    public Bytes encode() {
      var out = head(CHOICE, initiator.isPresent(), result);
      initiator.ifPresent(id -> out.u16be(id - FIRST_USER_ID));
      return out.toBytes();
    }
  }

  @SpecifiedIn("MS-RDPBCGR 2.2.1.8")
  record ChannelJoinRequest(int initiator, int channelId) implements DomainMcsPdu {
    static final int CHOICE = 14;

    @Override
    public Bytes encode() {
      return new WireWriter()
          .u8(CHOICE << 2)
          .u16be(initiator - FIRST_USER_ID)
          .u16be(channelId)
          .toBytes();
    }
  }

  @SpecifiedIn("MS-RDPBCGR 2.2.1.9")
  record ChannelJoinConfirm(McsResult result, int initiator, int requested, OptionalInt channelId)
      implements DomainMcsPdu {
    static final int CHOICE = 15;

    @Override
    public Bytes encode() {
      var out =
          head(CHOICE, channelId.isPresent(), result)
              .u16be(initiator - FIRST_USER_ID)
              .u16be(requested);
      channelId.ifPresent(out::u16be);
      return out.toBytes();
    }
  }

  /// Data from the client.
  @SpecifiedIn("T.125 11.32")
  record SendDataRequest(int initiator, int channelId, Bytes userData) implements DomainMcsPdu {
    static final int CHOICE = 25;

    @Override
    public Bytes encode() {
      return data(CHOICE, initiator, channelId, userData);
    }
  }

  /// Data from the server.
  @SpecifiedIn("T.125 11.33")
  record SendDataIndication(int initiator, int channelId, Bytes userData) implements DomainMcsPdu {
    static final int CHOICE = 26;

    @Override
    public Bytes encode() {
      return data(CHOICE, initiator, channelId, userData);
    }
  }

  /// The lowest id that a user of a domain can have; PER counts from here.
  int FIRST_USER_ID = 1001;

  static DomainMcsPdu decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int first = in.u8("DomainMCSPDU");
    int choice = first >> 2;
    return switch (choice) {
      case ErectDomainRequest.CHOICE ->
          new ErectDomainRequest(Per.integer(in, "subHeight"), Per.integer(in, "subInterval"));
      case DisconnectProviderUltimatum.CHOICE ->
          new DisconnectProviderUltimatum(
              new DisconnectReason((first & 3) << 1 | in.u8("reason") >> 7));
      case AttachUserRequest.CHOICE -> new AttachUserRequest();
      case AttachUserConfirm.CHOICE ->
          new AttachUserConfirm(
              result(in, first),
              hasOptional(first) ? OptionalInt.of(userId(in)) : OptionalInt.empty());
      case ChannelJoinRequest.CHOICE -> new ChannelJoinRequest(userId(in), in.u16be("channelId"));
      case ChannelJoinConfirm.CHOICE ->
          new ChannelJoinConfirm(
              result(in, first),
              userId(in),
              in.u16be("requested"),
              hasOptional(first) ? OptionalInt.of(in.u16be("channelId")) : OptionalInt.empty());
      case SendDataRequest.CHOICE ->
          new SendDataRequest(userId(in), in.u16be("channelId"), userData(in));
      case SendDataIndication.CHOICE ->
          new SendDataIndication(userId(in), in.u16be("channelId"), userData(in));
      default -> throw in.unknownType("DomainMCSPDU", 0, choice);
    };
  }

  private static int userId(WireReader in) throws DecodeException {
    return in.u16be("initiator") + FIRST_USER_ID;
  }

  private static Bytes userData(WireReader in) throws DecodeException {
    in.skip("dataPriority, segmentation", 1);
    return Per.octetString(in, "userData");
  }

  private static Bytes data(int choice, int initiator, int channelId, Bytes userData) {
    var out =
        new WireWriter()
            .u8(choice << 2)
            .u16be(initiator - FIRST_USER_ID)
            .u16be(channelId)
            .u8(0x70); // dataPriority high, segmentation begin and end
    return Per.octetString(out, userData).toBytes();
  }

  private static boolean hasOptional(int first) {
    return (first & 2) != 0;
  }

  // Four bits: the last of the first byte, and three of the second.
  private static McsResult result(WireReader in, int first) throws DecodeException {
    return new McsResult((first & 1) << 3 | in.u8("result") >> 5);
  }

  private static WireWriter head(int choice, boolean optional, McsResult result) {
    return new WireWriter()
        .u8(choice << 2 | (optional ? 2 : 0) | result.value() >> 3)
        .u8(result.value() << 5);
  }
}
