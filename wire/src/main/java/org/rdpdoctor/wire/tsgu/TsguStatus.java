package org.rdpdoctor.wire.tsgu;

import java.util.Map;
import org.rdpdoctor.wire.SpecifiedIn;

/// How a gateway says that a step succeeded or why it did not: an HRESULT, or a bare error code of
/// Windows. The same error exists in both forms (0x800759DD and 0x59DD), and gateways send both.
/// Unknown numbers are kept.
@SpecifiedIn("MS-TSGU 2.2.6")
public record TsguStatus(int value) {
  public static final TsguStatus SUCCESS = new TsguStatus(0);
  public static final TsguStatus INTERNALERROR = new TsguStatus(0x800759D8);
  public static final TsguStatus RAP_ACCESSDENIED = new TsguStatus(0x800759DA);
  public static final TsguStatus NAP_ACCESSDENIED = new TsguStatus(0x800759DB);
  public static final TsguStatus TS_CONNECTFAILED = new TsguStatus(0x000059DD);
  public static final TsguStatus MAXCONNECTIONSREACHED = new TsguStatus(0x000059E6);
  public static final TsguStatus NOTSUPPORTED = new TsguStatus(0x000059E8);
  public static final TsguStatus CAPABILITYMISMATCH = new TsguStatus(0x800759E9);
  public static final TsguStatus QUARANTINE_ACCESSDENIED = new TsguStatus(0x800759ED);
  public static final TsguStatus NOCERTAVAILABLE = new TsguStatus(0x800759EE);
  public static final TsguStatus SESSIONTIMEOUT = new TsguStatus(0x000059F6);
  public static final TsguStatus COOKIE_BADPACKET = new TsguStatus(0x800759F7);
  public static final TsguStatus COOKIE_AUTHENTICATION_ACCESS_DENIED = new TsguStatus(0x800759F8);
  public static final TsguStatus UNSUPPORTED_AUTHENTICATION_METHOD = new TsguStatus(0x800759F9);
  public static final TsguStatus CONNECTIONABORTED = new TsguStatus(0x000004D4);
  public static final TsguStatus LOGON_DENIED = new TsguStatus(0x8009030C);

  /// FACILITY_WIN32 with the bit for failure: what turns an error code of Windows into an HRESULT.
  private static final int HRESULT_OF_WIN32 = 0x80070000;

  // By error code, whether it comes bare or as an HRESULT.
  private static final Map<Integer, String> WIN32 =
      Map.ofEntries(
          Map.entry(0x0005, "ERROR_ACCESS_DENIED"),
          Map.entry(0x0057, "ERROR_INVALID_PARAMETER"),
          Map.entry(0x00A0, "ERROR_BAD_ARGUMENTS"),
          Map.entry(0x03E3, "ERROR_OPERATION_ABORTED"),
          Map.entry(0x04CA, "ERROR_GRACEFUL_DISCONNECT"),
          Map.entry(0x04D4, "E_PROXY_CONNECTIONABORTED"),
          Map.entry(0x04E3, "ERROR_ONLY_IF_CONNECTED"),
          Map.entry(0x052E, "ERROR_LOGON_FAILURE"),
          Map.entry(0x052F, "ERROR_ACCOUNT_RESTRICTION"),
          Map.entry(0x0532, "ERROR_PASSWORD_EXPIRED"),
          Map.entry(0x0533, "ERROR_ACCOUNT_DISABLED"),
          Map.entry(0x0569, "ERROR_LOGON_TYPE_NOT_GRANTED"),
          Map.entry(0x06BA, "RPC_S_SERVER_UNAVAILABLE"),
          Map.entry(0x071A, "RPC_S_CALL_CANCELLED"),
          Map.entry(0x0773, "ERROR_PASSWORD_MUST_CHANGE"),
          Map.entry(0x0775, "ERROR_ACCOUNT_LOCKED_OUT"),
          Map.entry(0x59D8, "E_PROXY_INTERNALERROR"),
          Map.entry(0x59DA, "E_PROXY_RAP_ACCESSDENIED"),
          Map.entry(0x59DB, "E_PROXY_NAP_ACCESSDENIED"),
          Map.entry(0x59DD, "E_PROXY_TS_CONNECTFAILED"),
          Map.entry(0x59DF, "E_PROXY_ALREADYDISCONNECTED"),
          Map.entry(0x59E6, "E_PROXY_MAXCONNECTIONSREACHED"),
          Map.entry(0x59E8, "E_PROXY_NOTSUPPORTED"),
          Map.entry(0x59E9, "E_PROXY_CAPABILITYMISMATCH"),
          Map.entry(0x59ED, "E_PROXY_QUARANTINE_ACCESSDENIED"),
          Map.entry(0x59EE, "E_PROXY_NOCERTAVAILABLE"),
          Map.entry(0x59F6, "E_PROXY_SESSIONTIMEOUT"),
          Map.entry(0x59F7, "E_PROXY_COOKIE_BADPACKET"),
          Map.entry(0x59F8, "E_PROXY_COOKIE_AUTHENTICATION_ACCESS_DENIED"),
          Map.entry(0x59F9, "E_PROXY_UNSUPPORTED_AUTHENTICATION_METHOD"),
          Map.entry(0x59FA, "E_PROXY_REAUTH_AUTHN_FAILED"),
          Map.entry(0x59FB, "E_PROXY_REAUTH_CAP_FAILED"),
          Map.entry(0x59FC, "E_PROXY_REAUTH_RAP_FAILED"),
          Map.entry(0x59FD, "E_PROXY_SDR_NOT_SUPPORTED_BY_TS"),
          Map.entry(0x5A00, "E_PROXY_REAUTH_NAP_FAILED"));

  private static final Map<Integer, String> OTHERS =
      Map.ofEntries(
          Map.entry(0, "ERROR_SUCCESS"),
          Map.entry(0x80004005, "E_FAIL"),
          Map.entry(0x80070005, "E_ACCESSDENIED"),
          Map.entry(0x80070057, "E_INVALIDARG"),
          Map.entry(0x8000FFFF, "E_UNEXPECTED"),
          Map.entry(0x80090302, "SEC_E_UNSUPPORTED_FUNCTION"),
          Map.entry(0x80090304, "SEC_E_INTERNAL_ERROR"),
          Map.entry(0x80090308, "SEC_E_INVALID_TOKEN"),
          Map.entry(0x8009030C, "SEC_E_LOGON_DENIED"),
          Map.entry(0x8009030E, "SEC_E_NO_CREDENTIALS"),
          Map.entry(0x80090311, "SEC_E_NO_AUTHENTICATING_AUTHORITY"));

  public boolean isSuccess() {
    return value == 0;
  }

  /// True if both are the same error, whether it comes bare or as an HRESULT.
  public boolean isSameError(TsguStatus other) {
    return bare() == other.bare();
  }

  /// The error code inside an HRESULT of FACILITY_WIN32; any other number as it is.
  private int bare() {
    return (value & 0xFFFF0000) == HRESULT_OF_WIN32 ? value & 0xFFFF : value;
  }

  public boolean isKnown() {
    return OTHERS.containsKey(value) || WIN32.containsKey(bare());
  }

  /// The name as the specification or Windows spells it, such as `E_PROXY_RAP_ACCESSDENIED`, or the
  /// number as hex.
  @Override
  public String toString() {
    String name = OTHERS.get(value);
    return name != null ? name : WIN32.getOrDefault(bare(), "0x%08X".formatted(value));
  }
}
