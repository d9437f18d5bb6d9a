package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.codes.Code;
import org.rdpdoctor.diagnosis.codes.CodeFamily;
import org.rdpdoctor.diagnosis.codes.Dispute;
import org.rdpdoctor.diagnosis.codes.Dossier;
import org.rdpdoctor.diagnosis.codes.Phrase;
import org.rdpdoctor.diagnosis.events.KnownEvent;
import org.rdpdoctor.diagnosis.knowledge.Fix;
import org.rdpdoctor.diagnosis.knowledge.KnownBreak;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.KnownTest;
import org.rdpdoctor.diagnosis.rdpfile.Property;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;

/// Reads out of the knowledge what has to do with what.
final class Relations {
  private final Knowledge knowledge;
  private final Topics topics;
  private final Links links = new Links();
  private final Signals signals;
  private final Mentions mentions;

  private Relations(Knowledge knowledge, Topics topics) {
    this.knowledge = knowledge;
    this.topics = topics;
    this.signals = new Signals(topics, knowledge.codes(), knowledge.events());
    this.mentions = new Mentions(topics, knowledge);
  }

  static Links of(Knowledge knowledge, Topics topics) {
    var relations = new Relations(knowledge, topics);
    relations.catalogue();
    relations.codes();
    relations.windows();
    return relations.links;
  }

  /// The codes that a reference such as `mstsc:0x904` means.
  static List<Code> referred(String reference, Knowledge knowledge) {
    int colon = reference.indexOf(':');
    String family = reference.substring(0, colon);
    String code = reference.substring(colon + 1);
    OptionalLong value = Numbers.unsigned(code);
    return Stream.concat(
            value.stream().boxed().flatMap(number -> knowledge.codes().byValue(number).stream()),
            knowledge.codes().byName(code).stream())
        .filter(found -> found.family().equals(family))
        .toList();
  }

  private void catalogue() {
    for (KnownBreak known : knowledge.catalogue().breaks()) {
      Topic page = topics.of(Kind.BREAK, known.id());
      known.signs().stream()
          .filter(sign -> sign.speaksFor())
          .flatMap(sign -> signals.of(sign.condition()).stream())
          .forEach(signal -> links.relate(page, signal));
    }
    for (KnownCause cause : knowledge.causes()) {
      cause(cause, topics.of(Kind.CAUSE, cause.id()));
    }
    for (KnownTest test : knowledge.catalogue().tests().all()) {
      Topic page = topics.of(Kind.TEST, test.id());
      test.outcomes().stream()
          .flatMap(outcome -> outcome.given().keySet().stream())
          .map(id -> topics.find(Kind.CAUSE, id))
          .flatMap(Optional::stream)
          .forEach(cause -> links.relate(page, cause));
    }
  }

  private void cause(KnownCause cause, Topic page) {
    cause.breaks().forEach(id -> links.relate(page, topics.of(Kind.BREAK, id)));
    cause.signs().stream()
        .filter(sign -> sign.speaksFor())
        .flatMap(sign -> signals.of(sign.condition()).stream())
        .forEach(signal -> links.relate(page, signal));
    mentioned(page, cause.title() + "\n" + cause.because());
    mentions
        .clientsIn(cause.title() + "\n" + cause.because())
        .forEach(client -> links.relate(page, client));
    links.of(page, Kind.CODE).stream()
        .map(CodeTopics::folder)
        .filter(family -> !family.equals("mstsc")) // nearly every client of Windows shows these
        .flatMap(mentions::clientsCalled)
        .forEach(client -> links.relate(page, client));
    for (Fix fix : cause.fixes()) {
      Topic fixed = topics.of(Kind.FIX, fix.id());
      links.relate(page, fixed);
      var text = new ArrayList<String>(List.of(fix.title()));
      fix.ways().forEach(way -> text.addAll(way.steps()));
      mentioned(fixed, String.join("\n", text));
    }
  }

  private void mentioned(Topic page, String text) {
    mentions.in(text).forEach(named -> links.relate(page, named));
  }

  private void codes() {
    for (Dossier dossier : knowledge.codes().dossiers()) {
      for (Code code : referred(dossier.main(), knowledge)) {
        Topic page = topics.of(Kind.CODE, CodeTopics.id(code));
        dossier.candidates().stream()
            .map(candidate -> topics.find(Kind.CAUSE, candidate.cause()))
            .flatMap(Optional::stream)
            .forEach(cause -> links.relate(page, cause));
      }
    }
    for (Phrase phrase : knowledge.codes().phrases()) {
      Topic page = topics.of(Kind.MESSAGE, phrase.id());
      phrase.codes().forEach(reference -> refer(page, reference));
    }
    for (Dispute dispute : knowledge.codes().disputes()) {
      for (String one : dispute.about()) {
        for (Code code : referred(one, knowledge)) {
          Topic page = topics.of(Kind.CODE, CodeTopics.id(code));
          dispute.about().forEach(other -> refer(page, other));
        }
      }
    }
    for (Code code : knowledge.codes().codes()) {
      mentioned(topics.of(Kind.CODE, CodeTopics.id(code)), code.meaning() + "\n" + code.note());
    }
  }

  private void refer(Topic page, String reference) {
    referred(reference, knowledge)
        .forEach(code -> links.relate(page, topics.of(Kind.CODE, CodeTopics.id(code))));
  }

  private void windows() {
    for (KnownEvent event : knowledge.events().all()) {
      Topic page = topics.of(Kind.EVENT, EventTopics.id(event));
      event
          .meaning()
          .codeFamilies()
          .forEach(family -> links.relate(page, topics.of(Kind.FAMILY, family)));
      mentioned(page, event.meaning().meaning());
    }
    for (KnownUpdate update : knowledge.updates().updates()) {
      Topic page = topics.of(Kind.UPDATE, update.id());
      update.breaks().forEach(id -> links.relate(page, topics.of(Kind.BREAK, id)));
      update.codes().forEach(reference -> refer(page, reference));
    }
    for (Property property : knowledge.properties().all()) {
      Topic page = topics.of(Kind.PROPERTY, property.key());
      property.clients().stream()
          .flatMap(mentions::clientsCalled)
          .forEach(client -> links.relate(page, client));
      mentioned(page, property.advice() + "\n" + property.period());
    }
    for (CodeFamily family : knowledge.codes().families()) {
      Topic page = topics.of(Kind.FAMILY, family.id());
      Stream.concat(Stream.of(family.id()), family.names().stream())
          .flatMap(mentions::clientsCalled)
          .forEach(client -> links.relate(page, client));
    }
  }
}
