package org.rdpdoctor.dialogue;

import java.util.List;
import org.rdpdoctor.wire.http.HttpResponse;

/// The products that are known by what they answer.
@FunctionalInterface
public interface ProductNames {
  /// @param body the beginning of it, as text
  /// @return whoever left a mark on the answer, most telling first
  List<Product> of(HttpResponse head, String body);
}
