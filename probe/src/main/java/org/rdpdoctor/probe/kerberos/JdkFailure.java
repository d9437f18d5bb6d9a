package org.rdpdoctor.probe.kerberos;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the JDK says when Kerberos fails on this side. Its exceptions have the error's number, but
/// in a package that nobody else may use; their text ends in it, in brackets, in every language.
final class JdkFailure {
  private static final Pattern NUMBER = Pattern.compile("\\((\\d{1,3})\\)");
  private static final int MOST_CAUSES = 8;

  private JdkFailure() {}

  /// The number of RFC 4120 7.5.9, if the failure has one.
  static OptionalInt codeOf(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
      Matcher number = NUMBER.matcher(String.valueOf(cause.getMessage()));
      if (number.find()) {
        return OptionalInt.of(Integer.parseInt(number.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  /// The innermost text, on one line.
  static String textOf(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
  }
}
