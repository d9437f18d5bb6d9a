package org.rdpdoctor.reader.capture.file;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rdpdoctor.wire.Bytes;

/// Small captures in every format: what the fuzzer of the capture reader starts from.
public final class CaptureSeeds {
  private CaptureSeeds() {}

  /// `args[0]` is the folder; the seeds go into one with the name of their target.
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0], "CaptureTarget", "seeds"));
    for (var seed : seeds().entrySet()) {
      Files.write(folder.resolve(seed.getKey()), seed.getValue().toArray());
    }
  }

  static Map<String, Bytes> seeds() {
    Talk talk =
        Talk.established().up(1003, 5000, "def").up(1000, 5000, "abc").down(5000, 1100, "x");
    talk.up(1006, 5001, Sent.FIN | Sent.ACK, "").down(5001, 1007, Sent.RST, "");
    List<Shot> shots = talk.shots;
    Written blocks = Written.pcapng(LITTLE_ENDIAN).interfaceOf(1, 0, 9, 5).interfaceOf(1);
    blocks.packet(0, shots.get(0)).oldPacket(1, shots.get(1)).simplePacket(shots.get(2));
    blocks.secrets(0x544C534B, "CLIENT_RANDOM 00 11\n");
    Written big = Written.pcapng(BIG_ENDIAN).interfaceOf(1).packet(0, shots.get(3));
    Bytes udp = Sent.udp(9, 3389, Bytes.ascii("0123456789abcdef"));
    Bytes fragments = Bytes.of(17, 0, 0, 1, 0, 0, 0, 9).plus(udp.first(8));
    Bytes rest = Bytes.of(17, 0, 0, 8, 0, 0, 0, 9).plus(udp.from(8));
    Bytes vlan = Bytes.hex("0005 0800").plus(shots.get(3).bytes().from(14));
    Bytes quoted = Bytes.hex("0304000000000578").plus(shots.get(0).bytes().from(14));
    return Map.of(
        "pcap",
        Written.pcap(1, shots),
        "pcap-big",
        Written.pcap(BIG_ENDIAN, 0xA1B23C4D, 1, shots),
        "pcap-modified",
        Written.pcap(LITTLE_ENDIAN, 0xA1B2CD34, 1, shots.subList(0, 3)),
        "pcapng",
        blocks.toBytes(),
        "pcapng-big",
        big.toBytes(),
        "snoop",
        Written.snoop(shots),
        "gzip",
        Written.gzip(Written.pcap(1, shots), Bytes.ascii("more")),
        "fragments",
        Written.pcap(
            101,
            List.of(
                Shot.at(0, Sent.ipv6("fe80::1", "fe80::2", 44, rest)),
                Shot.at(1, Sent.ipv6("fe80::1", "fe80::2", 44, fragments)))),
        "vlan-icmp",
        Written.pcap(
            1,
            List.of(
                shots.get(0),
                Shot.at(0, Sent.ethernet(0x8100, vlan)),
                Shot.at(
                    1, Sent.ethernet(0x0800, Sent.ipv4("10.0.0.1", Sent.CLIENT, 1, 1, quoted))))));
  }
}
