package org.rdpdoctor.diagnosis.codes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rdpdoctor.diagnosis.knowledge.KnowledgeFault;
import org.rdpdoctor.wire.http.HttpResponse;

/// Which products leave which marks on the HTTP answers that they give or pass on.
public final class WebProducts {
  static final String FILE = "products.tsv";
  static final List<String> COLUMNS =
      List.of("product", "role", "field", "words", "confidence", "sources");

  /// What a product can be to whoever looks for a gateway.
  static final Set<String> ROLES = Set.of("gateway", "web-server", "proxy", "balancer");

  private static final String BODY = "body";
  private static final String ANYTHING = "*";

  private final List<Mark> marks;

  private WebProducts(List<Mark> marks) {
    this.marks = List.copyOf(marks);
  }

  /// One line of the table: `words` in this field of the head, or in the body.
  private record Mark(String product, String role, String field, String words) {
    boolean isOn(HttpResponse head, String body) {
      if (field.equals(BODY)) {
        return holds(body);
      }
      return head.all(field).stream().anyMatch(this::holds);
    }

    private boolean holds(String text) {
      return words.equals(ANYTHING)
          || text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    String by() {
      String where = field.equals(BODY) ? "its page" : "its field " + field;
      return words.equals(ANYTHING) ? where : where + " with “" + words + "”";
    }
  }

  /// A product that left its mark.
  ///
  /// @param by which mark
  public record Found(String name, String role, String by) {}

  /// Reads the table from its text.
  public static WebProducts of(String text) {
    var faults = new ArrayList<KnowledgeFault>();
    Tsv table = Tsv.read(FILE, text, COLUMNS, faults);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.getFirst().toString());
    }
    return new WebProducts(
        table.rows().stream()
            .map(row -> new Mark(row.cell(0), row.cell(1), row.cell(2), row.cell(3)))
            .toList());
  }

  /// The table as it is packaged.
  public static WebProducts load(KnowledgeText knowledge) {
    return of(knowledge.of(FILE));
  }

  /// Whoever left a mark, each product once, in the order of the table.
  ///
  /// @param body the beginning of it, as text
  public List<Found> of(HttpResponse head, String body) {
    var known = new LinkedHashSet<String>();
    var found = new ArrayList<Found>();
    for (Mark mark : marks) {
      if (mark.isOn(head, body) && known.add(mark.product())) {
        found.add(new Found(mark.product(), mark.role(), mark.by()));
      }
    }
    return List.copyOf(found);
  }
}
