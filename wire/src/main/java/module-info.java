import org.jspecify.annotations.NullMarked;

/// Bytes and messages: pure, no input or output of its own.
@NullMarked
module org.rdpdoctor.wire {
  requires static org.jspecify;

  exports org.rdpdoctor.wire;
  exports org.rdpdoctor.wire.tls;
  exports org.rdpdoctor.wire.x224;
}
