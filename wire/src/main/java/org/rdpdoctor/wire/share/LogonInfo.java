package org.rdpdoctor.wire.share;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// What a Save Session Info PDU says, after its Share Data Header.
@SpecifiedIn("MS-RDPBCGR 2.2.10.1.1")
public sealed interface LogonInfo {

  /// A user has logged on; both names are empty where the server only says so.
  @SpecifiedIn("MS-RDPBCGR 2.2.10.1.1.1, 2.2.10.1.1.2, 2.2.10.1.1.3")
  record LoggedOn(String domain, String userName) implements LogonInfo {}

  /// Anything else that goes with the logon.
  @SpecifiedIn("MS-RDPBCGR 2.2.10.1.1.4")
  record Extended(boolean autoReconnectCookie, Optional<LogonError> error) implements LogonInfo {}

  /// Logon Errors Info, `TS_LOGON_ERRORS_INFO`: a message that the logon shows, which need not be
  /// an error.
  @SpecifiedIn("MS-RDPBCGR 2.2.10.1.1.4.1.1")
  record LogonError(int type, int data) {
    /// The Save Session Info PDU that says this and no more.
    public ShareData.SaveSessionInfo inSaveSessionInfo() {
      Bytes field = new WireWriter().u32le(8).u32le(type).u32le(data).toBytes();
      return new ShareData.SaveSessionInfo(
          INFOTYPE_LOGON_EXTENDED_INFO,
          new WireWriter()
              .u16le(2 + 4 + field.size() + EXTENDED_PAD)
              .u32le(LOGON_EX_LOGONERRORS)
              .bytes(field)
              .zeros(EXTENDED_PAD)
              .toBytes());
    }
  }

  /// Of a type that has no name, kept as it came.
  record Other(int infoType, Bytes data) implements LogonInfo {}

  int INFOTYPE_LOGON = 0;
  int INFOTYPE_LOGON_LONG = 1;
  int INFOTYPE_LOGON_PLAINNOTIFY = 2;
  int INFOTYPE_LOGON_EXTENDED_INFO = 3;
  int LOGON_EX_AUTORECONNECTCOOKIE = 1;
  int LOGON_EX_LOGONERRORS = 2;
  int EXTENDED_PAD = 570;

  /// Reads `infoType` and what it announces.
  static LogonInfo decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int type = in.u32le("infoType");
    return switch (type) {
      case INFOTYPE_LOGON -> shortForm(in);
      case INFOTYPE_LOGON_LONG -> longForm(in);
      case INFOTYPE_LOGON_PLAINNOTIFY -> new LoggedOn("", "");
      case INFOTYPE_LOGON_EXTENDED_INFO -> extended(in);
      default -> new Other(type, in.rest());
    };
  }

  private static LogonInfo shortForm(WireReader in) throws DecodeException {
    in.skip("cbDomain", 4);
    String domain = text(in.bytes("Domain", 52));
    in.skip("cbUserName", 4);
    return new LoggedOn(domain, text(in.bytes("UserName", 512)));
  }

  private static LogonInfo longForm(WireReader in) throws DecodeException {
    in.skip("Version, Size, SessionId", 2 + 4 + 4);
    int domain = in.u32le("cbDomain");
    int user = in.u32le("cbUserName");
    in.skip("Pad", 558);
    return new LoggedOn(text(in.bytes("Domain", domain)), text(in.bytes("UserName", user)));
  }

  private static LogonInfo extended(WireReader in) throws DecodeException {
    in.skip("Length", 2);
    int present = in.u32le("FieldsPresent");
    boolean cookie = (present & LOGON_EX_AUTORECONNECTCOOKIE) != 0;
    if (cookie) {
      in.skip("AutoReconnectCookie", in.u32le("cbFieldData"));
    }
    if ((present & LOGON_EX_LOGONERRORS) == 0) {
      return new Extended(cookie, Optional.empty());
    }
    in.skip("cbFieldData", 4);
    return new Extended(
        cookie,
        Optional.of(
            new LogonError(in.u32le("ErrorNotificationType"), in.u32le("ErrorNotificationData"))));
  }

  private static String text(Bytes utf16) {
    String text = utf16.decode(StandardCharsets.UTF_16LE);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
