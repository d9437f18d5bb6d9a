package org.rdpdoctor.reader.eventlog.evtx;

/// A piece of BinXml; text, references and CDATA all become [Text].
sealed interface Node {

  /// Text that stands there for every event.
  ///
  /// @param value without escapes
  record Text(String value) implements Node {}

  /// Where a template leaves room for a value.
  ///
  /// @param optional whether the element or attribute around it is left out when there is no value
  record Slot(int index, boolean optional) implements Node {}

  /// A template with the values of one event.
  record Instance(Content template, Values values) implements Node {}

  /// An element; the prefix of its name is left out.
  record Element(String name, Word word, Attributes attributes, Content content) implements Node {}

  /// What stands in an element, an attribute or a fragment, in order.
  final class Content {
    static final Content EMPTY = new Content();

    private final Node[] nodes;
    private final boolean optional;
    private final boolean elements;

    Content(Node... nodes) {
      this.nodes = nodes;
      boolean anOptional = false;
      boolean anElement = false;
      for (Node node : nodes) {
        anOptional |= node instanceof Slot slot && slot.optional();
        anElement |= node instanceof Element || node instanceof Instance;
      }
      this.optional = anOptional;
      this.elements = anElement;
    }

    /// Whether a value that is not there may leave out what is around this.
    boolean isOptional() {
      return optional;
    }

    boolean holdsElements() {
      return elements;
    }

    int size() {
      return nodes.length;
    }

    Node at(int index) {
      return nodes[index];
    }
  }

  /// The attributes of an element, in order.
  final class Attributes {
    static final Attributes NONE = new Attributes();

    private final Attribute[] attributes;

    Attributes(Attribute... attributes) {
      this.attributes = attributes;
    }

    int size() {
      return attributes.length;
    }

    Attribute at(int index) {
      return attributes[index];
    }
  }

  /// @param name with its prefix, as namespaces are told by it
  record Attribute(String name, Word word, Content content) {}
}
