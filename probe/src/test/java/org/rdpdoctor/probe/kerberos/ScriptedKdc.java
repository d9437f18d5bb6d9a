package org.rdpdoctor.probe.kerberos;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.asn1.Der;
import org.rdpdoctor.wire.kerberos.KdcMessage;
import org.rdpdoctor.wire.kerberos.KdcRequest;
import org.rdpdoctor.wire.kerberos.KrbError;
import org.rdpdoctor.wire.kerberos.KrbErrorCode;
import org.rdpdoctor.wire.kerberos.PrincipalName;

/// A KDC on loopback that answers as it is told, for what a real one does not show on demand.
final class ScriptedKdc implements AutoCloseable {
  static final String REALM = "CORP.EXAMPLE";
  static final Instant TIME = Instant.parse("2026-11-21T09:00:00Z");

  /// What is said to a request; empty to end the connection without a word.
  interface Part extends Function<KdcRequest, Bytes> {}

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final List<KdcRequest> asked = new CopyOnWriteArrayList<>();

  private ScriptedKdc(Optional<Part> overTcp, Optional<Part> overUdp) {
    try {
      tcp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
      if (overTcp.isPresent()) {
        Thread.ofVirtual().start(() -> serveTcp(overTcp.get()));
      } else {
        tcp.close();
      }
      overUdp.ifPresent(part -> Thread.ofVirtual().start(() -> serveUdp(part)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScriptedKdc saying(Part part) {
    return new ScriptedKdc(Optional.of(part), Optional.empty());
  }

  /// Whose TCP port is closed.
  static ScriptedKdc overUdpAlone(Part part) {
    return new ScriptedKdc(Optional.empty(), Optional.of(part));
  }

  /// Asks for pre-authentication as every KDC does, with a salt and AES, and says `then` to the
  /// proof.
  static Part afterProof(Part then) {
    return request -> request.provesPassword() ? then.apply(request) : preauthRequired(request);
  }

  static Bytes refusal(KdcRequest request, int code) {
    return refusal(request, code, Optional.empty());
  }

  static Bytes refusal(KdcRequest request, int code, Optional<Bytes> eData) {
    return new KrbError(
            Optional.empty(),
            Optional.empty(),
            TIME,
            0,
            new KrbErrorCode(code),
            Optional.empty(),
            Optional.empty(),
            request.realm(),
            request
                .sname()
                .orElse(new PrincipalName(PrincipalName.NT_SRV_INST, List.of("krbtgt", REALM))),
            Optional.empty(),
            eData)
        .encode();
  }

  /// KERB-ERROR-DATA with a KERB-EXT-ERROR (MS-KILE 2.2.2).
  static Bytes windowsStatus(Bytes status) {
    return Der.sequence(
        Der.context(1, Der.integer(3)),
        Der.context(2, Der.octetString(status.plus(Bytes.of(0, 0, 0, 0, 1, 0, 0, 0)))));
  }

  private static Bytes preauthRequired(KdcRequest request) {
    Bytes info =
        Der.sequence(
            Der.sequence(
                Der.context(0, Der.integer(18)), Der.context(1, Der.generalString("salt"))));
    Bytes types =
        Der.sequence(
            Der.sequence(Der.context(1, Der.integer(19)), Der.context(2, Der.octetString(info))),
            Der.sequence(
                Der.context(1, Der.integer(2)), Der.context(2, Der.octetString(Bytes.EMPTY))));
    return refusal(request, 25, Optional.of(types));
  }

  int port() {
    return udp.getLocalPort();
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  /// What it was asked, in order.
  List<KdcRequest> asked() {
    return List.copyOf(asked);
  }

  long proofs() {
    return asked.stream().filter(KdcRequest::provesPassword).count();
  }

  private void serveTcp(Part part) {
    try {
      while (true) {
        Socket client = tcp.accept();
        Thread.ofVirtual().start(() -> answer(client, part));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void answer(Socket client, Part part) {
    try (client) {
      Bytes answer =
          part.apply(read(KdcExchange.read(new DataInputStream(client.getInputStream()))));
      if (!answer.isEmpty()) {
        client.getOutputStream().write(KdcExchange.framed(answer));
      }
    } catch (IOException e) {
      // gone
    }
  }

  private void serveUdp(Part part) {
    byte[] buffer = new byte[4096];
    try {
      while (true) {
        var packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        Bytes question = Bytes.copyOf(Arrays.copyOf(packet.getData(), packet.getLength()));
        byte[] answer = part.apply(read(question)).toArray();
        udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private KdcRequest read(Bytes question) {
    try {
      var request = (KdcRequest) KdcMessage.decode(question);
      asked.add(request);
      return request;
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
