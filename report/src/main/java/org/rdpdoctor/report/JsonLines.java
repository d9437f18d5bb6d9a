package org.rdpdoctor.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/// Lays a long document out so that people can still look through it: a line for each key of the
/// outermost object, and one for each element of its arrays.
final class JsonLines extends MinimalPrettyPrinter {
  private static final long serialVersionUID = 1L;

  @Override
  public void beforeObjectEntries(JsonGenerator json) throws IOException {
    if (isOutermost(json.getOutputContext())) {
      json.writeRaw("\n  ");
    }
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    json.writeRaw(isOutermost(json.getOutputContext()) ? ",\n  " : ",");
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(isOutermost(json.getOutputContext()) ? ": " : ":");
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) throws IOException {
    json.writeRaw(json.getOutputContext().getParent().inRoot() ? "\n}" : "}");
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    if (isOutermost(json.getOutputContext().getParent())) {
      json.writeRaw("\n    ");
    }
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(isOutermost(json.getOutputContext().getParent()) ? ",\n    " : ",");
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) throws IOException {
    boolean lines = values > 0 && isOutermost(json.getOutputContext().getParent());
    json.writeRaw(lines ? "\n  ]" : "]");
  }

  private static boolean isOutermost(JsonStreamContext context) {
    return context.inObject() && context.getParent().inRoot();
  }
}
