package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.events.KnownEvent;
import org.rdpdoctor.facts.EventMeaning;

/// The pages of the events of Windows.
final class EventPages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  EventPages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.concat(knowledge.events().all().stream().map(this::event), Stream.of(index()));
  }

  private Leaf event(KnownEvent known) {
    EventMeaning event = known.meaning();
    Topic page = topics.of(Kind.EVENT, EventTopics.id(known));
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("Provider", Html.text(event.provider()));
    facts.put("Log", Html.text(known.channel()));
    facts.put("What it is good for", Html.text(told(event.kind())));
    facts.put("Fields that matter", fields(known.fields()));
    facts.put("Its code", codes(page, event));
    facts.put("Known", parts.term(page, known.confidence().id()));
    Html body =
        Html.all(
            parts.eyebrow(page),
            Html.tag("h1")
                .of(
                    Html.text("Event "),
                    Html.tag("span", "code").text(Integer.toString(event.event())),
                    Html.text(" "),
                    Html.tag("span", "symbol").text(event.name())),
            Html.tag("p", "lead").of(Prose.of(event.meaning())),
            Parts.facts(facts),
            parts.related(page, Kind.BREAK, Kind.CAUSE, Kind.CODE, Kind.FIX),
            Html.tag("h2").with("id", "command-line").text("On the command line"),
            Parts.command("rdpdoctor events FILE.evtx"),
            Prose.sources(known.sources()));
    return new Leaf(
        page,
        "Event " + event.event() + ", " + event.provider(),
        "Event " + event.event() + " of " + event.provider() + ": " + event.meaning(),
        body);
  }

  private static Html fields(List<String> fields) {
    return Html.joined(", ", fields.stream().map(field -> Html.tag("code").text(field)).toList());
  }

  private Html codes(Topic page, EventMeaning event) {
    List<Html> families =
        event.codeFamilies().stream()
            .map(id -> Parts.link(page, topics.of(Kind.FAMILY, id)))
            .toList();
    if (families.isEmpty()) {
      return Html.NOTHING;
    }
    return Html.all(
        fields(event.codeFields()), Html.text(" holds a "), Html.joined(" or ", families));
  }

  private static String told(EventMeaning.Kind kind) {
    return switch (kind) {
      case FAILURE ->
          "It tells that something failed that keeps people out or ends their sessions.";
      case LOOK_ALIKE -> "It reads like a failure or a logon, and is none by itself.";
      case STEP -> "It is an ordinary step of a connection.";
      case SUCCESS -> "It tells that a user got a session.";
      case CHANGE -> "It tells that something on the machine changed.";
    };
  }

  private Leaf index() {
    Topic page = topics.of(Kind.CHAPTER, Kind.EVENT.name());
    Map<String, List<Topic>> providers = new LinkedHashMap<>();
    for (KnownEvent event : knowledge.events().all()) {
      providers
          .computeIfAbsent(event.meaning().provider(), _ -> new ArrayList<>())
          .add(topics.of(Kind.EVENT, EventTopics.id(event)));
    }
    var sections = new ArrayList<Html>();
    providers.forEach(
        (provider, events) -> {
          sections.add(Parts.heading(provider));
          sections.add(parts.list(page, events));
        });
    String lead =
        knowledge.events().size()
            + " events of Windows that say something of Remote Desktop, by their provider.";
    return new Leaf(
        page,
        "Events of Windows about Remote Desktop",
        lead,
        Html.all(Parts.title(page.name()), Html.tag("p", "lead").text(lead), Html.all(sections)));
  }
}
