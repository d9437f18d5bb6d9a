package org.rdpdoctor.reader.capture.opened;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdpdoctor.wire.tls.CipherSuite;

/// What a cipher suite is made of, read from its registered name.
///
/// @param keySize in bytes
/// @param mac what authenticates records; with AEAD nothing apart from the cipher does
/// @param prf what TLS 1.2 and later derive keys with
record SuiteParts(Bulk bulk, Mode mode, int keySize, Hash mac, Hash prf) {
  enum Bulk {
    NULL(0),
    RC4(0),
    DES(8),
    TRIPLE_DES(8),
    IDEA(8),
    SEED(16),
    AES(16),
    CAMELLIA(16),
    ARIA(16),
    CHACHA20(0);

    private final int blockSize;

    Bulk(int blockSize) {
      this.blockSize = blockSize;
    }

    /// In bytes; 0 for a cipher without blocks.
    int blockSize() {
      return blockSize;
    }
  }

  enum Mode {
    STREAM,
    CBC,
    GCM,
    CCM,
    /// CCM with a tag of eight bytes.
    CCM_8,
    POLY1305;

    boolean isAead() {
      return this != STREAM && this != CBC;
    }
  }

  private static final Pattern NAME =
      Pattern.compile(
          "TLS_(?:(?!.*EXPORT).*_WITH_)?(NULL|RC4_128|DES_CBC|3DES_EDE_CBC|IDEA_CBC|SEED_CBC"
              + "|(?:AES|CAMELLIA|ARIA)_(?:128|256)_(?:CBC|GCM|CCM_8|CCM)|CHACHA20_POLY1305)"
              + "(?:_(MD5|SHA|SHA256|SHA384))?");

  /// @return nothing for a suite that is not known here, as those of the export rules
  static Optional<SuiteParts> of(CipherSuite suite) {
    Matcher found = NAME.matcher(suite.name().orElse(""));
    if (!found.matches()) {
      return Optional.empty();
    }
    String cipher = found.group(1);
    Hash hash = Hash.named(found.group(2) == null ? "SHA256" : found.group(2));
    Hash prf = hash == Hash.SHA384 ? Hash.SHA384 : Hash.SHA256;
    return Optional.of(new SuiteParts(bulk(cipher), mode(cipher), keySize(cipher), hash, prf));
  }

  private static Bulk bulk(String cipher) {
    return switch (cipher.substring(0, cipher.indexOf('_') < 0 ? 4 : cipher.indexOf('_'))) {
      case "NULL" -> Bulk.NULL;
      case "RC4" -> Bulk.RC4;
      case "DES" -> Bulk.DES;
      case "3DES" -> Bulk.TRIPLE_DES;
      case "IDEA" -> Bulk.IDEA;
      case "SEED" -> Bulk.SEED;
      case "CAMELLIA" -> Bulk.CAMELLIA;
      case "ARIA" -> Bulk.ARIA;
      case "CHACHA20" -> Bulk.CHACHA20;
      default -> Bulk.AES;
    };
  }

  private static Mode mode(String cipher) {
    if (cipher.endsWith("_CBC")) {
      return Mode.CBC;
    }
    if (cipher.endsWith("_GCM")) {
      return Mode.GCM;
    }
    if (cipher.endsWith("_CCM")) {
      return Mode.CCM;
    }
    if (cipher.endsWith("_CCM_8")) {
      return Mode.CCM_8;
    }
    return cipher.endsWith("POLY1305") ? Mode.POLY1305 : Mode.STREAM;
  }

  private static int keySize(String cipher) {
    if (cipher.contains("_256_") || cipher.startsWith("CHACHA20")) {
      return 32;
    }
    return switch (bulk(cipher)) {
      case NULL -> 0;
      case DES -> 8;
      case TRIPLE_DES -> 24;
      case RC4, IDEA, SEED, AES, CAMELLIA, ARIA, CHACHA20 -> 16;
    };
  }

  /// Bytes of the initialization vector that TLS 1.2 and earlier derive (RFC 5246 6.3).
  ///
  /// @param chained true before TLS 1.1, where the vector of a record is the end of the one
  ///     before
  int fixedIvSize(boolean chained) {
    return switch (mode) {
      case STREAM -> 0;
      case CBC -> chained ? bulk.blockSize() : 0;
      case GCM, CCM, CCM_8 -> 4;
      case POLY1305 -> 12;
    };
  }

  /// Bytes at the end of an AEAD record that prove it.
  int tagSize() {
    return mode == Mode.CCM_8 ? 8 : 16;
  }
}
