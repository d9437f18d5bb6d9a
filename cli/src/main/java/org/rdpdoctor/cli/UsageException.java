package org.rdpdoctor.cli;

/// The command line asks for something that cannot be: exit code 64.
///
/// The message is one sentence or two: what is wrong, and what to write instead.
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;

  UsageException(String advice) {
    super(advice);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
