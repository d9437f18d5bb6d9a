package org.rdpdoctor.wire.ntlm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.FileTime;
import org.rdpdoctor.wire.SpecifiedIn;
import org.rdpdoctor.wire.WireReader;
import org.rdpdoctor.wire.WireWriter;

/// `TargetInfo`: the list of [AvPair] in which a server tells its names and its time, without the
/// entry that ends it.
@SpecifiedIn("MS-NLMP 2.2.2.1")
public record TargetInfo(List<AvPair> pairs) {
  public static final TargetInfo EMPTY = new TargetInfo(List.of());

  public TargetInfo {
    pairs = List.copyOf(pairs);
  }

  /// Reads up to `MsvAvEOL`; what follows it does not belong to the list.
  public static TargetInfo decode(Bytes list) throws DecodeException {
    return read(new WireReader(list));
  }

  static TargetInfo read(WireReader in) throws DecodeException {
    var pairs = new ArrayList<AvPair>();
    while (true) {
      var id = new AvId(in.u16le("AvId"));
      Bytes value = in.bytes(id.toString(), in.u16le("AvLen"));
      if (id.equals(AvId.MSV_AV_EOL)) {
        return new TargetInfo(pairs);
      }
      pairs.add(new AvPair(id, value));
    }
  }

  public Bytes encode() {
    var out = new WireWriter();
    for (AvPair pair : pairs) {
      out.u16le(pair.avId().value()).u16le(pair.value().size()).bytes(pair.value());
    }
    return out.u16le(AvId.MSV_AV_EOL.value()).u16le(0).toBytes();
  }

  public Optional<Bytes> find(AvId id) {
    return pairs.stream().filter(pair -> pair.avId().equals(id)).map(AvPair::value).findFirst();
  }

  private Optional<String> text(AvId id) {
    return find(id).map(value -> value.decode(StandardCharsets.UTF_16LE));
  }

  public Optional<String> nbComputerName() {
    return text(AvId.MSV_AV_NB_COMPUTER_NAME);
  }

  public Optional<String> nbDomainName() {
    return text(AvId.MSV_AV_NB_DOMAIN_NAME);
  }

  public Optional<String> dnsComputerName() {
    return text(AvId.MSV_AV_DNS_COMPUTER_NAME);
  }

  public Optional<String> dnsDomainName() {
    return text(AvId.MSV_AV_DNS_DOMAIN_NAME);
  }

  /// The forest.
  public Optional<String> dnsTreeName() {
    return text(AvId.MSV_AV_DNS_TREE_NAME);
  }

  /// The server's clock when it sent the message; absent, too, if it is not eight bytes long.
  public Optional<FileTime> timestamp() {
    return number(AvId.MSV_AV_TIMESTAMP, Long.BYTES).map(FileTime::new);
  }

  /// `MsvAvFlags`; absent, too, if it is not four bytes long.
  public Optional<Integer> flags() {
    return number(AvId.MSV_AV_FLAGS, Integer.BYTES).map(Long::intValue);
  }

  private Optional<Long> number(AvId id, int size) {
    return find(id)
        .filter(value -> value.size() == size)
        .map(
            value -> {
              long number = 0;
              for (int i = size - 1; i >= 0; i--) {
                number = number << 8 | value.at(i);
              }
              return number;
            });
  }
}
