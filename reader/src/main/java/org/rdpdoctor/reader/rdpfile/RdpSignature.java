package org.rdpdoctor.reader.rdpfile;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.rdpdoctor.facts.ConnectionFile;
import org.rdpdoctor.facts.FileSetting;
import org.rdpdoctor.facts.FileSignature;
import org.rdpdoctor.facts.FileSignature.Computed;
import org.rdpdoctor.facts.FileSignature.Incomplete;
import org.rdpdoctor.facts.FileSignature.Signer;
import org.rdpdoctor.facts.FileSignature.Unreadable;
import org.rdpdoctor.facts.FileSignature.Unsigned;
import org.rdpdoctor.wire.Bytes;

/// Computes the signature that `rdpsign` and brokers put into .rdp files.
///
/// `signature:s:` is base64 of the numbers 0x00010001, 1 and a length (each 32 bits, little-endian)
/// and a PKCS #7 SignedData without content. Signed are the lines that `signscope:s:` names, in its
/// order, then its own line, each with CRLF behind it, then a zero, all in UTF-16LE.
public final class RdpSignature {
  private static final String SIGNATURE = "signature";
  private static final String SCOPE = "signscope";
  private static final int HEADER = 12;
  private static final Bytes VERSION_AND_KIND = Bytes.of(1, 0, 1, 0, 1, 0, 0, 0);
  private static final int MOST_NAMES = 500;

  private RdpSignature() {}

  /// Computes the signature of a file, if it has one.
  public static FileSignature of(ConnectionFile file) {
    Optional<FileSetting> signature = filled(file, SIGNATURE);
    Optional<FileSetting> scope = filled(file, SCOPE);
    if (signature.isEmpty()) {
      return scope.isEmpty()
          ? new Unsigned()
          : new Unreadable("there is a signscope and no signature");
    }
    if (scope.isEmpty()) {
      return new Unreadable("there is a signature and no signscope");
    }
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(signature.get().value().replaceAll("\\s", ""));
    } catch (IllegalArgumentException _) {
      return new Unreadable("its text is no base64, or it is cut");
    }
    return unwrap(file, scope.get(), Bytes.copyOf(blob));
  }

  private static Optional<FileSetting> filled(ConnectionFile file, String key) {
    return file.setting(key).filter(setting -> !setting.value().isBlank());
  }

  private static FileSignature unwrap(ConnectionFile file, FileSetting scope, Bytes blob) {
    if (blob.size() < HEADER || !blob.startsWith(VERSION_AND_KIND)) {
      return new Unreadable("it does not begin as signatures of .rdp files do");
    }
    long length = 0;
    for (int i = HEADER - 1; i >= HEADER - 4; i--) {
      length = length << 8 | blob.at(i);
    }
    int there = blob.size() - HEADER;
    if (length != there) {
      return new Unreadable("it is to have " + length + " bytes and has " + there);
    }
    return compute(file, scope, blob.from(HEADER));
  }

  private static FileSignature compute(ConnectionFile file, FileSetting scope, Bytes pkcs7) {
    List<String> covered = names(scope);
    try {
      var data = new CMSSignedData(pkcs7.toArray());
      List<SignerInformation> signers = List.copyOf(data.getSignerInfos().getSigners());
      if (signers.isEmpty()) {
        return new Unreadable("nobody signed it");
      }
      Optional<Signature> known = Signature.of(data, signers.getFirst());
      if (known.isEmpty()) {
        return new Unreadable(
            "no certificate in it is its signer's, or the key is of an unknown kind");
      }
      Signer signer = known.get().signer();
      List<String> missing =
          covered.stream().filter(name -> file.settings(name).isEmpty()).toList();
      if (!missing.isEmpty()) {
        return new Incomplete(signer, covered, missing);
      }
      for (Bytes signed : variants(file, scope, covered)) {
        var detached =
            new CMSSignedData(new CMSProcessableByteArray(signed.toArray()), pkcs7.toArray());
        if (known.get().fits(detached.getSignerInfos().getSigners().iterator().next())) {
          return new Computed(signer, true, covered);
        }
      }
      return new Computed(signer, false, covered);
    } catch (CMSException | RuntimeException _) {
      // The library throws of every kind on bytes that are no PKCS #7.
      return new Unreadable("it holds no PKCS #7 structure that can be read");
    }
  }

  private static List<String> names(FileSetting scope) {
    var names = new ArrayList<String>();
    for (String name : scope.value().split(",", MOST_NAMES)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }

  /// What may have been signed: signers differ in blanks at the end of a value, and in which of two
  /// lines of one name they take.
  private static List<Bytes> variants(
      ConnectionFile file, FileSetting scope, List<String> covered) {
    var variants = new ArrayList<Bytes>();
    for (boolean last : new boolean[] {true, false}) {
      for (boolean stripped : new boolean[] {false, true}) {
        var text = new StringBuilder();
        for (String name : covered) {
          List<FileSetting> lines = file.settings(name.toLowerCase(Locale.ROOT));
          text.append(line(last ? lines.getLast() : lines.getFirst(), stripped));
        }
        text.append(line(scope, stripped)).append('\0');
        Bytes signed = Bytes.utf16le(text.toString());
        if (!variants.contains(signed)) {
          variants.add(signed);
        }
      }
    }
    return variants;
  }

  private static String line(FileSetting setting, boolean stripped) {
    String value = stripped ? setting.value().strip() : setting.value();
    return setting.name() + ":" + setting.type() + ":" + value + "\r\n";
  }
}
