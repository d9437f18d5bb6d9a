package org.rdpdoctor.report.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.updates.KnownUpdate;
import org.rdpdoctor.diagnosis.updates.KnownUpdate.Release;
import org.rdpdoctor.report.UpdateWording;

/// The pages of updates and versions that are known to break Remote Desktop.
final class UpdatePages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  UpdatePages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.concat(
        knowledge.updates().updates().stream().map(this::update), Stream.of(index()));
  }

  private Leaf update(KnownUpdate update) {
    Topic page = topics.of(Kind.UPDATE, update.id());
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("On", Html.text(UpdateWording.machines(update)));
    facts.put("Since", Html.text(update.date().toString()));
    facts.put(
        "Comes with",
        update.brought().isEmpty() ? Html.text(update.name()) : releases(update.brought()));
    facts.put("Fixed by", Prose.of(update.fixed()));
    facts.put("Updates that do", releases(update.mended()));
    facts.put("Until then", update.workaround().map(Prose::of).orElse(Html.NOTHING));
    facts.put("Known", parts.term(page, update.confidence()));
    Html body =
        Html.all(
            parts.eyebrow(page),
            Parts.title(page.name()),
            Html.tag("p", "lead").of(Prose.of(update.what())),
            Parts.facts(facts),
            parts.related(page, Kind.BREAK, Kind.CODE),
            Html.tag("h2").with("id", "command-line").text("On the command line"),
            Parts.command("rdpdoctor explain " + update.id()),
            Prose.sources(update.see()));
    return new Leaf(
        page, page.name() + ": " + update.id(), page.name() + ": " + update.what(), body);
  }

  private static Html releases(List<Release> releases) {
    return Html.joined("; ", releases.stream().map(release -> Html.text(told(release))).toList());
  }

  private static String told(Release release) {
    String builds =
        release.builds().stream().map(Object::toString).collect(Collectors.joining(", "));
    String revision = release.revision() > 0 ? "." + release.revision() : "";
    return builds.isEmpty() ? release.kb() : release.kb() + " (" + builds + revision + ")";
  }

  private Leaf index() {
    Topic page = topics.of(Kind.CHAPTER, Kind.UPDATE.name());
    String lead =
        topics.of(Kind.UPDATE).size()
            + " updates and versions that are known to break Remote Desktop, the newest first, as"
            + " of "
            + knowledge.updates().asOf()
            + ".";
    return new Leaf(
        page,
        page.name(),
        lead,
        Html.all(
            Parts.title(page.name()),
            Html.tag("p", "lead").text(lead),
            parts.list(page, topics.of(Kind.UPDATE))));
  }
}
