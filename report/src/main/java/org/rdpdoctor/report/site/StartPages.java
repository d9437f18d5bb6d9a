package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.codes.Dossier;
import org.rdpdoctor.facts.Layer;
import org.rdpdoctor.report.Wording;

/// The first page, which is the ladder itself, and how to read the others.
final class StartPages {
  private static final List<Kind> BOOK =
      List.of(
          Kind.CAUSE,
          Kind.BREAK,
          Kind.FIX,
          Kind.TEST,
          Kind.CODE,
          Kind.MESSAGE,
          Kind.EVENT,
          Kind.PROPERTY,
          Kind.CLIENT,
          Kind.UPDATE,
          Kind.BUILD);

  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  StartPages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.of(start(), reading());
  }

  private Leaf start() {
    Topic page = topics.of(Kind.CHAPTER, "start");
    String lead =
        "A Remote Desktop connection is made in steps, and it breaks on one of them. These pages"
            + " say what breaks on each, why, which codes and events tell of it, and what to do.";
    Html body =
        Html.all(
            Html.tag("div", "hero")
                .of(
                    Parts.title("What breaks Remote Desktop"),
                    Html.tag("p", "lead").text(lead),
                    Frame.search(),
                    examples(page)),
            Html.tag("div", "two")
                .of(
                    Html.tag("section", "climb").of(Parts.heading("The ladder"), ladder(page)),
                    Html.tag("div", "aside").of(met(page), book(page), measuring())));
    return new Leaf(page, "What breaks Remote Desktop, and what to do", lead, body);
  }

  private static final List<String> EXAMPLES =
      List.of("0x904", "2308", "-1073741715", "event 1057", "certificate expired", "no license");

  private static Html examples(Topic page) {
    List<Html> links =
        EXAMPLES.stream()
            .map(
                example ->
                    Html.tag("a")
                        .with("href", page.path() + "#query=" + example.replace(" ", "+"))
                        .with("data-query", example)
                        .text(example))
            .toList();
    return Html.tag("p", "examples needs-script")
        .of(Html.text("For example "), Html.joined(", ", links));
  }

  private Html ladder(Topic page) {
    List<Html> rungs = Ladder.RUNGS.stream().map(rung -> rung(page, rung)).toList();
    return Html.tag("ol", "rungs-drawn").of(rungs);
  }

  private Html rung(Topic page, Layer layer) {
    long causes = on(Kind.CAUSE, layer);
    long codes = on(Kind.CODE, layer);
    long events = on(Kind.EVENT, layer);
    var counts = new ArrayList<String>();
    if (causes > 0) {
      counts.add(Wording.counted((int) causes, "cause"));
    }
    if (codes > 0) {
      counts.add(Wording.counted((int) codes, "code"));
    }
    if (events > 0) {
      counts.add(Wording.counted((int) events, "event"));
    }
    return Html.tag("li")
        .of(
            Parts.link(page, topics.of(layer)),
            Html.text(" "),
            Html.tag("span", "purpose").text(layer.purpose()),
            Html.text(" "),
            Html.tag("span", "counts").text(String.join(", ", counts)));
  }

  private long on(Kind kind, Layer layer) {
    return topics.of(kind).stream()
        .filter(topic -> topic.layer().equals(Optional.of(layer)))
        .count();
  }

  /// The codes that are known so well that a whole dossier is kept of them.
  private Html met(Topic page) {
    Map<String, Topic> codes = new LinkedHashMap<>();
    for (Dossier dossier : knowledge.codes().dossiers()) {
      Relations.referred(dossier.main(), knowledge).stream()
          .findFirst()
          .map(code -> topics.of(Kind.CODE, CodeTopics.id(code)))
          .ifPresent(topic -> codes.putIfAbsent(topic.path(), topic));
    }
    return parts.listed("Codes most people meet", page, List.copyOf(codes.values()));
  }

  private Html book(Topic page) {
    List<Html> items =
        BOOK.stream()
            .flatMap(kind -> topics.find(Kind.CHAPTER, kind.name()).stream())
            .map(chapter -> Html.tag("li").of(Parts.link(page, chapter), count(chapter)))
            .toList();
    Html reading = Parts.link(page, topics.of(Kind.CHAPTER, "reading"));
    return Html.all(
        Parts.heading("The whole book"),
        Html.tag("ul", "book-list").of(Html.all(items), Html.tag("li").of(reading)));
  }

  private Html count(Topic chapter) {
    return Stream.of(Kind.values())
        .filter(kind -> topics.find(Kind.CHAPTER, kind.name()).equals(Optional.of(chapter)))
        .map(kind -> topics.of(kind).size())
        .filter(size -> size > 0)
        .findFirst()
        .map(size -> Html.tag("span", "counts").text(" " + Wording.grouped(size)))
        .orElse(Html.NOTHING);
  }

  private static Html measuring() {
    return Html.all(
        Parts.heading("Measure instead of guessing"),
        Html.tag("p")
            .of(
                Html.text(
                    "rdpdoctor climbs the same ladder against your server, without a password,"
                        + " and says on which rung it breaks and why.")),
        Parts.command("rdpdoctor check HOST"));
  }

  private Leaf reading() {
    Topic page = topics.of(Kind.CHAPTER, "reading");
    var terms = new LinkedHashMap<String, String>();
    terms.put(
        "Rung",
        "A step of the connection. The ladder is the order in which they are climbed; what stands on a later rung was not reached if an earlier one broke.");
    terms.put("Break", "What broke, as far as the connection itself shows it.");
    terms.put(
        "Cause",
        "Why it broke. A cause explains one break or more; often several stay possible until a record, a test or an answer decides.");
    terms.put(
        "Of 100 connections",
        "How often a cause is behind a break before anything else is known. It is an estimate from experience with that break. What is missing to 100 is a cause that is not in this book.");
    terms.put(
        "Sign",
        "What speaks for or against. A sign that is “200 times as often with this cause as with others of the same break” multiplies its odds against these by 200. From 100 it is called decisive, from 10 strong, and else weak.");
    terms.put(
        "Fix",
        "What to change, where, how to take it back, and the test that proves that it helped. A fix that lowers security is marked as one for a while.");
    terms.put("Documented", "By the vendor or a standard.");
    terms.put("Header", "By the source code of a program that uses the number.");
    terms.put("Observed", "Seen in a capture, or by trying the client.");
    terms.put("Community", "By people who met it.");
    terms.put(
        "Inferred",
        "By the way the numbers are built, or from what is known of relatives; nobody states it.");
    var items = new ArrayList<Html>();
    terms.forEach(
        (term, meaning) ->
            items.add(
                Html.all(
                    Html.tag("dt").with("id", Topic.slug(term)).text(term),
                    Html.tag("dd").text(meaning))));
    String lead = "What the words and numbers of these pages mean.";
    return new Leaf(
        page,
        page.name(),
        lead,
        Html.all(
            Parts.title(page.name()),
            Html.tag("p", "lead").text(lead),
            Html.tag("dl", "terms").of(items)));
  }
}
