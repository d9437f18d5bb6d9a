import org.jspecify.annotations.NullMarked;

/// A diagnosis as text, JSON and Markdown; one renderer a file, none decides.
@NullMarked
module org.rdpdoctor.report {
  requires static org.jspecify;
  requires transitive org.rdpdoctor.diagnosis;
  requires com.fasterxml.jackson.core;

  exports org.rdpdoctor.report;
  exports org.rdpdoctor.report.site;
}
