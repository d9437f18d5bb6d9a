import org.jspecify.annotations.NullMarked;

/// What the user already has, as facts.
@NullMarked
module org.rdpdoctor.reader {
  requires static org.jspecify;
  requires transitive org.rdpdoctor.dialogue;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires com.fasterxml.jackson.core;
  requires java.xml;

  exports org.rdpdoctor.reader;
  exports org.rdpdoctor.reader.capture;
  exports org.rdpdoctor.reader.capture.file;
  exports org.rdpdoctor.reader.capture.ladder;
  exports org.rdpdoctor.reader.capture.opened;
  exports org.rdpdoctor.reader.eventlog;
  exports org.rdpdoctor.reader.eventlog.attempts;
  exports org.rdpdoctor.reader.collected;
  exports org.rdpdoctor.reader.pasted;
  exports org.rdpdoctor.reader.rdpfile;
  exports org.rdpdoctor.reader.saved;
}
