package org.rdpdoctor.peers;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/// A path with one thing wrong, or a server with it, and what a check must call it.
///
/// @param expected `tcp.filtered` and the like: the first break of the report is one of these
record InterferenceScene(
    String title, Set<String> expected, List<String> options, Setting setting) {
  static final String SERVER = "10.78.0.2";

  /// Where the server is met without the device on the way.
  static final String BEHIND = "10.78.0.3";

  private static final String DEVICE = "slow";

  /// What stands between the machines, and what the server's machine does.
  private interface Setting {
    void make(TestNetwork network, Meddler path, Supplier<Duration> delay);
  }

  /// The path that everything is tried on.
  ///
  /// @param oneWay what a packet needs
  /// @param lossPercent of the packets, in both directions
  record Path(String title, Duration oneWay, int lossPercent) {
    Meddler meddler(long seed) {
      var random = new Random(seed);
      return (_, packet) ->
          random.nextInt(100) < lossPercent ? Meddler.Leaving.NOTHING : Meddler.Leaving.on(packet);
    }
  }

  static final List<Path> PATHS =
      List.of(
          new Path("no delay", Duration.ZERO, 0),
          new Path("40 ms", Duration.ofMillis(20), 0),
          new Path("150 ms", Duration.ofMillis(75), 0),
          new Path("40 ms, 2 % lost", Duration.ofMillis(20), 2));

  /// TPKT, and X.224's Connection Request TPDU.
  private static final String REQUEST = "in tcp dport 3389 @ih,0,16 0x0300 @ih,40,8 0xe0 ";

  private static final String HELLO = "in tcp dport 3389 @ih,0,16 0x1603 @ih,40,8 0x01 ";

  static final List<InterferenceScene> ALL =
      List.of(
          ruled("SYNs dropped", "in tcp dport 3389 drop", "tcp.filtered"),
          ruled(
              "SYNs rejected by ICMP",
              "in tcp dport 3389 reject with icmpx admin-prohibited",
              "tcp.rejected"),
          ruled("SYNs reset", "in tcp dport 3389 reject with tcp reset", "tcp.closed"),
          ruled("RDP request dropped", REQUEST + "drop", "negotiation.interference"),
          ruled(
              "RDP request reset, far away",
              REQUEST + "reject with tcp reset",
              "negotiation.interference"),
          meddled(
              "RDP request reset, near by",
              (there, packet) ->
                  there && asksForRdp(packet)
                      ? Meddler.Leaving.back(new TcpPacket(packet).reset())
                      : Meddler.Leaving.on(packet),
              "negotiation.interference"),
          meddled(
              "RDP request met by a forged close",
              (there, packet) ->
                  there && asksForRdp(packet)
                      ? Meddler.Leaving.back(new TcpPacket(packet).closed())
                      : Meddler.Leaving.on(packet),
              "negotiation.interference"),
          ruled("ClientHello dropped", HELLO + "drop", "tls.hello-dropped"),
          ruled("ClientHello reset", HELLO + "reject with tcp reset", "tls.reset"),
          ruled(
              "large packets to the server dropped",
              "in tcp dport 3389 meta length > 1000 drop",
              "route.mtu-blackhole"),
          serving(
              "large packets from the server dropped",
              "untrusted-authority",
              "out tcp sport 3389 meta length > 1250 drop",
              "route.mtu-blackhole"),
          serving("a plain TLS service", "foreign-raw-tls", "", "tcp.foreign-service"),
          intercepted("TLS opened on the way", "tls.interception"),
          meddled(
              "tarpit without a window",
              (there, packet) ->
                  Meddler.Leaving.on(
                      !there && TcpPacket.isOne(packet)
                          ? new TcpPacket(packet).withoutWindow()
                          : packet),
              "tcp.tarpit"),
          serving("tarpit that is silent", "accept-silence", "", "negotiation.no-answer"),
          serving("tarpit that trickles", "confirm-trickle", "", "negotiation.slow"),
          serving("server that resets at the request", "request-reset", "", "negotiation.reset"),
          serving("server that closes at the request", "request-closed", "", "negotiation.closed"),
          undisturbed());

  /// The path may be found slow, uneven or lossy, as some of these are; nothing else is wrong.
  private static InterferenceScene undisturbed() {
    InterferenceScene healthy = serving("healthy server", "healthy", "", "");
    return new InterferenceScene(
        healthy.title(),
        Set.of("", "route.latency", "route.jitter", "route.loss"),
        healthy.options(),
        healthy.setting());
  }

  private static boolean asksForRdp(byte[] packet) {
    return TcpPacket.isOne(packet) && new TcpPacket(packet).asksForRdp();
  }

  private static InterferenceScene ruled(String title, String rule, String expected) {
    return serving(title, "healthy", rule, expected);
  }

  private static InterferenceScene serving(
      String title, String fault, String rule, String expected) {
    return new InterferenceScene(
        title,
        Set.of(expected),
        List.of(),
        (network, path, delay) -> {
          cable(network, path, delay);
          network.serve(fault, "::", TestNetwork.RDP);
          if (!rule.isEmpty()) {
            network.server().rules(rule);
          }
        });
  }

  private static InterferenceScene meddled(String title, Meddler device, String expected) {
    return new InterferenceScene(
        title,
        Set.of(expected),
        List.of(),
        (network, path, delay) -> {
          cable(network, device.then(path), delay);
          network.serve();
        });
  }

  /// The device has the server's address; the server itself is met at another one.
  private static InterferenceScene intercepted(String title, String expected) {
    return new InterferenceScene(
        title,
        Set.of(expected),
        List.of("--compare-address", BEHIND),
        (network, path, delay) -> {
          cable(network, path, delay);
          network.serve("healthy", BEHIND, TestNetwork.RDP);
          network.keep(
              new TlsInterceptor(
                  network.server().listener(SERVER, TestNetwork.RDP, 50),
                  TlsInterceptor.to(network.server(), BEHIND, TestNetwork.RDP),
                  "srv01.corp.example"));
        });
  }

  static void cable(TestNetwork network, Meddler path, Supplier<Duration> delay) {
    network.keep(new SlowCable(network.client(), network.server(), DEVICE, delay, path));
    network.client().ip("addr add 10.78.0.1/24 dev " + DEVICE);
    network.server().ip("addr add " + SERVER + "/24 dev " + DEVICE);
    network.server().ip("addr add " + BEHIND + "/24 dev " + DEVICE);
  }

  /// @param seed of the losses
  TestNetwork on(Path path, long seed) {
    TestNetwork network = TestNetwork.apart();
    setting.make(network, path.meddler(seed), path::oneWay);
    return network;
  }

  /// The first break of a report that this scene must have; empty for none.
  boolean isNamedBy(String firstBreak) {
    return expected.contains(firstBreak);
  }
}
