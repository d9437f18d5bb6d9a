package org.rdpdoctor.reader.capture.ladder;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.ClientCoreData;
import org.rdpdoctor.wire.gcc.ClientNetworkData;
import org.rdpdoctor.wire.gcc.ClientNetworkData.ChannelDefinition;
import org.rdpdoctor.wire.gcc.ClientSecurityData;
import org.rdpdoctor.wire.gcc.ConferenceCreateRequest;
import org.rdpdoctor.wire.gcc.ConferenceCreateResponse;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerCoreData;
import org.rdpdoctor.wire.gcc.ServerNetworkData;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.mcs.ConnectInitial;
import org.rdpdoctor.wire.mcs.ConnectResponse;
import org.rdpdoctor.wire.mcs.DisconnectReason;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.DisconnectProviderUltimatum;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ErectDomainRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataIndication;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataRequest;
import org.rdpdoctor.wire.mcs.DomainParameters;
import org.rdpdoctor.wire.mcs.McsResult;
import org.rdpdoctor.wire.security.ClientInfo;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.share.SharePdu.DemandActive;
import org.rdpdoctor.wire.x224.ConnectionConfirm.NegotiationResponse;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Protocols;
import org.rdpdoctor.wire.x224.ResponseFlags;

/// What client and server say of a session, from the connection request to the first picture.
public final class Words {
  static final int USER = 1007;
  static final int IO = 1003;
  static final int CLIPBOARD = 1004;
  public static final Bytes PICTURE =
      share(new ShareData.OtherShareData(ShareData.PDUTYPE2_UPDATE, 0, Bytes.EMPTY));
  public static final Bytes FONT_MAP = share(ShareData.FontMap.EMPTY);
  public static final Bytes DEMANDED =
      indication(new DemandActive(1002, 0x000103EA, Bytes.ascii("RDP"), List.of(), 0).encode());

  private Words() {}

  public static Bytes request(Protocols offered) {
    return ConnectionRequest.offering(offered, "ALICE").encode();
  }

  public static Bytes confirm(Protocols selected) {
    return new NegotiationResponse(new ResponseFlags(0x1F), selected).encode();
  }

  public static Bytes connectInitial(Protocols selected) {
    var settings =
        new ConferenceCreateRequest(
            List.of(
                ClientCoreData.of("LAPTOP", 1920, 1080, 0, selected),
                new ClientSecurityData(EncryptionMethods.ALL, EncryptionMethods.NONE),
                new ClientNetworkData(List.of(new ChannelDefinition("cliprdr", 0)))));
    return new DataTpdu(ConnectInitial.of(settings.encode()).encode()).encode();
  }

  public static Bytes connectResponse(Protocols requested, ServerSecurityData security) {
    var settings =
        new ConferenceCreateResponse(
            31219,
            1,
            0,
            List.of(
                new ServerCoreData(0x00080011, Optional.of(requested), OptionalInt.of(0)),
                new ServerNetworkData(IO, List.of(CLIPBOARD)),
                security));
    return new DataTpdu(
            new ConnectResponse(
                    McsResult.SUCCESSFUL, 0, DomainParameters.SETTLED, settings.encode())
                .encode())
        .encode();
  }

  static Bytes pdu(DomainMcsPdu pdu) {
    return new DataTpdu(pdu.encode()).encode();
  }

  public static Bytes attaching() {
    return pdu(new ErectDomainRequest(0, 0)).plus(pdu(new AttachUserRequest()));
  }

  public static Bytes attached() {
    return pdu(new AttachUserConfirm(McsResult.SUCCESSFUL, OptionalInt.of(USER)));
  }

  static Bytes joining(int channel) {
    return pdu(new ChannelJoinRequest(USER, channel));
  }

  static Bytes joined(int channel, McsResult result) {
    return pdu(new ChannelJoinConfirm(result, USER, channel, OptionalInt.of(channel)));
  }

  public static Bytes clientInfo() {
    return fromClient(SecurityHeader.SEC_INFO_PKT, ClientInfo.of("CORP", "anna", "x").encode());
  }

  static Bytes fromClient(int flags, Bytes message) {
    return pdu(new SendDataRequest(USER, IO, SecurityHeader.of(flags, message).encode()));
  }

  public static Bytes license(LicensingMessage message) {
    return indication(SecurityHeader.of(SecurityHeader.SEC_LICENSE_PKT, message.encode()).encode());
  }

  public static Bytes indication(Bytes userData) {
    return pdu(new SendDataIndication(1002, IO, userData));
  }

  public static Bytes share(ShareData data) {
    return indication(SharePdu.DataPdu.of(1002, 0x000103EA, data).encode());
  }

  public static Bytes ultimatum() {
    return pdu(new DisconnectProviderUltimatum(DisconnectReason.PROVIDER_INITIATED));
  }
}
