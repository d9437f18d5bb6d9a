package org.rdpdoctor.probe;

import java.time.Duration;
import org.rdpdoctor.dialogue.Heard;
import org.rdpdoctor.wire.Bytes;

/// A connection to the target inside one to somebody on the way. What this machine's TCP knows of
/// the latter says nothing of the target.
record FarConnection(TcpLine near) implements Connection {
  @Override
  public int number() {
    return near.number();
  }

  @Override
  public Arrivals arrivals() {
    return near.arrivals();
  }

  @Override
  public SecretsLog secrets() {
    return near.secrets();
  }

  @Override
  public void say(Bytes message) {
    near.say(message);
  }

  @Override
  public Heard listen(Duration patience) {
    return near.listen(patience);
  }

  @Override
  public Duration now() {
    return near.now();
  }

  @Override
  public void unread(Bytes bytes) {
    near.unread(bytes);
  }

  @Override
  public void close() {
    near.close();
  }
}
