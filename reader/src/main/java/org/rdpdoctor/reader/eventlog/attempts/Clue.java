package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Layer;

/// What one record adds to the story of an attempt: small, since there may be very many.
///
/// @param activity what joins records of one attempt, empty if there is nothing that does
/// @param connection the server's name of the connection, as in `RDP-Tcp#5`
/// @param session the number of the session, -1 if none is told
/// @param address of the client, without its port
/// @param port of the client, 0 if it is not told
/// @param account as it is written, with its domain if that is told
/// @param mechanism `NTLM`, `Kerberos`, … if it is told
/// @param code why, as hex with eight digits or as its family writes it; empty if it is not told
/// @param family whose code that is; empty if there is none
/// @param layer the rung that broke, if it says that one did
/// @param sure false if the record may concern something else than Remote Desktop
record Clue(
    Instant at,
    String computer,
    Side side,
    Step step,
    String activity,
    String connection,
    int session,
    String address,
    int port,
    String account,
    String mechanism,
    String code,
    String family,
    Optional<Layer> layer,
    boolean sure,
    String provider,
    int event,
    long recordId,
    String source) {

  static Clue of(EventRecord record, Side side, Step step) {
    return new Clue(
        record.timeCreated(),
        record.computer(),
        side,
        step,
        record.activityId(),
        "",
        -1,
        "",
        0,
        "",
        "",
        "",
        "",
        Optional.empty(),
        true,
        record.provider(),
        record.eventId(),
        record.recordId(),
        record.source());
  }

  /// With the client's place, as in `192.0.2.1:50123` or `[2001:db8::1]:50123`.
  Clue from(String place) {
    Place parsed = Place.of(place);
    return with(parsed.address(), parsed.port(), account, connection, session);
  }

  Clue port(String text) {
    int told = Numbers.of(text).filter(port -> port > 0 && port < 65_536).orElse(0L).intValue();
    return with(address, told, account, connection, session);
  }

  Clue by(String user, String domain) {
    String name = Accounts.joined(user, domain);
    return with(address, port, name, connection, session);
  }

  Clue called(String name) {
    return with(address, port, account, name, session);
  }

  Clue inSession(String number) {
    int told = Numbers.of(number).filter(each -> each < Integer.MAX_VALUE).orElse(-1L).intValue();
    return with(address, port, account, connection, told);
  }

  Clue because(String why, String whose, Layer broken) {
    return new Clue(
        at,
        computer,
        side,
        step,
        activity,
        connection,
        session,
        address,
        port,
        account,
        mechanism,
        why,
        whose,
        Optional.of(broken),
        sure,
        provider,
        event,
        recordId,
        source);
  }

  Clue saying(String why, String whose) {
    return new Clue(
        at,
        computer,
        side,
        step,
        activity,
        connection,
        session,
        address,
        port,
        account,
        mechanism,
        why,
        whose,
        layer,
        sure,
        provider,
        event,
        recordId,
        source);
  }

  Clue using(String how) {
    return new Clue(
        at,
        computer,
        side,
        step,
        activity,
        connection,
        session,
        address,
        port,
        account,
        how,
        code,
        family,
        layer,
        sure,
        provider,
        event,
        recordId,
        source);
  }

  Clue perhaps() {
    return new Clue(
        at,
        computer,
        side,
        step,
        activity,
        connection,
        session,
        address,
        port,
        account,
        mechanism,
        code,
        family,
        layer,
        false,
        provider,
        event,
        recordId,
        source);
  }

  /// Logs whose activity is that of a service and not of a connection.
  Clue withoutActivity() {
    return new Clue(
        at,
        computer,
        side,
        step,
        "",
        connection,
        session,
        address,
        port,
        account,
        mechanism,
        code,
        family,
        layer,
        sure,
        provider,
        event,
        recordId,
        source);
  }

  /// The account in the form by which two mentions of it are compared.
  String accountKey() {
    return Accounts.key(account);
  }

  /// The computer in the form by which two mentions of it are compared: without its domain, since
  /// some logs have that and some have not.
  String computerKey() {
    int dot = computer.indexOf('.');
    return (dot < 0 ? computer : computer.substring(0, dot)).toLowerCase(Locale.ROOT);
  }

  private Clue with(String from, int fromPort, String who, String name, int number) {
    return new Clue(
        at, computer, side, step, activity, name, number, from, fromPort, who, mechanism, code,
        family, layer, sure, provider, event, recordId, source);
  }
}
