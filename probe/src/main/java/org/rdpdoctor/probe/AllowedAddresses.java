package org.rdpdoctor.probe;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Where a server may send this program. An address that means something else on each machine, or
/// behind which clouds keep their secrets, is no place that a stranger may choose; the user may.
///
/// @param loopback whether this machine itself is one
/// @param linkLocal whether the same link is
/// @param special whether everything else is: metadata services, groups, no address at all
public record AllowedAddresses(boolean loopback, boolean linkLocal, boolean special) {
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xFF, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

  /// What the user names himself.
  public static final AllowedAddresses ALL = new AllowedAddresses(true, true, true);

  /// Metadata services that are not link-local: Alibaba Cloud, Azure's host, AWS over IPv6.
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "fd00:ec2:0:0:0:0:0:254");

  /// What a server may name that is itself at `first`.
  public static AllowedAddresses from(InetAddress first) {
    return new AllowedAddresses(
        first.isLoopbackAddress(), first.isLinkLocalAddress() && !isMetadata(first), false);
  }

  public boolean contain(InetAddress address) {
    return isAllowed(address) && embedded(address).map(this::isAllowed).orElse(true);
  }

  private boolean isAllowed(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return loopback;
    }
    if (isSpecial(address)) {
      return special;
    }
    return !address.isLinkLocalAddress() || linkLocal;
  }

  private static boolean isSpecial(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || isMetadata(address)
        || isReserved(address);
  }

  private static boolean isMetadata(InetAddress address) {
    String text = address.getHostAddress();
    return text.startsWith("169.254.169.")
        || text.startsWith("169.254.170.")
        || METADATA.contains(text);
  }

  /// 0.0.0.0/8 is this machine on some systems, 240.0.0.0/4 holds the broadcast address, and ::/96
  /// was given up.
  private static boolean isReserved(InetAddress address) {
    byte[] octets = address.getAddress();
    return address instanceof Inet4Address
        ? octets[0] == 0 || (octets[0] & 0xF0) == 0xF0
        : startsWith(octets, new byte[12]);
  }

  /// The IPv4 address that a translator would make of this one (RFC 6052, RFC 3056), which would be
  /// a way around what is said of those.
  private static Optional<InetAddress> embedded(InetAddress address) {
    byte[] octets = address.getAddress();
    if (startsWith(octets, NAT64)) {
      return ipv4(octets, 12);
    }
    return startsWith(octets, SIX_TO_FOUR) ? ipv4(octets, 2) : Optional.empty();
  }

  private static Optional<InetAddress> ipv4(byte[] octets, int from) {
    try {
      return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(octets, from, from + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }

  private static boolean startsWith(byte[] octets, byte[] prefix) {
    return octets.length > 4 && Arrays.equals(octets, 0, prefix.length, prefix, 0, prefix.length);
  }
}
