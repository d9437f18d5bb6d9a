package org.rdpdoctor.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.rdpdoctor.wire.Bytes;

/// An .rdp file as it stands: every line in its order, whatever is in it, so that it can be written
/// back byte for byte.
///
/// Clients find a setting by its name, whose case does not matter. Where a name stands twice, the
/// last line counts here, as in FreeRDP.
///
/// @param byteOrderMark whether the file begins with one
/// @param tail what is left of a character that the end of the file cut off
public record ConnectionFile(
    Encoding encoding, boolean byteOrderMark, List<FileLine> lines, Bytes tail) {

  public static final String FULL_ADDRESS = "full address";
  public static final String ALTERNATE_FULL_ADDRESS = "alternate full address";
  public static final String SERVER_PORT = "server port";
  public static final String GATEWAY_HOST_NAME = "gatewayhostname";
  public static final String GATEWAY_USAGE_METHOD = "gatewayusagemethod";
  public static final int USUAL_PORT = 3389;
  public static final int GATEWAY_PORT = 443;

  public ConnectionFile {
    lines = List.copyOf(lines);
  }

  /// How the characters are stored.
  public enum Encoding {
    UTF_8("UTF-8"),
    UTF_16LE("UTF-16LE"),
    UTF_16BE("UTF-16BE"),
    /// What programs that know no Unicode write.
    WINDOWS_1252("Windows-1252");

    private final String title;

    Encoding(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /// Where a file leads: to a server or a gateway.
  ///
  /// @param key the setting whose address it is
  public record Endpoint(String host, int port, String key) {}

  /// When a file wants the gateway that it names to be used.
  public enum GatewayUse {
    NEVER,
    ALWAYS,
    /// Only if the server cannot be reached without.
    IF_DIRECT_FAILS,
    /// As the client's own settings or a policy say.
    CLIENT_DECIDES
  }

  /// Every line that is a setting, in order.
  public List<FileSetting> settings() {
    return lines.stream().flatMap(line -> line.setting().stream()).toList();
  }

  /// Every line that sets `key`, in order.
  public List<FileSetting> settings(String key) {
    String wanted = key.toLowerCase(Locale.ROOT);
    return settings().stream().filter(setting -> setting.key().equals(wanted)).toList();
  }

  /// The line that counts for `key`.
  public Optional<FileSetting> setting(String key) {
    List<FileSetting> all = settings(key);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// The text of a setting of type `s` without blanks around it; empty if there is none.
  public String text(String key) {
    return setting(key)
        .filter(setting -> setting.isType('s'))
        .map(setting -> setting.value().strip())
        .orElse("");
  }

  /// The number of a setting of type `i`, or nothing if there is none or it is no number.
  public OptionalLong number(String key) {
    return setting(key)
        .filter(setting -> setting.isType('i'))
        .map(FileSetting::number)
        .orElse(OptionalLong.empty());
  }

  /// Whether a switch is on; `usual` if the file does not say.
  public boolean isOn(String key, boolean usual) {
    OptionalLong number = number(key);
    return number.isPresent() ? number.getAsLong() != 0 : usual;
  }

  /// Where the connection goes: `alternate full address` wins over `full address`, as in mstsc, and
  /// a port in the address over `server port`.
  public Optional<Endpoint> target() {
    for (String key : List.of(ALTERNATE_FULL_ADDRESS, FULL_ADDRESS)) {
      FileAddress address = FileAddress.of(text(key));
      if (!address.host().isEmpty()) {
        return Optional.of(new Endpoint(address.host(), address.port().orElse(serverPort()), key));
      }
    }
    return Optional.empty();
  }

  /// The gateway that the file names, used or not.
  public Optional<Endpoint> gateway() {
    FileAddress address = FileAddress.of(text(GATEWAY_HOST_NAME));
    return address.host().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Endpoint(address.host(), address.port().orElse(GATEWAY_PORT), GATEWAY_HOST_NAME));
  }

  /// What `gatewayusagemethod` asks for; values that nobody knows count as never, the default.
  public GatewayUse gatewayUse() {
    return switch (Math.clamp(number(GATEWAY_USAGE_METHOD).orElse(0), -1, 9)) {
      case 1 -> GatewayUse.ALWAYS;
      case 2 -> GatewayUse.IF_DIRECT_FAILS;
      case 3 -> GatewayUse.CLIENT_DECIDES;
      default -> GatewayUse.NEVER;
    };
  }

  /// Whether a client may use NLA with this file.
  public boolean wantsCredSsp() {
    return isOn("enablecredsspsupport", true);
  }

  /// The same file with every line that sets `key` set to this, or with a new line at its end.
  public ConnectionFile with(String key, char type, String value) {
    List<FileSetting> old = settings(key);
    if (old.isEmpty()) {
      return plus(key + ":" + type + ":" + value);
    }
    ConnectionFile changed = this;
    for (FileSetting setting : old) {
      changed = changed.withLine(setting.line(), setting.name() + ":" + type + ":" + value);
    }
    return changed;
  }

  /// The same file with another text in that line; its end stays.
  public ConnectionFile withLine(int number, String text) {
    var changed = new ArrayList<>(lines);
    changed.set(number - 1, FileLine.of(number, text, lines.get(number - 1).end()));
    return new ConnectionFile(encoding, byteOrderMark, changed, tail);
  }

  /// The same file without any line that sets `key`.
  public ConnectionFile without(String key) {
    List<Integer> numbers = settings(key).stream().map(FileSetting::line).toList();
    var left = new ArrayList<FileLine>();
    for (FileLine line : lines) {
      if (!numbers.contains(line.number())) {
        left.add(line.at(left.size() + 1));
      }
    }
    return new ConnectionFile(encoding, byteOrderMark, left, tail);
  }

  /// The same file without that line.
  public ConnectionFile withoutLine(int number) {
    var left = new ArrayList<FileLine>();
    for (FileLine line : lines) {
      if (line.number() != number) {
        left.add(line.at(left.size() + 1));
      }
    }
    return new ConnectionFile(encoding, byteOrderMark, left, tail);
  }

  /// The same file with one more line at its end, before blank lines that end it.
  public ConnectionFile plus(String text) {
    var more = new ArrayList<>(lines);
    int at = more.size();
    while (at > 0 && more.get(at - 1).text().isBlank()) {
      at--;
    }
    if (at > 0 && more.get(at - 1).end().isEmpty()) {
      FileLine last = more.get(at - 1);
      more.set(at - 1, FileLine.of(last.number(), last.text(), lineEnd()));
    }
    more.add(at, FileLine.of(at + 1, text, lineEnd()));
    for (int i = at + 1; i < more.size(); i++) {
      more.set(i, more.get(i).at(i + 1));
    }
    return new ConnectionFile(encoding, byteOrderMark, more, tail);
  }

  /// How most lines of this file end; CRLF, as mstsc writes it, if none does.
  public String lineEnd() {
    String most = "\r\n";
    long count = 0;
    for (String end : List.of("\r\n", "\n", "\r")) {
      long times = lines.stream().filter(line -> line.end().equals(end)).count();
      if (times > count) {
        most = end;
        count = times;
      }
    }
    return most;
  }

  private int serverPort() {
    long port = number(SERVER_PORT).orElse(USUAL_PORT);
    return port > 0 && port <= FileAddress.LAST_PORT ? (int) port : USUAL_PORT;
  }
}
