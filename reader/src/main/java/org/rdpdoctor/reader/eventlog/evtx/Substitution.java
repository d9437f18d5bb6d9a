package org.rdpdoctor.reader.eventlog.evtx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.reader.eventlog.draft.RecordDraft;
import org.rdpdoctor.reader.eventlog.draft.Times;
import org.rdpdoctor.reader.eventlog.evtx.Node.Content;
import org.rdpdoctor.reader.eventlog.evtx.Node.Element;
import org.rdpdoctor.reader.eventlog.evtx.Node.Instance;
import org.rdpdoctor.reader.eventlog.evtx.Node.Slot;
import org.rdpdoctor.reader.eventlog.evtx.Node.Text;

/// What stands in an element or attribute once values are in their slots (MS-EVEN6 3.1.4.7).
final class Substitution {
  private final Block block;
  private final Texts texts;
  private final BinXml binXml;
  private final Rendering rendering;

  Substitution(Block block, Texts texts, BinXml binXml) {
    this.block = block;
    this.texts = texts;
    this.binXml = binXml;
    this.rendering = new Rendering(block, texts);
  }

  /// Whether an optional value that is not there leaves out what is around it (3.1.4.7.2).
  boolean isLeftOut(Content content, Values of) throws Unreadable {
    if (!content.isOptional()) {
      return false;
    }
    for (int i = 0; i < content.size(); i++) {
      if (content.at(i) instanceof Slot slot
          && slot.optional()
          && of.type(block, slot.index()) == ValueType.NULL) {
        return true;
      }
    }
    return false;
  }

  boolean isBinXml(Slot slot, Values of) throws Unreadable {
    return of.type(block, slot.index()) == ValueType.BIN_XML && of.size(slot.index()) > 0;
  }

  /// The fragment that is a value.
  Content nested(Slot slot, Values of) throws Unreadable {
    int start = of.start(slot.index());
    return binXml.fragment(start, start + of.size(slot.index()));
  }

  boolean isArray(Slot slot, Values of) throws Unreadable {
    return (of.type(block, slot.index()) & ValueType.ARRAY) != 0;
  }

  List<String> items(Slot slot, Values of) throws Unreadable {
    int index = slot.index();
    return rendering.items(of.type(block, index), of.start(index), of.size(index));
  }

  String text(Slot slot, Values of) throws Unreadable {
    int index = slot.index();
    int type = of.type(block, index);
    return type == ValueType.NULL || type == ValueType.BIN_XML
        ? ""
        : rendering.text(type, of.start(index), of.size(index));
  }

  String text(Content content, Values of) throws Unreadable {
    if (content.size() == 1) {
      return text(content.at(0), of);
    }
    if (content.size() == 0) {
      return "";
    }
    var text = new StringBuilder();
    for (int i = 0; i < content.size(); i++) {
      text.append(text(content.at(i), of));
    }
    return text.toString();
  }

  private String text(Node node, Values of) throws Unreadable {
    return switch (node) {
      case Text(String value) -> value;
      case Slot slot -> text(slot, of);
      case Element _, Instance _ -> "";
    };
  }

  /// A number, whether it is stored as one or as text; 0 if it is none.
  long number(Content content, Values of) throws Unreadable {
    if (content.size() == 1 && content.at(0) instanceof Slot slot) {
      int index = slot.index();
      int type = of.type(block, index);
      if (type != ValueType.NULL && Rendering.isNumber(type, of.size(index))) {
        return rendering.bits(type, of.start(index), of.size(index));
      }
    }
    return RecordDraft.number(text(content, of));
  }

  Optional<Instant> time(Content content, Values of) throws Unreadable {
    if (content.size() == 1 && content.at(0) instanceof Slot slot) {
      int index = slot.index();
      if (of.type(block, index) == ValueType.FILE_TIME && of.size(index) == 8) {
        return Optional.of(Numbers.fileTime(block.i64(of.start(index))));
      }
    }
    return Times.parse(text(content, of));
  }

  /// A GUID without braces, empty if it is stored in another way.
  String bareGuid(Content content, Values of) throws Unreadable {
    if (content.size() == 1 && content.at(0) instanceof Slot slot) {
      int index = slot.index();
      if (of.type(block, index) == ValueType.GUID && of.size(index) == 16) {
        return texts.guidWithoutBraces(block, of.start(index));
      }
    }
    return "";
  }
}
