package org.rdpdoctor.reader.eventlog.evtx;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.reader.eventlog.draft.Damage;

/// Reads a log in the form that Windows writes since Vista (.evtx), without Windows.
///
/// The form is described by libyal's "Windows XML Event Log (EVTX) format" and, inside the records,
/// by MS-EVEN6 2.2.12. Chunks are read at the same time and handed on in their order; no more than
/// a few are in memory.
public final class EvtxReader {
  private static final int MOST_AT_ONCE = 8;

  private final String source;
  private final Consumer<EventRecord> records;
  private final Consumer<Damage> damages;
  private final Queue<ChunkReader> readers = new ConcurrentLinkedQueue<>();
  private final Queue<byte[]> buffers = new ConcurrentLinkedQueue<>();
  private boolean summed;
  private long unsound;

  private EvtxReader(String source, Consumer<EventRecord> records, Consumer<Damage> damages) {
    this.source = source;
    this.records = records;
    this.damages = damages;
  }

  /// What a log says of itself.
  ///
  /// @param header whether it has a file header
  /// @param dirty whether it was not closed when it was copied
  /// @param full whether Windows has stopped writing to it
  /// @param unsound how many chunks have checksums that do not fit them
  public record Condition(boolean header, boolean dirty, boolean full, long unsound) {}

  /// Reads a whole log; whatever the bytes are, only reading them can fail.
  ///
  /// @param source the file, for evidence
  /// @param records is given every event in the order of the file, on the calling thread
  /// @param damages is given every place that cannot be read
  public static Condition read(
      String source, InputStream in, Consumer<EventRecord> records, Consumer<Damage> damages)
      throws IOException {
    return new EvtxReader(source, records, damages).read(new Blocks(in));
  }

  private Condition read(Blocks blocks) throws IOException {
    Header header = blocks.header();
    summed = header.summed();
    int workers = Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(workers, EvtxReader::thread);
    try {
      chunks(blocks, pool, workers * 2 + 2);
    } finally {
      pool.shutdownNow();
    }
    return new Condition(header.present(), header.dirty(), header.full(), unsound);
  }

  private static Thread thread(Runnable task) {
    return Thread.ofPlatform().daemon().name("event-log").unstarted(task);
  }

  private void chunks(Blocks blocks, ExecutorService pool, int ahead) throws IOException {
    Deque<FutureTask<Chunk>> coming = new ArrayDeque<>();
    boolean first = true;
    boolean more = true;
    while (more || !coming.isEmpty()) {
      while (more && coming.size() < ahead) {
        byte[] buffer = buffer();
        var piece = blocks.next(buffer);
        more = piece.isPresent();
        if (piece.isPresent()) {
          var task = new FutureTask<>(() -> chunk(piece.get(), buffer));
          coming.add(task);
          if (!first) { // a log of one chunk needs no thread
            pool.execute(task);
          }
          first = false;
        }
      }
      @Nullable FutureTask<Chunk> next = coming.poll();
      if (next != null) {
        next.run(); // unless another thread does
        deliver(next);
      }
    }
  }

  private byte[] buffer() {
    byte[] used = buffers.poll();
    return used == null ? new byte[Block.SIZE] : used;
  }

  private Chunk chunk(Blocks.Piece piece, byte[] bytes) {
    ChunkReader free = readers.poll();
    ChunkReader reader = free == null ? new ChunkReader(source) : free;
    System.arraycopy(bytes, 0, reader.room(), 0, piece.size());
    Arrays.fill(reader.room(), piece.size(), Block.SIZE, (byte) 0);
    buffers.add(bytes);
    Chunk chunk = reader.read(piece.offset(), piece.size(), summed);
    readers.add(reader);
    return chunk;
  }

  private void deliver(FutureTask<Chunk> coming) throws IOException {
    Chunk chunk;
    try {
      chunk = coming.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + source, interrupted);
    } catch (ExecutionException defect) {
      throw new IllegalStateException("while reading " + source, defect.getCause());
    }
    if (!chunk.checked()) {
      unsound++;
    }
    chunk.records().forEach(records);
    chunk.damages().forEach(damages);
  }
}
