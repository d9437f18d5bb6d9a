import org.jspecify.annotations.NullMarked;

/// Conversations without sockets: told what was heard and when, they say what to send next.
@NullMarked
module org.rdpdoctor.dialogue {
  requires static org.jspecify;
  requires transitive org.rdpdoctor.facts;

  exports org.rdpdoctor.dialogue;
}
