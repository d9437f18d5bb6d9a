package org.rdpdoctor.reader.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.rdpdoctor.reader.eventlog.evtx.LogWriter;

/// Writes what [EventLogTarget] starts from: an event in each form.
public final class EventLogSeeds {
  private static final String XML =
      "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
          + "<Provider Name='TermDD'/><EventID Qualifiers='49162'>56</EventID><Channel>System</Channel>"
          + "<TimeCreated SystemTime='2026-03-01T10:00:00.1234567Z'/></System><EventData>"
          + "<Data Name='User'>al&amp;ice</Data><Data/></EventData></Event>\n";

  private static final String JSON =
      """
      {"winlog":{"event_id":56,"channel":"System","event_data":{"User":"alice"}}}
      {"EventID":56,"SourceName":"TermDD","EventTime":"2026-03-01 10:00:00","A":1}
      """;

  private EventLogSeeds() {}

  /// `args[0]` is the folder; the target's folder is in it.
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0], "EventLogTarget", "seeds"));
    Files.write(folder.resolve("chunk"), chunk());
    Files.writeString(folder.resolve("xml"), XML + XML);
    Files.write(folder.resolve("xml-utf-16"), ("\uFEFF" + XML).getBytes(StandardCharsets.UTF_16LE));
    Files.writeString(folder.resolve("json"), JSON);
  }

  /// The beginning of a chunk without the file's header: short enough for the fuzzer.
  private static byte[] chunk() {
    byte[] file =
        new LogWriter()
            .event(56, xml -> xml.element("EventData", e -> e.data("User", x -> x.text("alice"))))
            .event(57, xml -> xml.element("UserData", u -> u.element("A", x -> x.text("b"))))
            .file();
    return Arrays.copyOfRange(file, 4096, 4096 + 3000);
  }
}
