package org.rdpdoctor.dialogue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.gcc.ConferenceCreateResponse;
import org.rdpdoctor.wire.gcc.EncryptionLevel;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.RsaPublicKey;
import org.rdpdoctor.wire.gcc.ServerCertificate.ProprietaryCertificate;
import org.rdpdoctor.wire.gcc.ServerCoreData;
import org.rdpdoctor.wire.gcc.ServerData;
import org.rdpdoctor.wire.gcc.ServerNetworkData;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.gcc.TerminalServicesKey;
import org.rdpdoctor.wire.mcs.ConnectResponse;
import org.rdpdoctor.wire.mcs.DisconnectReason;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.DisconnectProviderUltimatum;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataIndication;
import org.rdpdoctor.wire.mcs.DomainParameters;
import org.rdpdoctor.wire.mcs.McsResult;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Protocols;

/// What a server says while a session is set up, whole and in its TPKT.
final class ServerWords {
  static final int USER = 1007;
  static final int IO_CHANNEL = 1003;
  static final int RDP_10_12 = 0x00080011;

  /// A prime product of 512 bits is not needed: nobody decrypts in these tests.
  static final RsaPublicKey KEY =
      new RsaPublicKey(BigInteger.ONE.shiftLeft(511).add(BigInteger.valueOf(0x1235)), 65537);

  private ServerWords() {}

  static Bytes said(Bytes message) {
    return new DataTpdu(message).encode();
  }

  static Bytes said(DomainMcsPdu pdu) {
    return said(pdu.encode());
  }

  static ProprietaryCertificate certificate(boolean signed) {
    var unsigned = new ProprietaryCertificate(1, 1, 1, KEY, Bytes.EMPTY);
    Bytes signature = TerminalServicesKey.sign(unsigned.signedFields());
    return new ProprietaryCertificate(
        1, 1, 1, KEY, signed ? signature : Bytes.copyOf(new byte[signature.size()]));
  }

  static ServerSecurityData security(EncryptionMethods method, EncryptionLevel level) {
    return new ServerSecurityData(
        method, level, Bytes.copyOf(new byte[32]), certificate(true).encode());
  }

  static Bytes connected(ServerSecurityData security, int earlyFlags, Protocols received) {
    List<ServerData> blocks =
        List.of(
            new ServerCoreData(RDP_10_12, Optional.of(received), OptionalInt.of(earlyFlags)),
            new ServerNetworkData(IO_CHANNEL, List.of()),
            security);
    return connected(blocks);
  }

  static Bytes connected(List<ServerData> blocks) {
    return said(
        new ConnectResponse(
                McsResult.SUCCESSFUL,
                0,
                DomainParameters.SETTLED,
                new ConferenceCreateResponse(31219, 1, 0, blocks).encode())
            .encode());
  }

  /// Under TLS, with TLS alone requested.
  static Bytes connected() {
    return connected(ServerSecurityData.UNUSED, 0, Protocols.SSL);
  }

  static Bytes refused(int result) {
    return said(
        new ConnectResponse(new McsResult(result), 0, DomainParameters.SETTLED, Bytes.EMPTY)
            .encode());
  }

  static Bytes attached() {
    return said(new AttachUserConfirm(McsResult.SUCCESSFUL, OptionalInt.of(USER)));
  }

  static Bytes joined(int channel) {
    return said(
        new ChannelJoinConfirm(McsResult.SUCCESSFUL, USER, channel, OptionalInt.of(channel)));
  }

  static Bytes ultimatum() {
    return said(new DisconnectProviderUltimatum(DisconnectReason.PROVIDER_INITIATED));
  }

  /// Everything up to the joined channels.
  static Bytes[] joining(Bytes... then) {
    var all = new ArrayList<>(List.of(connected(), attached(), joined(USER), joined(IO_CHANNEL)));
    all.addAll(List.of(then));
    return all.toArray(Bytes[]::new);
  }

  /// Data on the I/O channel.
  static Bytes data(Bytes userData) {
    return said(new SendDataIndication(1002, IO_CHANNEL, userData));
  }

  static Bytes share(ShareData data) {
    return data(SharePdu.DataPdu.of(1002, 0x000103EA, data).encode());
  }
}
