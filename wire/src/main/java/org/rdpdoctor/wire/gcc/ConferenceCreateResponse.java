package org.rdpdoctor.wire.gcc;

import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.Per;

/// GCC Conference Create Response: the user data of an MCS Connect-Response.
@SpecifiedIn("MS-RDPBCGR 2.2.1.4")
public record ConferenceCreateResponse(
    int nodeId, int tag, int result, List<ServerData> serverData) {
  private static final Bytes SERVER_TO_CLIENT_KEY = Bytes.ascii("McDn");

  /// What servers say as the length of the connectPDU, however long it is.
  private static final int CONNECT_PDU_LENGTH = 0x2A;

  private static final int CHOICE_AND_USER_DATA = 0x14;

  public ConferenceCreateResponse {
    serverData = List.copyOf(serverData);
  }

  public static ConferenceCreateResponse decode(Bytes message) throws DecodeException {
    var in = new WireReader(message);
    Connection.readKey(in);
    Per.length(in, "connectPDU");
    in.require("ConnectGCCPDU", 1, CHOICE_AND_USER_DATA, in.u8("ConnectGCCPDU"));
    int nodeId = in.u16be("nodeID") + DomainMcsPdu.FIRST_USER_ID;
    in.require("tag length", 1, 1, in.u8("tag length"));
    int tag = in.u8("tag");
    int result = in.u8("result");
    Connection.readUserDataKey(in, SERVER_TO_CLIENT_KEY);
    int length = Per.length(in, "userData");
    return new ConferenceCreateResponse(
        nodeId, tag, result, ServerData.decodeAll(in.part("userData", length)));
  }

  public Bytes encode() {
    var out =
        Connection.writeKey(new WireWriter())
            .u8(CONNECT_PDU_LENGTH)
            .u8(CHOICE_AND_USER_DATA)
            .u16be(nodeId - DomainMcsPdu.FIRST_USER_ID)
            .u8(1) // length of tag
            .u8(tag)
            .u8(result);
    Connection.writeUserDataKey(out, SERVER_TO_CLIENT_KEY);
    return Per.octetString(out, ServerData.encodeAll(serverData)).toBytes();
  }

  /// The first block of this kind, if there is one.
  public <D extends ServerData> Optional<D> first(Class<D> kind) {
    return serverData.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
