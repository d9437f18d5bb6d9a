package org.rdpdoctor.report.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.codes.KnowledgeText;
import org.rdpdoctor.diagnosis.codes.PackagedKnowledge;
import org.rdpdoctor.diagnosis.codes.WindowsBuilds;
import org.rdpdoctor.diagnosis.events.EventBook;
import org.rdpdoctor.diagnosis.knowledge.Catalogue;
import org.rdpdoctor.diagnosis.knowledge.KnownCause;
import org.rdpdoctor.diagnosis.knowledge.PackedCatalogue;
import org.rdpdoctor.diagnosis.rdpfile.PropertyBook;
import org.rdpdoctor.diagnosis.updates.UpdateBook;

/// Everything that the site tells of: the same that the program goes by.
///
/// @param causes all of them, by id
public record Knowledge(
    Catalogue catalogue,
    List<KnownCause> causes,
    CodeBook codes,
    EventBook events,
    PropertyBook properties,
    List<ClientProfile> clients,
    WindowsBuilds builds,
    UpdateBook updates) {

  /// What came with the program.
  public static Knowledge load() {
    KnowledgeText files = kept(new PackagedKnowledge());
    Catalogue catalogue = PackedCatalogue.load();
    return new Knowledge(
        catalogue,
        catalogue.causes().ids().stream()
            .map(catalogue.causes()::cause)
            .flatMap(Optional::stream)
            .toList(),
        CodeBook.load(files),
        EventBook.load(files),
        PropertyBook.load(files),
        PackedCatalogue.loadClients(),
        WindowsBuilds.load(files),
        PackedCatalogue.loadUpdates());
  }

  /// Some tables are asked for again with every code.
  private static KnowledgeText kept(KnowledgeText files) {
    Map<String, String> texts = new HashMap<>();
    return file -> texts.computeIfAbsent(file, files::of);
  }
}
