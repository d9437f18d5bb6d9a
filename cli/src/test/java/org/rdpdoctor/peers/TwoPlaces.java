package org.rdpdoctor.peers;

import java.time.Duration;

/// A branch and a head office, each with a way of its own to the same server, and a DNS server that
/// tells both its address.
///
/// What the branch sends to the server comes in at a port of its own there, so that rules can treat
/// it otherwise.
final class TwoPlaces implements AutoCloseable {
  static final String NAME = "server.lab.test";
  static final String SERVER = "10.80.0.2";

  /// Where the server is met without what stands before it.
  static final String BEHIND = "10.80.0.3";

  private static final String OF_BRANCH = "branch";
  private static final String OF_HEAD = "head";

  private final TestNetwork network = TestNetwork.apart();
  private final Namespace head = network.namespace("h");

  /// @param atTheBranch a device at the branch's end of its cable
  /// @param fromBranch what a packet needs from the branch, one way
  /// @param fromHead what it needs from the head office
  TwoPlaces(Meddler atTheBranch, Duration fromBranch, Duration fromHead) {
    cable(network.client(), OF_BRANCH, "10.78.0.", fromBranch, atTheBranch);
    cable(head, OF_HEAD, "10.79.0.", fromHead, Meddler.NONE);
    network.server().ip("addr add " + SERVER + "/32 dev lo");
    network.server().ip("addr add " + BEHIND + "/32 dev lo");
    network.keep(DnsServer.on(network.server(), SERVER).address(NAME, SERVER));
  }

  private void cable(
      Namespace place, String device, String prefix, Duration oneWay, Meddler meddler) {
    network.keep(new SlowCable(place, network.server(), device, () -> oneWay, meddler));
    place.ip("addr add " + prefix + "1/24 dev " + device);
    network.server().ip("addr add " + prefix + "2/24 dev " + device);
    place.ip("route add 10.80.0.0/24 via " + prefix + "2");
    place.resolver("nameserver " + SERVER + "\n");
  }

  TestNetwork network() {
    return network;
  }

  /// What the branch sends to the server's RDP port goes to `port` of the server instead.
  void leadTheBranchTo(int port) {
    Namespace.command(
        "ip",
        "netns",
        "exec",
        network.server().name(),
        "nft",
        "add table ip lead; add chain ip lead in { type nat hook prerouting priority -100 ; };"
            + " add rule ip lead in iifname "
            + OF_BRANCH
            + " tcp dport 3389 redirect to :"
            + port);
  }

  NetworkCheck fromBranch(String... options) {
    return network.checkFrom(network.client(), NAME, options);
  }

  NetworkCheck fromHead(String... options) {
    return network.checkFrom(head, NAME, options);
  }

  @Override
  public void close() {
    network.close();
  }
}
