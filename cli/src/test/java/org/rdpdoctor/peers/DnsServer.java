package org.rdpdoctor.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rdpdoctor.wire.Bytes;

/// A DNS server that says what the test told it, over UDP: RFC 1035 4.1. Names it was told nothing
/// of do not exist.
final class DnsServer implements AutoCloseable {
  static final int PORT = 53;
  static final int NXDOMAIN = 3;
  static final int SERVFAIL = 2;
  static final int REFUSED = 5;

  static final int A = 1;
  static final int CNAME = 5;
  static final int PTR = 12;
  static final int AAAA = 28;

  private static final int HEADER = 12;
  private static final int TTL = 300;

  /// @param data as it stands in the record
  private record Told(int type, Bytes data) {}

  private final DatagramSocket socket;
  private final Map<String, List<Told>> zone = new ConcurrentHashMap<>();
  private final Map<String, Integer> codes = new ConcurrentHashMap<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private DnsServer(DatagramSocket socket) {
    this.socket = socket;
    Thread.ofPlatform().daemon().name("dns").start(this::serve);
  }

  static DnsServer on(Namespace machine, String address) {
    return new DnsServer(machine.datagrams(address, PORT));
  }

  /// The name has this address, of either family.
  DnsServer address(String name, String address) {
    byte[] data = InetAddress.ofLiteral(address).getAddress();
    return tell(name, new Told(data.length == 4 ? A : AAAA, Bytes.copyOf(data)));
  }

  DnsServer alias(String name, String of) {
    return tell(name, new Told(CNAME, Bytes.copyOf(encoded(of))));
  }

  /// The IPv4 address belongs to this name.
  DnsServer reverse(String address, String name) {
    String[] parts = address.split("\\.", -1);
    String asked = parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0] + ".in-addr.arpa";
    return tell(asked, new Told(PTR, Bytes.copyOf(encoded(name))));
  }

  /// The name exists, and nothing is known of it.
  DnsServer empty(String name) {
    zone.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>());
    return this;
  }

  /// Questions for this name end with `code`.
  DnsServer fails(String name, int code) {
    codes.put(name, code);
    return this;
  }

  /// Questions of this type for this name get no answer.
  DnsServer ignores(String name, int type) {
    unanswered.add(type + " " + name);
    return this;
  }

  /// The names that were asked for so far, in lower case.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private DnsServer tell(String name, Told told) {
    zone.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>()).add(told);
    return this;
  }

  private void serve() {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      try {
        var packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer = answer(buffer);
        if (answer.length > 0) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // closed, and the loop ends; or somebody asked who has gone
      }
    }
  }

  private byte[] answer(byte[] query) {
    var labels = new ArrayList<String>();
    int at = HEADER;
    while (query[at] != 0) {
      labels.add(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
      at += query[at] + 1;
    }
    int type = (query[at + 1] & 0xFF) << 8 | (query[at + 2] & 0xFF);
    int end = at + 5;
    String name = String.join(".", labels).toLowerCase(Locale.ROOT);
    asked.add(name);
    if (unanswered.contains(type + " " + name)) {
      return new byte[0];
    }
    var records = new ArrayList<byte[]>();
    int code = codes.getOrDefault(name, -1);
    if (code < 0) {
      code = collect(name, type, records) ? 0 : NXDOMAIN;
    }
    var out = new ByteArrayOutputStream();
    out.write(query, 0, 2); // ID
    out.writeBytes(new byte[] {(byte) 0x85, (byte) (0x80 | code)}); // QR, AA, RD; RA, RCODE
    out.writeBytes(new byte[] {0, 1, 0, (byte) records.size(), 0, 0, 0, 0});
    out.write(query, HEADER, end - HEADER);
    records.forEach(out::writeBytes);
    return out.toByteArray();
  }

  /// The records for a name, along its aliases; false if there is no such name at the end.
  private boolean collect(String name, int type, List<byte[]> records) {
    List<Told> all = zone.get(name);
    if (all == null) {
      return false;
    }
    for (Told told : all) {
      if (told.type() == type) {
        records.add(record(name, told));
      } else if (told.type() == CNAME && records.size() < 10) {
        records.add(record(name, told));
        return collect(decoded(told.data().toArray()), type, records);
      }
    }
    return true;
  }

  private static byte[] record(String name, Told told) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(encoded(name));
    out.writeBytes(new byte[] {0, (byte) told.type(), 0, 1}); // TYPE, CLASS IN
    out.writeBytes(new byte[] {0, 0, (byte) (TTL >> 8), (byte) TTL});
    out.writeBytes(new byte[] {0, (byte) told.data().size()});
    out.writeBytes(told.data().toArray());
    return out.toByteArray();
  }

  private static byte[] encoded(String name) {
    var out = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.write(0);
    return out.toByteArray();
  }

  private static String decoded(byte[] name) {
    var labels = new ArrayList<String>();
    for (int at = 0; name[at] != 0; at += name[at] + 1) {
      labels.add(new String(name, at + 1, name[at], StandardCharsets.US_ASCII));
    }
    return String.join(".", labels);
  }

  @Override
  public void close() {
    socket.close();
  }
}
