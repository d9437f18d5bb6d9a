package org.rdpdoctor.wire.security;

import java.nio.charset.StandardCharsets;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// Info Packet, `TS_INFO_PACKET`, after its security header: who wants to log on, and how. The
/// password may be empty, and is never shown.
///
/// @param codePage the code page, or with Unicode the keyboard layout
/// @param extraInfo the Extended Info Packet, or empty as from RDP 4.0 clients
@SpecifiedIn("MS-RDPBCGR 2.2.1.11.1.1")
public record ClientInfo(
    int codePage,
    int flags,
    String domain,
    String userName,
    String password,
    String alternateShell,
    String workingDir,
    Bytes extraInfo) {
  public static final int INFO_MOUSE = 0x00000001;
  public static final int INFO_AUTOLOGON = 0x00000008;
  public static final int INFO_UNICODE = 0x00000010;
  public static final int INFO_LOGONNOTIFY = 0x00000040;
  public static final int INFO_LOGONERRORS = 0x00010000;
  public static final int INFO_NOAUDIOPLAYBACK = 0x00080000;
  private static final int INFO_DISABLECTRLALTDEL = 0x00000002;
  private static final int INFO_MAXIMIZESHELL = 0x00000020;
  private static final int INFO_ENABLEWINDOWSKEY = 0x00000100;

  /// Of a client that logs on with this account, or with an empty name lets the user do that inside
  /// the session.
  public static ClientInfo of(String domain, String userName, String password) {
    int flags =
        INFO_MOUSE
            | INFO_DISABLECTRLALTDEL
            | INFO_UNICODE
            | INFO_MAXIMIZESHELL // xrdp takes its absence for garbage
            | INFO_LOGONNOTIFY
            | INFO_ENABLEWINDOWSKEY
            | INFO_LOGONERRORS
            | INFO_NOAUDIOPLAYBACK
            | (userName.isEmpty() ? 0 : INFO_AUTOLOGON);
    return new ClientInfo(
        0, flags, domain, userName, password, "", "", ExtendedInfo.of("0.0.0.0", 0).encode());
  }

  public static ClientInfo decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    int codePage = in.u32le("CodePage");
    int flags = in.u32le("flags");
    int domain = in.u16le("cbDomain");
    int userName = in.u16le("cbUserName");
    int password = in.u16le("cbPassword");
    int alternateShell = in.u16le("cbAlternateShell");
    int workingDir = in.u16le("cbWorkingDir");
    return new ClientInfo(
        codePage,
        flags,
        text(in, "Domain", domain, flags),
        text(in, "UserName", userName, flags),
        text(in, "Password", password, flags),
        text(in, "AlternateShell", alternateShell, flags),
        text(in, "WorkingDir", workingDir, flags),
        in.rest());
  }

  // The counts leave the terminator out.
  private static String text(WireReader in, String field, int count, int flags)
      throws DecodeException {
    boolean unicode = (flags & INFO_UNICODE) != 0;
    Bytes text = in.bytes(field, count);
    in.skip(field + " terminator", unicode ? 2 : 1);
    return text.decode(unicode ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
  }

  public Bytes encode() {
    var out =
        new WireWriter()
            .u32le(codePage)
            .u32le(flags)
            .u16le(encoded(domain).size())
            .u16le(encoded(userName).size())
            .u16le(encoded(password).size())
            .u16le(encoded(alternateShell).size())
            .u16le(encoded(workingDir).size());
    int terminator = (flags & INFO_UNICODE) != 0 ? 2 : 1;
    return out.bytes(encoded(domain))
        .zeros(terminator)
        .bytes(encoded(userName))
        .zeros(terminator)
        .bytes(encoded(password))
        .zeros(terminator)
        .bytes(encoded(alternateShell))
        .zeros(terminator)
        .bytes(encoded(workingDir))
        .zeros(terminator)
        .bytes(extraInfo)
        .toBytes();
  }

  private Bytes encoded(String text) {
    return (flags & INFO_UNICODE) != 0 ? Bytes.utf16le(text) : Bytes.latin1(text);
  }

  @Override
  public String toString() {
    return "ClientInfo[domain=%s, userName=%s, password=(not shown), flags=0x%X]"
        .formatted(domain, userName, flags);
  }
}
