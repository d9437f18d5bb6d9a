package org.rdpdoctor.probe;

import java.time.Duration;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.wire.Bytes;

/// A line that remembers the first bytes that were heard on it: what is no TLS shows by them what
/// it is instead.
final class FirstBytes implements Line {
  private static final int MOST = 160;

  private final Line line;
  private Bytes first = Bytes.EMPTY;

  FirstBytes(Line line) {
    this.line = line;
  }

  Bytes heard() {
    return first;
  }

  @Override
  public void say(Bytes message) {
    line.say(message);
  }

  @Override
  public Heard listen(Duration patience) {
    Heard heard = line.listen(patience);
    if (heard instanceof Heard.Data(Bytes bytes, _) && first.size() < MOST) {
      first = first.plus(bytes).first(MOST);
    }
    return heard;
  }

  @Override
  public Duration now() {
    return line.now();
  }

  @Override
  public SecretsLog secrets() {
    return line.secrets();
  }

  @Override
  public void unread(Bytes bytes) {
    line.unread(bytes);
  }

  @Override
  public void close() {
    line.close();
  }
}
