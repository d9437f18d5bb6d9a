import org.jspecify.annotations.NullMarked;

/// Scripted RDP peers on loopback, each with one known misbehaviour.
@NullMarked
module org.rdpdoctor.testkit {
  requires static org.jspecify;
  requires transitive org.rdpdoctor.wire;
  requires java.security.jgss;
  requires jdk.security.auth;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.tls;
  requires org.bouncycastle.util;

  exports org.rdpdoctor.testkit;
  exports org.rdpdoctor.testkit.gateway;
  exports org.rdpdoctor.testkit.peer;
  exports org.rdpdoctor.testkit.script;
}
