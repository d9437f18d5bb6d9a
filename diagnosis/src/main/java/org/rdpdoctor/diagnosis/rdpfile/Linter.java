package org.rdpdoctor.diagnosis.rdpfile;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileSignature;

/// Reads an .rdp file as somebody who knows all clients would, and says what is odd.
public final class Linter {
  private static final List<Consumer<Sheet>> RULES =
      List.of(
          FormRules::apply,
          ValueRules::apply,
          NameRules::apply,
          AddressRules::apply,
          GatewayRules::apply,
          SecurityRules::apply,
          EntraRules::apply,
          SecretRules::apply,
          SignatureRules::apply,
          SessionRules::apply,
          DisplayRules::apply);

  private final PropertyBook book;

  public Linter(PropertyBook book) {
    this.book = book;
  }

  /// Everything that is found, errors first.
  ///
  /// @param now when certificates are to be valid
  public List<Finding> lint(ConnectionFile file, FileSignature signature, Instant now) {
    var sheet = new Sheet(file, signature, book, now);
    RULES.forEach(rules -> rules.accept(sheet));
    return sheet.findings();
  }
}
