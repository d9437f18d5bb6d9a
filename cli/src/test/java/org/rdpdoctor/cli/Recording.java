package org.rdpdoctor.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.rdpdoctor.reader.capture.file.CaptureFile;
import org.rdpdoctor.wire.Bytes;

/// A capture (pcap, raw IP) of TCP connections that a test makes up packet by packet.
final class Recording {
  private static final Instant EPOCH = Instant.parse("2026-03-02T09:15:00Z");
  private static final int LINK_RAW = 101;
  private static final int SYN = 0x02;
  private static final int FIN = 0x01;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;
  private static final int HOPS = 60;

  private final List<Packet> packets = new ArrayList<>();

  private record Packet(Duration at, Bytes bytes) {}

  /// A connection that begins so long after the capture does. Each packet of it comes 5 ms after
  /// the one before.
  Talk talk(String client, int port, String server, int serverPort, Duration at) {
    return new Talk(client, port, server, serverPort, at);
  }

  CaptureFiles asFiles() {
    return (_, options, followers) ->
        CaptureFile.read(stream(), OptionalLong.empty(), options, followers);
  }

  byte[] toPcap() {
    var file =
        ByteBuffer.allocate(packets.stream().mapToInt(p -> p.bytes().size() + 16).sum() + 24);
    file.order(ByteOrder.LITTLE_ENDIAN).putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
    file.putLong(0).putInt(65_535).putInt(LINK_RAW);
    packets.sort(Comparator.comparing(Packet::at));
    for (Packet packet : packets) {
      Instant time = EPOCH.plus(packet.at());
      file.putInt((int) time.getEpochSecond()).putInt(time.getNano() / 1000);
      file.putInt(packet.bytes().size()).putInt(packet.bytes().size());
      file.put(packet.bytes().toArray());
    }
    return file.array();
  }

  InputStream stream() {
    return new ByteArrayInputStream(toPcap());
  }

  final class Talk {
    private static final Duration STEP = Duration.ofMillis(5);

    private final String client;
    private final int port;
    private final String server;
    private final int serverPort;
    private Duration now;
    private int sentByClient = 1000;
    private int sentByServer = 5000;
    private int id = 1;

    private Talk(String client, int port, String server, int serverPort, Duration at) {
      this.client = client;
      this.port = port;
      this.server = server;
      this.serverPort = serverPort;
      this.now = at;
    }

    Talk after(Duration pause) {
      now = now.plus(pause);
      return this;
    }

    Talk syn() {
      return fromClient(SYN, Bytes.EMPTY);
    }

    Talk opened() {
      syn();
      sentByClient++;
      fromServer(SYN | ACK, Bytes.EMPTY, HOPS);
      sentByServer++;
      return fromClient(ACK, Bytes.EMPTY);
    }

    Talk refused() {
      syn();
      sentByClient++;
      return fromServer(RST | ACK, Bytes.EMPTY, HOPS);
    }

    Talk says(Bytes words) {
      fromClient(ACK, words);
      sentByClient += words.size();
      return this;
    }

    Talk hears(Bytes words) {
      fromServer(ACK, words, HOPS);
      sentByServer += words.size();
      return this;
    }

    Talk closedByClient() {
      fromClient(FIN | ACK, Bytes.EMPTY);
      sentByClient++;
      return fromServer(FIN | ACK, Bytes.EMPTY, HOPS);
    }

    /// @param hops that are left when it arrives: another number than usual gives a stranger away
    Talk resetByServer(int hops) {
      return fromServer(RST | ACK, Bytes.EMPTY, hops);
    }

    private Talk fromClient(int flags, Bytes payload) {
      add(client, port, server, serverPort, sentByClient, sentByServer, flags, payload, 128);
      return this;
    }

    private Talk fromServer(int flags, Bytes payload, int hops) {
      add(server, serverPort, client, port, sentByServer, sentByClient, flags, payload, hops);
      return this;
    }

    private void add(
        String from,
        int fromPort,
        String to,
        int toPort,
        int sequence,
        int acknowledged,
        int flags,
        Bytes payload,
        int hops) {
      int size = 40 + payload.size();
      var packet = ByteBuffer.allocate(size);
      packet.put((byte) 0x45).put((byte) 0).putShort((short) size).putShort((short) id++);
      packet.putShort((short) 0x4000).put((byte) hops).put((byte) 6).putShort((short) 0);
      packet.put(InetAddress.ofLiteral(from).getAddress());
      packet.put(InetAddress.ofLiteral(to).getAddress());
      packet.putShort((short) fromPort).putShort((short) toPort).putInt(sequence);
      packet.putInt((flags & ACK) == 0 ? 0 : acknowledged);
      packet.put((byte) 0x50).put((byte) flags).putShort((short) 8192).putInt(0);
      packet.put(payload.toArray());
      packets.add(new Packet(now, Bytes.copyOf(packet.array())));
      now = now.plus(STEP);
    }
  }

  /// Where no file can be read.
  static CaptureFiles broken(String message) {
    return (_, _, _) -> {
      throw new IOException(message);
    };
  }
}
