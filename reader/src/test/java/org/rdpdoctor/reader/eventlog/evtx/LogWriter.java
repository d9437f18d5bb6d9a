package org.rdpdoctor.reader.eventlog.evtx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/// Writes event logs as Windows does, chunk after chunk, for tests.
public final class LogWriter {
  private final List<byte[]> chunks = new ArrayList<>();
  private ChunkWriter chunk = new ChunkWriter();
  private long nextId = 1;

  /// FILETIME of a time.
  public static long fileTime(String instant) {
    Instant time = Instant.parse(instant);
    return (time.getEpochSecond() + 11_644_473_600L) * 10_000_000 + time.getNano() / 100;
  }

  /// Adds a record with the next number.
  public LogWriter record(Consumer<BinXmlWriter> fragment) {
    return record(nextId, fragment);
  }

  public LogWriter record(long id, Consumer<BinXmlWriter> fragment) {
    chunk.record(id, fileTime("2026-03-01T10:00:00.1234567Z"), fragment);
    nextId = id + 1;
    return this;
  }

  /// A record with a usual System part and this beside it.
  public LogWriter event(int eventId, Consumer<BinXmlWriter> payload) {
    return record(xml -> xml.fragmentHeader().event(eventId, payload).endOfFile());
  }

  /// Begins the next chunk.
  public LogWriter nextChunk() {
    chunks.add(chunk.finish());
    chunk = new ChunkWriter();
    return this;
  }

  /// Where the latest record begins in the file.
  public int latest() {
    return 4096 + chunks.size() * 65536 + chunk.latest;
  }

  /// The whole file, closed as it should be.
  public byte[] file() {
    return file(0);
  }

  public byte[] file(int flags) {
    nextChunk();
    var file = new ByteArrayOutputStream();
    var header = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    header.put("ElfFile\0".getBytes(StandardCharsets.US_ASCII));
    header.putLong(0).putLong(chunks.size() - 1L).putLong(nextId);
    header.putInt(128).putShort((short) 1).putShort((short) 3).putShort((short) 4096);
    header.putShort((short) chunks.size());
    var sum = new CRC32();
    sum.update(header.array(), 0, 120);
    header.putInt(120, flags).putInt(124, (int) sum.getValue());
    file.writeBytes(header.array());
    chunks.forEach(file::writeBytes);
    return file.toByteArray();
  }

  /// The bytes of a chunk as it is filled.
  private static final class ChunkWriter {
    private final ByteBuffer bytes =
        ByteBuffer.allocate(65536).order(ByteOrder.LITTLE_ENDIAN).position(512);
    private final BinXmlWriter xml = new BinXmlWriter(bytes);
    private int latest;
    private long first;
    private long last;

    void record(long id, long time, Consumer<BinXmlWriter> fragment) {
      first = first == 0 ? id : first;
      last = id;
      latest = bytes.position();
      bytes.putInt(0x2A2A).putInt(0).putLong(id).putLong(time);
      fragment.accept(xml);
      int size = bytes.position() + 4 - latest;
      bytes.putInt(size).putInt(latest + 4, size);
    }

    byte[] finish() {
      int free = bytes.position();
      byte[] all = bytes.array();
      bytes.position(0).put("ElfChnk\0".getBytes(StandardCharsets.US_ASCII));
      bytes.putLong(first).putLong(last).putLong(first).putLong(last);
      bytes.putInt(128).putInt(latest).putInt(free);
      var data = new CRC32();
      data.update(all, 512, free - 512);
      bytes.putInt(52, (int) data.getValue());
      var header = new CRC32();
      header.update(all, 0, 120);
      header.update(all, 128, 384);
      bytes.putInt(124, (int) header.getValue());
      return all;
    }
  }
}
