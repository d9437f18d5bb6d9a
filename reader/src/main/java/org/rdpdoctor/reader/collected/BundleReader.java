package org.rdpdoctor.reader.collected;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rdpdoctor.facts.Observation;
import org.rdpdoctor.reader.Reading;
import org.rdpdoctor.reader.TextFile;
import org.rdpdoctor.wire.Bytes;

/// One bundle while it is read.
final class BundleReader {
  private static final String MANIFEST = "manifest.json";
  private static final int LARGEST_SECTION = 32 << 20;
  private static final int MOST_NOTES = 200;

  private final String source;
  private final Consumer<Bundle.Log> events;
  private final List<String> notes = new ArrayList<>();

  BundleReader(String source, Consumer<Bundle.Log> events) {
    this.source = source;
    this.events = events;
  }

  Reading read(ZipBytes bytes) throws IOException {
    Zip zip;
    try {
      zip = Zip.open(bytes);
    } catch (ZipFault e) {
      return nothing("The zip file cannot be read: " + e.getMessage());
    }
    zip.refused().forEach(this::note);
    Manifest manifest;
    try {
      ZipEntryInfo entry = zip.entries().get(MANIFEST);
      if (entry == null) {
        return nothing("It has no " + MANIFEST + ": it is no bundle of rdpdoctor");
      }
      manifest = Manifest.of(Rows.parse(text(unpack(zip, entry).bytes())));
    } catch (IOException e) {
      return nothing("The bundle cannot be read: " + said(e));
    }
    manifest.notes().forEach(this::note);
    List<Observation> facts = facts(zip, manifest);
    logs(zip, manifest);
    strangers(zip, manifest);
    return new Reading(source, "bundle", facts, notes);
  }

  private Reading nothing(String why) {
    note(why);
    return new Reading(source, "bundle", List.of(), notes);
  }

  private List<Observation> facts(Zip zip, Manifest manifest) {
    Map<String, Section> sections = new HashMap<>();
    for (Manifest.Part part : manifest.parts()) {
      if (part.file().endsWith(".json")) {
        section(zip, part).ifPresent(section -> sections.put(part.name(), section));
      }
    }
    return new Collected(source, manifest, sections).facts();
  }

  private Optional<Section> section(Zip zip, Manifest.Part part) {
    if (!part.isOk()) {
      note("Not collected: " + part.name() + reason(part));
      return Optional.empty();
    }
    ZipEntryInfo entry = zip.entries().get(part.file());
    if (entry == null) {
      note("Missing, though the manifest names it: " + part.file());
      return Optional.empty();
    }
    try {
      Unpacked unpacked = unpack(zip, entry);
      compare(part, unpacked.sha256());
      return Optional.of(new Section(part.file(), Rows.parse(text(unpacked.bytes())).rows()));
    } catch (IOException e) {
      note("Not read, " + said(e) + ": " + part.file());
      return Optional.empty();
    }
  }

  private void logs(Zip zip, Manifest manifest) {
    for (Manifest.Part part : manifest.parts()) {
      if (part.file().endsWith(".evtx")) {
        ZipEntryInfo entry = zip.entries().get(part.file());
        if (part.isAbsent()) {
          continue; // most machines have only some of the logs
        }
        if (!part.isOk()) {
          note("Not collected: " + part.name() + reason(part));
        } else if (entry == null) {
          note("Missing, though the manifest names it: " + part.file());
        } else {
          log(zip, entry, part);
        }
      }
    }
  }

  private static String reason(Manifest.Part part) {
    return part.reason().isEmpty() ? "" : ", " + part.reason();
  }

  private void log(Zip zip, ZipEntryInfo entry, Manifest.Part part) {
    try (var hashed = new Hashed(zip.open(entry))) {
      events.accept(new Bundle.Log(source + "!" + entry.name(), new Lent(hashed)));
      hashed.transferTo(OutputStream.nullOutputStream());
      compare(part, hashed.sha256());
    } catch (UncheckedIOException _) {
      note("Not read to its end, it is damaged: " + entry.name());
    } catch (IOException e) {
      note("Not read to its end, " + said(e) + ": " + entry.name());
    }
  }

  /// What is in the zip file and not in the manifest.
  private void strangers(Zip zip, Manifest manifest) {
    Set<String> known = new HashSet<>(Set.of(MANIFEST));
    manifest.parts().forEach(part -> known.add(part.file()));
    for (String name : zip.entries().keySet()) {
      if (!known.contains(name)) {
        note("Left aside, for the manifest does not name it: " + Row.plain(name));
      }
    }
  }

  private void compare(Manifest.Part part, String found) {
    if (!part.sha256().isEmpty() && !part.sha256().equals(found)) {
      note("Changed since it was collected, its hash is another one: " + part.file());
    }
  }

  /// @param sha256 of the bytes, in lower case
  private record Unpacked(Bytes bytes, String sha256) {}

  private static Unpacked unpack(Zip zip, ZipEntryInfo entry) throws IOException {
    ZipFault.check(entry.size() <= LARGEST_SECTION, "it is larger than any section");
    var out = new ByteArrayOutputStream();
    try (var hashed = new Hashed(zip.open(entry))) {
      hashed.transferTo(out);
      return new Unpacked(Bytes.copyOf(out.toByteArray()), hashed.sha256());
    }
  }

  private static String text(Bytes bytes) throws IOException {
    return TextFile.decode(bytes).orElseThrow(() -> new ZipFault("it is no text"));
  }

  /// Only what our own classes say is for people.
  private static String said(IOException e) {
    return e instanceof ZipFault
        ? String.valueOf(e.getMessage())
        : "it is not the JSON it should be";
  }

  private void note(String note) {
    if (notes.size() < MOST_NOTES) {
      notes.add(Row.plain(note));
    }
  }

  /// A stream that is hashed as it is read.
  private static final class Hashed extends FilterInputStream {
    private final MessageDigest digest;

    Hashed(InputStream in) {
      super(in);
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = in.read(into, offset, length);
      if (got > 0) {
        digest.update(into, offset, got);
      }
      return got;
    }

    @Override
    public long skip(long wanted) throws IOException {
      return readNBytes((int) Math.min(Math.max(wanted, 0), 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    String sha256() {
      return HexFormat.of().formatHex(digest.digest()).toLowerCase(Locale.ROOT);
    }
  }

  /// What is lent is closed by its owner.
  private static final class Lent extends FilterInputStream {
    Lent(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
