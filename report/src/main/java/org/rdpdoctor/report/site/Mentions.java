package org.rdpdoctor.report.site;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.codes.Code;
import org.rdpdoctor.diagnosis.events.KnownEvent;
import org.rdpdoctor.diagnosis.rdpfile.Property;

/// What a text names that has a page of its own: only where the name leaves no doubt.
final class Mentions {
  private static final Pattern NAME = Pattern.compile("\\b[A-Za-z][A-Za-z0-9]*_[A-Z0-9_]{3,}\\b");
  private static final Pattern BIG_NUMBER = Pattern.compile("\\b0x[0-9A-Fa-f]{8}\\b");
  private static final Pattern SETTING = Pattern.compile("([a-z][a-z0-9 ]{3,40}):[isb]:");
  private static final Pattern EVENT = Pattern.compile("\\b[Ee]vents? (?:ID )?([0-9]{1,5})\\b");

  private static final Pattern PRODUCT =
      Pattern.compile("\\b(?:FreeRDP|xfreerdp|Guacamole|Remmina|Windows App)\\b");

  private final Topics topics;
  private final Knowledge knowledge;
  private final Map<Integer, Topic> events = new LinkedHashMap<>();

  Mentions(Topics topics, Knowledge knowledge) {
    this.topics = topics;
    this.knowledge = knowledge;
    var twice = new LinkedHashSet<Integer>();
    for (KnownEvent event : knowledge.events().all()) {
      int number = event.meaning().event();
      Topic topic = topics.of(Kind.EVENT, EventTopics.id(event));
      if (events.putIfAbsent(number, topic) != null) {
        twice.add(number);
      }
    }
    events.keySet().removeAll(twice); // several providers use the number
  }

  Set<Topic> in(String text) {
    var found = new LinkedHashSet<Topic>();
    each(NAME, text, 0).flatMap(name -> only(knowledge.codes().byName(name))).forEach(found::add);
    each(BIG_NUMBER, text, 0)
        .flatMap(number -> Numbers.unsigned(number).stream().boxed())
        .flatMap(value -> only(knowledge.codes().byValue(value)))
        .forEach(found::add);
    each(SETTING, text, 1).flatMap(this::setting).forEach(found::add);
    each(EVENT, text, 1)
        .map(number -> events.get(Integer.valueOf(number)))
        .flatMap(topic -> Stream.ofNullable(topic))
        .forEach(found::add);
    return found;
  }

  /// The clients of a kind that people name by one word, as in `mstsc`.
  Stream<Topic> clientsCalled(String word) {
    Predicate<String> called =
        switch (word) {
          case "mstsc" -> id -> id.startsWith("windows-") && !id.startsWith("windows-app");
          case "macos" -> id -> id.equals("windows-app-macos");
          case "windows-app", "freerdp", "guacamole", "remmina" -> id -> id.startsWith(word);
          default -> _ -> false;
        };
    return knowledge.clients().stream()
        .map(ClientProfile::id)
        .filter(called)
        .map(id -> topics.of(Kind.CLIENT, id));
  }

  /// The clients that a text names by their product.
  Set<Topic> clientsIn(String text) {
    var found = new LinkedHashSet<Topic>();
    each(PRODUCT, text, 0)
        .map(product -> product.toLowerCase(Locale.ROOT).replace(' ', '-'))
        .map(word -> word.equals("xfreerdp") ? "freerdp" : word)
        .flatMap(this::clientsCalled)
        .forEach(found::add);
    return found;
  }

  /// The words may begin before the name of the setting.
  private Stream<Topic> setting(String words) {
    String name = words;
    while (true) {
      Optional<Property> known = knowledge.properties().of(name);
      if (known.isPresent()) {
        return Stream.of(topics.of(Kind.PROPERTY, known.get().key()));
      }
      int space = name.indexOf(' ');
      if (space < 0) {
        return Stream.empty();
      }
      name = name.substring(space + 1);
    }
  }

  private Stream<Topic> only(List<Code> codes) {
    return codes.size() == 1
        ? Stream.of(topics.of(Kind.CODE, CodeTopics.id(codes.getFirst())))
        : Stream.empty();
  }

  private static Stream<String> each(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(found -> found.group(group));
  }
}
