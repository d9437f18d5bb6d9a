import org.jspecify.annotations.NullMarked;

/// Bytes and messages: pure, no input or output of its own.
@NullMarked
module org.rdpdoctor.wire {
  requires static org.jspecify;

  exports org.rdpdoctor.wire;
  exports org.rdpdoctor.wire.asn1;
  exports org.rdpdoctor.wire.credssp;
  exports org.rdpdoctor.wire.ntlm;
  exports org.rdpdoctor.wire.spnego;
  exports org.rdpdoctor.wire.tls;
  exports org.rdpdoctor.wire.x509;
  exports org.rdpdoctor.wire.x224;
}
