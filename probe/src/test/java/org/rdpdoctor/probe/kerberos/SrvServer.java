package org.rdpdoctor.probe.kerberos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;

/// A DNS server on loopback that knows one SRV record, or none.
final class SrvServer implements AutoCloseable {
  private final DatagramSocket socket;

  private SrvServer(Optional<SRVRecord> record) {
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> serve(record));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SrvServer telling(String name, String target, int port) {
    try {
      return new SrvServer(
          Optional.of(
              new SRVRecord(
                  Name.fromString(name), DClass.IN, 60, 0, 100, port, Name.fromString(target))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SrvServer knowingNothing() {
    return new SrvServer(Optional.empty());
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void serve(Optional<SRVRecord> record) {
    byte[] buffer = new byte[512];
    try {
      while (true) {
        var packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer =
            answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())), record)
                .toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static Message answer(Message question, Optional<SRVRecord> record) {
    var answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(question.getQuestion(), Section.QUESTION);
    boolean known =
        record.map(each -> each.getName().equals(question.getQuestion().getName())).orElse(false);
    if (known) {
      answer.addRecord(record.orElseThrow(), Section.ANSWER);
    } else {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
