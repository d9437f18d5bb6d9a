package org.rdpdoctor.diagnosis.rdpfile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileSetting;
import org.rdpdoctor.facts.FileSignature;

/// A file under examination, and what was found in it so far.
final class Sheet {
  private static final int LONGEST_QUOTE = 60;

  private final ConnectionFile file;
  private final FileSignature signature;
  private final PropertyBook book;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  Sheet(ConnectionFile file, FileSignature signature, PropertyBook book, Instant now) {
    this.file = file;
    this.signature = signature;
    this.book = book;
    this.now = now;
  }

  ConnectionFile file() {
    return file;
  }

  FileSignature signature() {
    return signature;
  }

  PropertyBook book() {
    return book;
  }

  Instant now() {
    return now;
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  void error(String rule, FileSetting at, String message, String fix) {
    add(of(Severity.ERROR, rule, at, message, fix));
  }

  void warning(String rule, FileSetting at, String message, String fix) {
    add(of(Severity.WARNING, rule, at, message, fix));
  }

  void note(String rule, FileSetting at, String message, String fix) {
    add(of(Severity.NOTE, rule, at, message, fix));
  }

  static Finding of(Severity severity, String rule, FileSetting at, String message, String fix) {
    return new Finding(severity, rule, at.key(), at.line(), message, fix);
  }

  /// The line that counts for `key`, if its value is not blank.
  Optional<FileSetting> filled(String key) {
    return file.setting(key).filter(setting -> !setting.value().isBlank());
  }

  /// The line that counts for `key`, if it sets exactly this number.
  Optional<FileSetting> set(String key, long value) {
    return file.setting(key)
        .filter(setting -> setting.isType('i'))
        .filter(setting -> setting.number().orElse(Long.MIN_VALUE) == value);
  }

  /// A value as it may be shown: not too long, without control characters, never a secret.
  String quoted(FileSetting setting) {
    return book.isSecret(setting.key()) ? "(kept back)" : quoted(setting.value());
  }

  static String quoted(String value) {
    var plain = new StringBuilder();
    for (int i = 0; i < value.length() && plain.length() < LONGEST_QUOTE; i++) {
      char c = value.charAt(i);
      plain.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return "\"" + plain + (value.length() > LONGEST_QUOTE ? "…" : "") + "\"";
  }

  /// What matters most first, then in the order of the file.
  List<Finding> findings() {
    return findings.stream()
        .sorted(Comparator.comparing(Finding::severity).thenComparingInt(Finding::line))
        .toList();
  }
}
