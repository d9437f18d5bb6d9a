package org.rdpdoctor.testkit;

import java.util.List;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.WireWriter;

/// Writes a ClientHello in one TLS record.
record Hello(int version, List<Integer> suites, List<Integer> supportedVersions, int padding) {
  static final Hello TLS_1_2 = new Hello(0x0303, List.of(0xC030, 0xC02F, 0x002F), List.of(), 0);
  static final Hello TLS_1_3 =
      new Hello(0x0303, List.of(0x1301, 0xC030, 0x002F), List.of(0x0304, 0x0303), 0);

  static Hello offering(int version, Integer... suites) {
    return new Hello(version, List.of(suites), List.of(), 0);
  }

  Hello padded(int bytes) {
    return new Hello(version, suites, supportedVersions, bytes);
  }

  Bytes encode() {
    return record(message());
  }

  Bytes message() {
    var suiteList = new WireWriter();
    suites.forEach(suiteList::u16be);
    var extensions = new WireWriter();
    if (!supportedVersions.isEmpty()) {
      var versions = new WireWriter();
      supportedVersions.forEach(versions::u16be);
      extensions.u16be(43).u16bePrefixed(new WireWriter().u8Prefixed(versions.toBytes()).toBytes());
    }
    if (padding > 0) {
      extensions.u16be(21).u16bePrefixed(new WireWriter().zeros(padding).toBytes());
    }
    var body =
        new WireWriter()
            .u16be(version)
            .zeros(32) // random
            .u8(0) // session_id
            .u16bePrefixed(suiteList.toBytes())
            .u8Prefixed(Bytes.of(0)); // compression_methods
    if (extensions.size() > 0) {
      body.u16bePrefixed(extensions.toBytes());
    }
    return new WireWriter().u8(1).u24bePrefixed(body.toBytes()).toBytes();
  }

  static Bytes record(Bytes fragment) {
    return new WireWriter().u8(22).u16be(0x0301).u16bePrefixed(fragment).toBytes();
  }
}
