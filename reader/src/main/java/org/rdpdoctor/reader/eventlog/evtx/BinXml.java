package org.rdpdoctor.reader.eventlog.evtx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.reader.eventlog.evtx.Node.Attribute;
import org.rdpdoctor.reader.eventlog.evtx.Node.Attributes;
import org.rdpdoctor.reader.eventlog.evtx.Node.Content;
import org.rdpdoctor.reader.eventlog.evtx.Node.Element;
import org.rdpdoctor.reader.eventlog.evtx.Node.Instance;
import org.rdpdoctor.reader.eventlog.evtx.Node.Slot;
import org.rdpdoctor.reader.eventlog.evtx.Node.Text;

/// Reads BinXml (MS-EVEN6 2.2.12) as event logs keep it: names and templates are offsets into the
/// chunk, and stand in full where they are used first (libevtx, "Windows XML Event Log format").
///
/// Names and templates are read once for each chunk.
final class BinXml {
  private static final int END_OF_FILE = 0x00;
  private static final int OPEN_START_ELEMENT = 0x01;
  private static final int CLOSE_START_ELEMENT = 0x02;
  private static final int CLOSE_EMPTY_ELEMENT = 0x03;
  private static final int END_ELEMENT = 0x04;
  private static final int VALUE = 0x05;
  private static final int ATTRIBUTE = 0x06;
  private static final int CDATA_SECTION = 0x07;
  private static final int CHARACTER_REFERENCE = 0x08;
  private static final int ENTITY_REFERENCE = 0x09;
  private static final int PI_TARGET = 0x0A;
  private static final int PI_DATA = 0x0B;
  private static final int TEMPLATE_INSTANCE = 0x0C;
  private static final int NORMAL_SUBSTITUTION = 0x0D;
  private static final int OPTIONAL_SUBSTITUTION = 0x0E;
  private static final int FRAGMENT_HEADER = 0x0F;

  /// More follows, or attributes do.
  private static final int MORE = 0x40;

  /// No event nests so deep; the stack has to bear it.
  private static final int DEEPEST = 48;

  private final Block block;
  private final Texts texts;
  private final Map<Integer, Name> names = new HashMap<>();
  private final Map<Integer, Content> templates = new HashMap<>();
  private final Set<Integer> beingRead = new HashSet<>();

  private int at;
  private int depth;
  private boolean inTemplate;

  /// A name with what it means.
  private record Name(String text, Word word, int size) {}

  BinXml(Block block, Texts texts) {
    this.block = block;
    this.texts = texts;
  }

  /// Forgets the chunk that was read before.
  void startChunk() {
    names.clear();
    templates.clear();
    beingRead.clear();
  }

  /// Reads a fragment: that of a record, or one that is a value.
  ///
  /// @param from the offset of its first token
  /// @param end where it must have ended; what follows its end-of-file token is left alone
  Content fragment(int from, int end) throws Unreadable {
    at = from;
    depth = 0;
    inTemplate = false;
    beingRead.clear();
    return content(end);
  }

  /// Tokens up to one that ends an element, an attribute or the fragment, which is left to the
  /// caller.
  private Content content(int end) throws Unreadable {
    @Nullable List<Node> nodes = null;
    @Nullable Node only = null;
    while (at < end) {
      int token = block.u8(at) & ~MORE;
      if (token == END_OF_FILE || isEnd(token)) {
        break;
      }
      @Nullable Node node = node(token, end);
      if (node == null) {
        continue;
      }
      if (only == null) {
        only = node;
      } else {
        if (nodes == null) {
          nodes = new ArrayList<>();
          nodes.add(only);
        }
        nodes.add(node);
      }
    }
    if (nodes != null) {
      return new Content(nodes.toArray(Node[]::new));
    }
    return only == null ? Content.EMPTY : new Content(only);
  }

  private static boolean isEnd(int token) {
    return switch (token) {
      case CLOSE_START_ELEMENT, CLOSE_EMPTY_ELEMENT, END_ELEMENT, ATTRIBUTE -> true;
      default -> false;
    };
  }

  /// One node, or nothing for tokens that add none.
  private @Nullable Node node(int token, int end) throws Unreadable {
    return switch (token) {
      case OPEN_START_ELEMENT -> element(end);
      case VALUE -> valueText();
      case CDATA_SECTION -> new Text(counted(at + 1));
      case CHARACTER_REFERENCE -> characterReference();
      case ENTITY_REFERENCE -> entityReference();
      case PI_TARGET -> {
        at++;
        name();
        yield null;
      }
      case PI_DATA -> {
        counted(at + 1);
        yield null;
      }
      case TEMPLATE_INSTANCE -> instance();
      case NORMAL_SUBSTITUTION, OPTIONAL_SUBSTITUTION -> {
        block.need(at, 4);
        var slot = new Slot(block.u16(at + 1), token == OPTIONAL_SUBSTITUTION);
        at += 4;
        yield slot;
      }
      case FRAGMENT_HEADER -> {
        block.need(at, 4);
        at += 4;
        yield null;
      }
      default -> throw unexpected(token);
    };
  }

  private Unreadable unexpected(int token) {
    return new Unreadable(at, "there is no token 0x%02x".formatted(token));
  }

  private Element element(int end) throws Unreadable {
    if (++depth > DEEPEST) {
      throw new Unreadable(at, "elements nest deeper than " + DEEPEST);
    }
    boolean hasAttributes = (block.u8(at) & MORE) != 0;
    at++;
    if (inTemplate) {
      at += 2; // the dependency id, which stands in template definitions alone
    }
    at += 4; // the element's size; its tokens say where it ends
    Name name = name();
    Attributes attributes = hasAttributes ? attributes(end) : Attributes.NONE;
    int token = block.u8(at);
    Content content = Content.EMPTY;
    if (token == CLOSE_START_ELEMENT) {
      at++;
      content = content(end);
      token = block.u8(at);
      if (token != END_ELEMENT) {
        throw unexpected(token);
      }
    } else if (token != CLOSE_EMPTY_ELEMENT) {
      throw unexpected(token);
    }
    at++;
    depth--;
    return new Element(localName(name.text), name.word, attributes, content);
  }

  private Attributes attributes(int end) throws Unreadable {
    at += 4; // the size of all of them; their tokens say where they end
    var attributes = new ArrayList<Attribute>();
    while ((block.u8(at) & ~MORE) == ATTRIBUTE) {
      at++;
      Name name = name();
      attributes.add(new Attribute(name.text, name.word, content(end)));
    }
    return new Attributes(attributes.toArray(Attribute[]::new));
  }

  /// The name whose offset stands here, and itself behind it where the chunk uses it first.
  private Name name() throws Unreadable {
    int offset = block.i32(at);
    at += 4;
    @Nullable Name known = names.get(offset);
    if (known == null) {
      int length = block.u16(offset + 6); // after the next name's offset and the hash
      block.need(offset + 8, length * 2);
      String text = texts.utf16(block, offset + 8, length * 2);
      known = named(text, block.u16(offset + 4), length);
      names.put(offset, known);
    }
    if (offset == at) {
      at += known.size;
    }
    return known;
  }

  /// A name, or that which it was before a byte of it was damaged: a hash of it stands before it.
  private static Name named(String text, int hash, int length) {
    Word word = Word.of(localName(text));
    Word healed = word == Word.OTHER && Word.hash(text) != hash ? Word.healed(hash, length) : word;
    return new Name(healed == word ? text : healed.text(), healed, 8 + length * 2 + 2);
  }

  private static String localName(String name) {
    int colon = name.indexOf(':');
    return colon < 0 || name.startsWith("xmlns") ? name : name.substring(colon + 1);
  }

  private Text valueText() throws Unreadable {
    int type = block.u8(at + 1);
    if (type != ValueType.STRING) {
      throw new Unreadable(at, "text of type 0x%02x stands in it".formatted(type));
    }
    return new Text(counted(at + 2));
  }

  /// A text with the number of its characters before it.
  private String counted(int from) throws Unreadable {
    int size = block.u16(from) * 2;
    block.need(from + 2, size);
    at = from + 2 + size;
    return texts.utf16(block, from + 2, size);
  }

  private Text characterReference() throws Unreadable {
    int character = block.u16(at + 1);
    at += 3;
    return new Text(String.valueOf((char) character));
  }

  private Text entityReference() throws Unreadable {
    at++;
    String name = name().text;
    return new Text(
        switch (name) {
          case "lt" -> "<";
          case "gt" -> ">";
          case "amp" -> "&";
          case "quot" -> "\"";
          case "apos" -> "'";
          default -> "&" + name + ";";
        });
  }

  private Instance instance() throws Unreadable {
    int id = block.i32(at + 2); // after the token and a one
    int definition = block.i32(at + 6);
    at += 10;
    if (block.i32(definition + 4) != id) { // its GUID begins with its id
      throw new Unreadable(definition, "its template was overwritten");
    }
    @Nullable Content known = templates.get(definition);
    if (definition == at) {
      int size = block.i32(at + 20); // after the next template's offset and a GUID
      block.need(at + 24, size);
      if (known == null) {
        known = template(definition);
      }
      at = definition + 24 + size;
    } else if (known == null) {
      known = template(definition);
    }
    Values values = Values.read(block, at);
    at = values.end();
    return new Instance(known, values);
  }

  private Content template(int definition) throws Unreadable {
    int size = block.i32(definition + 20);
    block.need(definition + 24, size);
    if (!beingRead.add(definition)) {
      throw new Unreadable(definition, "a template holds itself");
    }
    int returnTo = at;
    boolean before = inTemplate;
    at = definition + 24;
    inTemplate = true;
    Content content = content(definition + 24 + size);
    inTemplate = before;
    at = returnTo;
    beingRead.remove(definition);
    templates.put(definition, content);
    return content;
  }
}
