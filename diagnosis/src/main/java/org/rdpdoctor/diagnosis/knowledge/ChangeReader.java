package org.rdpdoctor.diagnosis.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.rdpdoctor.diagnosis.knowledge.Change.FirewallRules;
import org.rdpdoctor.diagnosis.knowledge.Change.IniLine;
import org.rdpdoctor.diagnosis.knowledge.Change.Once;
import org.rdpdoctor.diagnosis.knowledge.Change.Power;
import org.rdpdoctor.diagnosis.knowledge.Change.RdpCertificate;
import org.rdpdoctor.diagnosis.knowledge.Change.RegistryValue;
import org.rdpdoctor.diagnosis.knowledge.Change.RestartComputer;
import org.rdpdoctor.diagnosis.knowledge.Change.RestartService;
import org.rdpdoctor.diagnosis.knowledge.Change.RestartUnit;
import org.rdpdoctor.diagnosis.knowledge.Change.Service;
import org.rdpdoctor.diagnosis.knowledge.Change.Unit;
import org.rdpdoctor.diagnosis.knowledge.Change.XrdpCertificate;
import org.rdpdoctor.diagnosis.knowledge.Change.XrdpKey;

/// Reads the `changes` of a fix. Scripts are made of them, so every text must have a shape that
/// needs no trust.
final class ChangeReader {
  private static final Pattern KEY = Pattern.compile("HK(LM|CU)(\\\\[A-Za-z0-9 ._-]+)+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,80}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");
  private static final Pattern RULES = Pattern.compile("@?[A-Za-z0-9][A-Za-z0-9 .,()_-]{0,120}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9+][A-Za-z0-9 .,:/+_-]{0,200}");
  private static final Pattern DWORD = Pattern.compile("\\d{1,10}");

  private final String file;
  private final Consumer<KnowledgeFault> faults;

  ChangeReader(String file, Consumer<KnowledgeFault> faults) {
    this.file = file;
    this.faults = faults;
  }

  /// Nothing if it is none, after that was reported.
  Optional<Change> change(Tree tree) {
    if (!(tree instanceof Tree.Mapping(List<Tree.Entry> entries, _)) || entries.size() != 1) {
      faults.accept(
          new KnowledgeFault(file, tree.line(), "a change is a map of one key, as in ini: {…}"));
      return Optional.empty();
    }
    Tree.Entry entry = entries.getFirst();
    Optional<Function<Fields, Change>> reading = kind(entry.key());
    if (reading.isEmpty()) {
      faults.accept(new KnowledgeFault(file, entry.line(), "no change is called " + entry.key()));
    }
    return reading.map(each -> Fields.read(file, entry.value(), faults, each));
  }

  private static Optional<Function<Fields, Change>> kind(String key) {
    return switch (key) {
      case "registry" -> Optional.of(ChangeReader::registry);
      case "service" -> Optional.of(ChangeReader::service);
      case "firewall-rules" -> Optional.of(ChangeReader::firewall);
      case "rdp-certificate" -> Optional.of(fields -> new RdpCertificate(days(fields)));
      case "power" ->
          Optional.of(fields -> new Power(fields.choice("never", Change.Power.Sleep.class)));
      case "once" -> Optional.of(fields -> new Once(fields.choice("act", Change.Once.Act.class)));
      case "restart-service" ->
          Optional.of(fields -> new RestartService(shaped(fields, "name", WORD)));
      case "restart-computer" -> Optional.of(_ -> new RestartComputer());
      case "ini" -> Optional.of(ChangeReader::ini);
      case "unit" -> Optional.of(fields -> new Unit(shaped(fields, "name", WORD)));
      case "xrdp-certificate" ->
          Optional.of(fields -> new XrdpCertificate(days(fields), fields.truth("own")));
      case "xrdp-key" -> Optional.of(_ -> new XrdpKey());
      case "restart-unit" -> Optional.of(fields -> new RestartUnit(shaped(fields, "name", WORD)));
      default -> Optional.empty();
    };
  }

  private static Change registry(Fields fields) {
    RegistryValue.Kind kind = fields.choice("kind", RegistryValue.Kind.class);
    Pattern pattern = kind == RegistryValue.Kind.DWORD ? DWORD : VALUE;
    Optional<String> value = value(fields, pattern);
    if (kind == RegistryValue.Kind.DWORD
        && value.filter(text -> DWORD.matcher(text).matches()).map(Long::valueOf).orElse(0L)
            > 0xFFFF_FFFFL) {
      fields.report(fields.placeOf("value").line(), "value is more than 32 bits hold");
    }
    return new RegistryValue(shaped(fields, "key", KEY), shaped(fields, "name", NAME), kind, value);
  }

  private static Change service(Fields fields) {
    Optional<Service.Start> start =
        fields.optional("start").isEmpty()
            ? Optional.empty()
            : Optional.of(fields.choice("start", Service.Start.class));
    return new Service(shaped(fields, "name", WORD), start);
  }

  private static Change firewall(Fields fields) {
    return new FirewallRules(
        fields.choice("by", FirewallRules.By.class), shaped(fields, "match", RULES));
  }

  private static Change ini(Fields fields) {
    return new IniLine(
        fields.choice("file", IniLine.File.class),
        shaped(fields, "section", WORD),
        shaped(fields, "key", WORD),
        value(fields, VALUE));
  }

  private static int days(Fields fields) {
    return (int) fields.number("days", 1, 365);
  }

  /// Either `value`, or `absent: true`.
  private static Optional<String> value(Fields fields, Pattern pattern) {
    Optional<String> value = fields.optionalText("value");
    boolean absent = fields.optional("absent").isPresent() && fields.truth("absent");
    if (value.isPresent() == absent) {
      fields.report(fields.place().line(), "a change needs either value or absent: true");
    }
    value
        .filter(text -> !pattern.matcher(text).matches())
        .ifPresent(_ -> misshaped(fields, "value", pattern));
    return value;
  }

  private static String shaped(Fields fields, String key, Pattern pattern) {
    String text = fields.text(key);
    if (!text.isEmpty() && !pattern.matcher(text).matches()) {
      misshaped(fields, key, pattern);
    }
    return text;
  }

  private static void misshaped(Fields fields, String key, Pattern pattern) {
    fields.report(
        fields.placeOf(key).line(), key + " is to look like " + pattern + ", for scripts' sake");
  }
}
