package org.rdpdoctor.reader.capture.ladder;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdpdoctor.reader.capture.Endpoint;
import org.rdpdoctor.reader.capture.Side;
import org.rdpdoctor.wire.Bytes;
import org.rdpdoctor.wire.DecodeException;
import org.rdpdoctor.wire.WireReader;

/// The few words with which a client has a proxy connect it to somebody else: SOCKS 4, 4a and 5
/// (RFC 1928, RFC 1929), or HTTP CONNECT (RFC 9110 9.3.6). What follows is the inner
/// conversation.
final class Proxy {
  /// More than any of these words need.
  private static final int MOST = 8 * 1024;

  private static final int SOCKS4 = 4;
  private static final int SOCKS5 = 5;
  private static final int CONNECT = 1;
  private static final int PASSWORD = 2;
  private static final int NOTHING_ACCEPTABLE = 0xFF;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int SOCKS4_GRANTED = 0x5A;
  private static final int SOCKS4_REPLY = 8;
  private static final Bytes METHOD = Bytes.ascii("CONNECT ");
  private static final Bytes HEAD_END = Bytes.ascii("\r\n\r\n");
  private static final Pattern REQUEST =
      Pattern.compile("CONNECT (?:\\[([^\\]\\s]+)\\]|([^:\\s]+)):(\\d{1,5}) HTTP/.*");
  private static final Pattern GRANTED = Pattern.compile("HTTP/\\S+ 2\\d\\d\\b.*");

  private Bytes fromClient = Bytes.EMPTY;
  private Bytes fromServer = Bytes.EMPTY;
  private Optional<Endpoint> target = Optional.empty();
  private State state = State.BEGINNING;

  /// How far the two are.
  enum State {
    BEGINNING,
    /// SOCKS 5: the methods are offered, the server has to choose.
    METHODS,
    /// SOCKS 5: a password was asked for.
    PASSWORD_WANTED,
    /// SOCKS 5: the password was sent.
    PASSWORD_SENT,
    /// SOCKS 5: the client may say where to.
    ADMITTED,
    /// SOCKS 5, SOCKS 4 and HTTP: the proxy has to answer.
    ASKED_5,
    ASKED_4,
    ASKED_HTTP,
    /// What is said from now on is said to the target.
    OPEN,
    REFUSED,
    /// No proxy, or none that is known.
    SENSELESS
  }

  /// True if a client may begin so that wants a proxy's help.
  static boolean mayBegin(Bytes head) {
    if (head.isEmpty()) {
      return true;
    }
    if (head.at(0) == SOCKS5) {
      return head.size() < 2 || (head.at(1) > 0 && head.size() <= 2 + head.at(1));
    }
    if (head.at(0) == SOCKS4) {
      return head.size() < 2 || head.at(1) == CONNECT;
    }
    return METHOD.startsWith(head.first(METHOD.size()));
  }

  /// Where the client wants to go, once it has said so.
  Optional<Endpoint> target() {
    return target;
  }

  State state() {
    return state;
  }

  /// What was said on one side beyond the words to the proxy.
  Bytes left(Side side) {
    return side == Side.CLIENT ? fromClient : fromServer;
  }

  State hear(Side from, Bytes bytes) {
    if (from == Side.CLIENT) {
      fromClient = fromClient.plus(bytes);
    } else {
      fromServer = fromServer.plus(bytes);
    }
    if (fromClient.size() > MOST || fromServer.size() > MOST) {
      state = State.SENSELESS;
      return state;
    }
    State before;
    do {
      before = state;
      try {
        step();
      } catch (DecodeException _) {
        return state; // too few bytes yet
      }
    } while (state != before);
    return state;
  }

  private void step() throws DecodeException {
    switch (state) {
      case BEGINNING -> begin();
      case METHODS -> methods();
      case PASSWORD_WANTED -> password();
      case PASSWORD_SENT -> {
        var in = new WireReader(fromServer);
        in.skip("VER", 1);
        state = in.u8("STATUS") == 0 ? State.ADMITTED : State.REFUSED;
        fromServer = in.rest();
      }
      case ADMITTED -> {
        var in = new WireReader(fromClient);
        in.skip("VER, CMD, RSV", 3);
        target = Optional.of(address(in));
        fromClient = in.rest();
        state = State.ASKED_5;
      }
      case ASKED_5 -> {
        var in = new WireReader(fromServer);
        in.skip("VER", 1);
        int reply = in.u8("REP");
        in.skip("RSV", 1);
        var _ = address(in);
        fromServer = in.rest();
        state = reply == 0 ? State.OPEN : State.REFUSED;
      }
      case ASKED_4 -> {
        var in = new WireReader(fromServer);
        in.skip("VN", 1);
        int code = in.u8("CD");
        in.skip("DSTPORT, DSTIP", SOCKS4_REPLY - 2);
        fromServer = in.rest();
        state = code == SOCKS4_GRANTED ? State.OPEN : State.REFUSED;
      }
      case ASKED_HTTP -> {
        int end = fromServer.indexOf(HEAD_END);
        if (end >= 0) {
          state = GRANTED.matcher(firstLine(fromServer)).matches() ? State.OPEN : State.REFUSED;
          fromServer = fromServer.from(end + HEAD_END.size());
        }
      }
      case OPEN, REFUSED, SENSELESS -> {
        // nothing more to learn
      }
    }
  }

  private void begin() throws DecodeException {
    if (!mayBegin(fromClient)) {
      state = State.SENSELESS;
    } else if (fromClient.isEmpty()) {
      return;
    } else if (fromClient.at(0) == SOCKS5) {
      var in = new WireReader(fromClient);
      in.skip("VER", 1);
      in.skip("METHODS", in.u8("NMETHODS"));
      fromClient = in.rest();
      state = State.METHODS;
    } else if (fromClient.at(0) == SOCKS4) {
      socks4();
    } else {
      http();
    }
  }

  private void methods() throws DecodeException {
    var in = new WireReader(fromServer);
    int version = in.u8("VER");
    int method = in.u8("METHOD");
    fromServer = in.rest();
    state =
        version != SOCKS5 || method == NOTHING_ACCEPTABLE
            ? State.REFUSED
            : method == PASSWORD
                ? State.PASSWORD_WANTED
                : method == 0 ? State.ADMITTED : State.SENSELESS;
  }

  private void password() throws DecodeException {
    var in = new WireReader(fromClient);
    in.skip("VER", 1);
    in.skip("UNAME", in.u8("ULEN"));
    in.skip("PASSWD", in.u8("PLEN"));
    fromClient = in.rest();
    state = State.PASSWORD_SENT;
  }

  private void socks4() throws DecodeException {
    var in = new WireReader(fromClient);
    in.skip("VN, CD", 2);
    int port = in.u16be("DSTPORT");
    Bytes ip = in.bytes("DSTIP", 4);
    terminated(in);
    // Version 4a: an address that cannot be says that a name follows.
    boolean named = ip.at(0) == 0 && ip.at(1) == 0 && ip.at(2) == 0 && ip.at(3) != 0;
    String host = named ? terminated(in) : dotted(ip);
    target = Optional.of(new Endpoint(host, port));
    fromClient = in.rest();
    state = State.ASKED_4;
  }

  private static String terminated(WireReader in) throws DecodeException {
    var text = new StringBuilder();
    for (int octet = in.u8("text"); octet != 0; octet = in.u8("text")) {
      text.append((char) octet);
    }
    return text.toString();
  }

  private void http() {
    int end = fromClient.indexOf(HEAD_END);
    if (end < 0) {
      return;
    }
    Matcher request = REQUEST.matcher(firstLine(fromClient));
    if (!request.matches()) {
      state = State.SENSELESS;
      return;
    }
    String host = request.group(1) == null ? request.group(2) : request.group(1);
    target = Optional.of(new Endpoint(host, Integer.parseInt(request.group(3))));
    fromClient = fromClient.from(end + HEAD_END.size());
    state = State.ASKED_HTTP;
  }

  private static String firstLine(Bytes head) {
    return head.first(Math.max(0, head.indexOf(Bytes.ascii("\r\n"))))
        .decode(StandardCharsets.ISO_8859_1);
  }

  private static Endpoint address(WireReader in) throws DecodeException {
    int type = in.u8("ATYP");
    String host =
        switch (type) {
          case IPV4 -> dotted(in.bytes("address", 4));
          case IPV6 -> colons(in.bytes("address", 16));
          case NAME -> in.bytes("name", in.u8("length")).decode(StandardCharsets.ISO_8859_1);
          default -> throw in.unknownType("ATYP", 3, type);
        };
    return new Endpoint(host, in.u16be("port"));
  }

  private static String dotted(Bytes address) {
    return "%d.%d.%d.%d".formatted(address.at(0), address.at(1), address.at(2), address.at(3));
  }

  private static String colons(Bytes address) {
    var text = new StringBuilder();
    for (int i = 0; i < address.size(); i += 2) {
      text.append(i == 0 ? "" : ":")
          .append(Integer.toHexString(address.at(i) << 8 | address.at(i + 1)));
    }
    return text.toString();
  }
}
