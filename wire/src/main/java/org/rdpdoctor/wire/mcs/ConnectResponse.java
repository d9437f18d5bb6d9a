package org.rdpdoctor.wire.mcs;

import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.asn1.DerReader;

/// MCS Connect-Response: the server takes the client into its domain, or says why not; `userData`
/// is its GCC Conference Create Response.
@SpecifiedIn("MS-RDPBCGR 2.2.1.4")
public record ConnectResponse(
    McsResult result, int calledConnectId, DomainParameters domainParameters, Bytes userData) {
  static final int APPLICATION = 102;

  public static ConnectResponse decode(Bytes message) throws DecodeException {
    DerReader in = new DerReader(message).application("Connect-Response", APPLICATION);
    return new ConnectResponse(
        new McsResult(in.enumerated("result")),
        in.int32("calledConnectId"),
        DomainParameters.decode(in, "domainParameters"),
        in.octetString("userData"));
  }

  public Bytes encode() {
    return Der.application(
        APPLICATION,
        Der.enumerated(result.value()),
        Der.integer(calledConnectId),
        domainParameters.encode(),
        Der.octetString(userData));
  }
}
