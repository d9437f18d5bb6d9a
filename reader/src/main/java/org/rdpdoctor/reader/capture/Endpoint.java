package org.rdpdoctor.reader.capture;

/// An address and a port, as a capture shows them.
///
/// @param address in its usual text form, without brackets
public record Endpoint(String address, int port) {
  /// `192.0.2.1:3389`, `[2001:db8::1]:3389`
  @Override
  public String toString() {
    return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
  }
}
