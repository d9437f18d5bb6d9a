package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.rdpdoctor.testkit.script.UdpScript;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.rdpeudp.Datagram;
import org.rdpdoctor.wire.rdpeudp.FecHeader;
import org.rdpdoctor.wire.rdpeudp.Flags;
import org.rdpdoctor.wire.rdpeudp.ProtocolVersion;
import org.rdpdoctor.wire.rdpeudp.SynData;
import org.rdpdoctor.wire.rdpeudp.SynDataEx;

/// Plays RDP over UDP beside a [Peer], up to the SYN+ACK.
public final class UdpPeer implements AutoCloseable {
  private static final int ROOM = 4096;
  private static final int WINDOW = 64;
  private static final int SEQUENCE_NUMBER = 0x5EED0001;

  private final UdpScript script;
  private final DatagramSocket socket;
  private int heard;

  private UdpPeer(UdpScript script, DatagramSocket socket) {
    this.script = script;
    this.socket = socket;
  }

  /// Begins to listen; nothing if the script leaves the port closed.
  ///
  /// @throws IOException if the port cannot be had
  public static Optional<UdpPeer> start(UdpScript script, InetAddress address, int port)
      throws IOException {
    return script instanceof UdpScript.Closed
        ? Optional.empty()
        : Optional.of(start(script, new DatagramSocket(new InetSocketAddress(address, port))));
  }

  /// The same on a socket that is bound already; it is closed with this peer.
  public static UdpPeer start(UdpScript script, DatagramSocket socket) {
    var peer = new UdpPeer(script, socket);
    Thread.ofVirtual().name("lab-udp").start(peer::serve);
    return peer;
  }

  private void serve() {
    while (!socket.isClosed()) {
      var packet = new DatagramPacket(new byte[ROOM], ROOM);
      try {
        socket.receive(packet);
        heard++;
        Optional<Bytes> reply = reply(Bytes.copyOf(packet.getData(), 0, packet.getLength()));
        if (reply.isPresent()) {
          socket.send(
              new DatagramPacket(
                  reply.get().toArray(), reply.get().size(), packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // Either the socket was closed, and the loop ends, or one client went away early.
      }
    }
  }

  private Optional<Bytes> reply(Bytes datagram) {
    return switch (script) {
      case UdpScript.Closed _, UdpScript.Silent _ -> Optional.empty();
      case UdpScript.Echo _ -> Optional.of(datagram);
      case UdpScript.Say(Bytes bytes) -> Optional.of(bytes);
      case UdpScript.WrongAcknowledgement _ ->
          synOf(datagram).map(syn -> answer(syn, syn.version().value(), 1));
      case UdpScript.Serve(int highest, int ignored) ->
          heard <= ignored
              ? Optional.empty()
              : synOf(datagram)
                  .map(syn -> answer(syn, Math.min(highest, syn.version().value()), 0));
    };
  }

  private static Optional<Datagram.Syn> synOf(Bytes datagram) {
    try {
      return Datagram.decode(datagram) instanceof Datagram.Syn syn && !syn.header().uFlags().isAck()
          ? Optional.of(syn)
          : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty(); // servers do not answer what they cannot read
    }
  }

  /// As Windows does it: the version is named where the client named one.
  private static Bytes answer(Datagram.Syn syn, int version, int beside) {
    boolean named = syn.synDataEx().isPresent();
    int flags = Flags.SYN | Flags.ACK | (named ? Flags.SYNEX : 0);
    return new Datagram.Syn(
            new FecHeader(
                syn.synData().snInitialSequenceNumber() + beside, WINDOW, new Flags(flags)),
            new SynData(
                SEQUENCE_NUMBER, syn.synData().uDownStreamMtu(), syn.synData().uUpStreamMtu()),
            Optional.empty(),
            named ? Optional.of(SynDataEx.of(new ProtocolVersion(version))) : Optional.empty(),
            syn.size())
        .encode();
  }

  @Override
  public void close() {
    socket.close();
  }
}
