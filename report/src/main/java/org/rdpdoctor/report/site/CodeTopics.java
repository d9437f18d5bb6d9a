package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.rdpdoctor.diagnosis.codes.Code;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.CodeFamily;
import org.rdpdoctor.diagnosis.codes.Phrase;

/// A page for every code and every family of them.
final class CodeTopics {
  private CodeTopics() {}

  static void addTo(Topics topics, CodeBook book) {
    for (CodeFamily family : book.families()) {
      Topic topic =
          Topic.of(
                  Kind.FAMILY,
                  "codes/" + Topic.slug(family.id()) + "/index.html",
                  family.title(),
                  family.met(),
                  Optional.empty())
              .called(family.names())
              .ranked(family.rank());
      topics.add(topic, family.id());
    }
    for (Code code : book.codes()) {
      topics.add(topic(code, book.family(code.family()), topics), id(code));
    }
    for (Phrase phrase : book.phrases()) {
      String said = sentence(phrase);
      topics.add(
          Topic.of(
                  Kind.MESSAGE,
                  "messages/" + Topic.slug(phrase.id()) + ".html",
                  "“" + said + "”",
                  phrase.meaning(),
                  phrase.layer())
              .called(phrase.matches()),
          phrase.id());
    }
  }

  /// How a dialog may begin its sentence.
  static String sentence(Phrase phrase) {
    String first = phrase.matches().getFirst();
    return first.indexOf('_') >= 0 // the name of a constant
        ? first.toUpperCase(Locale.ROOT)
        : first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1);
  }

  /// A code of its own: some families give one number to several.
  static String id(Code code) {
    return code.family() + ":" + code.code() + ":" + code.name();
  }

  /// The family that the page of a code is filed under.
  static String folder(Topic code) {
    return code.path().split("/", -1)[1];
  }

  /// The number as its family writes it, or the name of what has none.
  static String shown(Code code) {
    return code.code().equals("-") ? code.name() : code.code();
  }

  private static Topic topic(Code code, CodeFamily family, Topics topics) {
    String folder = "codes/" + Topic.slug(family.id()) + "/";
    String path = folder + Topic.slug(shown(code)) + ".html";
    if (topics.hasPath(path)) {
      path = folder + Topic.slug(shown(code) + " " + code.name()) + ".html";
    }
    String name = code.name().equals("-") ? "" : code.name();
    var words = new LinkedHashSet<String>();
    words.add(name);
    words.addAll(code.aliases());
    words.add(family.title());
    words.remove("");
    return new Topic(
        Kind.CODE,
        path,
        shown(code),
        code.meaning(),
        code.layer(),
        List.copyOf(words),
        numbers(code),
        family.rank());
  }

  private static List<Long> numbers(Code code) {
    var numbers = new ArrayList<Long>();
    code.value().ifPresent(numbers::add);
    for (String alias : code.aliases()) {
      OptionalLong value = Numbers.unsigned(alias);
      if (value.isPresent() && !numbers.contains(value.getAsLong())) {
        numbers.add(value.getAsLong());
      }
    }
    return numbers;
  }
}
