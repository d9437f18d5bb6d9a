package org.rdpdoctor.report;

import static org.rdpdoctor.report.Page.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdpdoctor.diagnosis.rdpfile.Property;
import org.rdpdoctor.diagnosis.rdpfile.Property.Group;
import org.rdpdoctor.diagnosis.rdpfile.PropertyBook;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.ConnectionFile.Endpoint;
import org.rdpdoctor.facts.FileLine;
import org.rdpdoctor.facts.FileSetting;
import org.rdpdoctor.facts.FileSignature;
import org.rdpdoctor.facts.FileSignature.Computed;
import org.rdpdoctor.facts.FileSignature.Incomplete;
import org.rdpdoctor.facts.FileSignature.Signer;
import org.rdpdoctor.facts.FileSignature.Unreadable;
import org.rdpdoctor.facts.FileSignature.Unsigned;
import org.rdpdoctor.report.Page.Piece;

/// What an .rdp file says, for people: where it leads, then every setting by what it is about.
public final class FileText {
  private static final int WIDEST_NAME = 32;
  private static final int LONGEST_VALUE = 400;
  private static final int KEPT_OF_SIGNATURE = 24;

  private final Page page;
  private final PropertyBook book;
  private final boolean everything;

  private FileText(Look look, PropertyBook book, boolean everything) {
    this.page = new Page(look);
    this.book = book;
    this.everything = everything;
  }

  /// The whole text; each line ends with `\n`.
  ///
  /// @param everything also what each setting is for, what to look at, and where that is known from
  public static String render(
      String name,
      ConnectionFile file,
      FileSignature signature,
      PropertyBook book,
      Look look,
      boolean everything) {
    var text = new FileText(look, book, everything);
    text.head(name, file, signature);
    text.groups(file);
    text.rest(file);
    return text.page.toString();
  }

  /// A value as it may be shown: of a secret only that it is there, of a signature its beginning.
  public static String shown(PropertyBook book, FileSetting setting) {
    if (book.isSecret(setting.key())) {
      return setting.value().isBlank() ? "" : "(kept back)";
    }
    if (setting.key().equals("signature") && setting.value().length() > KEPT_OF_SIGNATURE) {
      return setting.value().substring(0, KEPT_OF_SIGNATURE)
          + "… ("
          + setting.value().length()
          + " characters)";
    }
    return setting.value();
  }

  private void head(String name, ConnectionFile file, FileSignature signature) {
    page.hanging(List.of(), name + ": " + leadsTo(file), Ink.BOLD);
    gateway(file).ifPresent(text -> page.hanging(2, text, Ink.USUAL));
    page.hanging(2, told(signature), Ink.USUAL);
    page.hanging(2, form(file), Ink.DIM);
  }

  private static String leadsTo(ConnectionFile file) {
    return file.target()
        .map(target -> "leads to " + target.host() + ", port " + target.port())
        .orElse("names no server");
  }

  private static Optional<String> gateway(ConnectionFile file) {
    return file.gateway().map(gateway -> "Gateway " + at(gateway) + ": " + use(file));
  }

  private static String at(Endpoint gateway) {
    return gateway.port() == ConnectionFile.GATEWAY_PORT
        ? gateway.host()
        : gateway.host() + ", port " + gateway.port();
  }

  private static String use(ConnectionFile file) {
    return switch (file.gatewayUse()) {
      case NEVER -> "named and not used";
      case ALWAYS -> "always used";
      case IF_DIRECT_FAILS -> "used if the server cannot be reached directly";
      case CLIENT_DECIDES -> "used if the client is set so";
    };
  }

  private static String told(FileSignature signature) {
    return switch (signature) {
      case Unsigned() -> "Not signed";
      case Unreadable(String why) -> "A signature that cannot be read: " + why;
      case Incomplete(Signer signer, _, List<String> missing) ->
          "Signed by "
              + signer.subject()
              + ", and void: lines are gone ("
              + String.join(", ", missing)
              + ")";
      case Computed(Signer signer, boolean intact, List<String> covered) ->
          intact
              ? "Signed by "
                  + signer.subject()
                  + (signer.selfSigned() ? " (self-signed)" : ", issued by " + signer.issuer())
                  + ": intact, over "
                  + covered.size()
                  + " settings; whether to trust the signer is up to the client"
              : "Signed by " + signer.subject() + ", and void: a signed line was changed";
    };
  }

  private static String form(ConnectionFile file) {
    String ends =
        switch (file.lineEnd()) {
          case "\n" -> "LF";
          case "\r" -> "CR";
          default -> "CRLF";
        };
    return count(file.settings().size(), "setting")
        + ", "
        + file.encoding().title()
        + (file.byteOrderMark() ? " with a byte order mark" : "")
        + ", "
        + ends;
  }

  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private void groups(ConnectionFile file) {
    int widest =
        file.settings().stream().mapToInt(setting -> Cells.width(setting.name())).max().orElse(0);
    int column = Math.min(WIDEST_NAME, widest) + 2;
    for (Group group : Group.values()) {
      List<FileSetting> own =
          file.settings().stream()
              .filter(setting -> book.of(setting.key()).map(Property::group).orElse(null) == group)
              .toList();
      if (!own.isEmpty()) {
        page.heading(group.title());
        own.forEach(setting -> setting(setting, column));
      }
    }
    List<FileSetting> unknown =
        file.settings().stream().filter(setting -> book.of(setting.key()).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      page.heading("Settings that are not known here");
      unknown.forEach(setting -> setting(setting, column));
    }
  }

  private void setting(FileSetting setting, int column) {
    Optional<Property> property = book.of(setting.key());
    String value = Printable.shortened(shown(book, setting), LONGEST_VALUE);
    boolean usual =
        property.isPresent()
            && property.get().usual().map(setting.value().strip()::equals).orElse(false);
    var words = new StringBuilder(value.isBlank() ? "–" : value);
    property
        .filter(known -> setting.isType('i') && setting.number().isPresent())
        .map(known -> known.values().meaningOf(setting.number().getAsLong()))
        .filter(meaning -> !meaning.isEmpty() && !meaning.equals(value.strip()))
        .ifPresent(meaning -> words.append(": ").append(meaning));
    if (usual) {
      words.append(" (default)");
    }
    var lead = new ArrayList<Piece>();
    lead.add(plain("  " + Cells.padded(setting.name(), column - 2) + "  "));
    page.hanging(lead, words.toString(), usual ? Ink.DIM : Ink.USUAL);
    if (property.isPresent() && (everything || (!usual && !value.isBlank()))) {
      explain(property.get(), column + 2);
    }
  }

  private void explain(Property property, int indent) {
    page.hanging(indent, property.meaning(), Ink.DIM);
    if (everything) {
      if (!property.advice().isEmpty()) {
        page.hanging(indent, property.advice(), Ink.DIM);
      }
      property.usual().ifPresent(usual -> page.hanging(indent, "Default: " + usual, Ink.DIM));
      page.hanging(indent, "Read by " + String.join(", ", property.clients()), Ink.DIM);
      page.hanging(indent, "Source: " + String.join("; ", property.sources()), Ink.DIM);
    }
  }

  private void rest(ConnectionFile file) {
    List<FileLine> malformed = file.lines().stream().filter(FileLine::isMalformed).toList();
    if (!malformed.isEmpty()) {
      page.heading("Lines that are no settings");
      page.hanging(
          2,
          malformed.stream()
              .limit(20)
              .map(line -> Integer.toString(line.number()))
              .collect(Collectors.joining(", ", "", malformed.size() > 20 ? ", …" : "")),
          Ink.USUAL);
    }
  }
}
