package org.rdpdoctor.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rdpdoctor.wire.credssp.TsCredentials;
import org.rdpdoctor.wire.credssp.TsPasswordCreds;
import org.rdpdoctor.wire.credssp.TsRequest;
import org.rdpdoctor.wire.gcc.ConferenceCreateRequest;
import org.rdpdoctor.wire.gcc.ConferenceCreateResponse;
import org.rdpdoctor.wire.gcc.ServerCertificate;
import org.rdpdoctor.wire.http.ChunkReader;
import org.rdpdoctor.wire.http.HttpChallenge;
import org.rdpdoctor.wire.http.HttpRequest;
import org.rdpdoctor.wire.http.HttpResponse;
import org.rdpdoctor.wire.kerberos.KdcMessage;
import org.rdpdoctor.wire.kerberos.KdcProxyMessage;
import org.rdpdoctor.wire.kerberos.KrbError;
import org.rdpdoctor.wire.kerberos.WrapToken;
import org.rdpdoctor.wire.licensing.LicensingMessage;
import org.rdpdoctor.wire.mcs.ConnectInitial;
import org.rdpdoctor.wire.mcs.ConnectResponse;
import org.rdpdoctor.wire.mcs.DomainMcsPdu;
import org.rdpdoctor.wire.ntlm.NtlmMessage;
import org.rdpdoctor.wire.ntlm.TargetInfo;
import org.rdpdoctor.wire.rdpeudp.Datagram;
import org.rdpdoctor.wire.rpch.RtsPacket;
import org.rdpdoctor.wire.security.ClientInfo;
import org.rdpdoctor.wire.security.ExtendedInfo;
import org.rdpdoctor.wire.security.SecurityExchange;
import org.rdpdoctor.wire.security.SecurityHeader;
import org.rdpdoctor.wire.share.AutoDetectMessage;
import org.rdpdoctor.wire.share.FastPathUpdates;
import org.rdpdoctor.wire.share.Heartbeat;
import org.rdpdoctor.wire.share.LogonInfo;
import org.rdpdoctor.wire.share.MultitransportRequest;
import org.rdpdoctor.wire.share.ServerRedirection;
import org.rdpdoctor.wire.share.SharePdu;
import org.rdpdoctor.wire.share.TargetCertificate;
import org.rdpdoctor.wire.socks.SocksChoice;
import org.rdpdoctor.wire.socks.SocksGreeting;
import org.rdpdoctor.wire.socks.SocksLogon;
import org.rdpdoctor.wire.socks.SocksLogonReply;
import org.rdpdoctor.wire.socks.SocksReply;
import org.rdpdoctor.wire.socks.SocksRequest;
import org.rdpdoctor.wire.spnego.NegotiationToken;
import org.rdpdoctor.wire.tls.Alert;
import org.rdpdoctor.wire.tls.CertificateMessage;
import org.rdpdoctor.wire.tls.CertificateRequest;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.ClientHello;
import org.rdpdoctor.wire.tls.ContentType;
import org.rdpdoctor.wire.tls.DtlsAnswer;
import org.rdpdoctor.wire.tls.DtlsClientHello;
import org.rdpdoctor.wire.tls.DtlsHandshake;
import org.rdpdoctor.wire.tls.DtlsRecord;
import org.rdpdoctor.wire.tls.HandshakeReader;
import org.rdpdoctor.wire.tls.HelloVerifyRequest;
import org.rdpdoctor.wire.tls.RecordReader;
import org.rdpdoctor.wire.tls.ServerHello;
import org.rdpdoctor.wire.tls.ServerHelloDone;
import org.rdpdoctor.wire.tls.ServerKeyExchange;
import org.rdpdoctor.wire.tls.Ssl2Message;
import org.rdpdoctor.wire.tls.TlsRecord;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.tsgu.TsguPacket;
import org.rdpdoctor.wire.tsgu.UdpCorrelationInfo;
import org.rdpdoctor.wire.tsgu.UdpPacket;
import org.rdpdoctor.wire.websocket.WebSocketFrame;
import org.rdpdoctor.wire.websocket.WebSocketReader;
import org.rdpdoctor.wire.x224.ConnectionConfirm;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.DataTpdu;
import org.rdpdoctor.wire.x224.Tpkt;
import org.rdpdoctor.wire.x509.Certificate;

/// Every decoder of this module, so that what is promised for all of them is tested for all of
/// them. A new one is a new line here and a folder of its name under `golden`.
public record Decoder(String name, Reading reading) {

  /// Reads a message, and gives what was read and the bytes that it encodes to.
  @FunctionalInterface
  public interface Reading {
    Read read(Bytes message) throws DecodeException;
  }

  /// What was read; `encoded` is empty for what has no encoder of its own.
  public record Read(Object message, Optional<Bytes> encoded) {}

  public Read read(Bytes message) throws DecodeException {
    return reading.read(message);
  }

  @Override
  public String toString() {
    return name;
  }

  /// Those whose name begins with `prefix`: a package, or everything.
  public static List<Decoder> in(String prefix) {
    return all().stream().filter(decoder -> decoder.name.startsWith(prefix)).toList();
  }

  public static Decoder named(String name) {
    return all().stream()
        .filter(decoder -> decoder.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no decoder is called " + name));
  }

  public static List<Decoder> all() {
    return List.of(
        of("x224.Tpkt", Tpkt::decode, Tpkt::encode),
        of("x224.ConnectionRequest", ConnectionRequest::decode, ConnectionRequest::encode),
        of("x224.ConnectionConfirm", ConnectionConfirm::decode, ConnectionConfirm::encode),
        of("x224.DataTpdu", DataTpdu::decode, DataTpdu::encode),
        of("mcs.ConnectInitial", ConnectInitial::decode, ConnectInitial::encode),
        of("mcs.ConnectResponse", ConnectResponse::decode, ConnectResponse::encode),
        of("mcs.DomainMcsPdu", DomainMcsPdu::decode, DomainMcsPdu::encode),
        of(
            "gcc.ConferenceCreateRequest",
            ConferenceCreateRequest::decode,
            ConferenceCreateRequest::encode),
        of(
            "gcc.ConferenceCreateResponse",
            ConferenceCreateResponse::decode,
            ConferenceCreateResponse::encode),
        of("gcc.ServerCertificate", ServerCertificate::decode, ServerCertificate::encode),
        of("security.SecurityHeader", SecurityHeader::decode, SecurityHeader::encode),
        of("security.SecurityExchange", SecurityExchange::decode, SecurityExchange::encode),
        of("security.ClientInfo", ClientInfo::decode, ClientInfo::encode),
        of("security.ExtendedInfo", ExtendedInfo::decode, ExtendedInfo::encode),
        of("licensing.LicensingMessage", LicensingMessage::decode, LicensingMessage::encode),
        of("share.SharePdu", SharePdu::decode, SharePdu::encode),
        of("share.ServerRedirection", ServerRedirection::decode, ServerRedirection::encode),
        of("share.TargetCertificate", TargetCertificate::decode, TargetCertificate::encode),
        of("share.FastPathUpdates", FastPathUpdates::decode, FastPathUpdates::encode),
        of("share.AutoDetectMessage", AutoDetectMessage::decode, AutoDetectMessage::encode),
        of(
            "share.MultitransportRequest",
            MultitransportRequest::decode,
            MultitransportRequest::encode),
        of("share.Heartbeat", Heartbeat::decode, Heartbeat::encode),
        new Decoder("share.LogonInfo", in -> new Read(LogonInfo.decode(in), Optional.empty())),
        of("rdpeudp.Datagram", Datagram::decode, Datagram::encode),
        of("socks.SocksGreeting", SocksGreeting::decode, SocksGreeting::encode),
        of("socks.SocksChoice", SocksChoice::decode, SocksChoice::encode),
        of("socks.SocksLogon", SocksLogon::decode, SocksLogon::encode),
        of("socks.SocksLogonReply", SocksLogonReply::decode, SocksLogonReply::encode),
        of("socks.SocksRequest", SocksRequest::decode, SocksRequest::encode),
        of("socks.SocksReply", SocksReply::decode, SocksReply::encode),
        of("tls.TlsRecord", TlsRecord::decode, TlsRecord::encode),
        of("tls.ClientHello", ClientHello::decode, ClientHello::encode),
        of("tls.ServerHello", ServerHello::decode, ServerHello::encode),
        of("tls.CertificateMessage", CertificateMessage::decode, CertificateMessage::encode),
        keyExchange("ECDHE", TlsVersion.TLS12, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
        keyExchange("DHE", TlsVersion.TLS10, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA"),
        keyExchange("RSA_EXPORT", TlsVersion.SSL3, "TLS_RSA_EXPORT_WITH_RC4_40_MD5"),
        of(
            "tls.CertificateRequest",
            in -> CertificateRequest.decode(in, TlsVersion.TLS12),
            CertificateRequest::encode),
        of(
            "tls.CertificateRequest-TLS10",
            in -> CertificateRequest.decode(in, TlsVersion.TLS10),
            CertificateRequest::encode),
        of("tls.ServerHelloDone", ServerHelloDone::decode, ServerHelloDone::encode),
        of("tls.Alert", Alert::decode, Alert::encode),
        of("tls.Ssl2Message", Ssl2Message::decode, Ssl2Message::encode),
        new Decoder("tls.flight", in -> new Read(readFlight(in), Optional.empty())),
        of("x509.Certificate", Certificate::decode, Certificate::encode),
        of("spnego.NegotiationToken", NegotiationToken::decode, NegotiationToken::encode),
        of("ntlm.NtlmMessage", NtlmMessage::decode, NtlmMessage::encode),
        of("ntlm.TargetInfo", TargetInfo::decode, TargetInfo::encode),
        new Decoder("kerberos.KdcMessage", in -> new Read(KdcMessage.decode(in), Optional.empty())),
        of("kerberos.KrbError", KrbError::decode, KrbError::encode),
        of("kerberos.WrapToken", WrapToken::decode, WrapToken::encode),
        of("credssp.TsRequest", TsRequest::decode, TsRequest::encode),
        of("credssp.TsCredentials", TsCredentials::decode, TsCredentials::encode),
        of("credssp.TsPasswordCreds", TsPasswordCreds::decode, TsPasswordCreds::encode),
        of("http.HttpRequest", HttpRequest::decode, HttpRequest::encode),
        of("http.HttpResponse", HttpResponse::decode, HttpResponse::encode),
        new Decoder("http.chunks", in -> new Read(readChunks(in), Optional.empty())),
        new Decoder("http.HttpChallenge", in -> new Read(readChallenges(in), Optional.empty())),
        of("websocket.WebSocketFrame", WebSocketFrame::decode, WebSocketFrame::encode),
        new Decoder("websocket.messages", in -> new Read(readMessages(in), Optional.empty())),
        of("tsgu.TsguPacket", TsguPacket::decode, TsguPacket::encode),
        of("tsgu.UdpPacket", UdpPacket::decode, UdpPacket::encode),
        of("tsgu.UdpCorrelationInfo", UdpCorrelationInfo::decode, UdpCorrelationInfo::encode),
        of("tls.DtlsRecord", DtlsRecord::decode, DtlsRecord::encode),
        of("tls.DtlsHandshake", DtlsHandshake::decode, DtlsHandshake::encode),
        of("tls.DtlsClientHello", DtlsClientHello::decode, DtlsClientHello::encode),
        of("tls.HelloVerifyRequest", HelloVerifyRequest::decode, HelloVerifyRequest::encode),
        new Decoder("tls.DtlsAnswer", in -> new Read(DtlsAnswer.of(in), Optional.empty())),
        of("kerberos.KdcProxyMessage", KdcProxyMessage::decode, KdcProxyMessage::encode),
        of("rpch.RtsPacket", RtsPacket::decode, RtsPacket::encode));
  }

  /// Decodes a message of some type.
  @FunctionalInterface
  private interface Decode<M> {
    M decode(Bytes message) throws DecodeException;
  }

  private static <M> Decoder of(String name, Decode<M> decode, Function<M, Bytes> encode) {
    return new Decoder(
        name,
        bytes -> {
          M message = decode.decode(bytes);
          return new Read(message, Optional.of(encode.apply(message)));
        });
  }

  private static Decoder keyExchange(String kind, TlsVersion version, String suite) {
    return of(
        "tls.ServerKeyExchange-" + kind,
        in -> ServerKeyExchange.decode(in, version, CipherSuite.named(suite)),
        ServerKeyExchange::encode);
  }

  /// Everything in plain text that a server says until it waits for the client.
  public static List<Object> readFlight(Bytes heard) throws DecodeException {
    var records = new RecordReader().feed(heard);
    var messages = new HandshakeReader();
    var seen = new ArrayList<Object>();
    for (var record = records.next(); record.isPresent(); record = records.next()) {
      Bytes fragment = record.get().fragment();
      if (record.get().contentType().equals(ContentType.HANDSHAKE)) {
        messages.feed(fragment);
        for (var next = messages.next(); next.isPresent(); next = messages.next()) {
          seen.add(next.get());
        }
      } else if (record.get().contentType().equals(ContentType.ALERT)) {
        seen.add(Alert.decode(fragment));
      } else {
        seen.add(record.get());
      }
    }
    return seen;
  }

  /// The data of a chunked body, cut in two where the network may cut it.
  private static List<Bytes> readChunks(Bytes heard) throws DecodeException {
    var chunks = new ChunkReader();
    int half = heard.size() / 2;
    return List.of(chunks.add(heard.first(half)), chunks.add(heard.from(half)));
  }

  private static List<HttpChallenge> readChallenges(Bytes value) {
    return HttpChallenge.of(List.of(value.decode(StandardCharsets.ISO_8859_1)));
  }

  private static List<WebSocketFrame> readMessages(Bytes heard) throws DecodeException {
    var messages = new WebSocketReader().feed(heard);
    var seen = new ArrayList<WebSocketFrame>();
    for (var next = messages.next(); next.isPresent(); next = messages.next()) {
      seen.add(next.get());
    }
    return seen;
  }
}
