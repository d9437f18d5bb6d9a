package org.rdpdoctor.wire.share;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What a Data PDU carries. Compressed data is kept as it came, in [OtherShareData].
@SpecifiedIn("MS-RDPBCGR 2.2.8.1.1.1.2")
public sealed interface ShareData {
  /// `pduType2`.
  int type();

  /// What follows the Share Data Header.
  Bytes body();

  default int compressedType() {
    return 0;
  }

  @SpecifiedIn("MS-RDPBCGR 2.2.1.14.1")
  record Synchronize(int messageType, int targetUser) implements ShareData {
    static final int TYPE = 0x1F;
    public static final int SYNCMSGTYPE_SYNC = 1;

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter().u16le(messageType).u16le(targetUser).toBytes();
    }
  }

  @SpecifiedIn("MS-RDPBCGR 2.2.1.15.1")
  record Control(int action, int grantId, int controlId) implements ShareData {
    static final int TYPE = 0x14;
    public static final int CTRLACTION_REQUEST_CONTROL = 1;
    public static final int CTRLACTION_GRANTED_CONTROL = 2;
    public static final int CTRLACTION_DETACH = 3;
    public static final int CTRLACTION_COOPERATE = 4;

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter().u16le(action).u16le(grantId).u32le(controlId).toBytes();
    }
  }

  @SpecifiedIn("MS-RDPBCGR 2.2.1.18.1")
  record FontList(int numberFonts, int totalNumFonts, int listFlags, int entrySize)
      implements ShareData {
    static final int TYPE = 0x27;

    /// What every client sends.
    public static final FontList EMPTY = new FontList(0, 0, 3, 50);

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter()
          .u16le(numberFonts)
          .u16le(totalNumFonts)
          .u16le(listFlags)
          .u16le(entrySize)
          .toBytes();
    }
  }

  /// The server's last word before the desktop.
  @SpecifiedIn("MS-RDPBCGR 2.2.1.22.1")
  record FontMap(int numberEntries, int totalNumEntries, int mapFlags, int entrySize)
      implements ShareData {
    static final int TYPE = 0x28;

    /// What every server sends.
    public static final FontMap EMPTY = new FontMap(0, 0, 3, 4);

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter()
          .u16le(numberEntries)
          .u16le(totalNumEntries)
          .u16le(mapFlags)
          .u16le(entrySize)
          .toBytes();
    }
  }

  /// Why the server is about to end the session: an `ERRINFO_…` code.
  @SpecifiedIn("MS-RDPBCGR 2.2.5.1.1")
  record SetErrorInfo(int errorInfo) implements ShareData {
    static final int TYPE = 0x2F;

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter().u32le(errorInfo).toBytes();
    }
  }

  /// The user has logged on, or why not.
  @SpecifiedIn("MS-RDPBCGR 2.2.10.1.1")
  record SaveSessionInfo(int infoType, Bytes infoData) implements ShareData {
    static final int TYPE = 0x26;
    private static final int INFOTYPE_LOGON_PLAINNOTIFY = 2;
    private static final int PLAIN_NOTIFY_SIZE = 576;

    /// That the user has logged on, and no more.
    public static SaveSessionInfo plainNotify() {
      return new SaveSessionInfo(
          INFOTYPE_LOGON_PLAINNOTIFY, new WireWriter().zeros(PLAIN_NOTIFY_SIZE).toBytes());
    }

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter().u32le(infoType).bytes(infoData).toBytes();
    }
  }

  /// The client asks to end the session.
  @SpecifiedIn("MS-RDPBCGR 2.2.2.1.1")
  record ShutdownRequest() implements ShareData {
    static final int TYPE = 0x24;

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return Bytes.EMPTY;
    }
  }

  /// The server says that the user is logged on, so that the client asks before it leaves.
  @SpecifiedIn("MS-RDPBCGR 2.2.2.2.1")
  record ShutdownDenied() implements ShareData {
    static final int TYPE = 0x25;

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return Bytes.EMPTY;
    }
  }

  /// How far a broker is with what the user waits for: a `TS_STATUS_…` code.
  @SpecifiedIn("MS-RDPBCGR 2.2.5.2")
  record StatusInfo(int statusCode) implements ShareData {
    static final int TYPE = 0x36;

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Bytes body() {
      return new WireWriter().u32le(statusCode).toBytes();
    }
  }

  /// Pictures or pointers without fast path: `pduType2` of the Graphics Update PDU and the Pointer
  /// Update PDU (MS-RDPBCGR 2.2.9.1.1.3, 2.2.9.1.1.4).
  int PDUTYPE2_UPDATE = 0x02;

  /// Anything else, kept as it came.
  record OtherShareData(int type, int compressedType, Bytes body) implements ShareData {}

  static ShareData decode(int type, int compressedType, WireReader in) throws DecodeException {
    if (compressedType != 0) {
      return new OtherShareData(type, compressedType, in.rest());
    }
    return switch (type) {
      case Synchronize.TYPE -> new Synchronize(in.u16le("messageType"), in.u16le("targetUser"));
      case Control.TYPE ->
          new Control(in.u16le("action"), in.u16le("grantId"), in.u32le("controlId"));
      case FontList.TYPE ->
          new FontList(
              in.u16le("numberFonts"),
              in.u16le("totalNumFonts"),
              in.u16le("listFlags"),
              in.u16le("entrySize"));
      case FontMap.TYPE ->
          new FontMap(
              in.u16le("numberEntries"),
              in.u16le("totalNumEntries"),
              in.u16le("mapFlags"),
              in.u16le("entrySize"));
      case SetErrorInfo.TYPE -> new SetErrorInfo(in.u32le("errorInfo"));
      case SaveSessionInfo.TYPE -> new SaveSessionInfo(in.u32le("infoType"), in.rest());
      case StatusInfo.TYPE -> new StatusInfo(in.u32le("statusCode"));
      case ShutdownRequest.TYPE -> new ShutdownRequest();
      case ShutdownDenied.TYPE -> new ShutdownDenied();
      default -> new OtherShareData(type, compressedType, in.rest());
    };
  }
}
