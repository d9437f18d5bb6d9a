package org.rdpdoctor.reader.collected;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.rdpdoctor.wire.Bytes;

/// A bundle as the collecting script writes it, by a test.
final class BundleFile {
  static final String AT = "2026-11-21T12:00:00.0000000Z";

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<String> parts = new ArrayList<>();
  private String role = "server";
  private String more = "\"elevated\": true, \"languageMode\": \"FullLanguage\"";

  static BundleFile of(String role) {
    var bundle = new BundleFile();
    bundle.role = role;
    return bundle;
  }

  /// A section with its hash, as JSON in UTF-8.
  BundleFile with(String name, String json) {
    return with(name, json.getBytes(StandardCharsets.UTF_8));
  }

  BundleFile with(String name, byte[] bytes) {
    return file(name, name + ".json", bytes);
  }

  BundleFile file(String name, String file, byte[] bytes) {
    files.put(file, bytes);
    parts.add(part(name, file, "ok", "", hash(bytes)));
    return this;
  }

  BundleFile failed(String name, String reason) {
    parts.add(part(name, name + ".json", "failed", reason, ""));
    return this;
  }

  /// A file that the manifest does not name.
  BundleFile stranger(String file, byte[] bytes) {
    files.put(file, bytes);
    return this;
  }

  BundleFile naming(String name, String file, String hash) {
    parts.add(part(name, file, "ok", "", hash));
    return this;
  }

  BundleFile saying(String more) {
    this.more = more;
    return this;
  }

  Bytes zip() {
    return zip("/");
  }

  /// @param separator what stands between folder and file: Windows PowerShell writes `\`
  Bytes zip(String separator) {
    var all = new LinkedHashMap<String, byte[]>();
    all.put("manifest.json", manifest().getBytes(StandardCharsets.UTF_8));
    all.putAll(files);
    var named = new LinkedHashMap<String, byte[]>();
    all.forEach((name, bytes) -> named.put(name.replace("/", separator), bytes));
    return zip(named);
  }

  static Bytes zip(Map<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.copyOf(out.toByteArray());
  }

  String manifest() {
    return """
        {"schema": "rdpdoctor/bundle/1", "tool": {"name": "rdpdoctor-collect", "version": "1"},
         "role": "%s", "host": "SRV01", "started": "%s", %s, "sections": [%s]}
        """
        .formatted(role, AT, more, String.join(",\n", parts));
  }

  static String part(String name, String file, String status, String reason, String hash) {
    return """
        {"name": "%s", "file": "%s", "status": "%s", "reason": "%s", "sha256": "%s"}"""
        .formatted(name, file, status, reason, hash);
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
