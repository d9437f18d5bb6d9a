package org.rdpdoctor.reader.eventlog.evtx;

/// The values of one template instance (MS-EVEN6 2.2.12, TemplateInstanceData): descriptors of size
/// and type, then the values one behind the other.
final class Values {
  /// Those of a fragment that has no template.
  static final Values NONE = new Values(0, new int[1]);

  private static final int DESCRIPTOR = 4;

  private final int descriptors;
  private final int[] starts;

  private Values(int descriptors, int[] starts) {
    this.descriptors = descriptors;
    this.starts = starts;
  }

  /// Reads the descriptors that begin at `at`.
  static Values read(Block block, int at) throws Unreadable {
    int count = block.i32(at);
    int descriptors = at + 4;
    if (count < 0 || count > (block.limit() - descriptors) / DESCRIPTOR) {
      throw new Unreadable(at, "it says to have " + Integer.toUnsignedString(count) + " values");
    }
    int[] starts = new int[count + 1];
    int start = descriptors + count * DESCRIPTOR;
    for (int i = 0; i < count; i++) {
      starts[i] = start;
      start += block.u16(descriptors + i * DESCRIPTOR);
    }
    starts[count] = start;
    block.need(start, 0);
    return new Values(descriptors, starts);
  }

  int count() {
    return starts.length - 1;
  }

  /// Where the last value ends.
  int end() {
    return starts[starts.length - 1];
  }

  /// The type of a value, [ValueType#NULL] for one that is not there.
  int type(Block block, int index) throws Unreadable {
    return index < count() ? block.u8(descriptors + index * DESCRIPTOR + 2) : ValueType.NULL;
  }

  int start(int index) {
    return starts[index];
  }

  int size(int index) {
    return starts[index + 1] - starts[index];
  }
}
