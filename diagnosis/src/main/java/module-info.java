import org.jspecify.annotations.NullMarked;

/// Facts and knowledge in, breaks, causes and fixes out: pure functions.
@NullMarked
module org.rdpdoctor.diagnosis {
  requires static org.jspecify;
  requires transitive org.rdpdoctor.facts;
  requires org.snakeyaml.engine;

  exports org.rdpdoctor.diagnosis;
  exports org.rdpdoctor.diagnosis.clients;
  exports org.rdpdoctor.diagnosis.codes;
  exports org.rdpdoctor.diagnosis.compared;
  exports org.rdpdoctor.diagnosis.events;
  exports org.rdpdoctor.diagnosis.knowledge;
  exports org.rdpdoctor.diagnosis.plan;
  exports org.rdpdoctor.diagnosis.rdpfile;
  exports org.rdpdoctor.diagnosis.trouble;
  exports org.rdpdoctor.diagnosis.updates;
}
