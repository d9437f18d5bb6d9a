import org.jspecify.annotations.NullMarked;

/// The rdpdoctor command: the place that wires everything together.
@NullMarked
module org.rdpdoctor.cli {
  requires static org.jspecify;
  requires org.rdpdoctor.probe;
  requires org.rdpdoctor.reader;
  requires org.rdpdoctor.report;
  requires org.rdpdoctor.testkit;
  requires info.picocli;

  opens org.rdpdoctor.cli to
      info.picocli;
}
