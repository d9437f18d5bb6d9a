package org.rdpdoctor.testkit.gateway;

import java.time.Duration;
import java.util.Optional;
import org.rdpdoctor.testkit.script.Ending;
import org.rdpdoctor.wire.tsgu.TsguStatus;

/// What becomes of the streams of a scripted gateway, and of an open channel.
///
/// @param trouble what happens to them; nothing if all is well
/// @param service what the administrator tells everybody as soon as the channel is open
/// @param reauthenticates whether the client is asked then to log on again
/// @param keepAlive how often the gateway gives a sign of life; zero for never
public record StreamScript(
    Optional<Trouble> trouble,
    Optional<String> service,
    boolean reauthenticates,
    Duration keepAlive) {

  public sealed interface Trouble {
    /// The client's stream is cut once so many packets have come; for a WebSocket that is the whole
    /// connection.
    record InCut(int packets, Ending ending) implements Trouble {}

    /// The gateway's stream is cut once so many packets have gone.
    record OutCut(int packets, Ending ending) implements Trouble {}

    /// Somebody between keeps the gateway's stream back until this many bytes are together.
    record OutHeldBack(int bytes) implements Trouble {}

    /// Somebody between ends what nobody has used for so long.
    record IdleCut(Duration idle, Ending ending) implements Trouble {}

    /// The gateway itself closes the channel that nobody has used for so long.
    record IdleClosed(Duration idle, TsguStatus status) implements Trouble {}

    /// The gateway closes the channel once so many packets of data have come from the target.
    record Closed(int packets, TsguStatus status) implements Trouble {}
  }

  public static StreamScript healthy() {
    return new StreamScript(Optional.empty(), Optional.empty(), false, Duration.ZERO);
  }

  public StreamScript trouble(Trouble other) {
    return new StreamScript(Optional.of(other), service, reauthenticates, keepAlive);
  }

  public StreamScript service(String text) {
    return new StreamScript(trouble, Optional.of(text), reauthenticates, keepAlive);
  }

  public StreamScript reauthenticating() {
    return new StreamScript(trouble, service, true, keepAlive);
  }

  public StreamScript keepAlive(Duration every) {
    return new StreamScript(trouble, service, reauthenticates, every);
  }
}
