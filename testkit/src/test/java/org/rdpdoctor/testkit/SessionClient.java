package org.rdpdoctor.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.gcc.ClientCoreData;
import org.rdpdoctor.wire.gcc.ClientData;
import org.rdpdoctor.wire.gcc.ClientNetworkData;
import org.rdpdoctor.wire.gcc.ClientNetworkData.ChannelDefinition;
import org.rdpdoctor.wire.gcc.ClientSecurityData;
import org.rdpdoctor.wire.gcc.ConferenceCreateRequest;
import org.rdpdoctor.wire.gcc.ConferenceCreateResponse;
import org.rdpdoctor.wire.gcc.EncryptionMethods;
import org.rdpdoctor.wire.gcc.ServerCertificate;
import org.rdpdoctor.wire.gcc.ServerCertificate.ProprietaryCertificate;
import org.rdpdoctor.wire.gcc.ServerSecurityData;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.mcs.ConnectInitial;
import org.rdpdoctor.wire.mcs.ConnectResponse;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserConfirm;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.AttachUserRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ChannelJoinRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.ErectDomainRequest;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataIndication;
import org.rdpdoctor.wire.mcs.DomainMcsPdu.SendDataRequest;
import org.rdpdoctor.wire.security.ClientInfo;
import org.rdpdoctor.wire.security.ExtendedInfo;
import org.rdpdoctor.wire.security.SecurityExchange;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.security.SessionCiphers;
import org.rdpdoctor.wire.share.ShareData;
import org.rdpdoctor.wire.share.ShareData.Control;
import org.rdpdoctor.wire.share.ShareData.FontList;
import org.rdpdoctor.wire.share.ShareData.Synchronize;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.share.SharePdu.ConfirmActive;
import org.rdpdoctor.wire.share.SharePdu.DataPdu;
import org.rdpdoctor.wire.share.SharePdu.DemandActive;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Protocols;

/// The client's side of a session, step by step.
final class SessionClient implements AutoCloseable {
  private static final int IO_CHANNEL = 1003;
  private static final Bytes CLIENT_RANDOM = Bytes.ascii("client random of thirty-two byte");

  private final RawClient raw;
  private final InputStream in;
  private final OutputStream out;
  private final Protocols selected;
  private Optional<SessionCiphers> ciphers = Optional.empty();
  private int user;

  private SessionClient(RawClient raw, InputStream in, OutputStream out, Protocols selected) {
    this.raw = raw;
    this.in = in;
    this.out = out;
    this.selected = selected;
  }

  static SessionClient plain(LabServer server) throws IOException {
    RawClient raw = RawClient.to(server).ask(Protocols.RDP);
    raw.take(19);
    return new SessionClient(
        raw, raw.socket().getInputStream(), raw.socket().getOutputStream(), Protocols.RDP);
  }

  static SessionClient tls(LabServer server) throws IOException {
    RawClient raw = RawClient.to(server).ask(Protocols.SSL);
    raw.take(19);
    TestTlsClient tls = TestTlsClient.over(raw);
    return new SessionClient(raw, tls.in(), tls.out(), Protocols.SSL);
  }

  /// Everything up to the joined channels, and to the keys if there are any.
  void connect(EncryptionMethods methods) throws IOException, DecodeException {
    ConnectResponse response = open(methods);
    user = attach();
    join(user);
    domain();
    join(IO_CHANNEL);
    domain();
    ServerSecurityData security =
        ConferenceCreateResponse.decode(response.userData())
            .first(ServerSecurityData.class)
            .orElseThrow();
    if (!security.encryptionMethod().equals(EncryptionMethods.NONE)) {
      exchange(security);
    }
  }

  ConnectResponse open(EncryptionMethods methods) throws IOException, DecodeException {
    askToOpen(methods);
    return ConnectResponse.decode(DataTpdu.decode(packet()).userData());
  }

  void askToOpen(EncryptionMethods methods) throws IOException {
    List<ClientData> blocks =
        List.of(
            ClientCoreData.of("TEST", 1024, 768, 0x01, selected),
            new ClientSecurityData(methods, EncryptionMethods.NONE),
            new ClientNetworkData(List.of(new ChannelDefinition("rdpdr", 0x80800000))));
    say(ConnectInitial.of(new ConferenceCreateRequest(blocks).encode()).encode());
  }

  int attach() throws IOException, DecodeException {
    say(new ErectDomainRequest(0, 0).encode());
    say(new AttachUserRequest().encode());
    return ((AttachUserConfirm) domain()).initiator().orElseThrow();
  }

  void join(int channel) throws IOException {
    say(new ChannelJoinRequest(user == 0 ? channel : user, channel).encode());
  }

  private void exchange(ServerSecurityData security) throws IOException, DecodeException {
    var certificate =
        (ProprietaryCertificate) ServerCertificate.decode(security.serverCertificate());
    var exchange = new SecurityExchange(certificate.publicKey().encrypt(CLIENT_RANDOM));
    send(SecurityHeader.of(SecurityHeader.SEC_EXCHANGE_PKT, exchange.encode()).encode());
    ciphers =
        Optional.of(
            SessionCiphers.of(security.encryptionMethod(), CLIENT_RANDOM, security.serverRandom()));
  }

  void info() throws IOException {
    Bytes info =
        new ClientInfo(
                0,
                ClientInfo.INFO_UNICODE,
                "",
                "lab",
                "lab",
                "",
                "",
                ExtendedInfo.of("127.0.0.1", 0).encode())
            .encode();
    send(
        ciphers.isPresent()
            ? ciphers.get().clientToServer().protect(SecurityHeader.SEC_INFO_PKT, info)
            : SecurityHeader.of(SecurityHeader.SEC_INFO_PKT, info).encode());
  }

  LicensingMessage license() throws IOException, DecodeException {
    return LicensingMessage.decode(
        SecurityHeader.decode(((SendDataIndication) domain()).userData()).rest());
  }

  SharePdu share() throws IOException, DecodeException {
    Bytes data = ((SendDataIndication) domain()).userData();
    return SharePdu.decode(
        ciphers.isPresent()
            ? ciphers.get().serverToClient().open(SecurityHeader.decode(data))
            : data);
  }

  void activate(DemandActive demand) throws IOException {
    share(
        new ConfirmActive(
            user,
            demand.shareId(),
            demand.pduSource(),
            Bytes.ascii("TEST"),
            demand.capabilitySets()));
    data(new Synchronize(Synchronize.SYNCMSGTYPE_SYNC, demand.pduSource()));
    data(new Control(Control.CTRLACTION_COOPERATE, 0, 0));
    data(new Control(Control.CTRLACTION_REQUEST_CONTROL, 0, 0));
    data(FontList.EMPTY);
  }

  void data(ShareData data) throws IOException {
    share(DataPdu.of(user, 0x000103EA, data));
  }

  private void share(SharePdu pdu) throws IOException {
    send(
        ciphers.isPresent()
            ? ciphers.get().clientToServer().protect(0, pdu.encode())
            : pdu.encode());
  }

  private void send(Bytes userData) throws IOException {
    say(new SendDataRequest(user, IO_CHANNEL, userData).encode());
  }

  private void say(Bytes message) throws IOException {
    out.write(new DataTpdu(message).encode().toArray());
    out.flush();
  }

  DomainMcsPdu domain() throws IOException, DecodeException {
    return DomainMcsPdu.decode(DataTpdu.decode(packet()).userData());
  }

  /// One TPKT; empty at the end.
  Bytes packet() throws IOException {
    raw.socket().setSoTimeout(5_000);
    Bytes head = Bytes.copyOf(in.readNBytes(4));
    return head.size() < 4
        ? Bytes.EMPTY
        : head.plus(Bytes.copyOf(in.readNBytes((head.at(2) << 8 | head.at(3)) - 4)));
  }

  /// True if nothing comes for a while.
  boolean isSilent() throws IOException {
    raw.socket().setSoTimeout(500);
    try {
      in.read();
      return false;
    } catch (InterruptedIOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
