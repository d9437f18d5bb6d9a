package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.rdpfile.Property;
import org.rdpdoctor.diagnosis.rdpfile.Property.Flag;
import org.rdpdoctor.diagnosis.rdpfile.Property.Group;

/// The pages of the settings of .rdp files.
final class PropertyPages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  PropertyPages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.concat(
        knowledge.properties().all().stream().map(this::property), Stream.of(index()));
  }

  private Leaf property(Property property) {
    Topic page = topics.of(Kind.PROPERTY, property.key());
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("Kind of value", Html.text(type(property.type())));
    facts.put("Values", Html.text(property.values().told()));
    facts.put(
        "Default",
        property.usual().map(usual -> Html.tag("code").text(usual)).orElse(Html.NOTHING));
    facts.put("Read by", Html.text(String.join(", ", property.clients())));
    facts.put("Since or until", Prose.of(property.period()));
    facts.put("To be known", Html.text(flags(property)));
    facts.put("Known", parts.term(page, property.confidence().id()));
    Html body =
        Html.all(
            parts.eyebrow(page, Html.text(property.group().title())),
            Html.tag("h1").of(Html.tag("span", "code").text(property.name())),
            Html.tag("p", "lead").of(Prose.of(property.meaning())),
            Parts.command(property.line(property.usual().orElse("VALUE"))),
            Parts.facts(facts),
            property.advice().isEmpty()
                ? Html.NOTHING
                : Html.all(
                    Parts.heading("When a connection fails"), Prose.paragraph(property.advice())),
            parts.related(page, Kind.BREAK, Kind.CAUSE, Kind.FIX, Kind.CODE, Kind.CLIENT),
            Html.tag("h2").with("id", "command-line").text("On the command line"),
            Parts.command("rdpdoctor rdpfile show --verbose FILE.rdp"),
            Prose.sources(property.sources()));
    return new Leaf(
        page,
        property.name() + ": setting of .rdp files",
        property.line("…") + " in an .rdp file: " + property.meaning(),
        body);
  }

  private static String type(char type) {
    return switch (type) {
      case 'i' -> "a number (i)";
      case 's' -> "text (s)";
      case 'b' -> "bytes in hexadecimal (b)";
      default -> Character.toString(type);
    };
  }

  private static String flags(Property property) {
    return Stream.of(Flag.values())
        .filter(property::is)
        .map(
            flag ->
                switch (flag) {
                  case REQUIRED -> "a file without it is worth nothing";
                  case SIGNED -> "signing a file covers it";
                  case SECRET -> "its value is not to be shown";
                  case RETIRED -> "clients ignore it, or something else took its place";
                  case VENDOR -> "only the program that made it up knows it";
                })
        .collect(Collectors.joining("; "));
  }

  private Leaf index() {
    Topic page = topics.of(Kind.CHAPTER, Kind.PROPERTY.name());
    var sections = new ArrayList<Html>();
    for (Group group : Group.values()) {
      List<Topic> of =
          knowledge.properties().all().stream()
              .filter(property -> property.group() == group)
              .map(property -> topics.of(Kind.PROPERTY, property.key()))
              .toList();
      sections.add(parts.listed(group.title(), page, of));
    }
    String lead =
        knowledge.properties().all().size()
            + " settings of .rdp files: what each is for, its values, its default and who reads"
            + " it.";
    return new Leaf(
        page,
        page.name(),
        lead,
        Html.all(Parts.title(page.name()), Html.tag("p", "lead").text(lead), Html.all(sections)));
  }
}
