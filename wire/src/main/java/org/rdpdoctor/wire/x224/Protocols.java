package org.rdpdoctor.wire.x224;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rdpdoctor.wire.SpecifiedIn;

/// The `requestedProtocols` and `selectedProtocol` fields: a set of security protocols as flags.
///
/// Every value is legal; flags without a name are kept and shown as hex.
@SpecifiedIn("MS-RDPBCGR 2.2.1.1.1")
public record Protocols(int flags) {
  /// Standard RDP security is the absence of every flag.
  public static final Protocols RDP = new Protocols(0x00);

  public static final Protocols SSL = new Protocols(0x01);
  public static final Protocols HYBRID = new Protocols(0x02);
  public static final Protocols RDSTLS = new Protocols(0x04);
  public static final Protocols HYBRID_EX = new Protocols(0x08);
  public static final Protocols RDSAAD = new Protocols(0x10);

  private static final List<Named> NAMED =
      List.of(
          new Named("SSL", SSL),
          new Named("HYBRID", HYBRID),
          new Named("RDSTLS", RDSTLS),
          new Named("HYBRID_EX", HYBRID_EX),
          new Named("RDSAAD", RDSAAD));

  private record Named(String name, Protocols protocols) {}

  public Protocols and(Protocols more) {
    return new Protocols(flags | more.flags);
  }

  public boolean includes(Protocols wanted) {
    return (flags & wanted.flags) == wanted.flags;
  }

  /// True if CredSSP follows: NLA, in one of its two forms.
  public boolean usesCredSsp() {
    return (flags & (HYBRID.flags | HYBRID_EX.flags)) != 0;
  }

  /// True if a TLS handshake follows the negotiation.
  public boolean usesTls() {
    return flags != 0;
  }

  /// The names of the flags that are set; `RDP` alone when none is.
  public List<String> names() {
    if (flags == 0) {
      return List.of("RDP");
    }
    var names = new ArrayList<String>();
    int left = flags;
    for (Named named : NAMED) {
      if (includes(named.protocols)) {
        names.add(named.name);
        left &= ~named.protocols.flags;
      }
    }
    if (left != 0) {
      names.add("0x%X".formatted(left));
    }
    return List.copyOf(names);
  }

  /// The protocols of one of the [#names]; none for a name that is not known.
  public static Protocols named(String name) {
    for (Named named : NAMED) {
      if (named.name.equals(name)) {
        return named.protocols;
      }
    }
    return RDP;
  }

  @Override
  public String toString() {
    return names().stream().collect(Collectors.joining("|"));
  }
}
