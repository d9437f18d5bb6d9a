package org.rdpdoctor.reader.eventlog;

import java.util.Optional;
import java.util.regex.Pattern;
import org.rdpdoctor.reader.TextFile;
import org.rdpdoctor.wire.Bytes;

/// The forms in which events are kept, told by the first bytes of a file.
enum Form {
  EVTX("event log (.evtx)", ""),
  XML("events as XML", ""),
  JSON("events as JSON", ""),
  GZIP("gzip", ""),
  ZIP("archive", "An archive is not read as a log: unpack it and give the files in it."),
  EVT(
      "event log of Windows XP or Server 2003 (.evt)",
      "A log of Windows XP or Server 2003 (.evt) is not read. Windows converts it:"
          + " wevtutil epl OLD.evt NEW.evtx /lf:true"),
  ETL(
      "event trace (.etl)",
      "A trace (.etl) is not read. Windows makes XML of it: tracerpt TRACE.etl -o EVENTS.xml -of"
          + " XML; or open it in Event Viewer and save its events as .evtx."),
  LIST(
      "text",
      "No events that can be read. Lists of Event Viewer as CSV or text are in the language of"
          + " Windows and without exact times: save the events as .evtx or XML instead, or"
          + " wevtutil epl LOG NEW.evtx"),
  OTHER("something else", "No event log: save the events as .evtx or XML.");

  /// How many bytes are enough to tell.
  static final int HEAD = 1 << 14;

  private static final Bytes OLD_LOG = Bytes.of(0x30, 0, 0, 0).plus(Bytes.ascii("LfLe"));
  private static final Pattern EVENT = Pattern.compile("<(\\w+:)?Event[\\s>]");
  private static final int FILE_HEADER = 4096;
  private static final int TRACE_HEADER = 0x68;

  private final String words;
  private final String advice;

  Form(String words, String advice) {
    this.words = words;
    this.advice = advice;
  }

  /// For people.
  String words() {
    return words;
  }

  /// Why it is not read and what to do instead, empty if it is read.
  Optional<String> advice() {
    return advice.isEmpty() ? Optional.empty() : Optional.of(advice);
  }

  static Form of(Bytes head) {
    if (head.startsWithAscii("ElfFile\0") || isChunkAt(head, 0) || isChunkAt(head, FILE_HEADER)) {
      return EVTX;
    }
    if (head.startsWith(OLD_LOG)) {
      return EVT;
    }
    if (head.startsWith(Bytes.of(0x1F, 0x8B))) {
      return GZIP;
    }
    if (head.startsWithAscii("PK")) {
      return ZIP;
    }
    if (isTrace(head)) {
      return ETL;
    }
    return TextFile.decode(head).map(Form::ofText).orElse(OTHER);
  }

  private static boolean isChunkAt(Bytes head, int offset) {
    return head.size() > offset && head.from(offset).startsWithAscii("ElfChnk\0");
  }

  /// A trace begins with the size of its buffers, which its own first event repeats.
  private static boolean isTrace(Bytes head) {
    return head.size() > TRACE_HEADER + 4
        && head.at(0) == 0
        && head.at(1) + head.at(2) > 0
        && head.at(3) == 0
        && head.slice(0, 4).equals(head.slice(TRACE_HEADER, TRACE_HEADER + 4));
  }

  private static Form ofText(String text) {
    var event = EVENT.matcher(text);
    int xml = event.find() ? event.start() : Integer.MAX_VALUE;
    int json = text.indexOf('{') < 0 ? Integer.MAX_VALUE : text.indexOf('{');
    if (xml == json) {
      return LIST;
    }
    return xml < json ? XML : JSON;
  }
}
