import org.jspecify.annotations.NullMarked;

/// What can be seen of a connection, as immutable records; no opinions, no input or output.
@NullMarked
module org.rdpdoctor.facts {
  requires static org.jspecify;
  requires transitive org.rdpdoctor.wire;

  exports org.rdpdoctor.facts;
}
