package org.rdpdoctor.reader.eventlog.evtx;

import org.rdpdoctor.reader.eventlog.draft.RecordDraft;
import org.rdpdoctor.reader.eventlog.evtx.Node.Attribute;
import org.rdpdoctor.reader.eventlog.evtx.Node.Attributes;
import org.rdpdoctor.reader.eventlog.evtx.Node.Content;
import org.rdpdoctor.reader.eventlog.evtx.Node.Element;
import org.rdpdoctor.reader.eventlog.evtx.Node.Instance;
import org.rdpdoctor.reader.eventlog.evtx.Node.Slot;
import org.rdpdoctor.reader.eventlog.evtx.Node.Text;

/// Makes an event of its BinXml: the System part by its elements, EventData or UserData as fields.
final class Assembler {
  private final Substitution values;
  private final RecordDraft draft;
  private final Payload payload;
  private boolean found;

  Assembler(Substitution values, RecordDraft draft) {
    this.values = values;
    this.draft = draft;
    this.payload = new Payload(values, draft);
  }

  /// Fills the draft from a record's fragment.
  ///
  /// @return whether there was an event in it
  boolean assemble(Content fragment) throws Unreadable {
    found = false;
    payload.start();
    root(fragment, Values.NONE);
    return found;
  }

  private void root(Content content, Values of) throws Unreadable {
    for (int i = 0; i < content.size(); i++) {
      switch (content.at(i)) {
        case Instance instance -> root(instance.template(), instance.values());
        case Element element when element.word() == Word.EVENT -> parts(element.content(), of);
        case Element _, Slot _, Text _ -> {}
      }
    }
  }

  private void parts(Content content, Values of) throws Unreadable {
    payload.enter();
    for (int i = 0; i < content.size(); i++) {
      switch (content.at(i)) {
        case Element element -> part(element, of);
        case Slot slot -> {
          if (values.isBinXml(slot, of)) {
            parts(values.nested(slot, of), Values.NONE);
          }
        }
        case Instance instance -> parts(instance.template(), instance.values());
        case Text _ -> {}
      }
    }
    payload.leave();
  }

  private void part(Element element, Values of) throws Unreadable {
    if (values.isLeftOut(element.content(), of)) {
      return;
    }
    switch (element.word()) {
      case SYSTEM -> {
        found = true;
        system(element.content(), of);
      }
      case EVENT_DATA, BINARY_EVENT_DATA -> payload.eventData(element.content(), of);
      case USER_DATA, DEBUG_DATA, PROCESSING_ERROR_DATA -> payload.userData(element.content(), of);
      default -> {} // RenderingInfo: what the collector's machine called things in its language
    }
  }

  private void system(Content content, Values of) throws Unreadable {
    for (int i = 0; i < content.size(); i++) {
      if (content.at(i) instanceof Element element && !values.isLeftOut(element.content(), of)) {
        system(element, of);
      }
    }
  }

  private void system(Element element, Values of) throws Unreadable {
    Content content = element.content();
    switch (element.word()) {
      case EVENT_ID -> draft.eventId(values.number(content, of));
      case VERSION -> draft.version(values.number(content, of));
      case LEVEL -> draft.level(values.number(content, of));
      case TASK -> draft.task(values.number(content, of));
      case OPCODE -> draft.opcode(values.number(content, of));
      case KEYWORDS -> draft.keywords(values.number(content, of));
      case EVENT_RECORD_ID -> draft.recordId(values.number(content, of));
      case CHANNEL -> draft.channel(values.text(content, of));
      case COMPUTER -> draft.computer(values.text(content, of));
      case PROVIDER, TIME_CREATED, CORRELATION, EXECUTION, SECURITY ->
          attributes(element.attributes(), of);
      default -> {}
    }
  }

  private void attributes(Attributes attributes, Values of) throws Unreadable {
    for (int i = 0; i < attributes.size(); i++) {
      Attribute attribute = attributes.at(i);
      Content content = attribute.content();
      if (values.isLeftOut(content, of)) {
        continue;
      }
      switch (attribute.word()) {
        case NAME -> draft.provider(values.text(content, of));
        case SYSTEM_TIME -> values.time(content, of).ifPresent(draft::timeCreated);
        case ACTIVITY_ID -> activity(content, of);
        case PROCESS_ID -> draft.processId(values.number(content, of));
        case THREAD_ID -> draft.threadId(values.number(content, of));
        case USER_ID -> draft.userId(values.text(content, of));
        default -> {}
      }
    }
  }

  private void activity(Content content, Values of) throws Unreadable {
    String bare = values.bareGuid(content, of);
    if (bare.isEmpty()) {
      draft.activityId(values.text(content, of));
    } else {
      draft.bareActivityId(bare);
    }
  }
}
