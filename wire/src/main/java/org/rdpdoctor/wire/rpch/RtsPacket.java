package org.rdpdoctor.wire.rpch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// An RTS PDU: what client and RPC proxy say to each other about the two HTTP channels that older
/// gateways need, before any RPC goes through them. All numbers are little-endian.
@SpecifiedIn("MS-RPCH 2.2.3.6")
public record RtsPacket(int flags, List<RtsCommand> commands) {
  public static final int HEADER_SIZE = 20;
  public static final int FLAG_ECHO = 0x0040;

  private static final int RPC_VERSION = 5;
  private static final int PTYPE_RTS = 20;
  private static final int FIRST_AND_LAST_FRAGMENT = 0x03;
  private static final int LITTLE_ENDIAN_ASCII_IEEE = 0x10;
  private static final int LENGTH_AT = 8;

  public RtsPacket {
    commands = List.copyOf(commands);
  }

  /// `CONN/A1`: the client opens the OUT channel of a virtual connection (MS-RPCH 2.2.4.2).
  ///
  /// @param connection sixteen random bytes, the same on both channels
  /// @param channel sixteen random bytes
  /// @param receiveWindow in bytes, from 8 to 256 KiB
  public static RtsPacket connA1(Bytes connection, Bytes channel, int receiveWindow) {
    return new RtsPacket(
        0,
        List.of(
            RtsCommand.number(RtsCommand.VERSION, 1),
            RtsCommand.cookie(RtsCommand.COOKIE, connection),
            RtsCommand.cookie(RtsCommand.COOKIE, channel),
            RtsCommand.number(RtsCommand.RECEIVE_WINDOW_SIZE, receiveWindow)));
  }

  /// `CONN/B1`: the client opens the IN channel of a virtual connection (MS-RPCH 2.2.4.5).
  ///
  /// @param connection sixteen random bytes, the same on both channels
  /// @param channel sixteen random bytes
  /// @param group sixteen random bytes
  /// @param lifetime of the channel, in bytes
  /// @param keepalive in milliseconds
  public static RtsPacket connB1(
      Bytes connection, Bytes channel, Bytes group, int lifetime, int keepalive) {
    return new RtsPacket(
        0,
        List.of(
            RtsCommand.number(RtsCommand.VERSION, 1),
            RtsCommand.cookie(RtsCommand.COOKIE, connection),
            RtsCommand.cookie(RtsCommand.COOKIE, channel),
            RtsCommand.number(RtsCommand.CHANNEL_LIFETIME, lifetime),
            RtsCommand.number(RtsCommand.CLIENT_KEEPALIVE, keepalive),
            RtsCommand.cookie(RtsCommand.ASSOCIATION_GROUP_ID, group)));
  }

  /// True for `CONN/A3`: the proxy has heard the client and asks the server (MS-RPCH 2.2.4.4).
  public boolean isConnA3() {
    return flags == 0 && types().equals(List.of(RtsCommand.CONNECTION_TIMEOUT));
  }

  /// True for `CONN/C2`: the virtual connection is open (MS-RPCH 2.2.4.9).
  public boolean isConnC2() {
    return flags == 0
        && types()
            .equals(
                List.of(
                    RtsCommand.VERSION,
                    RtsCommand.RECEIVE_WINDOW_SIZE,
                    RtsCommand.CONNECTION_TIMEOUT));
  }

  /// True for the answer to an echo request: this is an RPC proxy (MS-RPCH 2.2.4.48).
  public boolean isEcho() {
    return flags == FLAG_ECHO && commands.isEmpty();
  }

  private List<Integer> types() {
    return commands.stream().map(RtsCommand::commandType).toList();
  }

  /// The whole length of the RPC PDU that begins here, RTS or not, in bytes; nothing while its
  /// length is not known. One that is shorter than a header counts as a header, and decoding that
  /// says what is wrong.
  public static OptionalInt length(Bytes heard) {
    return heard.size() < LENGTH_AT + 2
        ? OptionalInt.empty()
        : OptionalInt.of(Math.max(HEADER_SIZE, heard.at(LENGTH_AT) | heard.at(LENGTH_AT + 1) << 8));
  }

  /// Reads a whole PDU; what stands behind it is not looked at.
  ///
  /// @throws DecodeException also if it is another PDU of RPC
  public static RtsPacket decode(Bytes packet) throws DecodeException {
    var head = new WireReader(packet);
    head.require("rpc_vers", 1, RPC_VERSION, head.u8("rpc_vers"));
    head.skip("rpc_vers_minor", 1);
    head.require("PTYPE", 1, PTYPE_RTS, head.u8("PTYPE"));
    head.skip("pfc_flags and packed_drep", 1 + 4);
    int at = head.offset();
    int length = head.u16le("frag_length");
    if (length < HEADER_SIZE) {
      throw head.malformed("frag_length", at, "smaller than the header it stands in: " + length);
    }
    WireReader in = head.part("body", length - head.offset());
    in.skip("auth_length and call_id", 2 + 4);
    int flags = in.u16le("Flags");
    int count = in.u16le("NumberOfCommands");
    var commands = new ArrayList<RtsCommand>();
    for (int i = 0; i < count; i++) {
      commands.add(RtsCommand.read(in));
    }
    return new RtsPacket(flags, commands);
  }

  public Bytes encode() {
    var body = new WireWriter();
    commands.forEach(command -> command.write(body));
    return new WireWriter()
        .u8(RPC_VERSION)
        .u8(0) // rpc_vers_minor
        .u8(PTYPE_RTS)
        .u8(FIRST_AND_LAST_FRAGMENT)
        .u32le(LITTLE_ENDIAN_ASCII_IEEE)
        .u16le(HEADER_SIZE + body.size())
        .u16le(0) // auth_length
        .u32le(0) // call_id
        .u16le(flags)
        .u16le(commands.size())
        .bytes(body.toBytes())
        .toBytes();
  }
}
