package org.rdpdoctor.diagnosis.codes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// Until when one kind of Windows gets updates.
///
/// @param until the last day
public record WindowsSupport(Kind kind, LocalDate until) {

  /// Which editions, and which of their terms.
  public enum Kind {
    HOME("Home and Pro", true, false),
    ENTERPRISE("Enterprise and Education", true, false),
    LTSC("LTSC", true, false),
    IOT("IoT LTSC", true, false),
    CLIENT_ESU("Extended Security Updates", true, true),
    MAINSTREAM("mainstream support", false, false),
    EXTENDED("extended support", false, false),
    CHANNEL("the channel", false, false),
    SERVER_ESU("Extended Security Updates", false, true);

    private final String words;
    private final boolean client;
    private final boolean paid;

    Kind(String words, boolean client, boolean paid) {
      this.words = words;
      this.client = client;
      this.paid = paid;
    }

    public String words() {
      return words;
    }

    /// False if it is of servers.
    public boolean isClient() {
      return client;
    }

    /// True for what is to be had for money after the end.
    public boolean isPaid() {
      return paid;
    }

    /// False for the first part of a server's support, after which security updates go on.
    public boolean isLast() {
      return this != MAINSTREAM;
    }
  }

  /// Reads `extended=2027-01-12`, or nothing if it is not so written.
  static Optional<WindowsSupport> of(String text) {
    int equals = text.indexOf('=');
    for (Kind kind : Kind.values()) {
      String id = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (equals > 0 && id.equals(text.substring(0, equals))) {
        try {
          return Optional.of(new WindowsSupport(kind, LocalDate.parse(text.substring(equals + 1))));
        } catch (DateTimeException _) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
