import org.jspecify.annotations.NullMarked;

/// Bytes and messages: pure, no input or output of its own.
@NullMarked
module org.rdpdoctor.wire {
  requires static org.jspecify;

  exports org.rdpdoctor.wire;
  exports org.rdpdoctor.wire.asn1;
  exports org.rdpdoctor.wire.credssp;
  exports org.rdpdoctor.wire.gcc;
  exports org.rdpdoctor.wire.http;
  exports org.rdpdoctor.wire.kerberos;
  exports org.rdpdoctor.wire.licensing;
  exports org.rdpdoctor.wire.mcs;
  exports org.rdpdoctor.wire.ntlm;
  exports org.rdpdoctor.wire.rdpeudp;
  exports org.rdpdoctor.wire.rpch;
  exports org.rdpdoctor.wire.security;
  exports org.rdpdoctor.wire.share;
  exports org.rdpdoctor.wire.socks;
  exports org.rdpdoctor.wire.spnego;
  exports org.rdpdoctor.wire.tls;
  exports org.rdpdoctor.wire.tsgu;
  exports org.rdpdoctor.wire.websocket;
  exports org.rdpdoctor.wire.x509;
  exports org.rdpdoctor.wire.x224;
}
