package org.rdpdoctor.diagnosis.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rdpdoctor.diagnosis.clients.ClientProfile;
import org.rdpdoctor.diagnosis.clients.Confidence;
import org.rdpdoctor.diagnosis.clients.Trait;
import org.rdpdoctor.wire.tls.CipherSuite;
import org.rdpdoctor.wire.tls.NamedGroup;
import org.rdpdoctor.wire.tls.SignatureScheme;
import org.rdpdoctor.wire.tls.TlsVersion;
import org.rdpdoctor.wire.x224.Protocols;

/// Reads `clients/<id>.yaml`; every trouble goes to `faults`.
final class ProfileReader {
  private static final List<TlsVersion> VERSIONS =
      List.of(
          TlsVersion.SSL3, TlsVersion.TLS10, TlsVersion.TLS11, TlsVersion.TLS12, TlsVersion.TLS13);

  private final String file;
  private final Consumer<KnowledgeFault> faults;

  /// What is being read, for messages.
  private record Here(Fields fields, String trait, int line) {
    void report(String what) {
      fields.report(line, what);
    }
  }

  ProfileReader(String file, Consumer<KnowledgeFault> faults) {
    this.file = file;
    this.faults = faults;
  }

  ClientProfile profile(Tree tree) {
    return Fields.read(file, tree, faults, this::profile);
  }

  private ClientProfile profile(Fields fields) {
    String id = fields.text("id");
    if (!id.isEmpty() && !file.equals(CatalogueSource.CLIENTS + id + ".yaml")) {
      fields.report(
          fields.placeOf("id").line(),
          "the client " + id + " belongs into clients/" + id + ".yaml");
    }
    return new ClientProfile(
        id,
        fields.text("name"),
        number(fields, "rank").orElse(0),
        trait(fields, "offers", this::protocols),
        trait(fields, "standardSecurity", this::truth),
        trait(fields, "tlsVersions", listOf("a TLS version", ProfileReader::version)),
        trait(fields, "cipherSuites", listOf("a cipher suite", ProfileReader::suite)),
        trait(fields, "groups", listOf("a group", NamedGroup::named)),
        trait(fields, "signatures", listOf("a signature scheme", SignatureScheme::named)),
        trait(fields, "oldSignatures", this::truth),
        trait(fields, "leastRsaBits", this::count),
        trait(fields, "refusedHashes", listOf("md5 or sha1", ProfileReader::hash)),
        trait(fields, "credSsp", this::count),
        trait(fields, "leastCredSsp", this::count),
        trait(fields, "handshakeSeconds", this::count));
  }

  private static Optional<Integer> number(Fields fields, String key) {
    String text = fields.text(key);
    if (!text.isEmpty() && !text.matches("[0-9]{1,6}")) {
      fields.report(fields.placeOf(key).line(), key + " must be a number");
      return Optional.empty();
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(text));
  }

  private <T> Trait<T> trait(
      Fields profile, String key, BiFunction<Tree, Here, Optional<T>> value) {
    Optional<Tree> tree = profile.required(key);
    if (tree.isEmpty()) {
      return new Trait<>(
          Optional.empty(), Optional.empty(), Confidence.UNKNOWN, "", Optional.empty());
    }
    return Fields.read(
        file,
        tree.get(),
        faults,
        fields -> {
          Here here = new Here(fields, key, fields.place().line());
          Confidence confidence = fields.choice("confidence", Confidence.class);
          Optional<Tree> given = fields.optional("value");
          if (given.isPresent() == (confidence == Confidence.UNKNOWN)) {
            here.report(
                given.isPresent()
                    ? "what is unknown has no value"
                    : key + " needs a value, or its confidence is unknown");
          }
          return new Trait<>(
              given.flatMap(each -> value.apply(each, here)),
              fields.optional("unsure").flatMap(each -> value.apply(each, here)),
              confidence,
              fields.text("source"),
              fields.optional("remedy").map(_ -> fields.text("remedy")));
        });
  }

  private <T> BiFunction<Tree, Here, Optional<List<T>>> listOf(
      String kind, Function<String, Optional<T>> named) {
    return (tree, here) -> {
      if (!(tree instanceof Tree.Sequence(List<Tree> items, _))) {
        here.report(here.trait() + " must be a list");
        return Optional.empty();
      }
      var values = new ArrayList<T>();
      for (Tree item : items) {
        Optional<T> value = text(item).flatMap(named);
        if (value.isEmpty()) {
          here.fields().report(item.line(), text(item).orElse("this") + " is not " + kind);
        } else if (values.contains(value.get())) {
          here.fields().report(item.line(), value.get() + " stands twice");
        } else {
          values.add(value.get());
        }
      }
      return Optional.of(List.copyOf(values));
    };
  }

  private Optional<Protocols> protocols(Tree tree, Here here) {
    Optional<List<Protocols>> all = listOf("a protocol", ProfileReader::protocol).apply(tree, here);
    return all.map(each -> each.stream().reduce(Protocols.RDP, Protocols::and));
  }

  private Optional<Boolean> truth(Tree tree, Here here) {
    Optional<String> text = text(tree).filter(each -> each.equals("true") || each.equals("false"));
    if (text.isEmpty()) {
      here.report(here.trait() + " must be true or false");
    }
    return text.map(Boolean::valueOf);
  }

  private Optional<Integer> count(Tree tree, Here here) {
    Optional<String> text = text(tree).filter(each -> each.matches("[0-9]{1,6}"));
    if (text.isEmpty()) {
      here.report(here.trait() + " must be a number");
    }
    return text.map(Integer::valueOf);
  }

  private static Optional<String> text(Tree tree) {
    return tree instanceof Tree.Scalar(String text, _, _) ? Optional.of(text) : Optional.empty();
  }

  private static Optional<Protocols> protocol(String name) {
    for (int flag = 1; flag <= Protocols.RDSAAD.flags(); flag <<= 1) {
      var protocol = new Protocols(flag);
      if (protocol.names().equals(List.of(name))) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  /// `TLSv1.2`, as facts name it.
  private static Optional<TlsVersion> version(String name) {
    return VERSIONS.stream()
        .filter(
            version ->
                name.equals(
                    version
                        .toString()
                        .replaceFirst("^(TLS|SSL) ", "$1v")
                        .replace("SSLv3.0", "SSLv3")))
        .findFirst();
  }

  private static Optional<CipherSuite> suite(String name) {
    try {
      return Optional.of(CipherSuite.named(name));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> hash(String name) {
    return Optional.of(name).filter(each -> each.equals("md5") || each.equals("sha1"));
  }
}
