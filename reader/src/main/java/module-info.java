import org.jspecify.annotations.NullMarked;

/// What the user already has, as facts.
@NullMarked
module org.rdpdoctor.reader {
  requires static org.jspecify;
  requires transitive org.rdpdoctor.facts;

  exports org.rdpdoctor.reader.pasted;
}
