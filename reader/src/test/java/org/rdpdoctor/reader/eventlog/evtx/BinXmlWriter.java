package org.rdpdoctor.reader.eventlog.evtx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// Writes BinXml into a chunk: names and templates stand in full where they are used first.
public final class BinXmlWriter {
  private final ByteBuffer bytes;
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<String, Integer> templates = new HashMap<>();
  private boolean inTemplate;

  BinXmlWriter(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /// A value with its type, as a template's instance has it.
  static final class Value {
    private final int type;
    private final byte[] bytes;

    Value(int type, byte... bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    static Value text(String text) {
      return new Value(ValueType.STRING, text.getBytes(StandardCharsets.UTF_16LE));
    }

    static Value number(int type, int size, long value) {
      byte[] octets = new byte[size];
      for (int i = 0; i < size; i++) {
        octets[i] = (byte) (value >>> 8 * i);
      }
      return new Value(type, octets);
    }

    static Value none() {
      return new Value(ValueType.NULL);
    }
  }

  public BinXmlWriter fragmentHeader() {
    return raw(0x0F, 1, 1, 0);
  }

  public BinXmlWriter endOfFile() {
    return raw(0);
  }

  BinXmlWriter raw(int... octets) {
    for (int octet : octets) {
      bytes.put((byte) octet);
    }
    return this;
  }

  /// An element; attributes are names, each with what writes its value.
  public BinXmlWriter element(
      String name, Map<String, Consumer<BinXmlWriter>> attributes, Consumer<BinXmlWriter> content) {
    raw(attributes.isEmpty() ? 0x01 : 0x41);
    if (inTemplate) {
      bytes.putShort((short) -1);
    }
    int size = bytes.position();
    bytes.putInt(0);
    name(name);
    if (!attributes.isEmpty()) {
      int listSize = bytes.position();
      bytes.putInt(0);
      int left = attributes.size();
      for (var attribute : attributes.entrySet()) {
        raw(--left > 0 ? 0x46 : 0x06);
        name(attribute.getKey());
        attribute.getValue().accept(this);
      }
      bytes.putInt(listSize, bytes.position() - listSize - 4);
    }
    raw(0x02);
    content.accept(this);
    raw(0x04);
    bytes.putInt(size, bytes.position() - size - 4);
    return this;
  }

  public BinXmlWriter element(String name, Consumer<BinXmlWriter> content) {
    return element(name, Map.of(), content);
  }

  /// `<Data Name="name">…</Data>`.
  public BinXmlWriter data(String name, Consumer<BinXmlWriter> content) {
    return element("Data", Map.of("Name", xml -> xml.text(name)), content);
  }

  public BinXmlWriter text(String text) {
    raw(0x05, ValueType.STRING);
    return counted(text);
  }

  BinXmlWriter cdata(String text) {
    raw(0x07);
    return counted(text);
  }

  BinXmlWriter characterReference(char character) {
    raw(0x48);
    bytes.putShort((short) character);
    return this;
  }

  BinXmlWriter entity(String name) {
    raw(0x49);
    return name(name);
  }

  BinXmlWriter processingInstruction(String target, String data) {
    raw(0x0A);
    name(target);
    raw(0x0B);
    return counted(data);
  }

  public BinXmlWriter slot(int index, int type) {
    raw(0x0D);
    bytes.putShort((short) index);
    return raw(type);
  }

  BinXmlWriter optionalSlot(int index, int type) {
    raw(0x0E);
    bytes.putShort((short) index);
    return raw(type);
  }

  /// An instance of the template with this key, which is written in full the first time.
  BinXmlWriter instance(String key, Consumer<BinXmlWriter> template, List<Value> values) {
    UUID guid = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    raw(0x0C, 1);
    bytes.putInt((int) guid.getMostSignificantBits());
    Integer known = templates.get(key);
    bytes.putInt(known == null ? bytes.position() + 4 : known);
    if (known == null) {
      templates.put(key, bytes.position());
      bytes.putInt(0).putLong(guid.getMostSignificantBits());
      bytes.putLong(guid.getLeastSignificantBits());
      int size = bytes.position();
      bytes.putInt(0);
      boolean before = inTemplate;
      inTemplate = true;
      template.accept(fragmentHeader());
      endOfFile();
      inTemplate = before;
      bytes.putInt(size, bytes.position() - size - 4);
    }
    bytes.putInt(values.size());
    int descriptor = bytes.position();
    bytes.position(descriptor + 4 * values.size());
    for (Value value : values) {
      bytes.putShort(descriptor, (short) value.bytes.length);
      bytes.put(descriptor + 2, (byte) value.type);
      bytes.put(value.bytes);
      descriptor += 4;
    }
    return this;
  }

  /// An instance one of whose values is a fragment, written in its place.
  BinXmlWriter outer(String key, Consumer<BinXmlWriter> template, Consumer<BinXmlWriter> fragment) {
    instance(key, template, List.of(new Value(ValueType.BIN_XML)));
    int descriptor = bytes.position() - 4;
    int start = bytes.position();
    fragment.accept(this);
    bytes.putShort(descriptor, (short) (bytes.position() - start));
    return this;
  }

  /// `<Event>` with a System part and this beside it.
  BinXmlWriter event(int eventId, Consumer<BinXmlWriter> payload) {
    return element(
        "Event",
        event -> {
          event.element("System", system -> system(system, eventId));
          payload.accept(event);
        });
  }

  private static void system(BinXmlWriter system, int eventId) {
    system
        .element("Provider", Map.of("Name", xml -> xml.text("TestProvider")), xml -> {})
        .element("EventID", xml -> xml.text(String.valueOf(eventId)))
        .element("Level", xml -> xml.text("2"))
        .element("Keywords", xml -> xml.text("0x8010000000000000"))
        .element(
            "TimeCreated",
            Map.of("SystemTime", xml -> xml.text("2026-03-01T09:59:59.7654321Z")),
            xml -> {})
        .element(
            "Correlation",
            Map.of("ActivityID", xml -> xml.text("{f4205fb6-e245-42b0-a304-cb7ef48e0000}")),
            xml -> {})
        .element("Channel", xml -> xml.text("TestChannel"))
        .element("Computer", xml -> xml.text("srv.example"));
  }

  private BinXmlWriter counted(String text) {
    bytes.putShort((short) text.length());
    bytes.put(text.getBytes(StandardCharsets.UTF_16LE));
    return this;
  }

  private BinXmlWriter name(String name) {
    Integer known = names.get(name);
    if (known != null) {
      bytes.putInt(known);
      return this;
    }
    int offset = bytes.position() + 4;
    names.put(name, offset);
    bytes.putInt(offset).putInt(0).putShort((short) Word.hash(name));
    counted(name);
    bytes.putShort((short) 0);
    return this;
  }
}
