package org.rdpdoctor.diagnosis.rdpfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdpdoctor.diagnosis.codes.Confidence;
import org.rdpdoctor.diagnosis.codes.KnowledgeText;
import org.rdpdoctor.diagnosis.codes.Tsv;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;

/// Every known setting of .rdp files, by its name.
public final class PropertyBook {
  static final String FILE = "rdpfile.tsv";

  private final Map<String, Property> properties;

  private PropertyBook(Map<String, Property> properties) {
    this.properties = properties;
  }

  /// Reads the table; a fault in it is one of the project itself.
  public static PropertyBook load(KnowledgeText knowledge) {
    var faults = new ArrayList<KnowledgeFault>();
    Tsv table = Tsv.read(FILE, knowledge.of(FILE), Property.COLUMNS, faults);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.getFirst().toString());
    }
    var properties = new LinkedHashMap<String, Property>();
    for (Tsv.Row row : table.rows()) {
      Property property = property(row);
      properties.put(property.key(), property);
    }
    return new PropertyBook(properties);
  }

  /// In the order of the table.
  public List<Property> all() {
    return List.copyOf(properties.values());
  }

  /// The setting of that name, whose case does not matter.
  public Optional<Property> of(String name) {
    return Optional.ofNullable(properties.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Whether a value is not to be shown: that of a secret, and that of an unknown setting whose
  /// name speaks of one.
  public boolean isSecret(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return of(key).map(property -> property.is(Property.Flag.SECRET)).orElse(false)
        || (of(key).isEmpty()
            && (key.contains("password") || key.contains("token") || key.contains("secret")));
  }

  private static Property property(Tsv.Row row) {
    return new Property(
        row.cell(0),
        row.cell(1).charAt(0),
        Property.Group.valueOf(row.cell(2).toUpperCase(Locale.ROOT)),
        Values.of(row.cell(3)).orElseThrow(),
        row.filled(4),
        row.cell(5),
        row.filled(6).orElse(""),
        words(row.cell(7)),
        row.filled(8).orElse(""),
        flags(row.cell(9)),
        Confidence.of(row.cell(10)).orElseThrow(),
        row.list(11));
  }

  private static Set<Property.Flag> flags(String cell) {
    var flags = EnumSet.noneOf(Property.Flag.class);
    for (String word : words(cell)) {
      flags.add(Property.Flag.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    return flags;
  }

  static List<String> words(String cell) {
    return cell.equals("-") ? List.of() : Arrays.asList(cell.split(" ", -1));
  }
}
