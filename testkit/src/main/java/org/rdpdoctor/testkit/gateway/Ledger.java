package org.rdpdoctor.testkit.gateway;

/// Keeps what one client of a gateway does.
interface Ledger {
  void saw(GatewayStage stage, String detail);

  /// So many bytes have passed from the client to the target.
  void toTarget(int bytes);

  /// So many bytes have passed from the target to the client.
  void fromTarget(int bytes);
}
