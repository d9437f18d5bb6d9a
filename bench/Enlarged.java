import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.zip.CRC32;

/// `Enlarged.java LOG.evtx MEBIBYTES OUT.evtx`: repeats the chunks of an event log until it has
/// that size, under a header that fits: a log that every reader takes for one of Windows.
final class Enlarged {
  private static final int HEADER = 4096;
  private static final int CHUNK = 1 << 16;

  private Enlarged() {}

  public static void main(String[] arguments) throws IOException {
    byte[] log = Files.readAllBytes(Path.of(arguments[0]));
    int count = Math.min(Integer.parseInt(arguments[1]) * 16, 0xFFFF); // 16 bits in the header
    var chunks = new ArrayList<byte[]>();
    for (int at = HEADER; at + CHUNK <= log.length; at += CHUNK) {
      byte[] chunk = Arrays.copyOfRange(log, at, at + CHUNK);
      if (new String(chunk, 0, 7, StandardCharsets.US_ASCII).equals("ElfChnk")) {
        chunks.add(chunk);
      }
    }
    var header = ByteBuffer.wrap(Arrays.copyOf(log, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(8, 0).putLong(16, count - 1L).putLong(24, count * 1000L);
    header.putShort(42, (short) count).putInt(120, 0);
    var sum = new CRC32();
    sum.update(header.array(), 0, 120);
    header.putInt(124, (int) sum.getValue());
    try (var out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])))) {
      out.write(header.array());
      for (int i = 0; i < count; i++) {
        out.write(chunks.get(i % chunks.size()));
      }
    }
  }
}
