package org.rdpdoctor.reader.eventlog.attempts;

import java.time.Instant;
import java.util.Optional;
import org.rdpdoctor.facts.EventRecord;
import org.rdpdoctor.facts.Layer;

/// What one record adds to the story of an attempt: small, since there may be very many.
///
/// @param activity what joins records of one attempt, empty if there is nothing that does
record Clue(Origin origin, Step step, String activity, Visitor visitor, Reason reason) {

  /// Where it is written.
  ///
  /// @param source the file
  record Origin(
      Instant at,
      String computer,
      Side side,
      String provider,
      int event,
      long recordId,
      String source) {}

  /// Who tried.
  ///
  /// @param address of the client, without its port
  /// @param port of the client, 0 if it is not told
  /// @param account as it is written, with its domain if that is told
  /// @param connection the server's name of the connection, as in `RDP-Tcp#5`
  /// @param session the number of the session, -1 if none is told
  record Visitor(String address, int port, String account, String connection, int session) {
    static final Visitor NOBODY = new Visitor("", 0, "", "", -1);
  }

  /// Why it went as it did.
  ///
  /// @param mechanism `NTLM`, `Kerberos`, … if it is told
  /// @param code why, as hex with eight digits or as its family writes it; empty if it is not told
  /// @param family whose code that is; empty if there is none
  /// @param layer the rung that broke, if it says that one did
  /// @param sure false if the record may concern something else than Remote Desktop
  record Reason(String mechanism, String code, String family, Optional<Layer> layer, boolean sure) {
    static final Reason NONE = new Reason("", "", "", Optional.empty(), true);
  }

  static Clue of(EventRecord record, Side side, Step step) {
    var origin =
        new Origin(
            record.timeCreated(),
            record.computer(),
            side,
            record.provider(),
            record.eventId(),
            record.recordId(),
            record.source());
    return new Clue(origin, step, record.activityId(), Visitor.NOBODY, Reason.NONE);
  }

  /// With the client's place, as in `192.0.2.1:50123` or `[2001:db8::1]:50123`.
  Clue from(String place) {
    Place parsed = Place.of(place);
    return with(new Visitor(parsed.address(), parsed.port(), account(), connection(), session()));
  }

  Clue port(String text) {
    int told = Numbers.of(text).filter(port -> port > 0 && port < 65_536).orElse(0L).intValue();
    return with(new Visitor(address(), told, account(), connection(), session()));
  }

  Clue by(String user, String domain) {
    String name = Accounts.joined(user, domain);
    return with(new Visitor(address(), port(), name, connection(), session()));
  }

  Clue called(String name) {
    return with(new Visitor(address(), port(), account(), name, session()));
  }

  Clue inSession(String number) {
    int told = Numbers.of(number).filter(each -> each < Integer.MAX_VALUE).orElse(-1L).intValue();
    return with(new Visitor(address(), port(), account(), connection(), told));
  }

  Clue because(String why, String whose, Layer broken) {
    return with(new Reason(mechanism(), why, whose, Optional.of(broken), sure()));
  }

  Clue saying(String why, String whose) {
    return with(new Reason(mechanism(), why, whose, layer(), sure()));
  }

  Clue using(String how) {
    return with(new Reason(how, code(), family(), layer(), sure()));
  }

  Clue perhaps() {
    return with(new Reason(mechanism(), code(), family(), layer(), false));
  }

  /// Logs whose activity is that of a service and not of a connection.
  Clue withoutActivity() {
    return new Clue(origin, step, "", visitor, reason);
  }

  private Clue with(Visitor other) {
    return new Clue(origin, step, activity, other, reason);
  }

  private Clue with(Reason other) {
    return new Clue(origin, step, activity, visitor, other);
  }

  Instant at() {
    return origin.at;
  }

  String computer() {
    return origin.computer;
  }

  Side side() {
    return origin.side;
  }

  String provider() {
    return origin.provider;
  }

  int event() {
    return origin.event;
  }

  long recordId() {
    return origin.recordId;
  }

  String source() {
    return origin.source;
  }

  String address() {
    return visitor.address;
  }

  int port() {
    return visitor.port;
  }

  String account() {
    return visitor.account;
  }

  String connection() {
    return visitor.connection;
  }

  int session() {
    return visitor.session;
  }

  String mechanism() {
    return reason.mechanism;
  }

  String code() {
    return reason.code;
  }

  String family() {
    return reason.family;
  }

  Optional<Layer> layer() {
    return reason.layer;
  }

  boolean sure() {
    return reason.sure;
  }

  /// The account in the form by which two mentions of it are compared.
  String accountKey() {
    return Accounts.key(account());
  }

  /// The computer in the form by which two mentions of it are compared.
  String computerKey() {
    return Overcome.computerKey(computer());
  }
}
