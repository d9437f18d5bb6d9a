package org.rdpdoctor.testkit.peer;

import java.io.IOException;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.testkit.script.SessionScript;
import org.rdpdoctor.wire.x224.ConnectionRequest;
import org.rdpdoctor.wire.x224.Protocols;

/// Acts out a [SessionScript].
record SessionStage(Line socket, Line line, SessionScript script) {
  static SessionStage plain(Line line, SessionScript script) {
    return new SessionStage(line, line, script);
  }

  static SessionStage secured(Line socket, Line line, SessionScript script) {
    return new SessionStage(socket, line, script);
  }

  void act(ConnectionRequest request, Protocols selected) throws IOException {
    line.waitForever();
    while (!line.hear().isEmpty()) {}
    socket.leave(Ending.CLOSE);
  }
}
