package org.rdpdoctor.reader.capture.flow;

import org.jspecify.annotations.Nullable;

/// Conversations in a row, the one that was touched last at its end.
final class Row {
  private @Nullable Flow oldest;
  private @Nullable Flow newest;
  private int size;

  int size() {
    return size;
  }

  @Nullable Flow oldest() {
    return oldest;
  }

  /// Puts a conversation at the end, taking it out of whatever row it stands in.
  void append(Flow flow) {
    if (newest == flow) {
      return;
    }
    leave(flow);
    flow.row = this;
    flow.older = newest;
    flow.newer = null;
    if (newest == null) {
      oldest = flow;
    } else {
      newest.newer = flow;
    }
    newest = flow;
    size++;
  }

  static void leave(Flow flow) {
    Row row = flow.row;
    if (row == null) {
      return;
    }
    Flow older = flow.older;
    Flow newer = flow.newer;
    if (older == null) {
      row.oldest = newer;
    } else {
      older.newer = newer;
    }
    if (newer == null) {
      row.newest = older;
    } else {
      newer.older = older;
    }
    row.size--;
    flow.row = null;
    flow.older = null;
    flow.newer = null;
  }
}
