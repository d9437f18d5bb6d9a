import org.jspecify.annotations.NullMarked;

/// The only module with sockets: lines to real peers, and the climb from rung to rung.
@NullMarked
module org.rdpdoctor.probe {
  requires static org.jspecify;
  requires transitive org.rdpdoctor.dialogue;
  requires java.security.jgss;
  requires jdk.security.auth;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.tls;
  requires org.apache.sshd.osgi;
  requires org.dnsjava;

  exports org.rdpdoctor.probe;
  exports org.rdpdoctor.probe.kerberos;
}
