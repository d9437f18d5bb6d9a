package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.clients.Trait;
import org.rdpdoctor.report.ClientTraitWording;

/// The pages of the clients: what each asks of a server, and what it puts up with.
final class ClientPages {
  private final Knowledge knowledge;
  private final Parts parts;
  private final Topics topics;

  ClientPages(Knowledge knowledge, Parts parts) {
    this.knowledge = knowledge;
    this.parts = parts;
    this.topics = parts.topics();
  }

  Stream<Leaf> all() {
    return Stream.concat(knowledge.clients().stream().map(this::client), Stream.of(index()));
  }

  private Leaf client(ClientProfile client) {
    Topic page = topics.of(Kind.CLIENT, client.id());
    var sections = new ArrayList<Html>();
    for (Map.Entry<String, Trait<?>> entry : client.traits().entrySet()) {
      sections.add(trait(entry.getKey(), entry.getValue()));
    }
    String lead = "What " + client.name() + " asks of a server, and what it puts up with.";
    Html body =
        Html.all(
            parts.eyebrow(page),
            Parts.title(client.name()),
            Html.tag("p", "lead").text(lead),
            Parts.command("rdpdoctor check HOST --client " + client.id()),
            Html.all(sections),
            parts.related(page, Kind.CAUSE, Kind.FAMILY, Kind.PROPERTY));
    return new Leaf(
        page,
        client.name() + " as a Remote Desktop client",
        lead
            + " Protocols, TLS versions, cipher suites, certificates and CredSSP, each with its"
            + " source.",
        body);
  }

  private static Html trait(String name, Trait<?> trait) {
    List<String> lines =
        trait.value().map(value -> ClientTraitWording.lines(value)).orElse(List.of("unknown"));
    Html value =
        lines.size() == 1
            ? Html.tag("p", "value").text(lines.getFirst())
            : Html.tag("ol", "value")
                .of(lines.stream().map(line -> Html.tag("li").text(line)).toList());
    Html perhaps =
        trait
            .unsure()
            .map(more -> "perhaps " + String.join(", ", ClientTraitWording.lines(more)))
            .map(text -> Html.tag("p").text(text))
            .orElse(Html.NOTHING);
    return Html.all(
        Parts.heading(ClientTraitWording.title(name)),
        value,
        perhaps,
        trait
            .remedy()
            .map(remedy -> Prose.paragraph("Where this keeps it out: " + remedy))
            .orElse(Html.NOTHING),
        Html.tag("p", "says")
            .of(Html.text(trait.confidence().id() + "; "), Prose.of(trait.source())));
  }

  private Leaf index() {
    Topic page = topics.of(Kind.CHAPTER, Kind.CLIENT.name());
    List<Topic> clients =
        knowledge.clients().stream().map(client -> topics.of(Kind.CLIENT, client.id())).toList();
    String lead =
        clients.size()
            + " clients that a check knows: what each asks of a server, and where that is known"
            + " from.";
    return new Leaf(
        page,
        page.name(),
        lead,
        Html.all(
            Parts.title(page.name()), Html.tag("p", "lead").text(lead), parts.list(page, clients)));
  }
}
