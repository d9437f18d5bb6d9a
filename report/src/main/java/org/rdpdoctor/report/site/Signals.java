package org.rdpdoctor.report.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.diagnosis.codes.Code;
import org.rdpdoctor.diagnosis.codes.CodeBook;
import org.rdpdoctor.diagnosis.events.EventBook;
import org.rdpdoctor.diagnosis.events.KnownEvent;
import org.rdpdoctor.diagnosis.knowledge.Condition;
import org.rdpdoctor.diagnosis.knowledge.Constraint;

/// Which codes, events and settings a condition speaks of, as far as it names them one by one.
final class Signals {
  /// Whose codes a fact has, where it does not say so itself.
  private static final Map<String, List<String>> FAMILIES =
      Map.ofEntries(
          Map.entry("alert-received", List.of("tls-alert")),
          Map.entry("error-info-set", List.of("errinfo")),
          Map.entry("gateway-channel-closed", List.of("gateway-hresult", "gateway-dword")),
          Map.entry("gateway-http-answered", List.of("gateway-http")),
          Map.entry("gateway-logon-rejected", List.of("gateway-http")),
          Map.entry("gateway-refused", List.of("gateway-hresult", "gateway-dword")),
          Map.entry("gateway-transport-missing", List.of("gateway-http")),
          Map.entry("kdc-refused", List.of("kerberos", "ntstatus")),
          Map.entry("licensing-refused", List.of("license-error")),
          Map.entry(
              "logon-message-shown", List.of("logon-notification", "logon-notification-data")),
          Map.entry("logon-rejected", List.of("ntstatus", "sspi")),
          Map.entry("negotiation-refused", List.of("negotiation-failure")),
          Map.entry("ticket-rejected", List.of("kerberos")),
          Map.entry("ticket-unusable", List.of("kerberos")));

  private static final List<String> DIALOGS = List.of("mstsc", "windows-app", "errinfo", "freerdp");
  private static final Set<String> RECORDED =
      Set.of("server-event-recorded", "client-event-recorded");

  private static final int MOST_TOLD = 4;

  private final Topics topics;
  private final CodeBook codes;
  private final List<KnownEvent> events;

  Signals(Topics topics, CodeBook codes, EventBook events) {
    this.topics = topics;
    this.codes = codes;
    this.events = events.all();
  }

  Set<Topic> of(Condition condition) {
    var found = new LinkedHashSet<Topic>();
    collect(condition, found);
    return found;
  }

  /// What fields of the facts can only be where the condition holds, as a person would say it:
  /// `0x1B07 or 0x1D07`. Only conditions of one fact say so.
  static Map<String, String> known(Condition condition) {
    if (!(condition instanceof Condition.Word word)) {
      return Map.of();
    }
    var known = new HashMap<String, String>();
    for (Condition.Field field : word.fields()) {
      List<String> values = literals(field.constraint());
      if (!values.isEmpty() && values.size() <= MOST_TOLD) {
        known.put(field.name(), String.join(" or ", values));
      }
    }
    return known;
  }

  private void collect(Condition condition, Set<Topic> found) {
    switch (condition) {
      case Condition.Word word -> word(word, found);
      case Condition.All(var parts, _) -> parts.forEach(part -> collect(part, found));
      case Condition.Any(var parts, _) -> parts.forEach(part -> collect(part, found));
      // What must be absent is no signal.
      case Condition.None _ -> {}
      case Condition.BreakHolds(String id, _) -> topics.find(Kind.BREAK, id).ifPresent(found::add);
    }
  }

  private void word(Condition.Word word, Set<Topic> found) {
    Map<String, Constraint> fields =
        word.fields().stream()
            .collect(
                Collectors.toMap(
                    Condition.Field::name, Condition.Field::constraint, (first, _) -> first));
    if (word.word().equals("code-shown")) {
      List<String> families = literals(fields.get("family"));
      codes(literals(fields.get("code")), families.isEmpty() ? DIALOGS : families, found);
      codes(literals(fields.get("extended")), List.of("extended"), found);
    } else if (RECORDED.contains(word.word())) {
      events(fields, found);
      for (String code : literals(fields.get("code"))) {
        codes(List.of(code), List.of("ntstatus", "sspi", "hresult", "win32"), found);
      }
    } else if (FAMILIES.containsKey(word.word())) {
      List<String> families = FAMILIES.getOrDefault(word.word(), List.of());
      codes(literals(fields.get("code")), families, found);
      codes(literals(fields.get("status")), families, found);
    } else if (word.word().equals("file-setting-given")) {
      literals(fields.get("key")).stream()
          .map(key -> topics.find(Kind.PROPERTY, key))
          .flatMap(Optional::stream)
          .forEach(found::add);
    }
  }

  /// In the first of these families that knows the code.
  private void codes(List<String> written, List<String> families, Set<Topic> found) {
    for (String code : written) {
      families.stream()
          .flatMap(family -> code(family, code).stream())
          .findFirst()
          .ifPresent(found::add);
    }
  }

  private Optional<Topic> code(String family, String written) {
    Optional<Topic> named =
        codes.byName(written).stream()
            .filter(code -> code.family().equals(family))
            .findFirst()
            .flatMap(this::topic);
    return named.or(
        () ->
            Numbers.unsigned(written).stream()
                .mapToObj(value -> codes.find(family, value))
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(this::topic));
  }

  private Optional<Topic> topic(Code code) {
    return topics.find(Kind.CODE, CodeTopics.id(code));
  }

  private void events(Map<String, Constraint> fields, Set<Topic> found) {
    List<String> numbers = literals(fields.get("event"));
    Constraint provider = fields.get("provider");
    if (provider == null) {
      return;
    }
    events.stream()
        .filter(event -> provider.holds(event.meaning().provider()))
        .filter(event -> numbers.contains(Integer.toString(event.meaning().event())))
        .map(event -> topics.find(Kind.EVENT, EventTopics.id(event)))
        .flatMap(Optional::stream)
        .forEach(found::add);
  }

  /// The values that a field may have, if the constraint names them.
  private static List<String> literals(@Nullable Constraint constraint) {
    var values = new ArrayList<String>();
    Function<Constraint, List<String>> named =
        each -> each instanceof Constraint.Equal(List<String> anyOf) ? anyOf : List.of();
    if (constraint instanceof Constraint.Both(List<Constraint> parts)) {
      parts.forEach(part -> values.addAll(named.apply(part)));
    } else if (constraint != null) {
      values.addAll(named.apply(constraint));
    }
    return values;
  }
}
