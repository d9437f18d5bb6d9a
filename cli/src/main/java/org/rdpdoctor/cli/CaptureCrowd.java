package org.rdpdoctor.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.rdpdoctor.cli.CapturedReports.Judged;
import org.rdpdoctor.diagnosis.Diagnosis;
import org.rdpdoctor.diagnosis.Verdict;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.reader.capture.file.CaptureTally;
import org.rdpdoctor.reader.capture.ladder.CapturedConnection;
import org.rdpdoctor.report.CaptureReport;
import org.rdpdoctor.report.CaptureReport.Example;
import org.rdpdoctor.report.CaptureReport.Group;
import org.rdpdoctor.report.CaptureReport.Line;
import org.rdpdoctor.report.CaptureText;
import org.rdpdoctor.report.Detail;

/// All connections of one capture together: the first of them in lines, all of them in groups, and
/// everything else in numbers, so that a million takes no more memory than a few thousand.
final class CaptureCrowd {
  private static final int MOST_NOTES = 8;
  private static final int MOST_PORTS = 5;

  private final String source;
  private final CaptureWishes wishes;
  private final CapturedReports reports;
  private final CaptureGroups groups = new CaptureGroups();
  private final CaptureRounds rounds = new CaptureRounds();
  private final PriorityQueue<Line> lines =
      new PriorityQueue<>(
          Comparator.comparingInt((Line line) -> line.connection().number()).reversed());
  private final Map<String, Note> notes = new LinkedHashMap<>();
  private final Map<Integer, Integer> otherPorts = new HashMap<>();
  private final AtomicLong connections = new AtomicLong(); // told while they are counted
  private long others;
  private long passedOver;

  CaptureCrowd(String source, CaptureWishes wishes, CapturedReports reports) {
    this.source = source;
    this.wishes = wishes;
    this.reports = reports;
  }

  /// How many of RDP there are so far.
  long connections() {
    return connections.get();
  }

  /// A conversation that was not wanted.
  void passedOver() {
    passedOver++;
  }

  /// @return the judgement, if it is one of RDP
  Optional<Judged> add(CapturedConnection captured) {
    if (!captured.isRdp()) {
      others++;
      otherPorts.merge(captured.conversation().server().port(), 1, Integer::sum);
      return Optional.empty();
    }
    connections.incrementAndGet();
    Judged judged = reports.judged(captured);
    groups.add(judged);
    rounds.add(judged);
    line(judged);
    captured.notes().forEach(this::note);
    return Optional.of(judged);
  }

  /// Notes of one kind are told once: what stands behind a colon is an example.
  private void note(String note) {
    String kind = note.replaceFirst(":.*", "").replaceAll("[0-9]+", "0");
    if (notes.size() < MOST_NOTES || notes.containsKey(kind)) {
      notes.merge(kind, new Note(note, 1), (old, _) -> new Note(old.text, old.count + 1));
    }
  }

  /// @param text the first of its kind
  private record Note(String text, int count) {
    @Override
    public String toString() {
      return count == 1 ? text : counted(count, "connection") + ", such as one: " + text;
    }
  }

  private void line(Judged judged) {
    int most = wishes.output().detail() == Detail.FULL ? CaptureText.MOST_LINES : CaptureText.LINES;
    int number = judged.captured().conversation().number();
    if (lines.size() >= most && lines.peek().connection().number() < number) {
      return;
    }
    Diagnosis outline = judged.judgement().outline();
    lines.add(
        new Line(
            CapturedReports.connection(judged.captured()),
            CapturedReports.lasted(judged.captured()),
            outline.verdict(),
            CaptureGroups.reached(outline)));
    if (lines.size() > most) {
      lines.remove();
    }
  }

  /// Everything together, when the capture is over.
  ///
  /// @param stopped true if the user would not wait for its end
  CaptureReport report(CaptureTally tally, Duration elapsed, boolean stopped) {
    List<Group> all = groups.all();
    return new CaptureReport(
        CapturedReports.tool(),
        source,
        tally.packets(),
        tally.firstSeen(),
        tally.lastSeen(),
        elapsed,
        all.isEmpty() ? Verdict.INCONCLUSIVE : all.getFirst().verdict(),
        connections.get(),
        lines.stream().sorted(Comparator.comparingInt(line -> line.connection().number())).toList(),
        all,
        groups.example().map(judged -> example(judged, all)),
        others,
        connections.get() == 0 ? advice(tally) : List.of(),
        notes(tally, stopped));
  }

  private Example example(Judged judged, List<Group> all) {
    CapturedConnection captured = judged.captured();
    List<Observation> varied = rounds.varied(captured, source);
    return new Example(
        CapturedReports.connection(captured),
        all.getFirst().count(),
        varied.isEmpty() ? judged.report() : reports.joint(captured, varied));
  }

  private List<String> notes(CaptureTally tally, boolean stopped) {
    var all = new ArrayList<String>();
    if (stopped) {
      all.add("Stopped before the end: what follows in the capture is not in this report.");
    }
    if (passedOver > 0) {
      all.add(counted(passedOver, "conversation") + " of other addresses left out, as told.");
    }
    if (tally.outside() > 0) {
      all.add(counted(tally.outside(), "packet") + " of other times left out, as told.");
    }
    notes.values().forEach(note -> all.add(note.toString()));
    all.addAll(tally.notes());
    return all;
  }

  /// What was there instead of RDP, and what to try.
  private List<String> advice(CaptureTally tally) {
    var advice = new ArrayList<String>();
    if (tally.packets() == 0) {
      advice.add(
          tally.outside() > 0 || wishes.isNarrowed()
              ? "No packet is left: look at --from and --to."
              : "It holds no packets: was it stopped too early, taken on another interface, or with"
                  + " a filter that nothing fits?");
      return advice;
    }
    advice.add(
        "What there is instead: "
            + counted(tally.tcp(), "TCP connection")
            + " and "
            + counted(tally.udp(), "UDP conversation")
            + ports());
    if (wishes.isNarrowed()) {
      advice.add("Look without --client, --server, --from and --to.");
    }
    if (otherPorts.containsKey(443)) {
      advice.add(
          "RDP through an RD Gateway or to Azure Virtual Desktop is inside the TLS of port 443,"
              + " where nobody can tell it from web pages: capture between the gateway and the"
              + " session host, or on the session host.");
    }
    advice.add(
        "Begin the capture before the client connects: of a connection that stands already only"
            + " encrypted bytes are seen.");
    advice.add(
        "Take all packets between the two, as with `tcpdump -s 0 -w trace.pcap host SERVER`; name"
            + " the port with --port if it is not 3389 and nobody answers there.");
    return advice;
  }

  private String ports() {
    if (otherPorts.isEmpty()) {
      return ".";
    }
    return ", most of them to port "
        + otherPorts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_PORTS)
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d ", count) + noun + (count == 1 ? "" : "s");
  }
}
