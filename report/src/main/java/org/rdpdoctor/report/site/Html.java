package org.rdpdoctor.report.site;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.rdpdoctor.report.Printable;

/// Markup that only this class makes: whatever in it is text has been escaped, and no link in it
/// leads anywhere but to a page of the site or to the web.
final class Html {
  static final Html NOTHING = new Html("");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern WITH_SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");
  private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s]+");
  private static final List<String> EMPTY_ELEMENTS = List.of("meta", "link", "input", "br", "hr");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /// Text, whatever is in it.
  static Html text(String text) {
    return new Html(escaped(text));
  }

  static Html all(Html... parts) {
    return all(Arrays.asList(parts));
  }

  static Html all(List<Html> parts) {
    var joined = new StringBuilder();
    parts.forEach(part -> joined.append(part.markup));
    return new Html(joined.toString());
  }

  /// The parts with a separator between each two.
  static Html joined(String separator, List<Html> parts) {
    var joined = new StringBuilder();
    for (Html part : parts) {
      joined.append(joined.isEmpty() ? "" : escaped(separator)).append(part.markup);
    }
    return new Html(joined.toString());
  }

  /// A line end between elements, for those who read the source.
  static Html lineEnd() {
    return new Html("\n");
  }

  /// An element that is still without content.
  static Tag tag(String name) {
    requireName(name);
    return new Tag(name, "");
  }

  /// An element of one class.
  static Tag tag(String name, String classes) {
    return tag(name).with("class", classes);
  }

  boolean isEmpty() {
    return markup.isEmpty();
  }

  /// A whole document in which this is all there is.
  String document() {
    return "<!doctype html>\n" + markup + "\n";
  }

  @Override
  public String toString() {
    return markup;
  }

  /// The beginning of an element.
  static final class Tag {
    private final String name;
    private final String attributes;

    private Tag(String name, String attributes) {
      this.name = name;
      this.attributes = attributes;
    }

    Tag with(String attribute, String value) {
      requireName(attribute);
      if (attribute.equals("style") || attribute.startsWith("on")) {
        throw new IllegalArgumentException("style and script stand in files of their own");
      }
      boolean leads = attribute.equals("href") || attribute.equals("src");
      if (leads && WITH_SCHEME.matcher(value).matches() && !isWeb(value)) {
        throw new IllegalArgumentException("not a link for a page: " + value);
      }
      return new Tag(name, attributes + " " + attribute + "=\"" + escaped(value) + "\"");
    }

    /// An attribute without a value, as in `hidden`.
    Tag with(String attribute) {
      requireName(attribute);
      return new Tag(name, attributes + " " + attribute);
    }

    Html of(Html... content) {
      return of(Html.all(content));
    }

    Html of(List<Html> content) {
      return of(Html.all(content));
    }

    Html text(String text) {
      return of(Html.text(text));
    }

    /// An element that has no content by its nature.
    Html alone() {
      return EMPTY_ELEMENTS.contains(name) ? new Html("<" + name + attributes + ">") : of(NOTHING);
    }

    private Html of(Html content) {
      return new Html("<" + name + attributes + ">" + content.markup + "</" + name + ">");
    }
  }

  static boolean isWeb(String address) {
    return WEB.matcher(address).matches();
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of an element or attribute: " + name);
    }
  }

  private static String escaped(String text) {
    String visible = Printable.shortened(text, Integer.MAX_VALUE);
    var escaped = new StringBuilder(visible.length() + 16);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
