package org.rdpdoctor.reader.eventlog.evtx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.eventlog.draft.Damage;
import org.rdpdoctor.reader.eventlog.draft.RecordDraft;

/// Reads the records of one chunk after the other; each thread needs its own.
final class ChunkReader {
  /// `ElfChnk` and a zero.
  static final long MAGIC = 0x006B6E6843666C45L;

  private static final int RECORD_MAGIC = 0x00002A2A;
  private static final int HEADER = 512;
  private static final int FREE_SPACE = 48;
  private static final int DATA_SUM = 52;
  private static final int HEADER_SUM = 124;
  private static final int RECORD_HEADER = 24;
  private static final int SMALLEST_RECORD = RECORD_HEADER + 4;

  private final Block block = new Block();
  private final RecordDraft draft;
  private final BinXml binXml;
  private final Assembler assembler;

  private long offset;
  private long latestId;
  private List<EventRecord> records = List.of();
  private List<Damage> damages = List.of();

  ChunkReader(String source) {
    Texts texts = new Texts();
    this.draft = new RecordDraft(source);
    this.binXml = new BinXml(block, texts);
    this.assembler = new Assembler(new Substitution(block, texts, binXml), draft);
  }

  /// Where to put the bytes of the next chunk.
  byte[] room() {
    return block.room();
  }

  /// Reads the chunk that was put into the [#room()].
  ///
  /// @param fileOffset where it begins in the file
  /// @param filled how many bytes of it there are
  /// @param summed whether this log has checksums
  Chunk read(long fileOffset, int filled, boolean summed) {
    block.limit(filled);
    binXml.startChunk();
    offset = fileOffset;
    latestId = -1;
    records = new ArrayList<>();
    damages = new ArrayList<>();
    boolean whole = hasHeader();
    int free = block.i32OrZero(FREE_SPACE);
    boolean sane = whole && free >= HEADER && free <= Block.SIZE;
    if (!whole) {
      damage(0, "a chunk without its header; its records are looked for one by one");
    }
    records(whole ? HEADER : 0, sane ? free : block.limit());
    return new Chunk(records, damages, !summed || !sane || isIntact(free));
  }

  private boolean hasHeader() {
    return block.holds(0, HEADER)
        && block.i32OrZero(0) == (int) MAGIC
        && block.i32OrZero(4) == (int) (MAGIC >>> 32);
  }

  private boolean isIntact(int free) {
    if (free > block.limit()) {
      return false;
    }
    var header = new CRC32();
    block.addTo(header, 0, 120);
    block.addTo(header, 128, HEADER);
    var data = new CRC32();
    block.addTo(data, HEADER, free);
    return (int) header.getValue() == block.i32OrZero(HEADER_SUM)
        && (int) data.getValue() == block.i32OrZero(DATA_SUM);
  }

  /// @param free where the header says that the records end
  private void records(int from, int free) {
    int at = from;
    boolean afterDamage = false;
    while (at <= block.limit() - SMALLEST_RECORD) {
      if (isSized(at) && (at < free || isSigned(at) && follows(at))) {
        record(at);
        at += block.i32OrZero(at + 4);
        afterDamage = false;
        continue;
      }
      if (at >= free || block.isZero(at, Math.min(free, block.limit()))) {
        break;
      }
      int next = nextRecord(at + 1, Math.min(free, block.limit()));
      if (!afterDamage && from != 0) {
        damage(at, "there is no record where one should be");
      }
      afterDamage = true;
      if (next < 0) {
        break;
      }
      at = next;
    }
  }

  /// Whether a record that the header does not know of yet goes on where the last one ended: a log
  /// that was copied while in use.
  private boolean follows(int at) {
    return latestId >= 0 && id(at) == latestId + 1;
  }

  private long id(int at) {
    return u64(at + 8);
  }

  private long u64(int at) {
    return (block.i32OrZero(at) & 0xFFFFFFFFL) | (long) block.i32OrZero(at + 4) << 32;
  }

  private boolean isSigned(int at) {
    return block.i32OrZero(at) == RECORD_MAGIC;
  }

  /// Whether a size stands here and again at its end: enough where a record has to be.
  private boolean isSized(int at) {
    int size = block.i32OrZero(at + 4);
    return size >= SMALLEST_RECORD
        && block.holds(at, size)
        && block.i32OrZero(at + size - 4) == size;
  }

  private int nextRecord(int from, int end) {
    for (int at = block.find(from, RECORD_MAGIC); at >= 0 && at < end; ) {
      if (isSized(at)) {
        return at;
      }
      at = block.find(at + 1, RECORD_MAGIC);
    }
    return -1;
  }

  private void record(int at) {
    int size = block.i32OrZero(at + 4);
    latestId = id(at);
    draft.start();
    draft.recordId(latestId);
    Instant written = Numbers.fileTime(u64(at + 16));
    try {
      if (!assembler.assemble(binXml.fragment(at + RECORD_HEADER, at + size - 4))) {
        damage(at, "record " + latestId + " holds no event");
        return;
      }
    } catch (Unreadable unreadable) {
      damage(at, "record " + latestId + known() + ": " + unreadable.why());
      return;
    }
    if (!draft.isTimed()) {
      draft.timeCreated(written);
    }
    records.add(draft.finish());
  }

  /// What is known of a record whose data cannot be read.
  private String known() {
    return draft.provider().isEmpty()
        ? ""
        : " (event %d of %s)".formatted(draft.eventId(), draft.provider());
  }

  private void damage(int at, String why) {
    damages.add(new Damage(offset + at, why));
  }
}
