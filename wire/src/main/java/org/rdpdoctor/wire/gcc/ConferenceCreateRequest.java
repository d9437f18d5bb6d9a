package org.rdpdoctor.wire.gcc;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.mcs.Per;

/// GCC Conference Create Request: the user data of an MCS Connect-Initial. The conference itself is
/// always the same; what matters is the client's blocks of settings.
@SpecifiedIn("MS-RDPBCGR 2.2.1.3")
public record ConferenceCreateRequest(List<ClientData> clientData) {
  private static final Bytes CLIENT_TO_SERVER_KEY = Bytes.ascii("Duca");

  public ConferenceCreateRequest {
    clientData = List.copyOf(clientData);
  }

  public static ConferenceCreateRequest decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    Connection.readKey(in);
    Per.length(in, "connectPDU");
    in.require("ConnectGCCPDU", 1, 0x00, in.u8("ConnectGCCPDU"));
    in.require("ConferenceCreateRequest", 1, 0x08, in.u8("ConferenceCreateRequest"));
    int digits = in.u8("conferenceName") + 1;
    in.skip("conferenceName", (digits + 1) / 2);
    in.skip("lockedConference", 1);
    Connection.readUserDataKey(in, CLIENT_TO_SERVER_KEY);
    int length = Per.length(in, "userData");
    return new ConferenceCreateRequest(ClientData.decodeAll(in.part("userData", length)));
  }

  public Bytes encode() {
    var inner =
        new WireWriter()
            .u8(0x00) // ConnectGCCPDU: conferenceCreateRequest
            .u8(0x08) // userData is present
            .u8(0) // conferenceName: one digit
            .u8(0x10) // "1"
            .u8(0); // not locked, not listed, not conductible, terminated automatically
    Connection.writeUserDataKey(inner, CLIENT_TO_SERVER_KEY);
    Per.octetString(inner, ClientData.encodeAll(clientData));
    return Per.octetString(Connection.writeKey(new WireWriter()), inner.toBytes()).toBytes();
  }

  /// The first block of this kind, if there is one.
  public <D extends ClientData> Optional<D> first(Class<D> kind) {
    return clientData.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
