package org.rdpdoctor.reader.eventlog.attempts;

import java.util.regex.Pattern;

/// Which addresses belong to the internet.
final class Addresses {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern INSIDE_4 =
      Pattern.compile(
          "(10|127|0|169\\.254|192\\.168|172\\.(1[6-9]|2\\d|3[01])|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7]))\\..*");
  private static final Pattern INSIDE_6 = Pattern.compile("(fe[89ab]|f[cd]|::1$|::$).*");

  private Addresses() {}

  static boolean isPublic(String address) {
    if (IPV4.matcher(address).matches()) {
      return !INSIDE_4.matcher(address).matches();
    }
    return address.indexOf(':') >= 0 && !INSIDE_6.matcher(address).matches();
  }
}
