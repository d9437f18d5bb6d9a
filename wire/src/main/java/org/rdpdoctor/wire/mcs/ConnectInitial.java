package org.rdpdoctor.wire.mcs;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;

/// MCS Connect-Initial: the client opens a domain; `userData` is its GCC Conference Create Request.
@SpecifiedIn("MS-RDPBCGR 2.2.1.3")
public record ConnectInitial(
    Bytes callingDomainSelector,
    Bytes calledDomainSelector,
    boolean upwardFlag,
    DomainParameters targetParameters,
    DomainParameters minimumParameters,
    DomainParameters maximumParameters,
    Bytes userData) {
  static final int APPLICATION = 101;

  /// As Windows clients open it.
  public static ConnectInitial of(Bytes userData) {
    return new ConnectInitial(
        Bytes.of(1),
        Bytes.of(1),
        true,
        DomainParameters.TARGET,
        DomainParameters.MINIMUM,
        DomainParameters.MAXIMUM,
        userData);
  }

  public static ConnectInitial decode(Bytes message) throws DecodeException {
    DerReader in = new DerReader(message).application("Connect-Initial", APPLICATION);
    return new ConnectInitial(
        in.octetString("callingDomainSelector"),
        in.octetString("calledDomainSelector"),
        in.bool("upwardFlag"),
        DomainParameters.decode(in, "targetParameters"),
        DomainParameters.decode(in, "minimumParameters"),
        DomainParameters.decode(in, "maximumParameters"),
        in.octetString("userData"));
  }

  public Bytes encode() {
    return Der.application(
        APPLICATION,
        Der.octetString(callingDomainSelector),
        Der.octetString(calledDomainSelector),
        Der.bool(upwardFlag),
        targetParameters.encodeUnsigned(),
        minimumParameters.encodeUnsigned(),
        maximumParameters.encodeUnsigned(),
        Der.octetString(userData));
  }
}
