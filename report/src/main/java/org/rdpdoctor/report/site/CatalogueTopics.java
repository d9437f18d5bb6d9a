package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.diagnosis.rdpfile.Property;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.facts.Layer;

/// A page for every rung, break, cause, fix, test, setting and client, and for the indexes.
final class CatalogueTopics {
  private static final Topic START =
      Topic.of(Kind.CHAPTER, "index.html", "Start", "What breaks Remote Desktop", Optional.empty());
  private static final Topic READING =
      Topic.of(
          Kind.CHAPTER,
          "reading.html",
          "How to read these pages",
          "What the words and numbers mean",
          Optional.empty());

  private CatalogueTopics() {}

  static void addTo(Topics topics, Knowledge knowledge) {
    topics.add(START, "start");
    topics.add(READING, "reading");
    for (Kind kind :
        List.of(Kind.BREAK, Kind.CAUSE, Kind.FIX, Kind.TEST, Kind.CODE, Kind.MESSAGE)) {
      chapter(topics, kind);
    }
    for (Kind kind : List.of(Kind.EVENT, Kind.PROPERTY, Kind.CLIENT, Kind.UPDATE, Kind.BUILD)) {
      chapter(topics, kind);
    }
    Ladder.RUNGS.forEach(rung -> topics.add(rung(rung), rung.id()));
    knowledge.catalogue().breaks().forEach(known -> topics.add(topic(known), known.id()));
    knowledge.causes().forEach(known -> topics.add(topic(known), known.id()));
    fixes(knowledge).forEach(fix -> topics.add(topic(fix), fix.id()));
    knowledge.catalogue().tests().all().forEach(test -> topics.add(topic(test), test.id()));
    knowledge.properties().all().forEach(known -> topics.add(topic(known), known.key()));
    knowledge.clients().forEach(client -> topics.add(topic(client), client.id()));
    knowledge.updates().updates().forEach(known -> topics.add(topic(known), known.id()));
  }

  /// Each once, by the first cause that it helps with.
  static List<Fix> fixes(Knowledge knowledge) {
    var fixes = new LinkedHashMap<String, Fix>();
    for (KnownCause cause : knowledge.causes()) {
      cause.fixes().forEach(fix -> fixes.putIfAbsent(fix.id(), fix));
    }
    return new ArrayList<>(fixes.values());
  }

  private static void chapter(Topics topics, Kind kind) {
    topics.add(
        Topic.of(Kind.CHAPTER, kind.folder() + "/index.html", kind.titles(), "", Optional.empty()),
        kind.name());
  }

  private static Topic rung(Layer layer) {
    return Topic.of(
            Kind.LAYER,
            path(Kind.LAYER, layer.id()),
            layer.id(),
            layer.purpose(),
            Optional.of(layer))
        .called(List.of("rung", "layer"))
        .ranked(1);
  }

  private static Topic topic(KnownBreak known) {
    return Topic.of(
            Kind.BREAK, path(Kind.BREAK, known.id()), known.title(), "", Optional.of(known.layer()))
        .called(List.of(known.id()))
        .ranked(2);
  }

  private static Topic topic(KnownCause known) {
    return Topic.of(
            Kind.CAUSE, path(Kind.CAUSE, known.id()), known.title(), "", Optional.of(known.layer()))
        .called(List.of(known.id()))
        .ranked(3);
  }

  private static Topic topic(Fix fix) {
    return Topic.of(Kind.FIX, path(Kind.FIX, fix.id()), fix.title(), "", Optional.empty())
        .called(List.of(fix.id()))
        .ranked(30);
  }

  private static Topic topic(KnownTest test) {
    return Topic.of(Kind.TEST, path(Kind.TEST, test.id()), test.title(), "", Optional.empty())
        .called(List.of(test.id()))
        .ranked(40);
  }

  private static Topic topic(Property property) {
    return Topic.of(
            Kind.PROPERTY,
            path(Kind.PROPERTY, property.name()),
            property.name(),
            property.meaning(),
            Optional.empty())
        .called(List.of("rdp file", property.name() + ":" + property.type()))
        .ranked(property.is(Property.Flag.RETIRED) ? 26 : 25);
  }

  private static Topic topic(ClientProfile client) {
    return Topic.of(
            Kind.CLIENT, path(Kind.CLIENT, client.id()), client.name(), "", Optional.empty())
        .called(List.of(client.id(), "client"))
        .ranked(24);
  }

  private static Topic topic(KnownUpdate update) {
    var words = new ArrayList<String>(List.of(update.id(), "update"));
    var numbers = new ArrayList<Long>();
    Stream.concat(update.brought().stream(), update.mended().stream())
        .map(KnownUpdate.Release::kb)
        .distinct()
        .forEach(
            kb -> {
              words.add(kb);
              Numbers.unsigned(kb.replaceFirst("^KB", "")).ifPresent(numbers::add);
            });
    return Topic.of(
            Kind.UPDATE,
            path(Kind.UPDATE, update.id()),
            shortened(update.name()),
            update.what(),
            Optional.empty())
        .called(words)
        .numbered(numbers)
        .ranked(10);
  }

  /// Some updates have a number for every Windows; the first two are enough to know them by.
  private static String shortened(String name) {
    List<String> parts = List.of(name.split(", ", -1));
    return parts.size() > 2 ? String.join(", ", parts.subList(0, 2)) + " …" : name;
  }

  private static String path(Kind kind, String id) {
    return kind.folder() + "/" + Topic.slug(id) + ".html";
  }

  /// The causes by the rung that they are told under, in the order of a connection.
  static Map<Layer, List<KnownCause>> byRung(Knowledge knowledge) {
    Map<Layer, List<KnownCause>> causes = new LinkedHashMap<>();
    Ladder.RUNGS.forEach(rung -> causes.put(rung, new ArrayList<>()));
    for (KnownCause cause : knowledge.causes()) {
      causes.computeIfAbsent(cause.layer(), _ -> new ArrayList<>()).add(cause);
    }
    return causes;
  }
}
